"""The only writes of courses and steps. An open course always leaves here with an owner, a next step and a day."""

from collections.abc import Mapping, Sequence
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
from helhet.knowledge.schema.records import ClosingReason
from helhet.organisations import queries as organisations
from helhet.organisations.actor import Actor
from helhet.organisations.models import Staff
from helhet.people.models import Person
from helhet.secrecy import actions as secrecy
from helhet.secrecy import queries as secrecy_queries

from . import queries, rules
from .models import Course, CourseEvent, Step, StepDone

# Steps that stand for something on its way between two units.
GOING = ("waiting", "answer")


@dataclass(frozen=True)
class Next:
    """A next step: what, by when, who has it, who stands in. `act` is the vocabulary's, where a step came from it."""

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
    """A unit begins a person's way: with an owner, a next step and a day, and a relation that opens the person to it.

    `publication` is the agreement version that guides it; without one given, that in force where the person lives.
    """
    rules.may_change(by, by.unit_id).demand()
    check(by, at, first)
    publication = publication or queries.publication_for(person.municipality, localdate(at))
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


def check(by: Actor, at: datetime, step: Next) -> None:
    """A step says what, by a day to come, and who has it and who stands in, both at the actor's unit. Else BadInput."""
    if not step.text.strip():
        raise BadInput("Skriv vad nästa steg är.")
    if step.due < localdate(at):
        raise BadInput("Välj en dag för nästa steg som inte redan har varit.")
    serving = {one.id for one in organisations.colleagues(by.unit_id, localdate(at))}
    for who, what in ((step.owner, "ansvarig"), (step.deputy, "ersättare")):
        if who.id not in serving:
            raise BadInput(f"{who.name} arbetar inte på enheten och kan inte vara {what}. Välj någon annan.")
    if step.owner.id == step.deputy.id and len(serving) > 1:
        raise BadInput("Välj någon annan som ersättare än den som är ansvarig: ingen ska vänta när en är borta.")


def _fields(step: Next) -> dict[str, Any]:
    return {"text": step.text, "due": step.due, "owner": step.owner, "deputy": step.deputy, "act": step.act}


def _step(by: Actor, at: datetime, **fields: Any) -> Step:
    given = {"holding_id": by.holding_id, "unit_id": by.unit_id, "opened_at": at, "opened_by_id": _staff(by)} | fields
    organisations.open_unit(given["unit_id"])
    return Step.objects.create(**given)


def _staff(by: Actor) -> UUID | None:
    return None if by.is_system else by.staff_id


def note(
    *, by: Actor, at: datetime, course: Course, kind: str, text: str = "", happened: datetime | None = None,
    data: Mapping[str, Any] | None = None,
) -> CourseEvent:  # fmt: skip
    """Write what happened on the way; `happened` is when it did, if that was earlier. Only the course's unit does."""
    if not by.is_system:
        rules.may_change(by, course.unit_id).demand()
        secrecy_queries.may_open(by, course.person, at).demand()
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
    locked = held(by=by, at=at, course=course, version=version)
    check(by, at, step)
    done(by, at, locked.next, how)
    new = _step(by, at, person_id=course.person_id, course=course, kind="next", unit_id=course.unit_id, **_fields(step))
    changed(locked, next=new)
    note(by=by, at=at, course=course, kind="next", text=step.text, data={"due": step.due.isoformat()})
    return new


def held(*, by: Actor, at: datetime, course: Course, version: int | None = None) -> Course:
    """An open course of the actor's unit, locked until the transaction ends: nobody closes it meanwhile.

    Raises NotAllowed when it is another unit's or may not be opened, BadInput when it is closed or has changed.
    """
    secrecy_queries.may_open(by, course.person, at).demand()
    rules.may_change(by, course.unit_id).demand()
    locked = Course.objects.select_for_update(of=("self",)).select_related("next", "person").get(id=course.id)
    if not locked.is_open:
        raise BadInput("Kontakten är avslutad. Öppna en ny om personen behöver det.")
    if version is not None and locked.version != version:
        raise BadInput(
            "Någon annan har ändrat medan du skrev. Läs vad som är nytt och spara igen; din text står kvar.", "stale"
        )
    return locked


def changed(course: Course, **fields: Any) -> None:
    """A locked course gets these values and its next version."""
    Course.objects.filter(id=course.id).update(version=course.version + 1, **fields)


def done(by: Actor, at: datetime, step: Step | None, how: str, why: str = "") -> None:
    """A step ends, once; how and by whom stands in a row of its own."""
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
        done(by, at, step, how)


def concern(*, by: Actor, at: datetime, ref: UUID, person: Person) -> None:
    """The open steps about a thing are about this person: known from now."""
    Step.objects.filter(ref=ref, open=True, person__isnull=True).update(person=person)
    audit.record(by=by, at=at, act="step.concerns", kind="person", subject=person.id, person=person.id)


def concern_instead(*, by: Actor, at: datetime, ref: UUID, wrong: Person, person: Person) -> None:
    """The open steps about a thing were said to be about the wrong person, with whom the unit then has nothing open."""
    Step.objects.filter(ref=ref, open=True, person=wrong).update(person=person)
    audit.record(by=by, at=at, act="step.concerns", kind="person", subject=person.id, person=person.id)
    release(by=by, at=at, person=wrong, unit_id=by.unit_id)


@transaction.atomic
def read_news(*, by: Actor, at: datetime, step: Step) -> None:
    """Somebody at the unit has read a piece of news; it leaves the worklist."""
    rules.may_change(by, step.unit_id).demand()
    if step.kind != "news":
        raise BadInput("Det här är inget att läsa utan något att göra. Det lämnar listan när det är gjort.")
    done(by, at, step, "done")
    audit.record(by=by, at=at, act="news.read", kind="step", subject=step.id, person=step.person_id)
    release(by=by, at=at, person=step.person, unit_id=step.unit_id)


def release(*, by: Actor, at: datetime, person: Person | None, unit_id: UUID) -> None:
    """A unit that has nothing open with a person no longer has to do with them; a stated reason opens them again."""
    # Held first: whoever begins something here meanwhile waits, and then sees whether there still is a relation.
    if person is None or not secrecy.held_relations(at=at, person=person, unit_id=unit_id):
        return
    held_here = Course.objects.filter(person=person, unit_id=unit_id, is_open=True)
    to_do = Step.objects.filter(person=person, unit_id=unit_id, open=True)
    if not held_here.exists() and not to_do.exists():
        secrecy.close_relation(by=by, at=at, person=person, unit_id=unit_id)


@transaction.atomic
def hand_to(*, by: Actor, at: datetime, course: Course, owner: Staff, deputy: Staff, version: int) -> Step:
    """Another at the unit takes the course: the same step and day, a new owner, and all else that is open in it goes
    along. An act of its own, seen in the way."""
    locked = held(by=by, at=at, course=course, version=version)
    old = locked.next
    due = max(old.due, localdate(at))
    check(by, at, Next(old.text, due, owner, deputy, old.act))
    done(by, at, old, "replaced")
    fields = {
        "text": old.text,
        "due": old.due,
        "act": old.act,
        "owner": owner,
        "deputy": deputy,
        "unit_id": course.unit_id,
    }
    new = _step(by, at, person_id=course.person_id, course=course, kind="next", **fields)
    changed(locked, next=new)
    Step.objects.filter(course=course, open=True).exclude(id=new.id).update(owner=owner, deputy=deputy)
    note(by=by, at=at, course=course, kind="owner", text=owner.name)
    return new


@transaction.atomic
def set_phase(*, by: Actor, at: datetime, course: Course, phase: int, version: int) -> None:
    """Say where on the way the person is: 1 to 5, as content/records/phases.yaml names them. Back is allowed too."""
    locked = held(by=by, at=at, course=course, version=version)
    phases = organisations.records().phases
    if not 1 <= phase <= len(phases):
        raise BadInput("Välj var på vägen personen är.")
    changed(locked, phase=phase)
    note(by=by, at=at, course=course, kind="phase", text=phases[phase - 1].label, data={"phase": phase})


@transaction.atomic
def finish_task(*, by: Actor, at: datetime, step: Step, why: str = "") -> None:
    """A task beside the next step is done."""
    rules.may_change(by, step.unit_id).demand()
    if step.kind != "task":
        raise BadInput("Det här steget avslutas där det hör hemma: i kontakten eller i det som skickats.")
    done(by, at, step, "done", why)
    audit.record(by=by, at=at, act="task.done", kind="step", subject=step.id, person=step.person_id)
    release(by=by, at=at, person=step.person, unit_id=step.unit_id)


@transaction.atomic
def close_course(*, by: Actor, at: datetime, course: Course, reason: str, text: str, version: int) -> None:
    """End a course, for a reason of content/records/closing.yaml whose needs are met, and when nothing is under way."""
    locked = held(by=by, at=at, course=course, version=version)
    chosen = _may_close(by, locked, reason)
    changed(locked, next=None, is_open=False)
    done(by, at, locked.next, "dropped", chosen.label)
    for step in Step.objects.filter(course=course, open=True):
        done(by, at, step, "dropped", chosen.label)
    note(by=by, at=at, course=course, kind="closed", text=text or chosen.label, data={"reason": reason})
    release(by=by, at=at, person=course.person, unit_id=course.unit_id)


def _may_close(by: Actor, course: Course, reason: str) -> ClosingReason:
    content = organisations.records()
    if reason not in content.closing:
        raise BadInput("Välj varför kontakten avslutas.")
    chosen = content.closing[reason]
    span = timedelta(days=content.clocks["outreach.span"].days)
    rules.may_close(chosen, known_of(by, course), content.clocks["outreach.attempts"].days, span).demand()
    return chosen


def known_of(by: Actor, course: Course) -> rules.Closing:
    """What decides whether a course may end; hand-offs are seen through the steps and events they leave here."""
    attempts = course.events.filter(kind="outreach").values_list("happened", flat=True)
    at_unit = Step.objects.filter(open=True, person_id=course.person_id, unit_id=course.unit_id)
    return rules.Closing(
        accepted=course.events.filter(kind="handoff", data__taken=True).count(),
        open_sent=at_unit.filter(kind__in=GOING, ref_kind="sent", course=course).count(),
        open_received=at_unit.filter(kind__in=GOING, ref_kind="received").count(),
        follow_ups=course.events.filter(kind="follow_up").count(),
        attempts=[localdate(when) for when in attempts],
        manager="manage" in by.may,
        unread=at_unit.filter(kind="news").count(),
    )


@dataclass(frozen=True)
class Chosen:
    """A step that somebody chose from the guide's answer: by when, who has it, and what it rests on."""

    act: str
    text: str
    due: date
    owner: Staff
    deputy: Staff
    basis: Sequence[Mapping[str, Any]] = ()

    @property
    def step(self) -> Next:
        """The same as a step of a course."""
        return Next(self.text, self.due, self.owner, self.deputy, self.act)


@transaction.atomic
def guided(
    *, by: Actor, at: datetime, course: Course, facts: Mapping[str, Any], chosen: Sequence[Chosen], version: int
) -> Course:
    """The guide was asked, and these of its steps are to be done: the first becomes the next step, the others tasks.

    `facts` are what it was asked with; each step keeps its anchors. Both stand in the way, with the agreement version
    in force today, so that anyone can ask the same again.
    """
    if not chosen:
        raise BadInput("Välj minst ett av stegen. Det första blir nästa steg.")
    set_next(by=by, at=at, course=course, step=chosen[0].step, version=version, how="replaced")
    for one in chosen[1:]:
        check(by, at, one.step)
        about = About("course", course.id)
        add_step(by=by, at=at, step=one.step, kind="task", about=about, person=course.person, course=course)
    found = queries.publication_for(course.person.municipality, localdate(at))
    Course.objects.filter(id=course.id).update(publication=found)
    steps = [{"act": c.act, "text": c.text, "due": c.due.isoformat(), "basis": list(c.basis)} for c in chosen]
    pack = {"id": found.pack_id, "hash": found.hash} if found else None
    note(by=by, at=at, course=course, kind="guided", data={"facts": dict(facts), "steps": steps, "pack": pack})
    return queries.course(by, course.id, at)
