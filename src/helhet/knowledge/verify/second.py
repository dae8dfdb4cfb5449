"""The second checker's own layers: who holds what, and which rows fire, straight from sets of situations.

It asks nothing that the prover asked. From the pack it builds, for each need and for each table, the sets of
situations that are uncovered, held twice or answered twice, and holds them against what the findings say.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations

from ..findings import Finding
from ..pack import Pack
from ..schema.base import When
from ..schema.law import LawNeed
from ..schema.routes import Row
from ..schema.routes import Table as Way
from ..vocabulary import Need
from .receivers import about_person
from .table import Enumerator, Table
from .variables import NO, YES, Per, Value, Variables
from .work import EVERYONE, Scope, Work


class Second:
    """One pack, looked at from the beginning."""

    def __init__(self, work: Work, pack: Pack, law: tuple[LawNeed, ...], findings: Iterable[Finding]) -> None:
        self.work, self.pack, self.law = work, pack, law
        self.scope = Scope.of(pack.about.claims, pack.about.parties)
        self.findings = list(findings)

    def disagreements(self) -> Iterator[str]:
        """What the findings say and the sets do not, or the other way round (the start of the keys concerned)."""
        for need in self.work.words.needs.values():
            yield from self._need(need)
        for way in self.pack.tables:
            yield from self._table(way)
        yield from self._ways()

    def _open(self, per: Per, whens: Iterable[When]) -> Table:
        """One table of every fact that the conditions speak of."""
        listed = list(whens)
        variables = self.work.variables[per]
        return Enumerator(variables, listed).table(variables.of(listed))

    def _said(self, about: str) -> list[Finding]:
        """The findings whose key is this, or this with a region after it."""
        others = {f"routes.gap.{way.id}" for way in self.pack.tables}
        longer = [other for other in others if other.startswith(f"{about}.")]
        own = [f for f in self.findings if f.key == about or f.key.startswith(f"{about}.")]
        return [f for f in own if not any(f.key.startswith(other) for other in longer)]

    def _differs(self, table: Table, about: str, seen: int, inside: int) -> Iterator[str]:
        """Whether the regions told of are exactly the situations seen."""
        told = 0
        for finding in self._said(about):
            told |= region_of(table, finding.region)
        if told & inside != seen:
            yield about

    def _need(self, need: Need) -> Iterator[str]:
        duties = [d for d in self.pack.duties if need.id in d.needs]
        sharings = [s.applies for s in self.pack.sharings if need.id in s.needs]
        declared = [n.applies for n in self.pack.about.not_covered if need.id in n.needs]
        law = [e for e in self.law if e.need == need.id]
        whens = [*self.scope.proved, need.applies, *(d.applies for d in duties), *sharings, *declared]
        table = self._open("substance", [*whens, *(e.applies for e in law)])
        inside = table.possible & table.any(self.scope.proved) & table.holds(need.applies)
        held = {p: table.any(tuple(d.applies for d in duties if d.principal == p)) for p in self.work.words.principals}
        legal = {p: table.any(tuple(e.applies for e in law if p in e.principals)) for p in held}
        once, twice = once_and_twice(held.values())
        each_own, beyond = once_and_twice(legal.values())[1], 0
        for principal, holds in held.items():
            beyond |= holds & ~legal[principal]
        settled = table.any(tuple(sharings)) | (each_own & ~beyond)
        yield from self._differs(table, f"needs.gap.{need.id}", inside & ~once & ~table.any(tuple(declared)), inside)
        yield from self._differs(table, f"needs.overlap.{need.id}", inside & twice & ~settled, inside)

    def _table(self, way: Way) -> Iterator[str]:
        own = [way.scope, *(row.when for row in way.rows)]
        table = self._open(way.per, own)
        inside = table.possible & table.holds(way.scope)
        fires = [inside & table.holds(row.when) for row in way.rows]
        if way.policy == "first":
            fires = list(_first_only(fires))
        for row, situations in zip(way.rows, fires, strict=True):
            if bool(situations) == bool(self._said(f"routes.unreachable.{row.id}")):
                yield f"routes.unreachable.{row.id}"
        if way.policy == "unique":
            yield from self._twice(list(zip(way.rows, fires, strict=True)))
        if way.course:
            yield from self._left_out(way, own)

    def _twice(self, fires: list[tuple[Row, int]]) -> Iterator[str]:
        """Pairs of rows that answer at once with different steps."""
        for (one, here), (other, there) in combinations(fires, 2):
            both = bool(here & there) and _steps(one) != _steps(other)
            about = f"routes.overlap.{'.'.join(sorted((one.id, other.id)))}"
            if both != bool(self._said(about)):
                yield about

    def _left_out(self, way: Way, own: list[When]) -> Iterator[str]:
        """Situations inside table and claims in which no row fires."""
        parties = self.scope.parties if any({"unit", "principal"} & set(when) for when in own[1:]) else EVERYONE
        table = self._open(way.per, [*own, *self.scope.proved, *parties])
        inside = table.possible & table.any(self.scope.proved) & table.holds(way.scope) & table.any(parties)
        answered = table.any(tuple(row.when for row in way.rows))
        yield from self._differs(table, f"routes.gap.{way.id}", inside & ~answered, inside)

    def _ways(self) -> Iterator[str]:
        """Situations inside the claims for which no table that decides the way is meant."""
        scopes = tuple(about_person(way.scope) for way in self.pack.tables if way.course)
        if scopes:
            table = self._open("substance", [*scopes, *self.scope.proved])
            inside = table.possible & table.any(self.scope.proved)
            yield from self._differs(table, "routes.gap.no_way", inside & ~table.any(scopes), inside)


def once_and_twice(sets: Iterable[int]) -> tuple[int, int]:
    """What is in any of the sets, and what is in more than one."""
    once = twice = 0
    for situations in sets:
        once, twice = once | situations, twice | (once & situations)
    return once, twice


def _first_only(fires: Iterable[int]) -> Iterator[int]:
    before = 0
    for situations in fires:
        yield situations & ~before
        before |= situations


def _steps(row: Row) -> list[object]:
    return [step.model_dump(exclude={"text", "say", "anchors"}) for step in row.steps]


def region_of(table: Table, region: dict[str, list[str]]) -> int:
    """A region, as a finding tells it, as a set of situations."""
    found = table.space.all
    for fact, values in region.items():
        for name, allowed in _read(table.variables, fact, values):
            places = [n for n, merged in enumerate(table.classes[name]) if set(merged) <= allowed]
            found &= table.space.where_any(name, places)
    return found


def _read(variables: Variables, fact: str, values: list[str]) -> Iterator[tuple[str, set[Value]]]:
    known = variables.words.facts[fact]
    if known.type == "integer":
        spans = [value.partition("-") for value in values]
        yield fact, {y for low, _, high in spans for y in range(int(low or known.min), int(high or known.max) + 1)}
    elif known.many or known.type == "many":
        for value in values:
            answer, said = value.removeprefix("not "), NO if value.startswith("not ") else YES
            yield f"{fact}={answer}", {said}
    else:
        yield fact, set(values)
