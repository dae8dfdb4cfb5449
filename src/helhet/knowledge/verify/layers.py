"""All layers of the proof, in order, with one checker. A finding stands once, at the earliest layer where it shows."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import combinations_with_replacement

from ..findings import Finding
from ..law import Law
from ..pack import Pack
from ..schema.about import NotCovered
from ..schema.law import LawNeed
from ..schema.work import Course, Duty, Sharing, Table
from ..vocabulary import Need, Vocabulary
from .contradictions import check_pair, needs_of
from .courses import check_course, proved
from .handovers import check_channels, check_receivers
from .lawful import in_force
from .legal import Said, check_silence, check_table_against_law
from .loops import check_loops
from .memo import Memo
from .needs import Subject as NeedSubject
from .needs import check_need, check_sharing
from .prover import Prover
from .report import NeedCoverage
from .routes import Subject as TableSubject
from .routes import check_table, check_ways
from .table import Enumerator
from .times import check_times
from .walks import walked
from .work import Scope, Work

Progress = Callable[[str], None]
Outcome = tuple[list[NeedCoverage], list[Finding]]


def proving(words: Vocabulary) -> Work:
    """The means of the prover: clingo."""
    return Work(words, Prover, proved)


def enumerating(words: Vocabulary) -> Work:
    """The means of the other checker: looking at every combination."""
    return Work(words, Enumerator, walked)


class Layers:
    """The checks of one pack after another; what packs have in common is checked once."""

    def __init__(self, work: Work, law: Law, day: date | None = None) -> None:
        self.work = work
        self.memo = Memo()
        self.law_needs = in_force(law.needs, day)
        self.law_rows = in_force([row for table in law.tables for row in table.rows], day)

    def run(self, pack: Pack, progress: Progress = lambda _: None) -> Outcome:
        """How every need stands, and every finding once."""
        scope = self.memo(Scope.of, pack.about.claims, pack.about.parties)
        progress("Prövar vem som svarar för varje behov …")
        coverage, found = self._needs(pack, scope)
        progress("Prövar vägarna …")
        found += self._routes(pack, scope)
        progress("Prövar överlämningarna och förloppen …")
        found += self._handovers(pack, scope)
        found += [f for course in pack.courses for f in self.memo(self._course, course)]
        found += self.memo(self._times, pack.courses, pack.tables)
        progress("Prövar mot lagen …")
        found += self._law(pack, scope, coverage)
        return coverage, apart(found)

    def _needs(self, pack: Pack, scope: Scope) -> Outcome:
        coverage: list[NeedCoverage] = []
        found = list(self._unclaimed(pack))
        for need in self.work.words.needs.values():
            stands, wrong = self.memo(
                self._need,
                need,
                scope,
                tuple(d for d in pack.duties if need.id in d.needs),
                tuple(s for s in pack.sharings if need.id in s.needs),
                tuple(n for n in pack.about.not_covered if need.id in n.needs),
                tuple(e for e in self.law_needs if e.need == need.id),
            )
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
        law: tuple[LawNeed, ...],
    ) -> tuple[NeedCoverage, list[Finding]]:
        return check_need(self.work, NeedSubject(need, scope, duties, sharings, declared, law))

    def _unclaimed(self, pack: Pack) -> list[Finding]:
        if any(claim.proof for claim in pack.about.claims):
            return []
        text = "Paketet säger inte vilka det gäller: märk minst ett ställe i claims med proof. Nu prövas det för alla."
        where = [anchor for claim in pack.about.claims for anchor in claim.anchors]
        return [self.work.finding("needs", "silence", "error", "claims", text, where)]

    def _routes(self, pack: Pack, scope: Scope) -> list[Finding]:
        ways = tuple(table for table in pack.tables if table.course)
        found = [f for table in pack.tables for f in self.memo(self._table, table, scope)]
        found += self.memo(check_ways, self.work, scope, ways)
        for one, other in combinations_with_replacement(ways, 2):
            found += self.memo(check_pair, self.work, scope, one, other)
        return found

    def _table(self, table: Table, scope: Scope) -> list[Finding]:
        return check_table(self.work, TableSubject(table, scope))

    def _handovers(self, pack: Pack, scope: Scope) -> list[Finding]:
        found = []
        for table in pack.tables:
            found += self.memo(check_receivers, self.work, scope, table, pack.duties, self.law_needs, pack.tables)
            found += self.memo(check_channels, self.work, scope, table, pack.channels)
        return [*found, *self.memo(check_loops, self.work, scope, pack.tables)]

    def _course(self, course: Course) -> list[Finding]:
        return check_course(self.work, course)

    def _times(self, courses: tuple[Course, ...], tables: tuple[Table, ...]) -> list[Finding]:
        return check_times(self.work, courses, tables)

    def _law(self, pack: Pack, scope: Scope, coverage: list[NeedCoverage]) -> list[Finding]:
        """A need that layer 1 found open already has its finding there."""
        seen = frozenset(stands.need for stands in coverage if stands.status in ("gap", "law_only"))
        said = Said.of(pack, self.work.words)
        found = list(self.memo(check_silence, self.work, scope, self.law_rows, said.needs | seen, said.acts))
        for table in pack.tables:
            bound = said.bound & self._about(table)
            found += self.memo(check_table_against_law, self.work, scope, self.law_rows, table, bound)
        return found

    def _about(self, table: Table) -> frozenset[str]:
        """The needs that a table's steps are about."""
        steps = (step for row in table.rows for step in row.steps)
        return frozenset(need for step in steps for need in needs_of(step, self.work.words))


def apart(findings: list[Finding]) -> list[Finding]:
    """Keys made to differ where a row says the same thing of the same receiver twice."""
    seen: Counter[str] = Counter()
    found = []
    for finding in findings:
        seen[finding.key] += 1
        again = seen[finding.key]
        found.append(finding if again == 1 else replace(finding, key=f"{finding.key}.{again}"))
    return found
