"""Where a time stands at a moment."""

from datetime import datetime
from typing import Literal

from .running import Running

# due: there is time. met: done. overdue: the strict time is over, and what is done now may or may not hold. lapsed: the
# last time that can be defended is over; only now is what rests on it stopped.
type Status = Literal["due", "met", "overdue", "lapsed"]


def status(running: Running, now: datetime, met_at: datetime | None = None) -> Status:
    """How it stands at `now`, when it was met at `met_at` (None: not yet). What is met later than now is not met.

    What is done after the last time has not been met where something has fallen by law; where the duty remains, it is.
    """
    if met_at is not None and met_at <= now:
        lost = running.rule.ends_something and not running.in_time(met_at, running.last_at)
        return "lapsed" if lost and not running.stopped else "met"
    if running.stopped or running.in_time(now, running.ends_at):
        return "due"
    return "overdue" if running.in_time(now, running.last_at) else "lapsed"


def late(running: Running, met_at: datetime) -> bool:
    """Whether it was done after the strict time."""
    return not running.stopped and not running.in_time(met_at, running.ends_at)
