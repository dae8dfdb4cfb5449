"""What somebody who was called does, in their own half: answer, send their parts, answer for them in each version."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from helhet.courses import actions as courses
from helhet.courses.rules import may_change
from helhet.kernel.errors import BadInput, Refused
from helhet.organisations.actor import Actor
from helhet.people.models import Person
from helhet.secrecy import actions as secrecy
from helhet.secrecy.actions import Parcel, Receiver, Stated
from helhet.secrecy.models import Copy
from helhet.secrecy.rules import may_find

from . import crossing, holding, inviting, rules
from .given import OwnPart
from .models import Joined

COMES = {
    "coming": "De kommer till mötet",
    "cannot": "De kan inte då",
    "refuses": "De vill inte vara med. Planen görs ändå",
}


def _held(by: Actor, at: datetime, joined: Joined) -> Joined:
    may_change(by, joined.unit_id).demand()
    locked = Joined.objects.select_for_update(of=("self",)).select_related(
        "step__owner", "step__deputy", "person", "unit", "holding__principal",
        "call__sender__principal", "call__sender_unit__holding__principal", "version",
    ).get(id=joined.id)  # fmt: skip
    rules.may_hand_in(by, locked.state).demand()
    return locked


def _known(joined: Joined) -> None:
    if joined.person is None:
        raise Refused("Säg först vem det gäller: sök fram personen hos er, eller lägg till personen.")


@transaction.atomic
def identify(*, by: Actor, at: datetime, joined: Joined, person: Person) -> Joined:
    """Say whom a plan is about, in the own holding: from now the unit has to do with the person."""
    locked = _held(by, at, joined)
    may_find(by, person.holding_id).demand()
    if locked.person is not None:
        raise Refused("Det står redan vem det gäller. Är det fel person: kontakta chefen, som rättar det.")
    secrecy.open_relation(by=by, at=at, person=person, unit_id=by.unit_id, why="Gemensam plan")
    for copy in Copy.objects.filter(holding_id=locked.holding_id, about__isnull=True).filter(
        holding.in_thread(locked.thread)
    ):
        secrecy.assign_copy(by=by, at=at, copy=copy, person=person)
    holding.change(locked, person=person)
    courses.concern(by=by, at=at, ref=locked.id, person=person)
    holding.joined_event(by, at, locked, "identified")
    return locked


@transaction.atomic
def answer_call(
    *, by: Actor, at: datetime, joined: Joined, came: str, days: Sequence[date] = (), why: str = ""
) -> Joined:
    """Say whether you come. A no is a deviation for whoever law binds; the plan goes on. `why` stays in the own half;
    the other side gets the answer, and `days` that would do."""
    locked = _held(by, at, joined)
    if came not in rules.COMES:
        raise BadInput("Välj om ni kommer.")
    if came == "refuses" and len(why.strip()) < rules.SAYS_SOMETHING:
        raise BadInput("Skriv varför ni inte vill vara med. Det står kvar hos er.")
    if came == "cannot" and not days:
        raise BadInput("Föreslå minst en annan dag.")
    # Whoever has the plan has it still, whatever they say of one meeting.
    state = locked.state if locked.state == "has" else rules.JOINED.next(locked.state, rules.COMES[came])
    data = {"days": [one.isoformat() for one in days]} if days else {}
    holding.joined_event(by, at, locked, came, why, data=data)
    crossing.at_owner(by, at, locked, came, COMES[came], data=data, state=came)
    if state == "refuses":
        holding.over(by, at, locked, state=state)
    else:
        holding.change(locked, state=state)
        _wait(by, at, locked)
    return locked


def _wait(by: Actor, at: datetime, joined: Joined) -> None:
    """Nothing to do here until the meeting, or until the plan is followed up."""
    if joined.number and joined.follow_up:
        holding.turn(by, at, joined, "waiting", crossing.WAITS, joined.follow_up)
    elif joined.state == "coming":
        holding.turn(by, at, joined, "waiting", "Mötet om den gemensamma planen", _meeting(joined, at))
    else:
        holding.turn(by, at, joined, "waiting", "Väntar på en ny kallelse", _meeting(joined, at))


def _meeting(joined: Joined, at: datetime) -> date:
    """The day of the newest call; today when what came is withheld."""
    calls = joined.events.filter(kind="called").select_related("copy").order_by("-at", "-id")
    newest = calls.first()
    told = newest.copy.content.get("call", {}) if newest and newest.copy else {}
    return date.fromisoformat(told["on"]) if told.get("on") else localdate(at)


@transaction.atomic
def send_part(*, by: Actor, at: datetime, joined: Joined, part: OwnPart, stated: Stated | None = None) -> Joined:
    """Send your own goals, measures and what is missing to whoever owns the draft, who merges it. On a ground of its
    own, save inside a holding."""
    locked = _held(by, at, joined)
    _known(locked)
    content = part.as_json()
    if not any(content.values()):
        raise BadInput("Skriv minst ett mål, en insats eller vad som saknas.")
    sent = _send(by, at, locked, "plan_part", {"part": content}, stated)
    holding.joined_event(by, at, locked, "sent_part", data=content, sent=sent)
    crossing.offer_arrived(by, at, locked, sent, "part_came", "En del till planen har kommit från")
    return locked


def _send(by: Actor, at: datetime, joined: Joined, kind: str, content: Mapping[str, Any], stated: Stated | None) -> Any:
    ground = inviting.grounded(by, joined.call.sender_unit, "part", stated)
    return secrecy.disclose(
        by=by, at=at, person=joined.person, to=Receiver(joined.call.sender_name, joined.call.sender_unit),
        parcel=Parcel(kind, content, answers=joined.thread), stated=ground or Stated("inner"),
    )  # fmt: skip


@transaction.atomic
def answer_version(
    *, by: Actor, at: datetime, joined: Joined, how: str, part: OwnPart | None = None, stated: Stated | None = None
) -> Joined:
    """Answer for your own parts of the version that came: accept, change (with your own text), or say what is missing.

    An accept says no more than that, so it needs no ground; the rest is sent on one. Where the version names you as
    overall responsible, an accept takes that too.
    """
    locked = _held(by, at, joined)
    _known(locked)
    if locked.version is None:
        raise Refused("Ni har inte fått någon plan ännu.")
    if how not in rules.ANSWERS:
        raise BadInput("Välj om ni säger ja till era delar, vill ändra, eller om något saknas.")
    sent = None
    if how != "accept":
        content = (part or OwnPart()).as_json()
        if not any(content.values()):
            raise BadInput("Skriv vad ni vill ändra, eller vad som saknas.")
        answer = {"number": locked.number, "how": how}
        sent = _send(by, at, locked, "plan_answer", {"part": content, "answer": answer}, stated)
    data = {"number": locked.number}
    holding.joined_event(by, at, locked, how, data=data, sent=sent)
    holding.change(locked, answer=how)
    crossing.at_owner(
        by, at, locked, how, f"Svar på planen: {rules.ANSWERS[how]}", data=data, answer=how, answered=locked.number
    )
    if sent:
        crossing.offer_arrived(by, at, locked, sent, "part_came", "En ändring till planen har kommit från")
    if how == "accept" and locked.offered:
        _take_overall(by, at, locked, takes=True)
    _wait(by, at, locked)
    return locked


@transaction.atomic
def answer_overall(*, by: Actor, at: datetime, joined: Joined, takes: bool) -> Joined:
    """Say whether you take the overall responsibility. It is yours from your yes, and not before."""
    locked = _held(by, at, joined)
    if not locked.offered:
        raise Refused("Ingen har bett er ta det övergripande ansvaret.")
    _take_overall(by, at, locked, takes=takes)
    _wait(by, at, locked)
    return locked


def _take_overall(by: Actor, at: datetime, joined: Joined, *, takes: bool) -> None:
    holding.joined_event(by, at, joined, "took_overall" if takes else "left_overall")
    holding.change(joined, offered=False, overall=takes)
    kind = "plan_overall_yes" if takes else "plan_overall_no"
    secrecy.tell_sender(by=by, at=at, copy=joined.call, kind=kind)
    crossing.responsibility_moves(by, at, joined, taken=takes)


@transaction.atomic
def give_back_overall(*, by: Actor, at: datetime, joined: Joined) -> Joined:
    """Ask whoever called to take the overall responsibility back. It stays with you until they say yes."""
    locked = _held(by, at, joined)
    if not locked.overall:
        raise Refused("Ni har inte det övergripande ansvaret.")
    holding.joined_event(by, at, locked, "gives_overall")
    holding.change(locked, returns=True)
    crossing.at_owner(by, at, locked, "gives_overall", "De ber er ta över det övergripande ansvaret", returns=True)
    return locked
