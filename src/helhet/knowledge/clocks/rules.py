"""Which legal times there are, under which names, and in which wording on a day. From content/law/."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from helhet.kernel.calendar import local_day
from helhet.kernel.errors import BadContent, NotFound

from ..disclosing.loading import load
from ..law import holds_on
from ..library import Library
from ..schema.base import earliest
from ..schema.clocks import Alarms, Alias, EarlierDeadline, Group, Label
from ..schema.law_says import Deadline as Entry
from .counting import Span, last_day
from .deadline import Deadline
from .reckoning import reckoned
from .rule import Rule, Verified


class Clocks:
    """Every legal time that can be counted."""

    def __init__(self, entries: Iterable[Entry], folder: Path) -> None:
        known = list(entries)
        self._entries = {entry.id: entry for entry in known if entry.clock}
        self._uncounted = {entry.id: entry for entry in known if not entry.clock}
        file = folder / "clocks.yaml"
        self.whose = {one.id: one.label for one in load(file, "whose", Label)}
        self.receivers = {one.id: one.label for one in load(file, "receivers", Label)}
        self.pauses = {one.id: one.label for one in load(file, "pauses", Label)}
        self.alarms = {one.id: one for one in load(file, "alarms", Alarms)}
        self._groups = {one.id: one.rules for one in load(file, "groups", Group)}
        self._aliases = {one.id: one.rule for one in load(file, "aliases", Alias)}
        if faults := list(self._faults()):
            raise BadContent("Klockorna i content/law går inte att använda:\n" + "\n".join(faults))
        self._worded: dict[tuple[str, str], Rule] = {}

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key, in the order of the content."""
        return tuple(self._entries)

    def known(self, key: str) -> str | None:
        """The key that a spelling means; a group means its first, which is the shortest. None when there is none."""
        name = key.strip().lower().replace("-", "_")
        name = self._aliases.get(name, name)
        name = self._groups.get(name, (name,))[0]
        return name if name in self._entries else None

    def group(self, key: str) -> tuple[str, ...]:
        """The keys of a group; none when the name is not one."""
        return self._groups.get(key.strip().lower().replace("-", "_"), ())

    def names_of(self, key: str) -> list[str]:
        """Other spellings of a key."""
        return [alias for alias, rule in self._aliases.items() if rule == key]

    def entry(self, key: str) -> Entry:
        """The rule as the content has it. Raises NotFound with what there is."""
        if name := self.known(key):
            return self._entries[name]
        if other := self._uncounted.get(key):
            raise NotFound(f"{key} har ingen tid att räkna: gränsen är en annan händelse. {other.limit.capitalize()}.")
        raise NotFound(f"Tiden {key} finns inte. De som finns är: {', '.join(self.keys)}.")

    def rule(self, key: str, on: date) -> Rule:
        """The wording that held on a day. Raises NotFound when there is no such rule, or none that day that we know."""
        entry = self.entry(key)
        if holds_on(entry, on):
            return self._word(entry, None, entry.sure)
        for old in entry.earlier:
            if holds_on(old, on):
                return self._word(entry, old, old.sure)
        if entry.unread_from and earliest(entry.unread_from) <= on < earliest(entry.valid_from):
            return self._word(entry, None, "unverified")
        raise NotFound(_not_then(entry, on), "not_in_force")

    def wordings(self, key: str) -> Iterator[Rule]:
        """Every wording we have read or remember of a rule, the newest first."""
        entry = self.entry(key)
        yield self._word(entry, None, entry.sure)
        yield from (self._word(entry, old, old.sure) for old in entry.earlier)

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
        facts: `extended_to` (the day named by whoever extended it), `agreed_days` (a county's agreement),
        `psychiatric`. Raises NotFound for the rule, and BadInput for what does not fit it.
        """
        rule = self.rule(key, on or self._day_of_law(self.entry(key), start))
        return reckoned(rule, start, extended, pauses, facts or {})

    def _day_of_law(self, entry: Entry, start: date | datetime) -> date:
        day = local_day(start) if isinstance(start, datetime) else start
        if entry.clock and entry.clock.by_law_of == "end":
            return last_day(day, *entry.clock.length.counted)
        return day

    def _word(self, entry: Entry, old: EarlierDeadline | None, sure: Verified) -> Rule:
        place = (entry.id, f"{old.valid_from if old else ''}{sure}")
        if place not in self._worded:
            self._worded[place] = self._made(entry, old, sure)
        return self._worded[place]

    def _made(self, entry: Entry, old: EarlierDeadline | None, sure: Verified) -> Rule:
        assert entry.clock  # noqa: S101 - only such are kept
        return Rule(
            entry=entry,
            clock=entry.clock,
            length=(old and old.length) or entry.clock.length,
            at_once=(old and old.at_once) or entry.clock.at_once,
            provisions=old.provisions if old else entry.provisions,
            limit=(old and old.limit) or entry.limit,
            who=(old and old.who) or entry.who,
            sure=sure,
            valid_from=(old or entry).valid_from,
            valid_to=(old or entry).valid_to,
            alarms=self.alarms[entry.clock.alarms] if entry.clock.alarms else None,
        )

    def _faults(self) -> Iterator[str]:
        """Every name that nothing answers to."""
        names = [*self._aliases.values(), *(rule for rules in self._groups.values() for rule in rules)]
        yield from (f"clocks.yaml: tiden {name} finns inte" for name in names if name not in self._entries)
        for entry in self._entries.values():
            yield from (f"{entry.id}: {name} finns inte i clocks.yaml" for name in self._strange(entry))
        for one in self.alarms.values():
            yield from (f"{one.id}: {s.to} finns inte bland receivers" for s in one.steps if s.to not in self.receivers)

    def _strange(self, entry: Entry) -> Iterator[str]:
        clock = entry.clock
        if clock:
            yield from {clock.whose} - set(self.whose)
            yield from set(clock.pauses) - set(self.pauses)
            yield from {clock.alarms} - {None, *self.alarms}  # type: ignore[misc]


def _not_then(entry: Entry, on: date) -> str:
    first = min(earliest(one.valid_from) for one in (entry, *entry.earlier))
    after = entry.before or f"Vi har ingen lydelse av regeln från den dagen. Den äldsta vi har gäller från {first}."
    return f"{entry.id} gällde inte den {on}, så vitt vi vet. {after}"


@cache
def clocks_of(library: Library) -> Clocks:
    """The clocks of a library, read once. Raises BadContent naming every fault in the content."""
    return Clocks(library.law.deadlines, library.root / "law")
