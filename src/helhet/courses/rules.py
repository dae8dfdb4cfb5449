"""Who owns, what may close, and where a step belongs on the worklist. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from helhet.kernel.permission import Decision
from helhet.knowledge.schema.records import Clock, ClosingReason
from helhet.organisations.actor import Actor

Bucket = Literal["new", "answer", "overdue", "today", "week", "later", "waiting"]
# The order on the page: what nobody has seen, what somebody waits for, what is late, then by day.
BUCKETS: tuple[Bucket, ...] = ("overdue", "answer", "new", "today", "week", "later", "waiting")


def bucket(kind: str, due: date, today: date) -> Bucket:
    """Where an open step stands on the worklist today."""
    if kind == "news":
        return "new"
    if due < today:
        return "overdue"
    if kind == "answer":
        return "answer"
    if kind == "waiting":
        return "waiting"
    if due == today:
        return "today"
    return "week" if due <= today + timedelta(days=6 - today.weekday()) else "later"


def who_answers(
    owner: UUID, deputy: UUID, managers: Sequence[UUID], serving: Collection[UUID], away: Collection[UUID]
) -> UUID | None:
    """Who has a step today: the owner; else the deputy; else a manager of the unit; else anyone who serves there.

    Someone who no longer serves at the unit has nothing there, so None means that nobody at all serves there. Someone
    away still owns, so if all are away the first of them is named.
    """
    chain = [who for who in (owner, deputy, *managers) if who in serving] or sorted(serving)
    here = [who for who in chain if who not in away]
    return next(iter(here or chain), None)


def may_change(actor: Actor, unit_id: UUID) -> Decision:
    """Whether someone may change what a unit has open: only that unit does, and hands over what another should do."""
    if "records" not in actor.may:
        return Decision.no("Ditt uppdrag ger inte rätt att skriva om personer. Byt uppdrag om du har ett annat.")
    if actor.unit_id != unit_id:
        return Decision.no("Det här hör till en annan enhet. Skicka en förfrågan till dem i stället.")
    return Decision.yes("Det här är er enhets, och det du gör syns på personens väg.")


def may_administer(actor: Actor, holding_id: UUID) -> Decision:
    """Whether someone may change what units a holding has."""
    if "administer" not in actor.may or actor.holding_id != holding_id:
        return Decision.no("Enheter ändras av den som är administratör hos er.")
    return Decision.yes("Du får ändra era enheter.")


def may_close_unit(open_courses: int, open_steps: int) -> Decision:
    """Whether a unit may be closed: nobody may be left there."""
    if open_courses or open_steps:
        return Decision.no(
            f"Enheten har {open_courses} öppna kontakter och {open_steps} steg kvar att göra. "
            "Lämna över eller avsluta dem först, så att ingen person står utan ansvarig."
        )
    return Decision.yes("Ingen person har något öppet här. Enheten kan stängas.")


@dataclass(frozen=True)
class Closing:
    """What is known when a course is to end."""

    accepted: int
    open_sent: int
    open_received: int
    follow_ups: int
    attempts: Sequence[date]
    manager: bool
    unread: int = 0


def may_close(reason: ClosingReason, known: Closing, attempts_needed: int, span: timedelta) -> Decision:
    """Whether a course may end for a reason: each thing the reason needs must be there."""
    if known.open_sent or known.open_received:
        return Decision.no(
            "Något är på väg: svara på det som har kommit, och vänta in eller ta tillbaka det ni har skickat."
        )
    if known.unread:
        return Decision.no("Det finns nyheter om personen som ingen har läst. Läs dem först: det kan vara ett nej.")
    missing = [text for need, text in _missing(reason, known, attempts_needed, span) if need in reason.needs]
    if missing:
        return Decision.no(" ".join([reason.challenge, *missing]).strip())
    return Decision.yes(f"Kontakten avslutas: {reason.label}.")


def _missing(reason: ClosingReason, known: Closing, attempts_needed: int, span: timedelta) -> Iterable[tuple[str, str]]:
    if not known.accepted:
        yield "accepted_handoff", "Ingen annan har sagt ja ännu. Skicka en förfrågan och vänta på svaret."
    if not known.follow_ups:
        yield "follow_up", "Det saknas en uppföljning tillsammans med personen. Skriv den först."
    if not _enough(known.attempts, attempts_needed, span):
        yield (
            "outreach",
            f"Ni behöver minst {attempts_needed} försök utspridda över {span.days} dagar. "
            f"Nu finns {len(known.attempts)}.",
        )
    if not known.manager:
        yield "manager", "Det här beslutar chefen för enheten."


def _enough(attempts: Sequence[date], needed: int, span: timedelta) -> bool:
    return len(attempts) >= needed and max(attempts) - min(attempts) >= span


type RungName = Literal["owner", "deputy", "manager", "duty"]


@dataclass(frozen=True)
class Rung:
    """When a step is told to the next one up the ladder: so many working days after its day."""

    name: RungName
    after: int


def ladder(kind: str, clocks: Mapping[str, Clock]) -> list[Rung]:
    """The rungs of a step of this kind. News that nobody has read goes to the one on duty first."""
    up = [Rung("deputy", clocks["request.deputy"].days), Rung("manager", clocks["request.manager"].days)]
    first = Rung("duty", clocks["news.read"].days) if kind == "news" else Rung("owner", clocks["step.owner"].days)
    return [first, *up]


def rungs_due(rungs: Iterable[Rung], late: int) -> list[Rung]:
    """The rungs that a step, so many working days late, has reached."""
    return [rung for rung in rungs if late >= rung.after]


def told(wanted: Iterable[UUID], serving: Collection[UUID], away: Collection[UUID]) -> UUID | None:
    """The first of those wanted who serves at the unit and is not away."""
    return next((who for who in wanted if who in serving and who not in away), None)


def at_most(when: datetime, at: datetime) -> bool:
    """Whether what is said to have happened has happened."""
    return when <= at
