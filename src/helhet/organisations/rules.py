"""When an assignment counts and may end, and when sign-in is locked or over. Pure."""

import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import pyotp

from helhet.kernel.permission import Decision

# Sign-in: so many failures within so long a time lock the name for the same time.
FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)
# A session ends after so long without a click, and after so long in all.
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=10)
# A click is written down at most this often, so that most pages cost no write.
NOTED = timedelta(minutes=1)
# After the right password the one-time code must come within this time.
CODE_WITHIN = timedelta(minutes=5)
# A password that was handed out holds for so long.
TEMPORARY = timedelta(days=7)


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


def temporary_over(since: datetime | None, at: datetime) -> bool:
    """Whether a password that was handed out is too old to be used."""
    return since is not None and at - since > TEMPORARY


def code_step(secret: str, code: str, at: datetime, last: int) -> int | None:
    """The step (of 30 seconds) that a one-time code belongs to; None when it is wrong or was used before.

    Clocks differ, so the step before and the one after count too, but never one that is not after `last`.
    """
    totp = pyotp.TOTP(secret)
    now = totp.timecode(at)
    fitting = [step for step in (now - 1, now, now + 1) if hmac.compare_digest(totp.generate_otp(step), code)]
    return next((step for step in fitting if step > last), None)


def may_end(post: Post, others: Iterable[Post], day: date, managing: frozenset[str]) -> Decision:
    """Whether an assignment may be over from a day on: not the last manager's, for then nobody would own what is open.

    The others must manage the unit from that day on without a gap and without an end.
    """
    if post.role not in managing:
        return Decision.yes("Uppdraget kan avslutas. Det som är öppet går till ersättaren eller chefen.")
    if managed_from(day, (p for p in others if p.role in managing and p.unit_id == post.unit_id)):
        return Decision.yes("Uppdraget kan avslutas: enheten har en annan chef.")
    return Decision.no(
        "Enheten skulle stå utan chef. Lägg till en ny chef först, så att ingen person står utan ansvarig."
    )


def managed_from(day: date, posts: Iterable[Post]) -> bool:
    """Whether these together hold from a day on, with no day between them and no end."""
    for post in sorted(posts, key=lambda p: p.valid_from):
        if post.valid_from > day:
            return False
        if post.valid_to is None:
            return True
        day = max(day, post.valid_to + timedelta(days=1))
    return False
