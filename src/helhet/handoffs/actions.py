"""What the sender does: send, complete, take back, write down an answer that came another way.

The receiver's acts are in `answers`; what one side's act does on the other side is in `crossing`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from helhet.courses import actions as courses
from helhet.courses.models import Course
from helhet.kernel.calendar import next_working_day
from helhet.kernel.errors import BadInput, Refused
from helhet.knowledge.schema.records import HandoffKind
from helhet.organisations.actor import Actor
from helhet.organisations.queries import records
from helhet.people.models import Person
from helhet.secrecy.actions import Parcel, Receiver, Stated, disclose
from helhet.secrecy.models import Consent

from . import crossing, rules
from .models import Sent, SentStep


@dataclass(frozen=True)
class Sending:
    """A hand-off that is to be sent. `content` is what the receiver gets, each part named."""

    kind: HandoffKind
    to: Receiver
    question: str
    needs: tuple[str, ...]
    stated: Stated
    content: Mapping[str, Any] = field(default_factory=dict)
    answer_consent: Consent | None = None
    oral: bool = False
    helped_by: str = ""


@transaction.atomic
def send(*, by: Actor, at: datetime, course: Course | None, sending: Sending) -> Sent:
    """Send a hand-off. The sender keeps the matter, with a day to hear by, until the receiver has it.

    Raises NotAllowed or BadInput when the kind, the receiver, the ground or a text that shows who it is stands in the way.
    """
    person = _person(course, sending)
    _check(by, course, sending)
    parcel = Parcel(sending.kind.id, _content(by, at, sending))
    row = disclose(by=by, at=at, person=person, to=sending.to, parcel=parcel, stated=sending.stated)
    sent = Sent.objects.create(
        holding_id=by.holding_id, unit_id=by.unit_id, course=course if person else None, person=person,
        kind=sending.kind.id, needs=list(sending.needs), disclosure=row, answer_consent=sending.answer_consent,
        outside=sending.to.unit is None, oral=sending.oral, helped_by=sending.helped_by, state="sent",
        answer_by=answer_day(localdate(at)), expires_on=_expiry(sending.kind, localdate(at)), sent_at=at,
    )  # fmt: skip
    SentStep.objects.create(
        holding_id=sent.holding_id, person=person, sent=sent, act="send", state="sent", at=at, by_id=by.staff_id
    )
    _wait(by, at, sent, sending)
    if sent.course:
        about = {"kind": sent.kind, "to": sending.to.name, "sent": str(sent.id)}
        courses.note(by=by, at=at, course=sent.course, kind="handoff", text=sending.to.name, data=about)
    if sending.to.unit:
        crossing.arrive(by=by, at=at, sent=sent, unit=sending.to.unit)
    return sent


def _person(course: Course | None, sending: Sending) -> Person | None:
    if not sending.kind.identity:
        return None
    if course is None:
        raise BadInput("Välj vilken person det gäller.")
    return course.person


def _check(by: Actor, course: Course | None, sending: Sending) -> None:
    unit = sending.to.unit
    domain = records().authorities[unit.holding.kind].domain if unit else None
    rules.may_send(by, sending.kind, domain).demand()
    if len(sending.question.strip()) < 10:
        raise BadInput("Skriv vad du frågar om eller vad personen behöver, så att mottagaren kan svara.")
    if not sending.kind.identity:
        names = (course.person.given_name, course.person.family_name) if course else ()
        if shown := rules.reveals(sending.question, names):
            raise BadInput(
                f"Frågan ska inte visa vem det gäller. Ta bort det som kan göra det: {', '.join(shown)}.", "identifying"
            )


def _content(by: Actor, at: datetime, sending: Sending) -> dict[str, Any]:
    content = {
        **sending.content,
        "question": sending.question.strip(),
        "needs": list(sending.needs),
        "from": {"holding": by.holding_name, "unit": by.unit_name},
        "written": localdate(at).isoformat(),
    }
    if sending.helped_by or sending.oral:
        content["given"] = {"oral": sending.oral, "helped_by": sending.helped_by}
    if consent := sending.answer_consent:
        content["answer_consent"] = {"until": consent.until.isoformat(), "words": consent.words}
    return content


def answer_day(day: date) -> date:
    """When the sender should have heard: our own time, in working days (content/records/clocks.yaml)."""
    for _ in range(records().clocks["request.answer"].days):
        day = next_working_day(day)
    return day


def _expiry(kind: HandoffKind, day: date) -> date | None:
    if kind.family == "filing":
        return None
    return day + timedelta(days=records().clocks["request.expire"].days)


def _wait(by: Actor, at: datetime, sent: Sent, sending: Sending) -> None:
    owner, deputy = crossing.keepers(by, at, sent)
    text = f"Väntar på svar: {sending.kind.label} till {sending.to.name}"
    step = courses.Next(text[:300], sent.answer_by, owner, deputy)
    about = courses.About("sent", sent.id)
    courses.add_step(by=by, at=at, step=step, kind="waiting", about=about, person=sent.person, course=sent.course)


@transaction.atomic
def complete(*, by: Actor, at: datetime, sent: Sent, text: str, stated: Stated) -> None:
    """Answer what the receiver asked back: a copy of its own, on a ground of its own."""
    if len(text.strip()) < 3:
        raise BadInput("Skriv det som de frågade efter.")
    _possible(sent, "complete")
    if sent.person is None and (shown := rules.reveals(text, ())):
        raise BadInput(f"Svaret ska inte visa vem det gäller. Ta bort: {', '.join(shown)}.", "identifying")
    parcel = Parcel("completion", {"text": text.strip()}, answers=sent.disclosure_id)
    to = Receiver(sent.disclosure.receiver_name, sent.disclosure.receiver_unit)
    disclose(by=by, at=at, person=sent.person, to=to, parcel=parcel, stated=stated)
    crossing.move_sent(by=by, at=at, sent=sent, act="complete", text=text)
    crossing.at_receiver(by=by, at=at, sent=sent, act="complete", news="Kompletteringen har kommit")


@transaction.atomic
def withdraw(*, by: Actor, at: datetime, sent: Sent, why: str) -> None:
    """Take a request back: the receiver is told, and nobody waits any more. The sender has the matter."""
    if len(why.strip()) < 3:
        raise BadInput("Skriv varför ni tar tillbaka den.")
    crossing.move_sent(by=by, at=at, sent=sent, act="withdraw", text=why)
    crossing.at_receiver(by=by, at=at, sent=sent, act="withdraw", news="Avsändaren har tagit tillbaka sin förfrågan")


@transaction.atomic
def learn(*, by: Actor, at: datetime, sent: Sent, accepted: bool, told_by: str, text: str) -> None:
    """Write down an answer that came on paper, by telephone, or through the person."""
    if len(told_by.strip()) < 2:
        raise BadInput("Skriv vem som berättade hur det gick.")
    act = "learn_accepted" if accepted else "learn_refused"
    crossing.move_sent(by=by, at=at, sent=sent, act=act, text=text, data={"told_by": told_by})


@transaction.atomic
def receipt_by_hand(*, by: Actor, at: datetime, sent: Sent, received_by: str, when: datetime) -> None:
    """A receiver outside the system has got the paper: who took it, and when. For a filing that is its arrival."""
    if not sent.outside:
        raise Refused("Kvittot kommer av sig självt när mottagaren finns i systemet.")
    if len(received_by.strip()) < 2 or when > at:
        raise BadInput("Skriv vem som tog emot och när. Tiden kan inte ligga framåt.")
    act = rules.FIRST_SENT[records().handoffs[sent.kind].family]
    data = {"received_by": received_by, "when": when.isoformat()}
    crossing.move_sent(by=by, at=at, sent=sent, act=act, text=received_by, data=data)


def _possible(sent: Sent, act: str) -> None:
    rules.SENT[records().handoffs[sent.kind].family].next(sent.state, act)
