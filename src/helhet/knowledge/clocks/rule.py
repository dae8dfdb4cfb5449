"""One legal time in the wording that held on a day."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ..schema.alarms import Alarms
from ..schema.clocks import Clock, Extension, Length, Sort
from ..schema.law_says import Deadline as Entry

# Unverified: the section was there on that day, in a wording that is not among our sources.
type Verified = Literal["read", "secondary", "memory", "open", "unverified"]


@dataclass(frozen=True)
class Rule:
    """One legal time in the wording of a day. `alarms`: the steps of its alarms, none when it has none."""

    entry: Entry
    clock: Clock
    length: Length
    at_once: str
    provisions: tuple[str, ...]
    limit: str
    who: str
    sure: Verified
    valid_from: str
    valid_to: str | None
    alarms: Alarms | None

    @property
    def key(self) -> str:
        """Its name, as in `lvm.submit`."""
        return self.entry.id

    @property
    def section(self) -> str:
        """The paragraphs it stands in."""
        return "; ".join(self.provisions)

    @property
    def whose(self) -> str:
        """The id of whoever must keep it (content/law/clocks.yaml)."""
        return self.clock.whose

    @property
    def start(self) -> str:
        """From what it is counted, in Swedish."""
        return self.entry.start

    @property
    def event(self) -> str:
        """The same, short: "Beslutet"."""
        return self.clock.event

    @property
    def done(self) -> str:
        """What meets it, in Swedish."""
        return self.clock.done

    @property
    def lapses(self) -> str:
        """What follows when it is missed, in Swedish."""
        return self.clock.lapses

    @property
    def lapses_by(self) -> tuple[str, ...]:
        """The paragraphs that say so."""
        return self.clock.lapses_by

    @property
    def ends_something(self) -> bool:
        """Whether a decision or a right falls by law when it is missed; else the duty remains."""
        return self.clock.ends_something

    @property
    def sort(self) -> Sort:
        """What it is that ends or begins."""
        return self.clock.sort

    @property
    def extension(self) -> Extension | None:
        """Who may extend it, and to when."""
        return self.clock.extension

    @property
    def pauses(self) -> tuple[str, ...]:
        """What stops the counting, as ids."""
        return self.clock.pauses

    @cached_property
    def in_hours(self) -> bool:
        """Whether it ends at a moment and not with a day."""
        return self.length.hours is not None
