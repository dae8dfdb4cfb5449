"""The guide's answer on its way into a course: which of its steps, for whom, who has them and by when."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.timezone import localdate

from helhet.agreements import queries as agreements
from helhet.courses import actions
from helhet.courses.models import Course
from helhet.courses.queries import course as find_course
from helhet.kernel.errors import BadInput
from helhet.knowledge.advise import advise
from helhet.knowledge.answer import Advised
from helhet.organisations import queries as organisations
from helhet.organisations.actor import Actor
from helhet.people.rules import in_lists

from .. import acts, queries
from ..forms import GuidedForm

# What the session holds: the course that the guide is asked about. An id, and nothing about anyone.
ASKING = "asking"
# What the guide's page sends: the facts as JSON, and where. The button that saves has a name of its own.
FACTS, PLACE, SAVE = "fakta", "kommun", "spara"


@dataclass(frozen=True)
class Guided:
    """The answer's steps, the courses to choose between, and the form."""

    by: Actor
    at: datetime
    facts: Mapping[str, Any]
    steps: Sequence[Advised]
    form: GuidedForm
    course: Course | None
    saving: bool
    hidden: Sequence[tuple[str, str]]

    @property
    def status(self) -> int:
        """422 when what was to be saved came back."""
        return 422 if self.saving else 200

    def show_version(self) -> None:
        """Let the next save count from the course as it stands now."""
        if self.course:
            self.form.show_version(self.course.version)

    def save(self, data: dict[str, Any]) -> Course:
        """The chosen steps stand in the course, the first of them as its next."""
        course = find_course(self.by, UUID(data["course"]), self.at)
        given = {"owner": data["owner"], "deputy": data["deputy"], "due": data["due"]}
        chosen = [_chosen(self.steps[int(number)], given) for number in data["steps"]]
        version = data["version"] if self.course else course.version
        return actions.guided(
            by=self.by, at=self.at, course=course, facts=self.facts, chosen=chosen, version=version or course.version
        )


def _chosen(step: Advised, given: Mapping[str, Any]) -> actions.Chosen:
    basis = [{"kind": one.kind, "anchor": one.anchor, "pack": one.pack, "text": one.text} for one in step.basis]
    return actions.Chosen(act=step.act_id, text=_text(step)[:300], basis=basis, **given)


def _text(step: Advised) -> str:
    return f"{step.text} → {step.receiver}" if step.receiver else step.text


def page(actor: Actor, at: datetime, data: QueryDict, asking: str) -> Guided:
    """The page for what the guide sent. Raises BadInput for facts that cannot be read."""
    facts, place = read_facts(data.get(FACTS, "")), data.get(PLACE, "")
    steps = steps_for(facts, place, at)
    course = _asked_about(actor, at, asking)
    saving = SAVE in data
    options = {
        "staff": list(organisations.colleagues(actor.unit_id, localdate(at))),
        "courses": _courses(actor, at, course),
    }
    form = GuidedForm(
        data if saving else None,
        steps=[(str(n), _text(step)) for n, step in enumerate(steps)],
        initial=acts.next_filled(actor, at) | ({"course": str(course.id), "version": course.version} if course else {}),
        **options,
    )
    hidden = [(FACTS, data.get(FACTS, "")), (PLACE, place)]
    return Guided(actor, at, facts, steps, form, course, saving, hidden)


def read_facts(text: str) -> dict[str, Any]:
    """The facts that the guide was asked with. Raises BadInput when they are not readable."""
    try:
        facts = json.loads(text[:20_000])
    except (ValueError, RecursionError):
        facts = None
    if not isinstance(facts, dict):
        raise BadInput("Svaren från guiden gick inte att läsa. Gå tillbaka till guiden och försök igen.")
    return facts


def steps_for(facts: Mapping[str, Any], place: str, at: datetime) -> list[Advised]:
    """The steps that the agreements in force and law give today: asked again here, never taken from what was sent."""
    shelf = agreements.library()
    known = place if place in shelf.directory.municipalities else None
    packs = agreements.packs()
    return advise(packs, shelf.law, shelf.vocabulary, shelf.directory, facts, localdate(at), known).steps


def _asked_about(actor: Actor, at: datetime, asking: str) -> Course | None:
    found = queries.open_here(actor, at).filter(id=asking).first() if asking else None
    return found


def _courses(actor: Actor, at: datetime, course: Course | None) -> list[tuple[str, str]]:
    rows = [course] if course else queries.open_here(actor, at)[:200]
    return [(str(c.id), f"{in_lists(str(c.person), c.person.protected)}: {c.about}") for c in rows]
