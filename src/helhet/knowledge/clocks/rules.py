"""Every legal time that can be counted, from content/law/: found by name, counted from a start."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from helhet.kernel.calendar import local_day
from helhet.kernel.errors import BadContent, NotFound

from ..disclosing.loading import load
from ..library import Library
from ..schema.alarms import Alarms
from ..schema.law_says import Deadline as Entry
from .counting import Span, last_day
from .deadline import Deadline
from .names import Names
from .reckoning import reckoned
from .rule import Rule
from .wordings import Wordings


class Clocks:
    """The rules. `names`: what they are called. `alarms`: those of each sort, by id."""

    def __init__(self, entries: Iterable[Entry], folder: Path) -> None:
        known = list(entries)
        file = folder / "clocks.yaml"
        self.names = Names(file)
        self.alarms = {one.id: one for one in load(file, "alarms", Alarms)}
        if faults := list(self._faults(known)):
            raise BadContent("Klockorna i content/law går inte att använda:\n" + "\n".join(faults))
        self._uncounted = {one.id: one for one in known if not one.clock}
        self._rules = {
            one.id: Wordings(one, one.clock, self.alarms.get(one.clock.alarms or "")) for one in known if one.clock
        }

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key, in the order of the content."""
        return tuple(self._rules)

    def known(self, key: str) -> str | None:
        """The key that a spelling means; a group means its first, which is the shortest. None when there is none."""
        name = self.names.meant(key)
        return name if name in self._rules else None

    def wordings(self, key: str) -> Wordings:
        """A rule through the years. Raises NotFound with what there is."""
        if name := self.known(key):
            return self._rules[name]
        if other := self._uncounted.get(key):
            raise NotFound(f"{key} har ingen tid att räkna: gränsen är en annan händelse. {other.limit.capitalize()}.")
        raise NotFound(f"Tiden {key} finns inte. De som finns är: {', '.join(self.keys)}.")

    def rule(self, key: str, on: date) -> Rule:
        """The wording that held on a day. Raises NotFound when there is no such rule, or none that day that we know."""
        return self.wordings(key).on(on)

    def deadline(
        self,
        key: str,
        start: date | datetime,
        *,
        on: date | None = None,
        extended: bool = False,
        pauses: Sequence[Span] = (),
        facts: Mapping[str, Any] | None = None,
    ) -> Deadline:
        """When it ends, counted from a moment or, where the time of day does not matter, from a day.

        on: the day whose wording holds; that of the start if none is given (for what is kept, that of its end).
        facts: `extended_to` (the day named by whoever extended it), `agreed_days` (a county's agreement), and those
        that the rule itself asks for. Raises NotFound for the rule, and BadInput for what does not fit it.
        """
        wordings = self.wordings(key)
        return reckoned(wordings.on(on or _day_of_law(wordings, start)), start, extended, pauses, facts or {})

    def _faults(self, known: list[Entry]) -> Iterator[str]:
        """Every name that nothing answers to."""
        counted = {one.id for one in known if one.clock}
        yield from (f"clocks.yaml: tiden {name} finns inte" for name in self.names.pointed_at() if name not in counted)
        for one in known:
            yield from (f"{one.id}: {name} finns inte i clocks.yaml" for name in self._strange(one))
        names = self.names.receivers
        for alarms in self.alarms.values():
            yield from (f"{alarms.id}: {s.to} finns inte bland receivers" for s in alarms.steps if s.to not in names)

    def _strange(self, entry: Entry) -> Iterator[str]:
        if entry.clock:
            yield from {entry.clock.whose} - set(self.names.whose)
            yield from set(entry.clock.pauses) - set(self.names.pauses)
            yield from {entry.clock.alarms or ""} - {"", *self.alarms}


def _day_of_law(wordings: Wordings, start: date | datetime) -> date:
    day = local_day(start) if isinstance(start, datetime) else start
    return last_day(day, *wordings.clock.length.counted) if wordings.clock.by_law_of == "end" else day


@cache
def clocks_of(library: Library) -> Clocks:
    """The clocks of a library, read once. Raises BadContent naming every fault in the content."""
    return Clocks(library.law.deadlines, library.root / "law")
