"""What the sender does: send, complete, take back, write down an answer that came another way.

The receiver's acts are in `answers`; what one side's act does on the other side is in `crossing`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from helhet.audit import actions as audit
from helhet.courses import actions as courses
from helhet.courses.models import Course
from helhet.courses.rules import may_change
from helhet.kernel.errors import BadInput, Refused
from helhet.kernel.identity import reveals
from helhet.knowledge.schema.records import HandoffKind
from helhet.organisations.actor import Actor
from helhet.organisations.queries import records
from helhet.people.models import Person
from helhet.people.telling import known_names
from helhet.secrecy.actions import Parcel, Receiver, Stated, disclose
from helhet.secrecy.models import Consent, Disclosure
from helhet.secrecy.wall import acting

from . import crossing, rules
from .models import Sent, SentStep


@dataclass(frozen=True)
class Sending:
    """A hand-off that is to be sent. `content` is what the receiver gets beside the question: each part under its kind
    of content (the values of `content` in content/law/disclosure-facts.yaml), all of them stated in `stated.facts`.
    """

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

    Raises NotAllowed or BadInput when the kind, the receiver, the ground or a text that shows who it is stops it.
    """
    person = _person(by, at, course, sending)
    _check(by, course, person, sending)
    parcel = Parcel(sending.kind.id, _content(by, at, sending), answer_consent=sending.answer_consent)
    row = disclose(by=by, at=at, person=person, to=sending.to, parcel=parcel, stated=sending.stated)
    sent = _written(by, at, sending, row, course if person else None)
    _wait(by, at, sent, sending)
    if sent.course:
        about = {"kind": sent.kind, "to": sending.to.name, "sent": str(sent.id)}
        courses.note(by=by, at=at, course=sent.course, kind="handoff", text=sending.to.name, data=about)
    if sending.to.unit:
        crossing.arrive(by=by, at=at, sent=sent, unit=sending.to.unit)
    return sent


def _written(by: Actor, at: datetime, sending: Sending, row: Disclosure, course: Course | None) -> Sent:
    sent = Sent.objects.create(
        holding_id=by.holding_id, unit_id=by.unit_id, course=course, person_id=row.person_id,
        kind=sending.kind.id, needs=list(sending.needs), disclosure=row,
        outside=sending.to.unit is None, oral=sending.oral, helped_by=sending.helped_by, state="sent",
        answer_by=crossing.working_days("request.answer", localdate(at)),
        expires_on=_expiry(sending.kind, localdate(at)), sent_at=at,
    )  # fmt: skip
    SentStep.objects.create(
        holding_id=sent.holding_id, person_id=sent.person_id, sent=sent, act="send", state="sent", at=at,
        by_id=by.staff_id,
    )  # fmt: skip
    return sent


def _person(by: Actor, at: datetime, course: Course | None, sending: Sending) -> Person | None:
    """Whom it is about. The course is held open while it is sent: somebody has the matter if the answer is no."""
    if not sending.kind.identity:
        return None
    if course is None:
        raise BadInput("Välj vilken person det gäller.")
    return courses.held(by=by, at=at, course=course).person


def _check(by: Actor, course: Course | None, person: Person | None, sending: Sending) -> None:
    unit = sending.to.unit
    domain = records().authorities[unit.holding.kind].domain if unit else None
    rules.may_send(by, sending.kind, domain).demand()
    _check_receiver(by, sending)
    judged = person is not None and not (unit and unit.holding_id == by.holding_id)
    rules.may_use(sending.kind, sending.stated.ground, judged=judged).demand()
    if len(sending.question.strip()) < rules.SAYS_SOMETHING:
        raise BadInput("Skriv vad du frågar om eller vad personen behöver, så att mottagaren kan svara.")
    if person is None:
        shows_nobody(f"{sending.question}\n{sending.helped_by}", course)
        if sending.content:
            raise BadInput("En fråga utan att säga vem det gäller innehåller bara frågan.")
    elif unstated := set(sending.content) - set(sending.stated.facts.get("content", ())) if judged else set():
        raise BadInput(f"Det här skickas men står inte bland det grunden prövas på: {', '.join(sorted(unstated))}.")
    _check_answer(person, sending)


def _check_receiver(by: Actor, sending: Sending) -> None:
    unit = sending.to.unit
    if not sending.to.name.strip():
        raise BadInput("Skriv vem som ska få det.")
    if unit is None:
        return
    if unit.closed:
        raise BadInput(f"{unit.name} är stängd. Välj en annan mottagare.")
    if unit.id == by.unit_id:
        raise BadInput("Det är er egen enhet. Byt ansvarig i kontakten i stället.")
    if not rules.fits(sending.kind, unit.kind, records().authorities[unit.holding.kind].domain):
        raise BadInput(f"{sending.kind.label} går inte till {unit.name}. Välj en annan mottagare.")


def _check_answer(person: Person | None, sending: Sending) -> None:
    consent = sending.answer_consent
    if consent and (person is None or consent.person_id != person.id or not consent.answer_back):
        raise BadInput("Samtycket till ett svar måste vara personens eget, och gälla att svaret får skickas.")


def shows_nobody(text: str, course: Course | None = None) -> None:
    """Raise BadInput when a text about nobody may show who it is: a number, or what we know the person by."""
    names = known_names(course.person) if course else []
    if shown := reveals(text, names):
        raise BadInput(
            f"Texten ska inte visa vem det gäller. Ta bort det som kan göra det: {', '.join(shown)}.", "identifying"
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
        content["answer_consent"] = {
            "until": consent.until.isoformat(), "words": consent.words, "content": consent.content, "how": consent.how,
            "given_by": consent.given_by, "judged": consent.judged,
        }  # fmt: skip
    return content


def _expiry(kind: HandoffKind, day: date) -> date | None:
    if kind.family == "filing":
        return None
    return day + timedelta(days=records().clocks["request.expire"].days)


def _wait(by: Actor, at: datetime, sent: Sent, sending: Sending) -> None:
    owner, deputy = crossing.keepers(at, sent)
    text = f"Väntar på svar: {sending.kind.label} till {sending.to.name}"
    step = courses.Next(text[:300], sent.answer_by, owner, deputy)
    about = courses.About("sent", sent.id)
    courses.add_step(by=by, at=at, step=step, kind="waiting", about=about, person=sent.person, course=sent.course)


def drafted(*, by: Actor, at: datetime, course: Course | None) -> None:
    """Somebody has begun to write a hand-off, and seen what it would say of the person: that stands in the log."""
    if course is not None:
        audit.record(by=by, at=at, act="handoff.drafted", kind="course", subject=course.id, person=course.person_id)


def _mine(by: Actor, sent: Sent) -> None:
    may_change(by, sent.unit_id).demand()


@transaction.atomic
def complete(*, by: Actor, at: datetime, sent: Sent, text: str, stated: Stated) -> None:
    """Answer what the receiver asked back: a copy of its own, on a ground of its own."""
    _mine(by, sent)
    if len(text.strip()) < 3:
        raise BadInput("Skriv det som de frågade efter.")
    crossing.sent_table(sent).next(sent.state, "complete")
    if sent.person is None:
        shows_nobody(text)
    parcel = Parcel("completion", {"text": text.strip()}, answers=sent.disclosure_id)
    to = Receiver(sent.disclosure.receiver_name, sent.disclosure.receiver_unit)
    disclose(by=by, at=at, person=sent.person, to=to, parcel=parcel, stated=stated)
    crossing.move_sent(by=by, at=at, sent=sent, act="complete", text=text)
    crossing.at_receiver(by=by, at=at, sent=sent, act="complete")


@transaction.atomic
def withdraw(*, by: Actor, at: datetime, sent: Sent, why: str) -> None:
    """Take a request back: the receiver is told, and nobody waits any more. The sender has the matter."""
    _mine(by, sent)
    if len(why.strip()) < 3:
        raise BadInput("Skriv varför ni tar tillbaka den.")
    crossing.move_sent(by=by, at=at, sent=sent, act="withdraw", text=why)
    crossing.at_receiver(by=by, at=at, sent=sent, act="withdraw")


@transaction.atomic
def learn(*, by: Actor, at: datetime, sent: Sent, accepted: bool, told_by: str, text: str) -> None:
    """Write down an answer that came on paper, by telephone, or through the person. For a filing: what became of it.

    A no is told to whoever has the matter, also when somebody else wrote it down.
    """
    _mine(by, sent)
    if len(told_by.strip()) < 2:
        raise BadInput("Skriv vem som berättade hur det gick.")
    filing = records().handoffs[sent.kind].family == "filing"
    act = "learn_ended" if filing else "learn_accepted" if accepted else "learn_refused"
    crossing.move_sent(by=by, at=at, sent=sent, act=act, text=text, data={"told_by": told_by})
    if act == "learn_refused":
        crossing.tell_keepers(by=by, at=at, sent=sent, text="De har sagt nej. Välj en ny väg")


@transaction.atomic
def receipt_by_hand(*, by: Actor, at: datetime, sent: Sent, received_by: str, when: datetime) -> None:
    """A receiver outside the system has got the paper: who took it, and when. For a filing that is its arrival."""
    _mine(by, sent)
    if not sent.outside:
        raise Refused("Kvittot kommer av sig självt när mottagaren finns i systemet.")
    if len(received_by.strip()) < 2 or not sent.sent_at - timedelta(days=1) <= when <= at:
        raise BadInput("Skriv vem som tog emot och när. Tiden kan inte ligga framåt eller före det att ni skickade.")
    act = rules.FIRST_SENT[records().handoffs[sent.kind].family]
    data = {"received_by": received_by, "when": when.isoformat()}
    crossing.move_sent(by=by, at=at, sent=sent, act=act, text=received_by, data=data)


@transaction.atomic
def expire(*, at: datetime, sent: Sent) -> None:
    """A request has had its time without an answer: it comes back to whoever has the matter, who finds a new way.

    Time does it, in the sender's own name; nobody else can. Raises Refused when it was answered in between.
    """
    by = crossing.system_at(sent, "En förfrågan gick ut")
    with acting(by, at):
        if sent.expires_on is None or localdate(at) <= sent.expires_on:
            raise Refused("Den har inte gått ut.")
        crossing.move_sent(by=by, at=at, sent=sent, act="expire", own=False)
        crossing.at_receiver(by=by, at=at, sent=sent, act="expire")
        crossing.tell_keepers(by=by, at=at, sent=sent, text="Ingen svarade i tid. Välj en ny väg")
