"""The only writes of screenings: filled in and counted, corrected by a new one, and read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import get_current_timezone, localdate

from helhet.audit import actions as audit
from helhet.courses import actions as courses
from helhet.courses.models import Course
from helhet.kernel.errors import BadInput
from helhet.kernel.ids import uuid7
from helhet.knowledge.instruments import shown
from helhet.knowledge.instruments.result import Result
from helhet.knowledge.instruments.saying import reason
from helhet.knowledge.instruments.scoring import score
from helhet.knowledge.instruments.shelf import Kept
from helhet.organisations.actor import Actor
from helhet.people.models import Person
from helhet.secrecy.queries import may_open

from . import queries, rules
from .models import Screening


@dataclass(frozen=True)
class Filled:
    """What was filled in. entries: one for each item, empty where there is no answer. incomplete: missing answers are
    meant. key: the form's own, so that the same form sent twice is one screening."""

    instrument: str
    entries: Sequence[str]
    day: date
    incomplete: bool = False
    by_person: bool = False
    course: Course | None = None
    key: UUID = field(default_factory=uuid7)


@transaction.atomic
def save(*, by: Actor, at: datetime, person: Person, filled: Filled) -> Screening:
    """Count and keep what was filled in; the course is told, and a task that asked for it is done.

    Raises BadInput with why when it cannot be kept; nothing is kept of it then.
    """
    may_open(by, person, at).demand()
    before = queries.sent_before(by.holding_id, person, filled.key)
    if before is not None:
        return before
    kept, result = _counted(person, filled, at)
    if not filled.by_person:
        _not_twice(by, person, filled, result, at)
    row = _kept(by, at, person, filled, kept, result)
    if filled.course:
        _tell(by, at, filled.course, row, row.reason)
        for step in queries.asked_for(filled.course, kept):
            courses.finish_task(by=by, at=at, step=step, why=row.title)
    return row


@transaction.atomic
def correct(*, by: Actor, at: datetime, screening: Screening, filled: Filled, why: str) -> Screening:
    """A screening takes the place of another, which is kept and marked. Raises NotAllowed when it already is."""
    may_open(by, screening.person, at).demand()
    before = queries.sent_before(by.holding_id, screening.person, filled.key)
    if before is not None:
        return before
    rules.may_correct(queries.locked(screening)).demand()
    told = " ".join(why.split())[: rules.LONGEST_WHY]
    if len(told) < 3:
        raise BadInput("Skriv vad som var fel.")
    kept, result = _counted(screening.person, filled, at)
    row = _kept(by, at, screening.person, filled, kept, result, corrects_id=screening.id, why=told)
    if filled.course:
        _tell(by, at, filled.course, row, f"rättad. {told} {row.reason}")
    return row


def read(*, by: Actor, at: datetime, person: Person, screening_id: UUID) -> Screening:
    """One screening, for showing. Every reading leaves a trace. Raises NotFound."""
    found = queries.one(by, person, screening_id, at)
    audit.record(by=by, at=at, act="screening.read", kind="screening", subject=found.id, person=person.id)
    return found


def listed(*, by: Actor, at: datetime, person: Person) -> list[Screening]:
    """The screenings about a person that the actor may see. The list tells a good deal, so it leaves a trace."""
    may_open(by, person, at).demand()
    found = list(queries.about(by, person, at))
    audit.record(by=by, at=at, act="screening.listed", kind="person", subject=person.id, person=person.id)
    return found


def lent(*, by: Actor, at: datetime, person: Person, instrument: str) -> None:
    """The screen was given to the person. Raises NotAllowed when the official wording is not there."""
    may_open(by, person, at).demand()
    rules.can_be_asked(queries.instrument(instrument)).demand()
    audit.record(by=by, at=at, act="screening.lent", kind="person", subject=person.id, person=person.id)


def _counted(person: Person, filled: Filled, at: datetime) -> tuple[Kept, Result]:
    fault = rules.day_fault(filled.day, localdate(at), person.birth_date)
    if fault:
        raise BadInput(fault)
    kept = queries.instrument(filled.instrument)
    known = queries.profile_of(person, filled.day)
    result = score(kept.instrument, filled.entries, known, filled.day)
    if result.answers.faults or (result.answers.missing and not filled.incomplete):
        raise BadInput(reason(result))
    if not result.answers.values:
        raise BadInput("Inget är besvarat, så det finns inget att spara.")
    return kept, result


def _not_twice(by: Actor, person: Person, filled: Filled, result: Result, at: datetime) -> None:
    """The same paper, entered by two: what stands already is told instead of a second one."""
    told = shown.answers(result)
    for answers, name in queries.standing(by, person, filled.instrument, filled.day, at):
        if answers == told:
            raise BadInput(
                f"Samma svar från samma dag finns redan, inlagda av {name}. Inget mer behöver sparas.", "twice"
            )


def _kept(
    by: Actor, at: datetime, person: Person, filled: Filled, kept: Kept, result: Result, **more: Any
) -> Screening:
    row = Screening.objects.create(
        holding_id=person.holding_id, unit_id=by.unit_id, person=person, course=filled.course, day=filled.day,
        answered_by="person" if filled.by_person else "staff", key=filled.key, at=at, by_id=by.staff_id,
        **_content(kept, result), **more,
    )  # fmt: skip
    act = "screening.corrected" if row.corrects_id else "screening.saved"
    told = {"kind": "screening", "subject": row.id, "person": person.id, "content": [row.answers, row.reason, row.why]}
    audit.record(by=by, at=at, act=act, **told)
    return row


def _content(kept: Kept, result: Result) -> Mapping[str, Any]:
    """What is kept of an instrument and its result."""
    instrument, given, chosen = kept.instrument, result.given, result.chosen
    return {
        "instrument": instrument.id,
        "version": instrument.version,
        "hash": kept.hash,
        "title": instrument.title[:200],
        "unit_of_points": instrument.unit[:80],
        "substance": instrument.substance or "",
        "answers": shown.answers(result),
        "scores": shown.scores(result),
        "classes": shown.classes(result),
        "total": result.total,
        "most": result.scores[0].most,
        "label": given.label[:300] if given and result.total is not None else "",
        "level": (given.level or "") if given else "",
        "limits": chosen.id if chosen else "",
        "marks": rules.marks(result),
        "reason": reason(result),
        "sex": result.person.sex or "",
        "age": result.person.age,
    }


def _tell(by: Actor, at: datetime, course: Course, row: Screening, said: str) -> None:
    """The way says what was done."""
    happened = at if row.day == localdate(at) else datetime.combine(row.day, time(12), get_current_timezone())
    told = {"happened": happened, "text": f"{row.title}: {said}", "data": {"screening": str(row.id)}}
    courses.note(by=by, at=at, course=course, kind="note", **told)
