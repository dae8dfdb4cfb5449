"""Where one matter stands while its history is followed: state, what is so, which clocks run, what has fallen."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from ..clocks.counting import Span
from ..schema.processes import ClockUse, Lapse
from .facts import Answer


@dataclass(slots=True)
class Running:
    """A clock that has been started. met: when what it waits for was done; stopped: when what it guarded ended."""

    use: ClockUse
    start: datetime
    by_event: int
    met: datetime | None = None
    met_by: str = ""
    stopped: datetime | None = None
    lapsed: datetime | None = None
    extended: bool = False
    facts: dict[str, Answer] = field(default_factory=dict)

    @property
    def open(self) -> bool:
        """Still waiting for what it waits for."""
        return self.met is None and self.stopped is None and self.lapsed is None


@dataclass(frozen=True, slots=True)
class Fallen:
    """Something that ceased by itself: what, when, and the clock or act that made it."""

    lapse: Lapse
    at: datetime
    cause: str


@dataclass(slots=True)
class Matter:
    """A matter. marks: what is so, since when. spans: when each mark was so, for clocks that stand still."""

    state: str
    marks: dict[str, datetime] = field(default_factory=dict)
    spans: dict[str, list[Span]] = field(default_factory=dict)
    kept: dict[str, Answer] = field(default_factory=dict)
    documents: set[str] = field(default_factory=set)
    rested: dict[str, frozenset[str]] = field(default_factory=dict)
    clocks: list[Running] = field(default_factory=list)
    fallen: list[Fallen] = field(default_factory=list)

    def mark(self, names: Iterable[str], at: datetime) -> None:
        """These are so from now on. What already was so keeps the time it began."""
        for name in names:
            if name not in self.marks:
                self.marks[name] = at
                self.spans.setdefault(name, []).append(Span(at, None))

    def clear(self, names: Iterable[str], at: datetime) -> None:
        """These are no longer so; clocks that only run meanwhile stop."""
        for name in set(names) & set(self.marks):
            del self.marks[name]
            self.spans[name][-1] = Span(self.spans[name][-1].start, at)
        for clock in self.clocks:
            if clock.open and clock.use.while_ not in self.marks:
                clock.stopped = at

    def away(self, clock: Running) -> list[Span]:
        """When the time of a clock stood still."""
        return [span for name in clock.use.pauses for span in self.spans.get(name, [])]
