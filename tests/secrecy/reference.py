"""Who sees what, written from the issue and the law in plain Python, and from nothing else in the system.

PDL 4 kap. 2 and 4 §§, lag 2001:454 10 §: who takes part in somebody's care or case sees what is needed for it, in the own
holding; others when they state a reason or in an emergency; what a unit wrote is shut to other units when the person
has blocked it, until the person lifts the block or an emergency does.
"""  # noqa: E501

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

# What is shown to whom, per kind of row. Said here once more, table by table, by someone who reads the issue.
Kind = Literal["own", "holding", "unit", "person", "entry", "copy", "review", "under"]
READS_PERSONS = {"clinician", "doctor", "social_worker", "school_health", "manager", "system"}
REVIEWS = {"manager", "reviewer"}


@dataclass(frozen=True)
class Who:
    """Somebody at work: one assignment."""

    holding: str
    unit: str
    staff: str
    role: str


@dataclass(frozen=True)
class Opening:
    """A contact, a stated reason or an emergency. staff is empty when it is the whole unit's."""

    person: str
    unit: str
    staff: str
    start: datetime
    end: datetime
    breaks_block: bool


@dataclass(frozen=True)
class Blocking:
    """What a unit wrote is shut for others from start, and until end if it was taken away."""

    person: str
    unit: str
    start: datetime
    end: datetime | None


@dataclass(frozen=True)
class Row:
    """Something written: in a holding, about somebody or nobody yet, by a unit or no particular one."""

    holding: str
    person: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Facts:
    """The world as it is at a moment."""

    now: datetime
    openings: tuple[Opening, ...]
    blockings: tuple[Blocking, ...]

    def usable(self, who: Who, person: str) -> list[Opening]:
        """Openings that are this one's own, of this person, and open now."""
        return [
            o
            for o in self.openings
            if o.person == person
            and o.unit == who.unit
            and (o.staff == "" or o.staff == who.staff)
            and o.start <= self.now
            and self.now < o.end
        ]

    def opens(self, who: Who, holding: str, person: str) -> bool:
        """May this one open the person?"""
        if who.role not in READS_PERSONS or who.holding != holding:
            return False
        return who.role == "system" or bool(self.usable(who, person))

    def shut(self, who: Who, row: Row) -> bool:
        """Is the row behind another unit's block, that nothing has broken for this one?"""
        if who.role == "system" or row.unit == who.unit:
            return False
        standing = [
            b
            for b in self.blockings
            if b.person == row.person
            and b.unit == row.unit
            and b.start <= self.now
            and (b.end is None or self.now < b.end)
        ]
        return bool(standing) and not any(o.breaks_block for o in self.usable(who, row.person))

    def sees(self, who: Who, kind: Kind, row: Row) -> bool:
        """Does this one see the row?"""
        if who.holding != row.holding:
            return False
        if kind == "own":
            return True
        if kind == "review":
            return who.role in REVIEWS or who.role == "system"
        if who.role not in READS_PERSONS:
            return False
        if who.role == "system" or kind == "holding":
            return True
        if kind == "unit":
            return row.unit == who.unit
        if not row.person:
            return kind == "person" or row.unit == who.unit
        return self.opens(who, row.holding, row.person) and (kind == "person" or not self.shut(who, row))
