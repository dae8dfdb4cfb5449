"""Keys that sort by when they were made: UUID version 7 (RFC 9562)."""

import secrets
import time
from datetime import UTC, datetime, timedelta
from threading import Lock
from uuid import UUID

from helhet.kernel.errors import BadInput

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
COUNTER_BITS = 74
# Half of the counter is left above a fresh one, so that it never runs over within a millisecond.
FRESH = 1 << (COUNTER_BITS - 1)
LONGEST_STEP = 1 << 32
LAST_MILLISECOND = (1 << 48) - 1


class _Series:
    """Keys in rising order: within a millisecond the random part only grows, by an unguessable step."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._millisecond = -1
        self._counter = 0

    def next(self, millisecond: int, *, rising: bool) -> UUID:
        """The next key. With `rising` a clock set back is not followed."""
        with self._lock:
            if rising:
                millisecond = max(millisecond, self._millisecond)
            if millisecond == self._millisecond:
                self._counter += 1 + secrets.randbelow(LONGEST_STEP)
            else:
                self._millisecond, self._counter = millisecond, secrets.randbelow(FRESH)
            return _compose(self._millisecond, self._counter)


def _compose(millisecond: int, counter: int) -> UUID:
    high, low = counter >> 62, counter & ((1 << 62) - 1)
    return UUID(int=millisecond << 80 | 7 << 76 | high << 64 | 2 << 62 | low)


_now, _told = _Series(), _Series()


def uuid7(at: datetime | None = None) -> UUID:
    """A new key for the moment `at` (aware), or for now.

    Keys made in one process without `at` always rise, also within a millisecond and when the clock is set back. With
    `at` they rise as long as the moments do. BadInput for a naive moment and for one before 1970.
    """
    if at is None:
        return _now.next(time.time_ns() // 1_000_000, rising=True)
    return _told.next(_millisecond(at), rising=False)


def _millisecond(at: datetime) -> int:
    if at.utcoffset() is None:
        raise BadInput("Tidpunkten saknar tidszon.")
    # Whole numbers all through: a float's rounding would move some moments by a millisecond.
    millisecond = (at - EPOCH) // timedelta(milliseconds=1)
    if not 0 <= millisecond <= LAST_MILLISECOND:
        raise BadInput("Tidpunkten ligger före 1970 eller för långt fram.")
    return millisecond
