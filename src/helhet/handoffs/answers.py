"""What the receiver does: say whom it is about, ask back, accept, refuse, and for a filing: open and conclude."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from helhet.courses import actions as courses
from helhet.courses.actions import Next
from helhet.courses.models import Course
from helhet.kernel.errors import BadInput, Refused
from helhet.organisations.actor import Actor
from helhet.organisations.queries import records
from helhet.people.models import Person
from helhet.secrecy import actions as secrecy
from helhet.secrecy.actions import Parcel, Receiver, Stated

from . import crossing, rules
from .models import Received

ANSWERED = "De har svarat"
ASK_PERSON = "De har svarat. Vad de svarade får du fråga personen om"


@transaction.atomic
def identify(*, by: Actor, at: datetime, received: Received, person: Person) -> Received:
    """Say whom a hand-off is about, in the own holding: from now the unit has to do with the person."""
    _mine(by, received)
    if received.person_id:
        raise Refused("Det står redan vem det gäller. Har ni valt fel person: slå ihop eller be chefen rätta.")
    why = f"Ta ställning till: {records().handoffs[received.kind].label}"
    secrecy.open_relation(by=by, at=at, person=person, unit_id=by.unit_id, why=why)
    secrecy.assign_copy(by=by, at=at, copy=received.copy, person=person)
    Received.objects.filter(id=received.id).update(person=person)
    received.person = person
    courses.concern(by=by, at=at, ref=received.id, person=person)
    return received


def _mine(by: Actor, received: Received) -> None:
    if received.unit_id != by.unit_id:
        raise Refused("Det här har kommit till en annan enhet. Den svarar.")


def _known(received: Received) -> None:
    if records().handoffs[received.kind].identity and received.person_id is None:
        raise Refused("Säg först vem det gäller: sök fram personen hos er, eller lägg till personen.")


@transaction.atomic
def ask_back(
    *, by: Actor, at: datetime, received: Received, missing: Sequence[str], text: str = "", stated: Stated | None = None
) -> Received:
    """Ask the sender for what is missing, from a closed list that says nothing of the person.

    Free text tells more, so it needs a ground of its own; about nobody (a question without identity) it may be told.
    """
    _mine(by, received)
    unknown = set(missing) - set(records().missing)
    if unknown or not missing:
        raise BadInput("Välj vad som saknas.")
    inside = received.copy.sender_id == received.holding_id
    if text.strip() and received.person_id and stated is None and not inside:
        raise BadInput(
            "Fri text kan avslöja något om personen. Välj en grund för den, eller nöj dig med valen i listan."
        )
    crossing.move_received(by=by, at=at, received=received, act="ask_back", text=text, data={"missing": list(missing)})
    if text.strip():
        _tell_more(by, at, received, text, stated)
    data = {"missing": list(missing)}
    crossing.at_sender(by=by, at=at, received=received, act="ask_back", news="De frågar tillbaka", data=data)
    return received


def _tell_more(by: Actor, at: datetime, received: Received, text: str, stated: Stated | None) -> None:
    copy = received.copy
    parcel = Parcel("question_back", {"text": text.strip()}, answers=copy.disclosure)
    to = Receiver(copy.sender_name, copy.sender_unit)
    ground = stated or Stated("inner" if received.person_id else "no_identity")
    secrecy.disclose(by=by, at=at, person=received.person, to=to, parcel=parcel, stated=ground)


@transaction.atomic
def accept(
    *, by: Actor, at: datetime, received: Received, first: Next, course: Course | None = None,
    publication: Any = None, stated: Stated | None = None, text: str = "",
) -> Received:  # fmt: skip
    """Take the matter over: a course with owner, next step and day begins here in the same moment as the sender's wait
    ends. With a ground the sender learns that it was accepted; without, that it was answered."""
    _mine(by, received)
    _known(received)
    crossing.move_received(by=by, at=at, received=received, act="accept", text=text)
    if received.person:
        course = course or courses.open_course(
            by=by, at=at, person=received.person, about=records().handoffs[received.kind].label,
            first=first, publication=publication,
        )  # fmt: skip
        Received.objects.filter(id=received.id).update(course=course)
    courses.finish_steps(by=by, at=at, ref=received.id, kinds=("answer",))
    _answer(by, at, received, "accept", {"outcome": "accepted", "text": text}, stated)
    return received


@transaction.atomic
def reject(
    *, by: Actor, at: datetime, received: Received, said: rules.Refusing, known_clauses: Sequence[str],
    stated: Stated | None = None,
) -> Received:  # fmt: skip
    """Say no: with a clause, another route, and for a reason that does not hold the manager's own word."""
    _mine(by, received)
    _known(received)
    rules.may_refuse(by, said, known_clauses).demand()
    parts = {"reason": said.reason.id, "clause": said.clause, "route": said.route, "text": said.text}
    crossing.move_received(by=by, at=at, received=received, act="reject", data={"insists": said.insists}, **parts)
    courses.finish_steps(by=by, at=at, ref=received.id, kinds=("answer",))
    content = {"outcome": "refused", **parts, "reason": said.reason.label}
    _answer(by, at, received, "reject", content, stated)
    _let_go(by, at, received)
    return received


def _let_go(by: Actor, at: datetime, received: Received) -> None:
    """A refused person is no longer this unit's, unless it has an own course with them."""
    person = received.person
    if person and not Course.objects.filter(person=person, unit_id=by.unit_id, is_open=True).exists():
        secrecy.close_relation(by=by, at=at, person=person, unit_id=by.unit_id)


def _answer(
    by: Actor, at: datetime, received: Received, act: str, content: dict[str, Any], stated: Stated | None
) -> None:
    """The answer itself on a ground of its own; without one, only that there is one. Inside a holding, and about
    nobody, it may always be told."""
    inside = received.copy.sender_id == received.holding_id
    if stated is None and received.person_id and not inside:
        crossing.at_sender(by=by, at=at, received=received, act="hear", news=ASK_PERSON)
        return
    copy = received.copy
    parcel = Parcel("answer", content, answers=copy.disclosure)
    to = Receiver(copy.sender_name, copy.sender_unit)
    ground = stated or Stated("inner" if inside else "no_identity")
    secrecy.disclose(by=by, at=at, person=received.person, to=to, parcel=parcel, stated=ground)
    crossing.at_sender(by=by, at=at, received=received, act=act, news=ANSWERED)


@transaction.atomic
def begin_filing(*, by: Actor, at: datetime, received: Received, first: Next, publication: Any = None) -> Received:
    """An inquiry is opened on what came in: a course with an owner and a day begins."""
    _mine(by, received)
    _known(received)
    crossing.move_received(by=by, at=at, received=received, act="open")
    course = courses.open_course(
        by=by, at=at, person=received.person, about=records().handoffs[received.kind].label, first=first,
        publication=publication,
    )  # fmt: skip
    Received.objects.filter(id=received.id).update(course=course)
    courses.finish_steps(by=by, at=at, ref=received.id, kinds=("answer",))
    return received


@transaction.atomic
def conclude(
    *,
    by: Actor,
    at: datetime,
    received: Received,
    outcome: str,
    text: str,
    appeal: str = "",
    stated: Stated | None = None,
) -> Received:
    """What became of a filing. An outcome that can be appealed says how; the person is told, and on a ground the sender."""
    _mine(by, received)
    _known(received)
    chosen = records().outcomes.get(outcome)
    if chosen is None or not chosen.ends:
        raise BadInput("Välj vad det blev av det som kom in.")
    if chosen.appeal and len(appeal.strip()) < 10:
        raise BadInput("Beslutet kan överklagas. Skriv hur, så att personen får veta det.")
    data = {"outcome": outcome, "appeal": appeal}
    crossing.move_received(by=by, at=at, received=received, act="conclude", text=text, data=data)
    courses.finish_steps(by=by, at=at, ref=received.id, kinds=("answer",))
    content = {"outcome": chosen.label, "text": text, "appeal": appeal}
    _answer(by, at, received, "conclude", content, stated)
    if received.course_id is None:
        _let_go(by, at, received)
    return received
