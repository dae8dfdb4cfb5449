"""Walks every way through a process, so that what is said of it is proved and not hoped for.

A place is a state with what is so there and which clocks run. Only marks that decide where something leads, or whether
a clock runs, are followed; a condition on anything else, and on facts, may go either way. So more is walked than can
happen, and never less.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ..schema.processes import Act, ClockUse, Goes, Lapse, Limit, When
from .ready import Ready

Names = frozenset[str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a matter may stand: its state, the marks that are followed, and the clocks that run."""

    state: str
    marks: Names
    runs: Names


@dataclass(frozen=True, slots=True)
class Way:
    """A way from a place to another: the id of the act, or the rule of the clock that ran out."""

    start: Place
    end: Place
    by: str


class Walks:
    """Every place that can be reached, and every way between them."""

    def __init__(self, ready: Ready) -> None:
        self._ready, self._process = ready, ready.process
        self.start = Place(ready.process.start, frozenset(), frozenset())
        self.came: dict[Place, Way | None] = {self.start: None}
        self.ways: list[Way] = []
        self._walk()

    @cached_property
    def followed(self) -> Names:
        """The marks that decide something."""
        process = self._process
        lapses = [use.lapse for use in process.clocks if use.lapse] + [
            one for act in process.acts for one in act.lapses
        ]
        conditions = [goes.when for act in process.acts for goes in act.to]
        conditions += [goes.when for lapse in lapses for goes in lapse.to] + [lapse.when for lapse in lapses]
        conditions += [other.when for act in process.acts for other in act.instead]
        conditions += [start.when for use in process.clocks for start in use.starts]
        named = {name for when in conditions for name in (*when.has, *when.lacks, *when.any)}
        return frozenset(named | {use.while_ for use in process.clocks})

    def path(self, place: Place) -> list[str]:
        """The acts that lead to a place, from the start."""
        steps: list[str] = []
        while way := self.came[place]:
            steps.append(way.by)
            place = way.start
        return steps[::-1]

    def ending(self, finals: Names) -> set[Place]:
        """The places from which a final state can be reached."""
        before: dict[Place, list[Place]] = {}
        for way in self.ways:
            before.setdefault(way.end, []).append(way.start)
        found = {place for place in self.came if place.state in finals}
        waiting = deque(found)
        while waiting:
            for place in before.get(waiting.popleft(), []):
                if place not in found:
                    found.add(place)
                    waiting.append(place)
        return found

    def _walk(self) -> None:
        waiting = deque([self.start])
        while waiting:
            for way in self._from(waiting.popleft()):
                self.ways.append(way)
                if way.end not in self.came:
                    self.came[way.end] = way
                    waiting.append(way.end)

    def _from(self, place: Place) -> Iterator[Way]:
        for act in self._process.acts:
            if any(self._met(other.when, place) is True for other in act.instead):
                continue
            if (act.from_states == ("*",) or place.state in act.from_states) and self._may(act.limits, place):
                yield from (Way(place, end, act.id) for end in self._by_act(place, act))
        for use in self._process.clocks:
            if use.lapse and use.rule in place.runs and self._met(use.lapse.when, place) is not False:
                yield from (Way(place, end, use.rule) for end in self._by_lapse(place, use, use.lapse))

    def _may(self, limits: Iterable[Limit], place: Place) -> bool:
        for limit in limits:
            if limit.carried or self._met(limit.when, place) is not True:
                continue
            if limit.refuse is not None and self._met(limit.refuse, place) is True:
                return False
            if limit.unless is not None and self._met(limit.unless, place) is False:
                return False
        return True

    def _by_act(self, place: Place, act: Act) -> Iterator[Place]:
        for state in self._ends(place, act.to):
            runs = place.runs - {use.rule for use in self._process.clocks if act.id in use.meets}
            for marks, left in self._falling(act, place, place.marks, runs):
                after, still = self._after(marks, left, self._ready.cleared(act, marks), act.marks)
                yield Place(state, after, still | self._started(act, place, after))
        for use in self._process.clocks:
            # What only proves that something was done too late makes it fall.
            if use.proof == act.id and use.lapse and use.while_ in place.marks:
                yield from self._by_lapse(place, use, use.lapse)

    def _falling(self, act: Act, place: Place, marks: Names, runs: Names) -> Iterator[tuple[Names, Names]]:
        """What is so when everything that falls with the act has fallen; both ways where nobody can tell."""
        met = [(lapse, self._met(lapse.when, place)) for lapse in act.lapses]
        sure = [lapse for lapse, one in met if one is not False]
        if any(one is not True for _, one in met):
            yield marks, runs
        if sure:
            for lapse in sure:
                marks, runs = self._after(marks, runs, lapse.clears, lapse.marks)
            yield marks, runs
        elif not met:
            yield marks, runs

    def _by_lapse(self, place: Place, use: ClockUse, lapse: Lapse) -> Iterator[Place]:
        marks, runs = self._after(place.marks, place.runs - {use.rule}, lapse.clears, lapse.marks)
        fallen = Place(place.state, marks, runs)
        yield from (Place(state, marks, runs) for state in self._ends(fallen, lapse.to))

    def _after(self, marks: Names, runs: Names, clears: Iterable[str], new: Iterable[str]) -> tuple[Names, Names]:
        left = marks - set(clears)
        still = runs - {use.rule for use in self._process.clocks if use.while_ not in left}
        return left | (set(new) & self.followed), still

    def _started(self, act: Act, before: Place, after: Names) -> Names:
        return frozenset(
            use.rule
            for use in self._process.clocks
            if use.while_ in after
            for start in use.starts
            if start.act == act.id and self._met(start.when, before) is True
        )

    def _ends(self, place: Place, to: tuple[Goes, ...]) -> Iterator[str]:
        """The first target whose condition is met; all that may be the first where nobody can tell."""
        for goes in to:
            met = self._met(goes.when, place)
            if met is not False:
                yield goes.state
            if met is True:
                return
        yield place.state

    def _met(self, when: When, place: Place) -> bool | None:
        here = place.marks
        unseen = {*when.has, *when.lacks, *when.any} - self.followed
        if any(name not in here and name in self.followed for name in when.has) or set(when.lacks) & here:
            return False
        if when.any and not set(when.any) & here:
            return None if set(when.any) - self.followed else False
        return None if when.facts or unseen - set(when.any) else True
