"""Who the person wants with them, the call to each, and what those outside the system say."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from helhet.audit.actions import Told, record_all
from helhet.kernel.errors import BadInput, Refused
from helhet.knowledge.planning.content import Planning
from helhet.organisations.actor import Actor
from helhet.organisations.models import Unit
from helhet.organisations.queries import records
from helhet.people import telling
from helhet.secrecy.actions import Parcel, Receiver, Stated, disclose
from helhet.secrecy.models import Disclosure

from . import crossing, holding, rules
from .given import Guest, Meeting
from .models import Participant, Plan, PlanEvent


def enter(by: Actor, at: datetime, plan: Plan, guests: Iterable[Guest]) -> list[Told]:
    """Name participants in a locked plan, in one go. Gives what the log is to say."""
    wanted = list(guests)
    units = [plan.unit_id, *(guest.unit.id for guest in wanted if guest.unit)]
    if len(set(units)) < len(units):
        raise BadInput("Enheten är redan med i planen.")
    content = holding.planning()
    rows = [_participant(plan, guest, content) for guest in wanted]
    Participant.objects.bulk_create(rows)
    PlanEvent.objects.bulk_create(
        PlanEvent(
            holding_id=plan.holding_id, plan=plan, kind="named", text=row.name, data={"participant": str(row.id)},
            happened=localdate(at), at=at, by_id=by.staff_id,
        )
        for row in rows
    )  # fmt: skip
    return [Told("plan.named", "plan", plan.id, plan.person_id, [row.kind, row.name]) for row in rows]


def _participant(plan: Plan, guest: Guest, content: Planning) -> Participant:
    if not guest.agreed:
        raise BadInput(
            f"Fråga personen om {guest.name or 'deltagaren'} först. Ingen kallas som personen inte vill ha med."
        )
    if guest.kind not in content.participant_kinds or not guest.name.strip():
        raise BadInput("Skriv vem det är, och välj vad för slags deltagare.")
    principal = _principal(guest)
    return Participant(
        holding_id=plan.holding_id, plan=plan, kind=guest.kind, name=guest.name.strip(), principal=principal,
        unit=guest.unit, agreed=True,
    )  # fmt: skip


def _principal(guest: Guest) -> str:
    """Whose unit it is. For one of ours it is known, and for one outside it is what was said."""
    if guest.unit is None:
        return guest.principal
    return records().authorities[guest.unit.holding.kind].principal


@transaction.atomic
def name(*, by: Actor, at: datetime, plan: Plan, guests: Iterable[Guest]) -> None:
    """Somebody more that the person wants with them."""
    locked = holding.writable(by, at, plan)
    wanted = list(guests)
    units = [guest.unit.id for guest in wanted if guest.unit]
    if Participant.objects.filter(plan=locked, unit_id__in=units).exists():
        raise BadInput("Enheten är redan med i planen.")
    record_all(by=by, at=at, told=enter(by, at, locked, wanted))


@transaction.atomic
def call(*, by: Actor, at: datetime, plan: Plan, meeting: Meeting, stated: Mapping[UUID, Stated | None]) -> Plan:
    """Call participants to a meeting, each on a ground of its own.

    `stated`: participant id → the ground, or None where the person themself brings the call (those outside) or the unit
    is of the same holding. Raises BadInput with what is missing; then nobody has been called.
    """
    locked = holding.writable(by, at, plan)
    if meeting.on < localdate(at) or not meeting.place.strip():
        raise BadInput("Skriv dag, tid och plats för mötet. Dagen kan inte ha varit.")
    found = {one.id: one for one in _wanted(locked, stated)}
    for ident, ground in stated.items():
        _call(by, at, locked, found[ident], meeting, ground)
    holding.turn(by, at, locked, "answer", "Mötet om den gemensamma planen", meeting.on)
    return locked


def _wanted(plan: Plan, stated: Mapping[UUID, Any]) -> list[Participant]:
    found = list(
        Participant.objects.select_for_update(of=("self",)).filter(plan=plan, id__in=list(stated))
        .select_related("unit__holding__principal", "call").order_by("id")
    )  # fmt: skip
    if not stated or len(found) != len(stated):
        raise BadInput("Välj vilka som ska kallas bland dem som personen vill ha med.")
    return found


def _call(by: Actor, at: datetime, plan: Plan, one: Participant, meeting: Meeting, ground: Stated | None) -> None:
    told = {"on": meeting.on.isoformat(), "time": meeting.time, "place": meeting.place, "words": meeting.words}
    content = {"identity": telling.of_person(plan.person), "call": {**told, "from": by.unit_name}}
    sent = send(by, at, plan, one, "plan_call", "call", content, ground)
    data = {"participant": str(one.id), **told, "by": records().authorities[plan.holding.kind].principal}
    holding.event(by, at, plan, "called", one.name, data=data)
    if sent and one.call is None:
        Participant.objects.filter(id=one.id).update(state="called", call=sent)
        one.call, one.state = sent, "called"
        if one.unit:
            crossing.arrive(by, at, plan, one)
    elif sent and one.unit:
        crossing.called_again(by, at, one, sent)
    elif one.state == "named":
        Participant.objects.filter(id=one.id).update(state="called")


def send(
    by: Actor, at: datetime, plan: Plan, one: Participant, parcel: str, share: str, content: Mapping[str, Any],
    ground: Stated | None,
) -> Disclosure | None:  # fmt: skip
    """Send something to a participant, on exactly one ground. Nothing leaves when the person brings it themselves."""
    stated = grounded(by, one.unit, share, ground)
    if stated is None:
        return None
    answers = one.call.id if one.call else None
    return disclose(
        by=by, at=at, person=plan.person, to=Receiver(one.name, one.unit),
        parcel=Parcel(parcel, content, answers=answers), stated=stated,
    )  # fmt: skip


def grounded(by: Actor, unit: Unit | None, share: str, ground: Stated | None) -> Stated | None:
    """The ground to send on: inside the holding none in law; else the stated one, which covers all that is in it."""
    if unit is not None and unit.holding_id == by.holding_id:
        return Stated("inner")
    if ground is None:
        if unit is not None:
            raise BadInput(f"Välj en grund för att skicka till {unit.name}.", "no_ground")
        return None
    kinds = holding.planning().shares[share].kinds[by.domain]  # type: ignore[index]
    if lacking := set(kinds) - set(ground.facts.get("content", ())):
        raise BadInput(f"Det här skickas men står inte bland det grunden prövas på: {', '.join(sorted(lacking))}.")
    return ground


@transaction.atomic
def heard(*, by: Actor, at: datetime, plan: Plan, participant: Participant, came: str, text: str = "") -> Participant:
    """Write down what somebody outside the system said when they were called."""
    locked = holding.writable(by, at, plan)
    if came not in rules.COMES:
        raise BadInput("Välj om de kommer.")
    row = Participant.objects.select_for_update().get(id=participant.id, plan=locked)
    if row.call and row.unit_id:
        raise Refused("De svarar själva i systemet.")
    if row.state == "named":
        raise Refused("De har inte blivit kallade ännu.")
    Participant.objects.filter(id=row.id).update(state=came)
    holding.event(by, at, locked, came, text or row.name, data={"participant": str(row.id)})
    crossing.refused(by, at, locked, row, came)
    row.state = came
    return row
