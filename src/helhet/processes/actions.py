"""The only writes of cases: open, record, correct, hand over. The engine decides; what it refuses is not written."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from helhet.audit import actions as audit
from helhet.courses import actions as courses
from helhet.courses.models import Course
from helhet.kernel.errors import BadInput, Refused
from helhet.kernel.ids import uuid7
from helhet.organisations.actor import Actor
from helhet.organisations.models import Authority
from helhet.organisations.queries import records
from helhet.people.models import Person
from helhet.secrecy import actions as secrecy
from helhet.secrecy import queries as secrecy_queries

from . import following, holding, rules
from .given import Done, Whose
from .models import Case, CaseEvent


@transaction.atomic
def open_case(
    *, by: Actor, at: datetime, person: Person, process: str, first: Done, whose: Whose, course: Course | None = None
) -> Case:
    """Begin a case with what came: a report, or what the board has heard. One that has ended goes on.

    Raises Refused with the section when the process cannot begin so, and when the person has an open case of it.
    """
    secrecy_queries.may_open(by, person, at).demand()
    use = records().processes.get(process)
    kind = Authority.objects.get(id=by.holding_id).kind
    rules.may_open_case(kind, process, use.authorities if use else ()).demand()
    if course and (course.person_id != person.id or course.unit_id != by.unit_id):
        raise BadInput("Kontakten gäller någon annan, eller en annan enhet.")
    old = Case.objects.select_for_update().filter(person=person, process=process).first()
    if old and old.is_open:
        raise Refused("Personen har redan ett öppet ärende av det slaget. Skriv in det nya där: det vägs ihop.")
    courses.check(by, at, courses.Next("Ärendet", localdate(at), whose.owner, whose.deputy))
    secrecy.open_relation(by=by, at=at, person=person, unit_id=by.unit_id, why="Ärende med tider i lag")
    case = _again(by, old, whose) if old else _new(by, at, person, process, whose, course)
    holding.record(by, at, case, first)
    return case


def _new(by: Actor, at: datetime, person: Person, process: str, whose: Whose, course: Course | None) -> Case:
    ready = following.process(process)
    case = Case(
        id=uuid7(), holding_id=by.holding_id, unit_id=by.unit_id, person=person, course=course, process=process,
        content_hash=following.rules_hash(process), state=ready.process.start, owner=whose.owner, deputy=whose.deputy,
        is_open=False, opened_at=at, opened_by_id=by.staff_id,
    )  # fmt: skip
    case.save(force_insert=True)
    audit.record(by=by, at=at, act="case.opened", kind="case", subject=case.id, person=person.id, content=[process])
    return case


def _again(by: Actor, case: Case, whose: Whose) -> Case:
    holding.change(case, unit_id=by.unit_id, owner=whose.owner, deputy=whose.deputy)
    return case


@transaction.atomic
def record(*, by: Actor, at: datetime, case: Case, done: Done) -> CaseEvent:
    """Write down that something was done. Raises Refused with why and the section, and then nothing is written."""
    locked = holding.held(by, at, case)
    return holding.record(by, at, locked, done)


@transaction.atomic
def correct(
    *, by: Actor, at: datetime, case: Case, event: CaseEvent, why: str, changes: Mapping[str, Any] | None = None
) -> CaseEvent:
    """What was written was wrong: `changes` (at, by, documents, facts) is right, and None that it never happened.

    What was written stands, and all that follows is counted anew. Raises BadInput without a reason.
    """
    locked = holding.held(by, at, case)
    if len(why.strip()) < 3:
        raise BadInput("Skriv vad som var fel.")
    if event.act == "correct":
        raise BadInput("Rätta själva händelsen, inte rättelsen.")
    told = Done("correct", at, "", corrects=event, changes=changes or {}, withdrawn=changes is None, text=why.strip())
    return holding.record(by, at, locked, told)


@transaction.atomic
def hand_to(*, by: Actor, at: datetime, case: Case, whose: Whose) -> Case:
    """Another at the unit takes the case, with what is to be done next."""
    locked = holding.held(by, at, case)
    if locked.step is None:
        raise BadInput("Ärendet är avslutat.")
    step = courses.Next(locked.step.text, max(locked.step.due, localdate(at)), whose.owner, whose.deputy)
    courses.check(by, at, step)
    holding.change(locked, owner=whose.owner, deputy=whose.deputy)
    holding.turn(by, at, locked, step)
    locked.clocks.update(owner=whose.owner)
    told = {"kind": "case", "subject": locked.id, "person": locked.person_id}
    audit.record(by=by, at=at, act="case.owner", **told, content=[whose.owner.id, whose.deputy.id])
    return locked


def looked(*, by: Actor, at: datetime, case: Case) -> None:
    """That somebody read a case stands in the log."""
    audit.record(by=by, at=at, act="case.read", kind="case", subject=case.id, person=case.person_id)


def listed(*, by: Actor, at: datetime, people: Collection[UUID]) -> None:
    """Somebody saw a list where these people stand: one row, with the fingerprint of who."""
    if people:
        who = sorted(str(one) for one in people)
        audit.record(by=by, at=at, act="people.listed", kind="unit", subject=by.unit_id, content=who)
