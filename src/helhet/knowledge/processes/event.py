"""What a history is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from .names import plain

CORRECT = frozenset(map(plain, ("correct", "correction", "rättelse", "rätta", "korrigering")))
NOTHING = frozenset(map(plain, ("now", "nu", "time", "tid", "tick", "wait", "check", "tiden går", "time_passes")))


@dataclass(frozen=True, slots=True)
class Event:
    """Something recorded. at: when it happened; recorded: when it was written down (else unknown)."""

    index: int
    id: str
    at: datetime
    act: str
    by: str | None
    recorded: datetime | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    documents: tuple[str, ...] = ()
    corrects: object = None
    assumed: str = ""
    # What a correction says instead, still unread.
    changes: Mapping[str, Any] = field(default_factory=dict)
    withdraws: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """What is replayed. law_date: read the law as it was that day, whatever the events say. until: how far to look."""

    process: str
    events: tuple[Event, ...]
    law_date: date | None = None
    until: datetime | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
