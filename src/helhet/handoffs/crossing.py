"""What an act on one side does on the other. Each half is changed as its own holding's, never through a shared id."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from helhet.audit import actions as audit
from helhet.courses import actions as courses
from helhet.kernel.errors import Refused
from helhet.organisations import queries as organisations
from helhet.organisations.actor import Actor
from helhet.organisations.models import Staff, Unit
from helhet.organisations.queries import records, system_actor
from helhet.secrecy import actions as secrecy
from helhet.secrecy.models import Copy
from helhet.secrecy.wall import acting

from . import rules
from .models import Received, ReceivedStep, Sent, SentStep


def door(unit: Unit, at: datetime) -> tuple[Staff, Staff]:
    """Who has what comes in at a unit, and who stands in: the one on duty, else a manager, else whoever serves there.

    Raises Refused when nobody does: then nothing is sent there, and the sender keeps the matter.
    """
    day = localdate(at)
    duty = organisations.on_duty(unit.id, at)
    candidates = [
        *([duty] if duty else []),
        *organisations.managers(unit.id, day),
        *organisations.colleagues(unit.id, day),
    ]
    away = organisations.away([one.id for one in candidates], day)
    people = list({one.id: one for one in sorted(candidates, key=lambda one: one.id in away)}.values())
    if not people:
        raise Refused(f"{unit.name} tar inte emot här: ingen är utsedd. Ring dem, eller välj en annan enhet.")
    return people[0], people[1] if len(people) > 1 else people[0]


def keepers(by: Actor, at: datetime, sent: Sent) -> tuple[Staff, Staff]:
    """Who waits for the answer in the sender's holding: those who have the course, else the one who sent it."""
    if sent.course and sent.course.next:
        return sent.course.next.owner, sent.course.next.deputy
    me = Staff.objects.filter(id=by.staff_id).first()
    unit = organisations.unit(sent.unit_id)
    at_door = door(unit, at)
    return (me, at_door[0]) if me else at_door


def arrive(*, by: Actor, at: datetime, sent: Sent, unit: Unit) -> Received:
    """The hand-off is with the receiver: somebody there has it, with a day; and the sender has a receipt."""
    family = records().handoffs[sent.kind].family
    receiver = system_actor(unit.holding, "Mottagning")
    # Inside a holding it is known whom it is about, and the unit that is asked has to do with the person from now.
    person = sent.person if unit.holding_id == sent.holding_id else None
    if person:
        secrecy.open_relation(by=by, at=at, person=person, unit_id=unit.id, why="En förfrågan att ta ställning till")
    with acting(receiver, at):
        copy = Copy.objects.get(disclosure=sent.disclosure_id)
        if person:
            secrecy.assign_copy(by=receiver, at=at, copy=copy, person=person)
        received = Received.objects.create(
            holding=unit.holding, unit=unit, copy=copy, kind=sent.kind, person=person,
            needs=sent.needs, state=rules.FIRST_RECEIVED[family], due=due_day(sent.kind, at, sent.answer_by), arrived_at=at,
        )  # fmt: skip
        ReceivedStep.objects.create(
            holding=unit.holding, person=person, received=received, act="arrive", state=received.state, at=at
        )
        _to_answer(receiver, at, received, door(unit, at))
    move_sent(by=by, at=at, sent=sent, act=rules.FIRST_SENT[family], own=False)
    return received


def due_day(kind: str, at: datetime, asked_for: date) -> date:
    """The receiver's own day: law's for a filing, else when the sender hopes to hear."""
    clock = records().handoffs[kind].clock
    return localdate(at) + timedelta(days=clock.days) if clock else asked_for


def _to_answer(receiver: Actor, at: datetime, received: Received, who: tuple[Staff, Staff]) -> None:
    label = records().handoffs[received.kind].label
    text = f"{label} från {received.copy.sender_name}"
    step = courses.Next(text[:300], received.due, *who)
    about = courses.About("received", received.id)
    acting_unit = _at(receiver, received.unit_id)
    courses.add_step(by=acting_unit, at=at, step=step, kind="answer", about=about, person=received.person)


def _at(actor: Actor, unit_id: Any) -> Actor:
    """The system, at a unit: what it opens belongs there."""
    return replace(actor, unit_id=unit_id)


def move_sent(
    *,
    by: Actor,
    at: datetime,
    sent: Sent,
    act: str,
    text: str = "",
    data: Mapping[str, Any] | None = None,
    own: bool = True,
) -> Sent:
    """The sender's half goes to its next state. `own` false: the other side's act (or time) did it."""
    locked = Sent.objects.select_for_update().get(id=sent.id)
    state = rules.SENT[records().handoffs[sent.kind].family].next(locked.state, act)
    Sent.objects.filter(id=sent.id).update(state=state)
    SentStep.objects.create(
        holding_id=sent.holding_id, person_id=sent.person_id, sent=sent, act=act, state=state, text=text,
        data=dict(data or {}), at=at, by_id=by.staff_id if own and not by.is_system else None,
    )  # fmt: skip
    audit.record(by=by, at=at, act=f"handoff.{act}", kind="sent", subject=sent.id, person=sent.person_id)
    sent.state = state
    if state not in rules.SENT_GOING:
        courses.finish_steps(by=by, at=at, ref=sent.id, kinds=("waiting",))
        _tell_course(by, at, sent, state)
    return sent


def _tell_course(by: Actor, at: datetime, sent: Sent, state: str) -> None:
    if sent.course_id and sent.course:
        data = {"kind": sent.kind, "state": state, "taken": state in rules.TAKEN, "sent": str(sent.id)}
        text = f"{sent.disclosure.receiver_name}: {rules.LABELS[state]}"
        courses.note(by=by, at=at, course=sent.course, kind="handoff", text=text, data=data)


def at_sender(
    *, by: Actor, at: datetime, received: Received, act: str, news: str, data: Mapping[str, Any] | None = None
) -> None:
    """The receiver's act reaches the sender: a notice, their half's next state, and something for them to read."""
    copy = received.copy
    secrecy.tell_sender(by=by, at=at, copy=copy, kind=act, data=data)
    sender = system_actor(copy.sender, "Svar på det ni skickade")
    with acting(sender, at):
        sent = Sent.objects.select_related("course__next", "person", "disclosure").get(disclosure_id=copy.disclosure)
        move_sent(by=sender, at=at, sent=sent, act=act, data=data)
        _news(sender, at, sent, news)


def _news(sender: Actor, at: datetime, sent: Sent, text: str) -> None:
    who = keepers(_at(sender, sent.unit_id), at, sent)
    step = courses.Next(f"{text}: {sent.disclosure.receiver_name}"[:300], localdate(at), *who)
    about = courses.About("sent", sent.id)
    at_unit = _at(sender, sent.unit_id)
    courses.add_step(by=at_unit, at=at, step=step, kind="news", about=about, person=sent.person, course=sent.course)


def move_received(*, by: Actor, at: datetime, received: Received, act: str, **said: Any) -> Received:
    """The receiver's half goes to its next state."""
    locked = Received.objects.select_for_update().get(id=received.id)
    state = rules.RECEIVED[records().handoffs[received.kind].family].next(locked.state, act)
    Received.objects.filter(id=received.id).update(state=state)
    ReceivedStep.objects.create(
        holding_id=received.holding_id, person_id=received.person_id, received=received, act=act, state=state, at=at,
        by_id=None if by.is_system else by.staff_id, **said,
    )  # fmt: skip
    audit.record(by=by, at=at, act=f"handoff.{act}", kind="received", subject=received.id, person=received.person_id)
    received.state = state
    return received


def at_receiver(*, by: Actor, at: datetime, sent: Sent, act: str, news: str) -> None:
    """The sender's act (or time) reaches the receiver: a notice, their half's next state, and something to read."""
    unit = sent.disclosure.receiver_unit
    if unit is None:
        return
    secrecy.tell(by=by, at=at, holding=unit.holding, disclosure=sent.disclosure_id, kind=act)
    receiver = system_actor(unit.holding, "Besked från den som skickade")
    with acting(receiver, at):
        received = Received.objects.select_related("copy", "person", "unit").get(copy__disclosure=sent.disclosure_id)
        move_received(by=receiver, at=at, received=received, act=act)
        if received.state not in rules.RECEIVED_GOING:
            courses.finish_steps(by=receiver, at=at, ref=received.id, kinds=("answer",), how="dropped")
        step = courses.Next(f"{news}: {received.copy.sender_name}"[:300], localdate(at), *door(unit, at))
        about = courses.About("received", received.id)
        courses.add_step(by=_at(receiver, unit.id), at=at, step=step, kind="news", about=about, person=received.person)
