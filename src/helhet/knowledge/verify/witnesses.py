"""Who notices a change in a pack: the proof, the expected cases, the law, the form, the page of the source."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from ..conditions import NO, compile_condition, state_of
from ..holders import holders_in
from ..law import Law
from ..links import check_links
from ..pack import Pack
from ..schema.base import When
from ..schema.case import Case
from ..situation import Reader, State
from ..vocabulary import Vocabulary
from .layers import Layers, enumerating
from .mutants import Mutant, places
from .question import AnyOf, Question
from .report import NeedCoverage
from .work import EVERYONE, Scope

# The ids of the cases that a pack fails.
CasesFail = Callable[[Pack], set[str]]
# What each witness is called, in the order of the report.
NAMES = {
    "verify": "provningen",
    "cases": "situationerna",
    "law": "lagen",
    "form": "formen",
    "source": "källsidan",
}
# Kinds of entries that the proof reads, that the guide reads, and that other entries point at.
PROVED = (
    *("parties", "claims", "not_covered", "duties", "sharings", "tables", "rows", "steps"),
    *("channels", "courses", "states", "commitments", "treatments"),
)
ANSWERED = ("claims", "duties", "tables", "rows", "steps", "channels")
POINTED_AT = ("groups", "concepts", "criteria", "structures", "ladder", "goals", "lists", "channels", "states")
# The condition of each kind of entry that the proof reads by itself.
CONDITION = {"rows": "when", "tables": "scope"}
Stands = dict[str, frozenset[tuple[str, tuple[str, ...], str]]]


class _Unplaced:
    """Stands in for the files of a pack that was never read from any."""

    def problem(self, kind: str, ident: str, text: str) -> str:
        """A fault without a line."""
        return f"{kind} {ident}: {text}"


class Witnesses:
    """Everyone who may notice, with what they said of the pack before it was changed."""

    def __init__(self, pack: Pack, words: Vocabulary, law: Law, cases_fail: CasesFail | None) -> None:
        self.pack, self.words, self.cases_fail = pack, words, cases_fail
        self.reader = Reader(words)
        # Where rows are tried in turn, another row answers when one is gone.
        self.in_turn = any(table.policy == "first" for table in pack.tables)
        self._states: dict[str, list[State]] = {}
        self.layers = Layers(enumerating(words), law)
        rows = self.layers.law_rows
        self.law_needs = {e.need for e in self.layers.law_needs} | {row.need for row in rows if row.need}
        self.law_acts = {step.act for row in rows for step in row.steps}
        self.proof, self.legal, self.stands = self._proved(pack)
        self.form = self._form(pack)
        self.failing = self._failing(pack, pack.cases)
        self.rests = Counter(anchor for place in places(pack) for anchor in set(_own(place.entry)))

    def notice(self, mutant: Mutant) -> tuple[dict[str, tuple[str, ...]], bool]:
        """By whom and by what a change is noticed; and whether it changes nothing that is computed."""
        noticed: dict[str, set[str]] = {name: set() for name in NAMES}
        stands = self.stands
        if mutant.kind in PROVED:
            proof, legal, stands = self._proved(mutant.pack)
            noticed["verify"], noticed["law"] = proof - self.proof, legal - self.legal
        if mutant.way == "remove":
            noticed["law"] |= self._by_law(mutant)
            noticed["source"] = self._bare(mutant)
        if mutant.way == "remove" and mutant.kind in POINTED_AT:
            noticed["form"] = self._form(mutant.pack) - self.form
        self._ask_cases(mutant, noticed)
        kept = {name: tuple(sorted(by)) for name, by in noticed.items() if by}
        return kept, not kept and self._without_effect(mutant, stands)

    def _proved(self, pack: Pack) -> tuple[set[str], set[str], Stands]:
        """The keys of the findings, those that the law stands behind by themselves, and who holds what."""
        coverage, findings = self.layers.run(pack)
        legal = {f.key for f in findings if f.layer == "law" or (f.layer, f.severity) == ("needs", "warning")}
        return {f.key for f in findings} - legal, legal, {row.need: _stands(row) for row in coverage}

    def _by_law(self, mutant: Mutant) -> set[str]:
        """What the law says too, when it says everything that the entry was about."""
        needs, acts = set(mutant.needs), {step.act for step in mutant.steps}
        if needs:
            return needs if needs <= self.law_needs else set()
        return acts if acts and acts <= self.law_acts else set()

    def _bare(self, mutant: Mutant) -> set[str]:
        """Places in the source that nothing rests on any more."""
        gone = Counter(anchor for entry in _all(mutant.was) for anchor in set(_own(entry)))
        return {anchor for anchor, times in gone.items() if times >= self.rests[anchor]}

    def _form(self, pack: Pack) -> set[str]:
        return set(map(str, check_links(pack, _Unplaced(), self.words)))  # type: ignore[arg-type]

    def _ask_cases(self, mutant: Mutant, noticed: dict[str, set[str]]) -> None:
        """First the cases written from the same place in the source; the rest only when nobody has noticed."""
        if mutant.kind not in ANSWERED:
            return
        cases = [case for case in self.pack.cases if self._concerns(mutant, case)]
        near = [c for c in cases if mutant.anchors & {*c.anchors, *(step.anchor for step in c.steps)}]
        noticed["cases"] = self._newly_failing(mutant, near)
        if not any(noticed.values()):
            noticed["cases"] = self._newly_failing(mutant, [c for c in cases if c not in near])

    def _concerns(self, mutant: Mutant, case: Case) -> bool:
        """Whether a change may be seen in a case: a duty by its need, a row where it may hold."""
        if mutant.kind == "duties":
            named = case.facts.get("needs") or ()
            return bool(mutant.needs & {case.need, *([named] if isinstance(named, str) else named)})
        if case.need:
            return False
        if not mutant.holds:
            return True
        if not self._could_tell(mutant, case):
            return False
        if case.id not in self._states:
            situation = self.reader.read(case.facts)
            states = [(situation.may, situation.must), *(state for _, state in situation.substances)]
            self._states[case.id] = states
        conditions = [compile_condition(when, self.reader.book) for when in mutant.holds]
        return any(state_of(c, *state) != NO for c in conditions for state in self._states[case.id])

    def _could_tell(self, mutant: Mutant, case: Case) -> bool:
        """Whether a case says anything that such a change to a row or a step could make untrue."""
        acts = {step.act for step in mutant.steps}
        if mutant.way == "weaken":
            return any(step.strength for step in case.steps)
        if mutant.way == "widen":
            return bool(acts & set(case.never)) or case.asks_at_most is not None
        return self.in_turn or any(step.act in acts for step in case.steps)

    def _newly_failing(self, mutant: Mutant, cases: list[Case]) -> set[str]:
        return self._failing(mutant.pack, tuple(cases)) - self.failing if cases else set()

    def _failing(self, pack: Pack, cases: tuple[Case, ...]) -> set[str]:
        """The cases that fail: who holds a need is judged here, the rest by the guide."""
        asked = tuple(case for case in cases if not _of_holders(case))
        guided = pack.model_copy(update={"cases": asked})
        failing = set(self.cases_fail(guided)) if self.cases_fail and asked else set()
        for case in filter(_of_holders, cases):
            holders = holders_in(self.reader.read(case.facts), str(case.need), pack, self.reader.book)
            failing |= {case.id} if holders != set(case.holders or ()) else set()
        return failing

    def _without_effect(self, mutant: Mutant, stands: Stands) -> bool:
        """Whether everyone gets the same answer as before: the same holders, or rows that hold for the same."""
        if mutant.way == "weaken":
            return False
        if mutant.kind in ("duties", "sharings", "not_covered"):
            return all(stands[need] == self.stands[need] for need in mutant.needs)
        if mutant.kind == "claims" and mutant.now:
            return self._same(_covers(self.pack), _covers(mutant.pack), EVERYONE)
        if mutant.kind in CONDITION and mutant.now:
            was, now = (getattr(entry, CONDITION[mutant.kind]) for entry in (mutant.was, mutant.now))
            return self._same((was,), (now,), Scope.of(self.pack.about.claims, ()).spoken)
        return False

    def _same(self, was: AnyOf, now: AnyOf, scope: AnyOf) -> bool:
        """Whether two conditions hold for the same people."""
        whens: list[When] = [*was, *now, *scope]
        session = self.layers.work.open("substance", whens)
        return not any(session.possible(Question((scope,), *apart)) for apart in (((was,), (now,)), ((now,), (was,))))


def _of_holders(case: Case) -> bool:
    return case.need is not None and case.holders is not None


def _covers(pack: Pack) -> AnyOf:
    return tuple(claim.covers for claim in pack.about.claims if claim.proof)


def _stands(row: NeedCoverage) -> frozenset[tuple[str, tuple[str, ...], str]]:
    return frozenset((part.status, part.holders, part.text) for part in row.parts)


def _all(entry: Any) -> list[Any]:
    """An entry and everything inside it."""
    inner = [part for name in ("rows", "steps", "states") for part in getattr(entry, name, ())]
    return [entry, *(found for part in inner for found in _all(part))]


def _own(entry: Any) -> list[str]:
    """The anchors of an entry, without those of what is inside it."""
    return [*getattr(entry, "anchors", ()), *(occurrence.anchor for occurrence in getattr(entry, "occurs", ()))]
