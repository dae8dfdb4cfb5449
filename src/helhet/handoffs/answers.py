"""What the receiver does: say whom it is about, ask back, accept, refuse, and for a filing: open and conclude."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from helhet.agreements.models import Publication
from helhet.courses import actions as courses
from helhet.courses.actions import Next
from helhet.courses.models import Course
from helhet.courses.rules import may_change
from helhet.kernel.errors import BadInput, Refused
from helhet.organisations.actor import Actor
from helhet.organisations.queries import records
from helhet.people.models import Person
from helhet.secrecy import actions as secrecy
from helhet.secrecy.actions import Parcel, Receiver, Stated
from helhet.secrecy.consents import copy_held
from helhet.secrecy.models import Consent, Copy
from helhet.secrecy.rules import may_find

from . import clauses, crossing, queries, rules
from .actions import shows_nobody
from .models import Received

ANSWERED = "De har svarat"
ASK_PERSON = "De har svarat. Fråga personen vad de sa"
NO_GROUND = "De har gett besked till den det gäller"


@transaction.atomic
def identify(*, by: Actor, at: datetime, received: Received, person: Person) -> Received:
    """Say whom a hand-off is about, in the own holding: from now the unit has to do with the person."""
    may_change(by, received.unit_id).demand()
    may_find(by, person.holding_id).demand()
    locked = Received.objects.select_for_update().get(id=received.id)
    if locked.person_id:
        raise Refused("Det står redan vem det gäller. Är det fel person: kontakta chefen, som rättar det.")
    if locked.state not in rules.RECEIVED_GOING or not records().handoffs[received.kind].identity:
        raise Refused("Det finns inget kvar att ta ställning till här.")
    why = f"Ta ställning till: {records().handoffs[received.kind].label}"
    secrecy.open_relation(by=by, at=at, person=person, unit_id=by.unit_id, why=why)
    for copy in _copies(received):
        secrecy.assign_copy(by=by, at=at, copy=copy, person=person)
    Received.objects.filter(id=received.id).update(person=person)
    received.person = person
    courses.concern(by=by, at=at, ref=received.id, person=person)
    return received


def _copies(received: Received) -> list[Copy]:
    """What came, and what completed it."""
    more = Copy.objects.filter(holding_id=received.holding_id, answers=received.copy.disclosure, about__isnull=True)
    return [received.copy, *more]


def _known(received: Received) -> None:
    if records().handoffs[received.kind].identity and received.person_id is None:
        raise Refused("Säg först vem det gäller: sök fram personen hos er, eller lägg till personen.")


@transaction.atomic
def take_over_consent(*, by: Actor, at: datetime, received: Received) -> Consent:
    """Write down, in the own holding, what the person said to the sender about an answer: a consent with its origin.

    Raises Refused when nothing came along, or when it has been taken back since.
    """
    may_change(by, received.unit_id).demand()
    _known(received)
    said = received.copy.content.get("answer_consent")
    if not said or received.person is None:
        raise Refused("Inget samtycke till ett svar följde med. Fråga personen själv.")
    copy_held(received.copy.disclosure)
    standing = queries.consent_that_came(received)
    if standing:
        return standing
    if crossing.consent_withdrawn(received):
        raise Refused("Personen har tagit tillbaka samtycket. Fråga personen själv.")
    sender = {"id": str(received.copy.sender_id), "name": received.copy.sender.name}
    origin = {"disclosure": str(received.copy.disclosure), "from": received.copy.sender_name}
    return secrecy.consent(
        by=by, at=at, person=received.person, kind="sharing", receivers=[sender], content=said["content"],
        given_by=said["given_by"], judged=said["judged"], how=said["how"], words=said["words"],
        until=date.fromisoformat(said["until"]), origin=origin,
    )  # fmt: skip


@transaction.atomic
def ask_back(
    *, by: Actor, at: datetime, received: Received, missing: Sequence[str], text: str = "", stated: Stated | None = None
) -> Received:
    """Ask the sender for what is missing, from a closed list that says nothing of the person.

    Free text tells more, so it needs a ground of its own; about nobody (a question without identity) it may be told.
    """
    may_change(by, received.unit_id).demand()
    if set(missing) - set(records().missing) or not missing:
        raise BadInput("Välj vad som saknas.")
    named = records().handoffs[received.kind].identity
    if text.strip() and named and stated is None and not _inside(received):
        raise BadInput(
            "Fri text kan avslöja något om personen. Välj en grund för den, eller nöj dig med valen i listan."
        )
    data = {"missing": list(missing)}
    crossing.move_received(by=by, at=at, received=received, act="ask_back", text=text, data=data)
    if text.strip():
        if named:
            _known(received)
        _send(by, at, received, Parcel("question_back", {"text": text.strip()}), stated)
    crossing.at_sender(by=by, at=at, received=received, act="ask_back", data=data)
    return received


def _inside(received: Received) -> bool:
    return received.copy.sender_id == received.holding_id


def _send(by: Actor, at: datetime, received: Received, parcel: Parcel, stated: Stated | None) -> None:
    """Send something back to whoever sent. Inside a holding, and about nobody, no ground is needed."""
    if received.person is None:
        shows_nobody("\n".join(str(value) for value in parcel.content.values()))
    copy = received.copy
    answer = Parcel(parcel.kind, parcel.content, answers=copy.disclosure)
    ground = stated or Stated("inner" if _inside(received) else "no_identity")
    to = Receiver(copy.sender_name, copy.sender_unit)
    secrecy.disclose(by=by, at=at, person=received.person, to=to, parcel=answer, stated=ground)


@transaction.atomic
def accept(
    *, by: Actor, at: datetime, received: Received, first: Next | None, course: Course | None = None,
    publication: Publication | None = None, stated: Stated | None = None, text: str = "",
) -> Received:  # fmt: skip
    """Take the matter over: a course with owner, next step and day begins here in the same moment as the sender's wait
    ends; or the step becomes one of a course that the unit already has. With a ground the sender learns that it was
    accepted; without, that it was answered. A question about nobody has no course, and is answered with `text`.
    """
    may_change(by, received.unit_id).demand()
    _known(received)
    crossing.move_received(by=by, at=at, received=received, act="accept", text=text)
    courses.finish_steps(by=by, at=at, ref=received.id, kinds=courses.GOING)
    if received.person:
        _own(by, at, received, first, course, publication)
    elif len(text.strip()) < rules.SAYS_SOMETHING:
        raise BadInput("Skriv ert svar på frågan.")
    _answer(by, at, received, "accept", {"outcome": "accepted", "text": text}, stated)
    return received


def _own(
    by: Actor, at: datetime, received: Received, first: Next | None, course: Course | None,
    publication: Publication | None,
) -> None:  # fmt: skip
    """From now the person's way goes on here: what is next, by when, and who has it."""
    label = records().handoffs[received.kind].label
    if first is None or received.person is None:
        raise BadInput("Skriv nästa steg, vilken dag och vem som har det.")
    if course is None:
        course = courses.open_course(
            by=by, at=at, person=received.person, about=label, first=first, publication=publication
        )
    else:
        _add_to(by, at, received, first, course)
    about = {"kind": received.kind, "received": str(received.id), "from": received.copy.sender_name}
    courses.note(by=by, at=at, course=course, kind="handoff", text=received.copy.sender_name, data=about)
    Received.objects.filter(id=received.id).update(course=course)
    received.course = course


def _add_to(by: Actor, at: datetime, received: Received, first: Next, course: Course) -> None:
    held = courses.held(by=by, at=at, course=course)
    if held.person_id != received.person_id:
        raise BadInput("Kontakten gäller en annan person. Välj en som gäller samma person, eller öppna en ny.")
    courses.check(by, at, first)
    about = courses.About("received", received.id)
    courses.add_step(by=by, at=at, step=first, kind="task", about=about, person=held.person, course=held)


@transaction.atomic
def reject(
    *, by: Actor, at: datetime, received: Received, said: rules.Refusing, stated: Stated | None = None
) -> Received:
    """Say no: with a clause, another route, and for a reason that does not hold the manager's own word.

    The clause is one of `clauses.for_reason`: from the agreement in force or the law, today.
    """
    may_change(by, received.unit_id).demand()
    _known(received)
    known = {clause.id for clause in clauses.for_reason(received, said.reason, localdate(at))}
    rules.may_refuse(by, said, known).demand()
    parts = {"reason": said.reason.id, "clause": said.clause, "route": said.route, "text": said.text}
    crossing.move_received(by=by, at=at, received=received, act="reject", data={"insists": said.insists}, **parts)
    courses.finish_steps(by=by, at=at, ref=received.id, kinds=courses.GOING)
    content = {"outcome": "refused", **parts, "reason": said.reason.label}
    _answer(by, at, received, "reject", content, stated)
    courses.release(by=by, at=at, person=received.person, unit_id=by.unit_id)
    return received


def _answer(
    by: Actor, at: datetime, received: Received, act: str, content: dict[str, Any], stated: Stated | None
) -> None:
    """The answer itself on a ground of its own; without one, only that there is one. Inside a holding, and about
    nobody, it may always be told."""
    if stated is None and received.person_id and not _inside(received):
        kind = records().handoffs[received.kind]
        news = NO_GROUND if kind.duty else ASK_PERSON
        crossing.at_sender(by=by, at=at, received=received, act="hear", news=news)
        return
    _send(by, at, received, Parcel("answer", content), stated)
    crossing.at_sender(by=by, at=at, received=received, act=act, news=ANSWERED)


@transaction.atomic
def begin_filing(
    *, by: Actor, at: datetime, received: Received, first: Next, course: Course | None = None,
    publication: Publication | None = None, stated: Stated | None = None,
) -> Received:  # fmt: skip
    """An inquiry is opened on what came in: a course with an owner and a day begins. On a ground the sender is told."""
    may_change(by, received.unit_id).demand()
    _known(received)
    crossing.move_received(by=by, at=at, received=received, act="open")
    courses.finish_steps(by=by, at=at, ref=received.id, kinds=courses.GOING)
    _own(by, at, received, first, course, publication)
    if stated or _inside(received):
        _answer(by, at, received, "open", {"outcome": records().outcomes["opened"].label}, stated)
    return received


@transaction.atomic
def conclude(
    *, by: Actor, at: datetime, received: Received, outcome: str, text: str, appeal: str = "",
    stated: Stated | None = None,
) -> Received:  # fmt: skip
    """What became of a filing; an outcome that can be appealed says how. On a ground the sender is told."""
    may_change(by, received.unit_id).demand()
    _known(received)
    chosen = records().outcomes.get(outcome)
    state = Received.objects.select_for_update().get(id=received.id).state
    rules.may_conclude(records().handoffs[received.kind], state, chosen, appeal).demand()
    data = {"outcome": outcome, "appeal": appeal}
    crossing.move_received(by=by, at=at, received=received, act="conclude", text=text, data=data)
    courses.finish_steps(by=by, at=at, ref=received.id, kinds=courses.GOING)
    content = {"outcome": chosen.label if chosen else "", "text": text, "appeal": appeal}
    _answer(by, at, received, "conclude", content, stated)
    courses.release(by=by, at=at, person=received.person, unit_id=by.unit_id)
    return received
