"""The only writes of courses and steps. An open course always leaves here with an owner, a next step and a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from helhet.agreements.models import Publication
from helhet.audit import actions as audit
from helhet.kernel.errors import BadInput
from helhet.kernel.ids import uuid7
from helhet.organisations import queries as organisations
from helhet.organisations.actor import Actor
from helhet.organisations.models import Staff
from helhet.people.models import Person
from helhet.secrecy import actions as secrecy
from helhet.secrecy import queries as secrecy_queries

from . import rules
from .models import Course, CourseEvent, Step, StepDone


@dataclass(frozen=True)
class Next:
    """A next step: what, by when, who has it and who stands in. `act` is the vocabulary's, where a step came from it."""

    text: str
    due: date
    owner: Staff
    deputy: Staff
    act: str = ""


@dataclass(frozen=True)
class About:
    """What a step is about, so that the worklist can lead there."""

    kind: str
    ref: UUID


@transaction.atomic
def open_course(
    *, by: Actor, at: datetime, person: Person, about: str, first: Next, publication: Publication | None = None
) -> Course:
    """A unit begins a person's way: with an owner, a next step and a day, and a relation that opens the person to it."""
    _check(by, at, first)
    secrecy.open_relation(by=by, at=at, person=person, unit_id=by.unit_id, why=f"Pågående kontakt: {about}")
    course = Course(
        holding_id=by.holding_id, person=person, unit_id=by.unit_id, publication=publication,
        about=about, opened_at=at, opened_by_id=by.staff_id,
    )  # fmt: skip
    course.next_id = uuid7()
    course.save(force_insert=True)
    _step(by, at, person=person, course=course, kind="next", id=course.next_id, **_fields(first))
    note(by=by, at=at, course=course, kind="opened", text=about)
    return course


def _check(by: Actor, at: datetime, step: Next) -> None:
    if not step.text.strip():
        raise BadInput("Skriv vad nästa steg är.")
    if step.due < localdate(at):
        raise BadInput("Välj en dag för nästa steg som inte redan har varit.")
    serving = {one.id for one in organisations.colleagues(by.unit_id, localdate(at))}
    for who, what in ((step.owner, "ansvarig"), (step.deputy, "ersättare")):
        if who.id not in serving:
            raise BadInput(f"{who.name} arbetar inte på enheten och kan inte vara {what}. Välj någon annan.")


def _fields(step: Next) -> dict[str, Any]:
    return {"text": step.text, "due": step.due, "owner": step.owner, "deputy": step.deputy, "act": step.act}


def _step(by: Actor, at: datetime, **fields: Any) -> Step:
    given = {"holding_id": by.holding_id, "unit_id": by.unit_id, "opened_at": at, "opened_by_id": _staff(by)} | fields
    return Step.objects.create(**given)


def _staff(by: Actor) -> UUID | None:
    return None if by.is_system else by.staff_id


def note(
    *, by: Actor, at: datetime, course: Course, kind: str, text: str = "", happened: datetime | None = None,
    data: Mapping[str, Any] | None = None,
) -> CourseEvent:  # fmt: skip
    """Write what happened on the way; `happened` is when it did, if that was earlier."""
    if happened and not rules.at_most(happened, at):
        raise BadInput("Det som ska skrivas har inte hänt ännu. Kontrollera dagen.")
    event = CourseEvent.objects.create(
        holding_id=course.holding_id, person_id=course.person_id, unit_id=course.unit_id, course=course, kind=kind,
        text=text, data=dict(data or {}), happened=happened or at, at=at, by_id=_staff(by),
    )  # fmt: skip
    told = {"kind": "course", "subject": course.id, "person": course.person_id, "content": [text, data]}
    audit.record(by=by, at=at, act=f"course.{kind}", **told)
    return event


@transaction.atomic
def set_next(*, by: Actor, at: datetime, course: Course, step: Next, version: int, how: str = "done") -> Step:
    """The course's step is done (or replaced), and the next one begins. `version` is what the writer saw.

    Raises BadInput when somebody else has changed the course in between; nothing that was typed is lost.
    """
    secrecy_queries.may_open(by, course.person, at).demand()
    locked = _locked(course, version)
    _check(by, at, step)
    _done(by, at, locked.next, how)
    new = _step(by, at, person_id=course.person_id, course=course, kind="next", unit_id=course.unit_id, **_fields(step))
    _changed(locked, next=new)
    note(by=by, at=at, course=course, kind="next", text=step.text, data={"due": step.due.isoformat()})
    return new


def _locked(course: Course, version: int) -> Course:
    locked = Course.objects.select_for_update(of=("self",)).select_related("next", "person").get(id=course.id)
    if not locked.is_open:
        raise BadInput("Kontakten är avslutad. Öppna en ny om personen behöver det.")
    if locked.version != version:
        raise BadInput(
            "Någon annan har ändrat medan du skrev. Läs vad som är nytt och spara igen; din text står kvar.", "stale"
        )
    return locked


def _changed(course: Course, **fields: Any) -> None:
    Course.objects.filter(id=course.id).update(version=course.version + 1, **fields)


def _done(by: Actor, at: datetime, step: Step | None, how: str, why: str = "") -> None:
    if step is None or not Step.objects.filter(id=step.id, open=True).update(open=False):
        return
    StepDone.objects.create(
        holding_id=step.holding_id, person_id=step.person_id, step=step, how=how, why=why, at=at, by_id=_staff(by)
    )


@transaction.atomic
def add_step(
    *, by: Actor, at: datetime, step: Next, kind: str, about: About, person: Person | None, course: Course | None = None
) -> Step:
    """Something more to do beside a course's next step: a hand-off to answer, an answer to read."""
    fields = _fields(step) | {"person": person, "course": course, "kind": kind}
    return _step(by, at, ref_kind=about.kind, ref=about.ref, **fields)


def finish_steps(*, by: Actor, at: datetime, ref: UUID, kinds: tuple[str, ...], how: str = "done") -> None:
    """What was to be done about a thing is done."""
    for step in Step.objects.filter(ref=ref, open=True, kind__in=kinds):
        _done(by, at, step, how)


def concern(*, by: Actor, at: datetime, ref: UUID, person: Person) -> None:
    """The open steps about a thing are about this person: known from now."""
    Step.objects.filter(ref=ref, open=True, person__isnull=True).update(person=person)
    audit.record(by=by, at=at, act="step.concerns", kind="person", subject=person.id, person=person.id)


@transaction.atomic
def read_news(*, by: Actor, at: datetime, step: Step) -> None:
    """Somebody has read a piece of news; it leaves the worklist."""
    _done(by, at, step, "done")
    audit.record(by=by, at=at, act="news.read", kind="step", subject=step.id, person=step.person_id)


@transaction.atomic
def hand_to(*, by: Actor, at: datetime, course: Course, owner: Staff, deputy: Staff, version: int) -> Step:
    """Another at the unit takes the course: the same step and day, a new owner. An act of its own, seen in the way."""
    secrecy_queries.may_open(by, course.person, at).demand()
    locked = _locked(course, version)
    old = locked.next
    due = max(old.due, localdate(at))
    _check(by, at, Next(old.text, due, owner, deputy, old.act))
    _done(by, at, old, "replaced")
    fields = {
        "text": old.text,
        "due": old.due,
        "act": old.act,
        "owner": owner,
        "deputy": deputy,
        "unit_id": course.unit_id,
    }
    new = _step(by, at, person_id=course.person_id, course=course, kind="next", **fields)
    _changed(locked, next=new)
    note(by=by, at=at, course=course, kind="owner", text=owner.name)
    return new


@transaction.atomic
def close_course(*, by: Actor, at: datetime, course: Course, reason: str, text: str, version: int) -> None:
    """End a course, for a reason of content/records/closing.yaml whose needs are met."""
    secrecy_queries.may_open(by, course.person, at).demand()
    content = organisations.records()
    if reason not in content.closing:
        raise BadInput("Välj varför kontakten avslutas.")
    chosen = content.closing[reason]
    locked = _locked(course, version)
    span = timedelta(days=content.clocks["outreach.span"].days)
    known = known_of(by, course)
    rules.may_close(chosen, known, content.clocks["outreach.attempts"].days, span).demand()
    _changed(locked, next=None, is_open=False)
    _done(by, at, locked.next, "dropped", chosen.label)
    for step in Step.objects.filter(course=course, open=True):
        _done(by, at, step, "dropped", chosen.label)
    note(by=by, at=at, course=course, kind="closed", text=text or chosen.label, data={"reason": reason})
    if not Course.objects.filter(person_id=course.person_id, unit_id=course.unit_id, is_open=True).exists():
        secrecy.close_relation(by=by, at=at, person=course.person, unit_id=course.unit_id)


def known_of(by: Actor, course: Course) -> rules.Closing:
    """What decides whether a course may end; hand-offs are seen through the steps and events they leave here."""
    attempts = course.events.filter(kind="outreach").values_list("happened", flat=True)
    at_unit = Step.objects.filter(open=True, person_id=course.person_id, unit_id=course.unit_id)
    return rules.Closing(
        accepted=course.events.filter(kind="handoff", data__taken=True).count(),
        open_sent=at_unit.filter(kind="waiting", course=course).count(),
        open_received=at_unit.filter(kind="answer").count(),
        follow_ups=course.events.filter(kind="follow_up").count(),
        attempts=[localdate(when) for when in attempts],
        manager="manage" in by.may,
    )
