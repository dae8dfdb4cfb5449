"""What an act on one side does on the other. Each half is changed as its own holding's, never through a shared id."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from helhet.courses import actions as courses
from helhet.courses.doors import open_door, working_days
from helhet.deviations import actions as deviations
from helhet.deviations.rules import Clause
from helhet.kernel.errors import Refused
from helhet.kernel.ids import uuid7
from helhet.organisations import queries as organisations
from helhet.organisations.actor import Actor
from helhet.organisations.queries import system_actor
from helhet.secrecy import actions as secrecy
from helhet.secrecy.models import Copy, Disclosure
from helhet.secrecy.wall import acting

from . import holding, rules
from .models import Joined, Offer, Participant, Plan, Version

ABOUT_JOINED = ("holding__principal", "unit", "person", "step__owner", "step__deputy", "call")
CALLED = "Svara på kallelsen till en gemensam plan"


def arrive(by: Actor, at: datetime, plan: Plan, one: Participant) -> None:
    """The call is with a unit: somebody there has it, with a day to answer by."""
    unit = organisations.unit(one.unit_id)
    if unit.closed:
        raise Refused(f"{unit.name} har stängt. Välj en annan enhet.")
    person = plan.person if unit.holding_id == plan.holding_id else None
    if person:
        secrecy.open_relation(by=by, at=at, person=person, unit_id=unit.id, why="Kallad till en gemensam plan")
    with acting(system_actor(unit.holding, "Mottagning"), at):
        copy = Copy.objects.get(disclosure=one.call_id)
        joined = Joined(
            id=uuid7(), holding=unit.holding, unit=unit, person=person, call=copy, thread=copy.disclosure,
            state="called", arrived_at=at,
        )  # fmt: skip
        receiver = holding.system_at(joined, "Mottagning")
        if person:
            secrecy.assign_copy(by=receiver, at=at, copy=copy, person=person)
        due = working_days("plan.coming", localdate(at))
        step = courses.Next(f"{CALLED}: {copy.sender_name}"[:300], due, *open_door(unit, at))
        joined.step = holding.new_step(receiver, at, joined, "answer", step)
        joined.save(force_insert=True)
        holding.joined_event(receiver, at, joined, "called", copy=copy)


def called_again(by: Actor, at: datetime, one: Participant, sent: Disclosure) -> None:
    """A new call, to another day: what was answered to the first no longer counts."""

    def again(receiver: Actor, joined: Joined) -> None:
        copy = _attached(receiver, at, joined, sent)
        holding.joined_event(receiver, at, joined, "called", copy=copy)
        _ask(receiver, at, joined, f"{CALLED}: {copy.sender_name}", working_days("plan.coming", localdate(at)))

    at_participant(by, at, one, again)
    Participant.objects.filter(id=one.id).update(state="called")


def at_participant(by: Actor, at: datetime, one: Participant, act: Any) -> None:
    """Do something in the half of somebody who was called, as their own system."""
    if one.unit is None or one.call_id is None:
        return
    with acting(system_actor(one.unit.holding, "Besked om en gemensam plan"), at):
        joined = _joined(one.call_id)
        act(holding.system_at(joined, "Besked om en gemensam plan"), joined)


def _joined(thread: Any) -> Joined:
    locked = Joined.objects.select_for_update(of=("self",)).select_related(*ABOUT_JOINED)
    return locked.get(thread=thread)


def _attached(by: Actor, at: datetime, joined: Joined, sent: Disclosure) -> Copy:
    """What came is about the same person as the call, when it is known there whom that is about."""
    copy = Copy.objects.get(disclosure=sent.id)
    if joined.person and not hasattr(copy, "about"):
        secrecy.assign_copy(by=by, at=at, copy=copy, person=joined.person)
    return copy


def _ask(by: Actor, at: datetime, joined: Joined, text: str, due: date, **fields: Any) -> None:
    """Their turn: something to answer by a day, also for somebody who had said no."""
    if joined.step is not None:
        holding.turn(by, at, joined, "answer", text, due)
        holding.change(joined, **fields) if fields else None
        return
    if joined.person:
        why = "Gemensam plan"
        secrecy.open_relation(by=by, at=at, person=joined.person, unit_id=joined.unit_id, why=why)
    step = holding.new_step(by, at, joined, "answer", courses.Next(text[:300], due, *open_door(joined.unit, at)))
    holding.change(joined, step=step, is_open=True, **fields)


def deliver(by: Actor, at: datetime, one: Participant, sent: Disclosure, row: Version, asked: bool) -> None:
    """A version is with a participant: their own copy, to answer for their own parts. `asked`: to take the overall
    responsibility too."""

    def received(receiver: Actor, joined: Joined) -> None:
        copy = _attached(receiver, at, joined, sent)
        state = rules.JOINED.next(joined.state, "receive")
        fields = {"state": state, "version": copy, "number": row.number, "answer": "", "follow_up": row.follow_up}
        fields["offered"] = asked
        holding.joined_event(receiver, at, joined, "received", copy=copy, data={"number": row.number})
        text = f"Svara för era delar i den gemensamma planen: {copy.sender_name}"
        _ask(receiver, at, joined, text, working_days("plan.answer", localdate(at)), **fields)

    at_participant(by, at, one, received)


def tell_all(by: Actor, at: datetime, plan: Plan, act: str, text: str) -> None:
    """The plan has ended, or the person's yes has: everyone who was called is told, and has nothing more to do."""
    for one in with_thread(plan):
        secrecy.tell(by=by, at=at, holding=one.unit.holding, disclosure=one.call_id, kind=f"plan_{act}")

        def ended(receiver: Actor, joined: Joined) -> None:
            holding.joined_event(receiver, at, joined, act)
            if joined.step:
                holding.news(receiver, at, joined, text)
            holding.over(receiver, at, joined, state=rules.JOINED.next(joined.state, act), offered=False)

        at_participant(by, at, one, ended)


def with_thread(plan: Plan) -> list[Participant]:
    """Those who have a half of their own, and it goes on."""
    found = Participant.objects.filter(plan=plan, unit__isnull=False, call__isnull=False)
    return list(found.select_related("unit__holding__principal").order_by("id"))


def tell_followed(by: Actor, at: datetime, plan: Plan, day: date | None) -> None:
    """The plan was followed up: everyone is told, without a word of how it went."""
    data = {"next": day.isoformat() if day else ""}
    for one in with_thread(plan):
        secrecy.tell(by=by, at=at, holding=one.unit.holding, disclosure=one.call_id, kind="plan_followed", data=data)

        def followed(receiver: Actor, joined: Joined) -> None:
            holding.joined_event(receiver, at, joined, "followed", data=data)
            if day:
                holding.change(joined, follow_up=day)
                if joined.step and joined.step.kind == "waiting":
                    holding.turn(receiver, at, joined, "waiting", WAITS, day)

        at_participant(by, at, one, followed)


WAITS = "Den gemensamma planen följs upp"


def at_owner(
    by: Actor, at: datetime, joined: Joined, kind: str, news: str, *, data: Mapping[str, Any] | None = None,
    **fields: Any,
) -> None:  # fmt: skip
    """A participant's act reaches the holding that called: a notice, their row there, and something to read."""
    secrecy.tell_sender(by=by, at=at, copy=joined.call, kind=f"plan_{kind}"[:30], data=data)
    with acting(system_actor(joined.call.sender, "Svar om en gemensam plan"), at):
        one = _participant(joined)
        owner = holding.system_at(one.plan, "Svar om en gemensam plan")
        Participant.objects.filter(id=one.id).update(**fields) if fields else None
        told = {"participant": str(one.id), **(data or {})}
        holding.event(owner, at, one.plan, kind, one.name, data=told)
        holding.news(owner, at, one.plan, f"{news}: {one.name}")
        refused(owner, at, one.plan, one, kind)


def _participant(joined: Joined) -> Participant:
    """The row that the holding that called has of a half, with its plan locked."""
    plan_id = Participant.objects.values_list("plan_id", flat=True).get(call_id=joined.thread)
    about = ("step__owner", "step__deputy", "holding__principal", "person", "unit", "consent")
    plan = Plan.objects.select_for_update(of=("self",)).select_related(*about).get(id=plan_id)
    one = Participant.objects.select_for_update().get(call_id=joined.thread)
    one.plan = plan
    return one


def refused(by: Actor, at: datetime, plan: Plan, one: Participant, came: str) -> None:
    """Whoever law binds to take part and will not departs from it: a deviation, about nobody. The plan goes on."""
    content = holding.planning()
    said = content.came.get(came)
    provision = said.deviation.get(one.principal) if said and one.kind == "authority" else None  # type: ignore[call-overload]
    if provision:
        deviations.write(by=by, at=at, text=content.deviation, clause=Clause("", provision))


def offer_arrived(by: Actor, at: datetime, joined: Joined, sent: Disclosure, kind: str, news: str) -> None:
    """What a participant sent to the plan is with whoever owns the draft, who merges it or leaves it."""
    with acting(system_actor(joined.call.sender, "Svar om en gemensam plan"), at):
        one = _participant(joined)
        owner = holding.system_at(one.plan, "Svar om en gemensam plan")
        if not rules.may_enter(one.plan.state, holding.rests(one.plan, localdate(at))):
            raise Refused("Planen tar inte emot något nytt just nu. Ring dem som kallade.")
        copy = Copy.objects.get(disclosure=sent.id)
        if not hasattr(copy, "about"):
            secrecy.assign_copy(by=owner, at=at, copy=copy, person=one.plan.person)
        Offer.objects.create(holding_id=one.plan.holding_id, plan=one.plan, participant=one, copy=copy, at=at)
        holding.event(owner, at, one.plan, kind, one.name, data={"participant": str(one.id), "copy": str(copy.id)})
        holding.news(owner, at, one.plan, f"{news}: {one.name}")


def responsibility_moves(by: Actor, at: datetime, joined: Joined, *, taken: bool) -> None:
    """The participant has answered whether it takes the overall responsibility; only a yes moves it."""
    with acting(system_actor(joined.call.sender, "Svar om en gemensam plan"), at):
        one = _participant(joined)
        owner = holding.system_at(one.plan, "Svar om en gemensam plan")
        if not one.offered:
            raise Refused("Frågan om det övergripande ansvaret är tillbakatagen.")
        Participant.objects.filter(id=one.id).update(offered=False, took=taken)
        if taken:
            holding.change(one.plan, overall=one.principal, overall_by=one)
        kind = "took_overall" if taken else "left_overall"
        holding.event(owner, at, one.plan, kind, one.name, data={"participant": str(one.id)})
        said = "De har tagit det övergripande ansvaret" if taken else "De tar inte det övergripande ansvaret"
        holding.news(owner, at, one.plan, f"{said}: {one.name}")
