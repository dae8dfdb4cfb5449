"""What an act on one side does on the other. Each half is changed as its own holding's, never through a shared id."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from helhet.audit import actions as audit
from helhet.courses import actions as courses
from helhet.courses.doors import door, open_door, working_days
from helhet.courses.models import Step
from helhet.kernel.transitions import Transitions
from helhet.organisations import queries as organisations
from helhet.organisations.actor import Actor
from helhet.organisations.models import Staff, Unit
from helhet.organisations.queries import records, system_actor
from helhet.people.models import Person
from helhet.secrecy import actions as secrecy
from helhet.secrecy.models import Copy, Notice
from helhet.secrecy.wall import acting

from . import rules
from .models import Received, ReceivedStep, Sent, SentStep


def keepers(at: datetime, sent: Sent) -> tuple[Staff, Staff]:
    """Who waits for the answer in the sender's holding: those who have the course, else the one who sent it.

    Whoever no longer serves at the unit has nothing there; then the door of the unit. When nobody serves at all the one
    who sent it stands there still, and the managers of the holding are told.
    """
    there = door(sent.unit_id, at)
    ids = [one.id for one in there]
    step = sent.course.next if sent.course else None
    sender = sent.steps.select_related("by").get(act="send").by
    wanted = [step.owner, step.deputy] if step else [sender]
    chain = [one for one in wanted if one.id in ids] + [one for one in there if one not in wanted]
    if not chain:
        return sender, sender
    return chain[0], chain[-1] if len(chain) == 1 else chain[1]


def sent_table(sent: Sent) -> Transitions:
    """What can happen to a sent hand-off."""
    return rules.sent_table(records().handoffs[sent.kind].family, sent.outside)


def system_at(one: Sent | Received, purpose: str) -> Actor:
    """The system in the holding that has a half, at its unit: what it opens belongs there."""
    return replace(system_actor(one.holding, purpose), unit_id=one.unit_id)


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
            holding=unit.holding, unit=unit, copy=copy, kind=sent.kind, person=person, needs=sent.needs,
            state=rules.FIRST_RECEIVED[family], due=due_day(sent.kind, at, sent.answer_by), arrived_at=at,
        )  # fmt: skip
        ReceivedStep.objects.create(
            holding=unit.holding, person=person, received=received, act="arrive", state=received.state, at=at
        )
        text = f"{records().handoffs[received.kind].label} från {copy.sender_name}"
        _to_do(received, at, text, received.due, open_door(unit, at))
    move_sent(by=by, at=at, sent=sent, act=rules.FIRST_SENT[family], own=False)
    return received


def due_day(kind: str, at: datetime, asked_for: date) -> date:
    """The receiver's own day: law's for a filing, else when the sender hopes to hear."""
    clock = records().handoffs[kind].clock
    return localdate(at) + timedelta(days=clock.days) if clock else asked_for


def _to_do(received: Received, at: datetime, text: str, due: date, who: tuple[Staff, Staff]) -> None:
    """The receiver's turn: something to answer by a day."""
    by = system_at(received, "Mottagning")
    about = courses.About("received", received.id)
    step = courses.Next(text[:300], due, *who)
    courses.add_step(by=by, at=at, step=step, kind="answer", about=about, person=received.person)


def _standing(one: Sent | Received) -> Step:
    """The one open step that says whose turn it is."""
    return Step.objects.filter(ref=one.id, open=True, kind__in=courses.GOING).select_related("owner", "deputy").get()


def _turn(by: Actor, at: datetime, one: Sent | Received, kind: str, text: str, due: date) -> None:
    """Whose turn it is has changed: what stood open about it is replaced, with the same owner and deputy."""
    old = _standing(one)
    courses.finish_steps(by=by, at=at, ref=one.id, kinds=courses.GOING, how="replaced")
    step = courses.Next(text[:300], due, old.owner, old.deputy)
    about = courses.About(old.ref_kind, one.id)
    course = one.course if isinstance(one, Sent) else None
    courses.add_step(by=by, at=at, step=step, kind=kind, about=about, person=one.person, course=course)


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
    state = sent_table(sent).next(locked.state, act)
    Sent.objects.filter(id=sent.id).update(state=state)
    SentStep.objects.create(
        holding_id=sent.holding_id, person_id=sent.person_id, sent=sent, act=act, state=state, text=text,
        data=dict(data or {}), at=at, by_id=by.staff_id if own and not by.is_system else None,
    )  # fmt: skip
    audit.record(by=by, at=at, act=f"handoff.{act}", kind="sent", subject=sent.id, person=sent.person_id)
    sent.state = state
    if state not in rules.SENT_GOING:
        courses.finish_steps(by=by, at=at, ref=sent.id, kinds=courses.GOING)
        _tell_course(by, at, sent, state)
    if act == "complete":
        text = f"Väntar på svar på kompletteringen: {sent.disclosure.receiver_name}"
        _turn(by, at, sent, "waiting", text, working_days("request.answer", localdate(at)))
    if act == "ask_back":
        text = f"De frågar tillbaka. Komplettera det ni skickade till {sent.disclosure.receiver_name}"
        _turn(by, at, sent, "answer", text, working_days("request.complete", localdate(at)))
    return sent


def _tell_course(by: Actor, at: datetime, sent: Sent, state: str) -> None:
    if sent.course_id and sent.course:
        data = {"kind": sent.kind, "state": state, "taken": state in rules.TAKEN, "sent": str(sent.id)}
        text = f"{sent.disclosure.receiver_name}: {rules.LABELS[state]}"
        courses.note(by=by, at=at, course=sent.course, kind="handoff", text=text, data=data)


def at_sender(
    *, by: Actor, at: datetime, received: Received, act: str, news: str = "", data: Mapping[str, Any] | None = None
) -> None:
    """The receiver's act reaches the sender: a notice, their half's next state, and something for them to read."""
    copy = received.copy
    secrecy.tell_sender(by=by, at=at, copy=copy, kind=act, data=data)
    sender = system_actor(copy.sender, "Svar på det ni skickade")
    with acting(sender, at):
        sent = Sent.objects.select_related("course__next", "person", "disclosure").get(disclosure_id=copy.disclosure)
        sender = system_at(sent, sender.purpose)
        _attach(sender, at, sent.disclosure_id, sent.person)
        move_sent(by=sender, at=at, sent=sent, act=act, data=data, own=False)
        if news:
            tell_keepers(by=sender, at=at, sent=sent, text=news)


def _attach(by: Actor, at: datetime, disclosure: UUID, person: Person | None) -> None:
    """What came as an answer to something is about the same person."""
    if person:
        for copy in Copy.objects.filter(holding_id=by.holding_id, answers=disclosure, about__isnull=True):
            secrecy.assign_copy(by=by, at=at, copy=copy, person=person)


def tell_keepers(*, by: Actor, at: datetime, sent: Sent, text: str) -> None:
    """Something for those who have the matter to read. Their unit has to do with the person until they have read it."""
    by, who = _readers(by, at, sent)
    if sent.person:
        why = "Besked om det ni har skickat"
        secrecy.open_relation(by=by, at=at, person=sent.person, unit_id=by.unit_id, why=why)
    step = courses.Next(f"{text}: {sent.disclosure.receiver_name}"[:300], localdate(at), *who)
    about = courses.About("sent", sent.id)
    courses.add_step(by=by, at=at, step=step, kind="news", about=about, person=sent.person, course=sent.course)


def _readers(by: Actor, at: datetime, sent: Sent) -> tuple[Actor, tuple[Staff, Staff]]:
    """Who reads news, and at which unit: the sender's own; when that has closed since, or nobody serves there, one that
    somebody manages in the same holding."""
    if not door(sent.unit_id, at):
        for unit in organisations.units_of(sent.holding_id):
            if organisations.managers(unit.id, localdate(at)).exists():
                return replace(by, unit_id=unit.id), open_door(unit, at)
    return by, keepers(at, sent)


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
    if act == "ask_back":
        text = f"Väntar på komplettering från {received.copy.sender_name}"
        _turn(by, at, received, "waiting", text, working_days("request.complete", localdate(at)))
    return received


RECEIVER_READS = {
    "withdraw": "Avsändaren har tagit tillbaka sin förfrågan",
    "expire": "En förfrågan gick ut utan svar från er",
}


def at_receiver(*, by: Actor, at: datetime, sent: Sent, act: str) -> None:
    """The sender's act (or time) reaches the receiver: a notice, their half's next state, and what they do about it."""
    unit = sent.disclosure.receiver_unit
    if unit is None:
        return
    secrecy.tell(by=by, at=at, holding=unit.holding, disclosure=sent.disclosure_id, kind=act)
    with acting(system_actor(unit.holding, "Besked från den som skickade"), at):
        received = Received.objects.select_related("copy", "person", "unit").get(copy__disclosure=sent.disclosure_id)
        receiver = system_at(received, "Besked från den som skickade")
        _attach(receiver, at, sent.disclosure_id, received.person)
        move_received(by=receiver, at=at, received=received, act=act)
        if act == "complete":
            text = f"Kompletteringen har kommit. Ta ställning till det som {received.copy.sender_name} skickade"
            _turn(receiver, at, received, "answer", text, working_days("request.answer", localdate(at)))
        else:
            _no_more(receiver, at, received, RECEIVER_READS[act])


def consent_withdrawn(received: Received) -> bool:
    """Whether the sender has told that the person took a consent back."""
    said = Notice.objects.filter(holding_id=received.holding_id, disclosure=received.copy.disclosure)
    return said.filter(kind="consent_withdrawn").exists()


def _no_more(by: Actor, at: datetime, received: Received, news: str) -> None:
    """There is nothing more to answer; whoever had it reads why. Nobody there at all: then nobody waits to read."""
    old = _standing(received)
    courses.finish_steps(by=by, at=at, ref=received.id, kinds=courses.GOING, how="dropped")
    people = door(received.unit_id, at)
    owner = old.owner if old.owner in people or not people else people[0]
    step = courses.Next(f"{news}: {received.copy.sender_name}"[:300], localdate(at), owner, old.deputy)
    about = courses.About("received", received.id)
    courses.add_step(by=by, at=at, step=step, kind="news", about=about, person=received.person)
