"""All layers of the proof, in order, with one checker. A finding stands once, at the earliest layer where it shows."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations_with_replacement

from ..findings import Finding
from ..law import Law
from ..pack import Pack
from ..schema.about import NotCovered
from ..schema.base import When
from ..schema.courses import Course
from ..schema.routes import Row, Table
from ..schema.said import Reading
from ..schema.work import Duty, Sharing
from ..vocabulary import Need, Vocabulary
from .asked import check_questions
from .contradictions import check_pair, needs_of
from .courses import check_course, proved
from .handovers import Way, check_channels, check_receivers, own_ways
from .lawful import in_force
from .legal import Said, check_row_against_law, check_silence
from .loops import check_loops, edges_of
from .memo import Memo
from .needs import Subject as NeedSubject
from .needs import check_need, check_sharing
from .prover import Prover
from .receivers import about_person
from .report import NeedCoverage
from .routes import Subject as TableSubject
from .routes import check_table, check_ways
from .table import Enumerator
from .times import check_times
from .walks import walked
from .work import EVERYONE, Scope, Work

Progress = Callable[[str], None]
Outcome = tuple[list[NeedCoverage], list[Finding]]


def proving(words: Vocabulary) -> Work:
    """The means of the prover: clingo."""
    return Work(words, Prover, proved, shared=True)


def enumerating(words: Vocabulary) -> Work:
    """The means of the other checker: looking at every combination."""
    return Work(words, Enumerator, walked)


class Layers:
    """The checks of one pack after another; what packs have in common is checked once."""

    def __init__(self, work: Work, law: Law, day: date | None = None) -> None:
        self.work = work
        self.memo = Memo()
        self._scopes: dict[str, Scope] = {}
        self.law_needs = in_force(law.needs, day)
        self.law_rows = in_force([row for table in law.tables for row in table.rows], day)

    def run(self, pack: Pack, progress: Progress = lambda _: None) -> Outcome:
        """How every need stands, and every finding once."""
        scope = Scope.of(pack.about.claims, pack.about.parties)
        scope = self._scopes.setdefault(repr(scope), scope)
        self.work.prepare("substance", self._conditions(pack, scope))
        progress("Prövar vem som svarar för varje behov …")
        coverage, found = self._needs(pack, scope)
        progress("Prövar vägarna …")
        found += self._routes(pack, scope)
        progress("Prövar överlämningarna och förloppen …")
        found += self._handovers(pack, scope)
        found += [f for course in pack.courses for f in self.memo(self._course, course)]
        found += self.memo(self._times, scope, pack.courses, pack.tables)
        progress("Prövar mot lagen …")
        found += self._law(pack, scope, coverage)
        found += check_questions(self.work.say, pack.questions, found)
        return coverage, apart(found)

    def _needs(self, pack: Pack, scope: Scope) -> Outcome:
        coverage: list[NeedCoverage] = []
        found = list(self._unclaimed(pack))
        duties, sharings, declared = (
            self.memo(by_need, entries) for entries in (pack.duties, pack.sharings, pack.about.not_covered)
        )
        for need in self.work.words.needs.values():
            about = [said.get(need.id, ()) for said in (duties, sharings, declared)]
            stands, wrong = self.memo(self._need, need, scope, *about)
            coverage.append(stands)
            found += wrong
        return coverage, [*found, *(f for s in pack.sharings for f in check_sharing(self.work, s))]

    def _need(
        self,
        need: Need,
        scope: Scope,
        duties: tuple[Duty, ...],
        sharings: tuple[Sharing, ...],
        declared: tuple[NotCovered, ...],
    ) -> tuple[NeedCoverage, list[Finding]]:
        law = tuple(entry for entry in self.law_needs if entry.need == need.id)
        return check_need(self.work, NeedSubject(need, scope, duties, sharings, declared, law))

    def _unclaimed(self, pack: Pack) -> list[Finding]:
        if any(claim.proof for claim in pack.about.claims):
            return []
        text = "Paketet säger inte vilka det gäller: märk minst ett ställe i claims med proof. Nu prövas det för alla."
        where = [anchor for claim in pack.about.claims for anchor in claim.anchors]
        return [self.work.finding("needs", "silence", "error", "claims", text, where)]

    def _routes(self, pack: Pack, scope: Scope) -> list[Finding]:
        ways = tuple(table for table in pack.tables if table.course)
        found = [f for table in pack.tables for f in self.memo(self._table, table, scope, pack.readings)]
        found += self.memo(check_ways, self.work, scope, ways)
        for one, other in combinations_with_replacement(ways, 2):
            found += self.memo(check_pair, self.work, scope, one, other)
        return found

    def _table(self, table: Table, scope: Scope, readings: tuple[Reading, ...]) -> list[Finding]:
        return check_table(self.work, TableSubject(table, scope, readings))

    def _handovers(self, pack: Pack, scope: Scope) -> list[Finding]:
        found = []
        ways = tuple(way for table in pack.tables for way in self.memo(own_ways, self.work, table))
        for table in pack.tables:
            found += self.memo(self._receivers, scope, table, pack.duties, ways)
            found += self.memo(check_channels, self.work, scope, table, pack.channels)
        edges = tuple(edge for table in pack.tables for edge in self.memo(edges_of, self.work, table))
        return [*found, *self.memo(check_loops, self.work, scope, edges)]

    def _receivers(self, scope: Scope, table: Table, duties: tuple[Duty, ...], ways: tuple[Way, ...]) -> list[Finding]:
        return check_receivers(self.work, scope, table, duties, self.law_needs, ways)

    def _course(self, course: Course) -> list[Finding]:
        return check_course(self.work, course)

    def _times(self, scope: Scope, courses: tuple[Course, ...], tables: tuple[Table, ...]) -> list[Finding]:
        return check_times(self.work, scope, courses, tables)

    def _law(self, pack: Pack, scope: Scope, coverage: list[NeedCoverage]) -> list[Finding]:
        """A need that layer 1 found open already has its finding there."""
        seen = frozenset(stands.need for stands in coverage if stands.status in ("gap", "law_only"))
        said = Said.of(pack, self.work.words)
        found = list(self.memo(self._silence, scope, said.needs | seen, said.acts))
        for table in pack.tables:
            for row in table.rows:
                bound = said.bound & self.memo(self._about, row)
                found += self.memo(self._row, scope, table.scope, row, bound)
        return found

    def _silence(self, scope: Scope, needs: frozenset[str], acts: frozenset[str]) -> list[Finding]:
        return check_silence(self.work, scope, self.law_rows, needs, acts)

    def _row(self, scope: Scope, table: When, row: Row, bound: frozenset[str]) -> list[Finding]:
        return check_row_against_law(self.work, scope, self.law_rows, table, row, bound)

    def _about(self, row: Row) -> frozenset[str]:
        return frozenset(need for step in row.steps for need in needs_of(step, self.work.words))

    def _conditions(self, pack: Pack, scope: Scope) -> Iterator[When]:
        """Every condition that may be asked about one substance at a time."""
        yield from (*scope.proved, *scope.spoken, *scope.parties, *EVERYONE)
        yield from (claim.covers for claim in scope.claims)
        yield from (duty.applies for duty in pack.duties)
        yield from (sharing.applies for sharing in pack.sharings)
        yield from (left.applies for left in pack.about.not_covered)
        yield from (entry.applies for entry in self.law_needs)
        yield from (need.applies for need in self.work.words.needs.values())
        yield from (row.when for row in self.law_rows)
        for table in pack.tables:
            for when in (table.scope, *(row.when for row in table.rows)):
                yield from (when, about_person(when), about_person({**table.scope, **when}))
        for unit in self.work.words.units:
            yield {"unit": unit}
        for principal in self.work.words.principals:
            yield {"principal": principal}


def by_need[E: (Duty, Sharing, NotCovered)](entries: tuple[E, ...]) -> dict[str, tuple[E, ...]]:
    """Entries by the needs that they are about."""
    found: dict[str, list[E]] = {}
    for entry in entries:
        for need in entry.needs:
            found.setdefault(need, []).append(entry)
    return {need: tuple(about) for need, about in found.items()}


def apart(findings: list[Finding]) -> list[Finding]:
    """Keys made to differ where a row says the same thing of the same receiver twice."""
    seen: Counter[str] = Counter()
    found = []
    for finding in findings:
        seen[finding.key] += 1
        again = seen[finding.key]
        found.append(finding if again == 1 else replace(finding, key=f"{finding.key}.{again}"))
    return found
