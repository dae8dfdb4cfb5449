"""When an assignment counts, who owns what when somebody is away, and when sign-in is locked. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from helhet.kernel.permission import Decision

# Sign-in: so many failures within so long a time lock the name for the same time.
FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)
# A session ends after so long without a click, and after so long in all.
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=10)


@dataclass(frozen=True)
class Post:
    """An assignment as the rules need it."""

    staff_id: UUID
    unit_id: UUID
    role: str
    valid_from: date
    valid_to: date | None


def counts(post: Post, day: date) -> bool:
    """Whether an assignment holds on a day."""
    return post.valid_from <= day and (post.valid_to is None or day <= post.valid_to)


def locked(failures: Sequence[datetime], at: datetime) -> bool:
    """Whether a name is locked after these failures (since its last success)."""
    return len([when for when in failures if at - when < LOCKED_FOR]) >= FAILURES


def session_over(started: datetime, last_seen: datetime, at: datetime) -> bool:
    """Whether a session has lasted too long, idle or in all."""
    return at - last_seen > IDLE or at - started > LONGEST


def may_end(post: Post, others: Iterable[Post], day: date, managing: frozenset[str]) -> Decision:
    """An assignment may end, save the last manager's: then nobody would own what the unit has open."""
    if post.role not in managing:
        return Decision.yes("Uppdraget kan avslutas. Det som är öppet går till ersättaren eller chefen.")
    left = [p for p in others if p.role in managing and p.unit_id == post.unit_id and counts(p, day)]
    if left:
        return Decision.yes("Uppdraget kan avslutas: enheten har en annan chef.")
    return Decision.no(
        "Enheten skulle stå utan chef. Lägg till en ny chef först, så att ingen person står utan ansvarig."
    )
