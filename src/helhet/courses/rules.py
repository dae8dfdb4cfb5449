"""Who owns, what may close, and where a step belongs on the worklist. Pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from helhet.kernel.permission import Decision
from helhet.knowledge.schema.records import ClosingReason

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
    """Who has a step today: the owner; else the deputy; else a manager of the unit. None only if nobody serves there.

    Someone who no longer serves at the unit has nothing there. Someone away still owns, so if all are away the first
    of them who serves is named.
    """
    chain = [who for who in (owner, deputy, *managers) if who in serving]
    here = [who for who in chain if who not in away]
    return (here or chain or [None])[0]


@dataclass(frozen=True)
class Closing:
    """What is known when a course is to end."""

    accepted: int
    open_sent: int
    open_received: int
    follow_ups: int
    attempts: Sequence[date]
    manager: bool


def may_close(reason: ClosingReason, known: Closing, attempts_needed: int, span: timedelta) -> Decision:
    """Whether a course may end for a reason: each thing the reason needs must be there."""
    if known.open_sent or known.open_received:
        return Decision.no(
            "Något är på väg: svara på det som har kommit, och vänta in eller ta tillbaka det ni har skickat."
        )
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
            f"Ni behöver minst {attempts_needed} försök utspridda över {span.days} dagar. Nu finns {len(known.attempts)}.",
        )
    if not known.manager:
        yield "manager", "Det här beslutar chefen för enheten."


def _enough(attempts: Sequence[date], needed: int, span: timedelta) -> bool:
    return len(attempts) >= needed and max(attempts) - min(attempts) >= span


@dataclass(frozen=True)
class Rung:
    """When a late step is told to the next one up the ladder, in working days after its day."""

    name: Literal["owner", "deputy", "manager", "duty"]
    after: int


def rungs_due(rungs: Iterable[Rung], late: int) -> list[Rung]:
    """The rungs that a step, so many working days late, has reached."""
    return [rung for rung in rungs if late >= rung.after]


def at_most(when: datetime, at: datetime) -> bool:
    """Whether what is said to have happened has happened."""
    return when <= at
