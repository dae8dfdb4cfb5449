"""The only writes: publishing a pack, with what its check said."""

import hashlib
import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from helhet.kernel.errors import BadInput
from helhet.knowledge.checking import CheckReport, check
from helhet.knowledge.library import Library
from helhet.knowledge.pack import NOT_FROZEN, Pack
from helhet.knowledge.schema.base import earliest, latest

from . import rules
from .models import Check, Publication


def publish(*, library: Library, pack_id: str, by: str, at: datetime) -> Publication:
    """Check a pack and publish it. Again: nothing changes, but a new verdict on it is kept beside the old one."""
    pack = library.pack(pack_id)
    report = _as_json(check(library, pack, localdate(at)))
    with transaction.atomic():
        in_force = Publication.objects.filter(pack_id=pack.id).exclude(status=rules.CHANGEABLE).first()
        _refuse(rules.why_frozen(pack.about.title, in_force.hash if in_force else pack.hash, pack.hash), "frozen")
        _refuse(rules.why_undated(pack.about.title, len(pack.about.periods)), "undated")
        _refuse(rules.why_unsound(pack.about.title, report["findings"]), "unsound")
        row = _publication(pack, by, at)
        _record_check(row, report, by, at)
    return row


def _as_json(checked: CheckReport) -> dict[str, Any]:
    """The report as it is kept: what scripts get, and how each need stands."""
    return {**checked.as_json(), "coverage": [asdict(need) for need in checked.coverage or ()]}


def _refuse(why: str, code: str) -> None:
    if why:
        raise BadInput(why, code)


def _publication(pack: Pack, by: str, at: datetime) -> Publication:
    about, questions = pack.about, _json(pack.model_dump(mode="json", by_alias=True, include=set(NOT_FROZEN)))
    ends = [period.end for period in about.periods]
    described = {
        "title": about.title,
        "county": about.county,
        "status": about.status,
        "valid_from": min(earliest(period.start) for period in about.periods),
        "valid_to": None if None in ends else max(latest(end) for end in ends if end),
        "content": pack.model_dump_json(by_alias=True, exclude_unset=True, exclude=set(NOT_FROZEN)),
        "questions": questions,
        "published_at": at,
        "published_by": by,
    }
    row, _ = Publication.objects.get_or_create(
        pack_id=pack.id, hash=pack.hash, questions_hash=_hash(questions), defaults=described
    )
    return row


def _record_check(row: Publication, report: dict[str, Any], by: str, at: datetime) -> None:
    """Keep the verdict, unless the latest one on this agreement is the same; how long it took is no part of it."""
    said = _hash(_json({key: value for key, value in report.items() if key != "seconds"}))
    last = Check.objects.filter(publication__pack_id=row.pack_id).order_by("id").last()
    if last is None or (last.publication_id, last.report_hash) != (row.pk, said):
        Check.objects.create(publication=row, report=report, report_hash=said, checked_at=at, checked_by=by)


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _hash(text: str) -> str:
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()
