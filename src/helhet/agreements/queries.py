"""The only selects: what is published, parsed once, with what its latest check said."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Max

from helhet.kernel.errors import NotFound
from helhet.knowledge.library import Library
from helhet.knowledge.pack import Pack

from .models import Check, Publication
from .pages.agreement import Agreement


def library() -> Library:
    """Vocabulary, law and organisations of this installation; read once in a process."""
    return _library(Path(settings.CONTENT))


@lru_cache(maxsize=4)
def _library(root: Path) -> Library:
    return Library(root)


def latest() -> list[Check]:
    """The latest check of each id, with its publication, by county and title."""
    newest = Check.objects.values("publication__pack_id").annotate(last=Max("id")).values("last")
    order = ("publication__county", "publication__title", "publication__pack_id")
    return list(_checks().filter(id__in=newest).order_by(*order))


def latest_check(pack_id: str) -> Check:
    """The latest check of an id, with its publication."""
    found = _checks().filter(publication__pack_id=pack_id).order_by("id").last()
    if found is None:
        raise NotFound(f"Det finns inget publicerat avtal med namnet {pack_id}.")
    return found


def _checks() -> Any:
    left_out = ("report", "publication__content", "publication__questions")
    return Check.objects.select_related("publication").defer(*left_out)


def publication(pack_id: str) -> Publication:
    """The latest publication of an id."""
    return latest_check(pack_id).publication


def history(pack_id: str) -> list[Publication]:
    """Every publication of an id, oldest first."""
    return list(Publication.objects.filter(pack_id=pack_id).defer("content", "questions").order_by("id"))


def packs() -> list[Pack]:
    """The latest published content of each id: one small select, and nothing is parsed twice."""
    return [_pack(check.publication.hash, check.publication.questions_hash) for check in latest()]


def pack(pack_id: str) -> Pack:
    """The latest published content of an id."""
    row = publication(pack_id)
    return _pack(row.hash, row.questions_hash)


# Rows never change, so a hash says all there is to know: what it named once, it names for ever.
@lru_cache(maxsize=256)
def _pack(content: str, questions: str) -> Pack:
    row = Publication.objects.filter(hash=content, questions_hash=questions)[0]
    return Pack.model_validate(json.loads(row.content) | json.loads(row.questions))


def agreement(pack_id: str) -> Agreement:
    """An agreement as its pages show it: content, the words we use, and what the latest check said."""
    return agreement_of(latest_check(pack_id))


def agreements() -> list[Agreement]:
    """Every agreement, by county and title."""
    return [agreement_of(check) for check in latest()]


def agreement_of(check: Check) -> Agreement:
    """The agreement that a check is about."""
    row = check.publication
    return _agreement(row.hash, row.questions_hash, check.report_hash, library())


@lru_cache(maxsize=64)
def _agreement(content: str, questions: str, said: str, of: Library) -> Agreement:
    same = {"publication__hash": content, "publication__questions_hash": questions, "report_hash": said}
    found = Check.objects.filter(**same)[0].report
    return Agreement(_pack(content, questions), found, of.vocabulary, of.law, of.directory)


def report(pack_id: str) -> dict[str, Any]:
    """The latest report on an agreement, as `helhet pack check --json` gives it."""
    return agreement(pack_id).report


def related(pack: Pack) -> list[tuple[str, Publication]]:
    """Published agreements that this one extends or replaces, or that extend or replace it."""
    rows = {check.publication.pack_id: check.publication for check in latest()}
    about = pack.about
    found = [(text, rows[i]) for text, i in (("bygger på", about.extends), ("ersätter", about.replaces)) if i in rows]
    for other in packs():
        if other.about.extends == pack.id:
            found.append(("har tillägget", rows[other.id]))
        if other.about.replaces == pack.id:
            found.append(("har ersatts av", rows[other.id]))
    return found
