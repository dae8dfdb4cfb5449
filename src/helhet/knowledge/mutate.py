"""Changes a pack in every small way and asks who notices: the proof, the expected cases, the law, the form.

A pack is proved consistent, not correct. What this shows is how much of a pack a mistake could change without
anyone being told: the survivors are the places where another case, written from the source, is worth most.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from .coverage import without_items
from .law import Law
from .links import check_links
from .pack import Pack
from .verify.layers import Layers, enumerating
from .verify.mutants import WAYS, Mutant, mutants
from .vocabulary import Vocabulary

# The ids of the cases that a pack fails.
CasesFail = Callable[[Pack], set[str]]
Progress = Callable[[str], None]
# Who may notice, in the order of the report.
WITNESSES = {
    "verify": "provningen",
    "cases": "situationerna",
    "law": "lagen",
    "form": "formen",
    "source": "källsidan",
}
# Entries that no answer of the guide rests on: the cases cannot notice them.
NOT_ANSWERED = (
    *("parties", "decisions", "groups", "not_covered", "sharings", "lists", "commitments", "structures", "ladder"),
    *("goals", "indicators", "activities", "concepts", "criteria", "references", "statements", "notes", "dates"),
    *("treatments", "courses", "states"),
)
# How often to tell how far it has come.
EVERY = 200


@dataclass(frozen=True)
class Fate:
    """What became of one change: who noticed it, and by what."""

    way: str
    kind: str
    id: str
    noticed: dict[str, tuple[str, ...]]

    @property
    def survived(self) -> bool:
        """Whether nobody noticed."""
        return not self.noticed


@dataclass
class MutationReport:
    """Every change to a pack and its fate, in the same order in every run."""

    pack: str
    fates: list[Fate] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def survivors(self) -> list[Fate]:
        """The changes that nobody noticed."""
        return [fate for fate in self.fates if fate.survived]

    def counts(self) -> dict[tuple[str, str], Counter[str]]:
        """For each way and kind: how many changes there were, how many each witness noticed, how many survived."""
        found: dict[tuple[str, str], Counter[str]] = {}
        for fate in self.fates:
            counter = found.setdefault((fate.way, fate.kind), Counter())
            counter.update(["all", *fate.noticed, *(["survived"] if fate.survived else [])])
        order = list(WAYS)
        return dict(sorted(found.items(), key=lambda item: order.index(item[0][0])))

    def as_json(self) -> dict[str, Any]:
        """The report as scripts get it."""
        return {
            "pack": self.pack,
            "seconds": round(self.seconds, 1),
            "fates": [{"way": f.way, "kind": f.kind, "id": f.id, "noticed": f.noticed} for f in self.fates],
        }

    def as_markdown(self) -> str:
        """The report to read. No times: the same pack gives the same page."""
        head = ["ändring", "post", "prövade", *WITNESSES.values(), "ingen"]
        rows = [
            [WAYS[way], kind, *(str(count[name]) for name in ("all", *WITNESSES, "survived"))]
            for (way, kind), count in self.counts().items()
        ]
        lines = [
            f"# Vem märker om {self.pack} ändras?",
            "",
            "Varje post i paketet har tagits bort eller ändrats, en i taget. Tabellen säger hur många av ändringarna "
            "som märktes, och av vem. En ändring kan märkas av flera. Det som ingen märkte står sist: där gör en ny "
            "situation, skriven ur källan, mest nytta.",
            "",
            "Provningen är `verify`. Situationerna är `cases.yaml`. Lagen betyder att lagen säger detsamma, så att "
            "guiden ändå visar det. Formen är kontrollen av att allt som pekas på finns. Källsidan är listan över "
            "punkter i källan som inget längre bygger på.",
            "",
            *_table(head, rows),
            "",
            "## Det som ingen märkte",
            "",
            *(list(_listed(self.survivors)) or ["Allt märktes."]),
        ]
        return "\n".join(lines) + "\n"


def _table(head: list[str], rows: Iterable[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"| --- | --- |{' ---: |' * (len(head) - 2)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _listed(survivors: Iterable[Fate]) -> Iterator[str]:
    grouped: dict[tuple[str, str], list[str]] = {}
    for fate in survivors:
        grouped.setdefault((fate.way, fate.kind), []).append(fate.id)
    for (way, kind), ids in grouped.items():
        yield f"- {WAYS[way]} ({kind}): {', '.join(f'`{ident}`' for ident in ids)}"


class _Unplaced:
    """Stands in for the files of a pack that was never read from any."""

    def problem(self, kind: str, ident: str, text: str) -> str:
        """A fault without a line."""
        return f"{kind} {ident} {text}"


class Witnesses:
    """Everyone who may notice a change, with what they said of the pack before it was changed."""

    def __init__(self, pack: Pack, words: Vocabulary, law: Law, cases_fail: CasesFail | None) -> None:
        self.pack, self.words, self.cases_fail = pack, words, cases_fail
        self.layers = Layers(enumerating(words), law)
        self.law_needs = {entry.need for entry in self.layers.law_needs}
        self.law_needs |= {row.need for row in self.layers.law_rows if row.need}
        self.law_acts = {step.act for row in self.layers.law_rows for step in row.steps}
        self.before = self._said(pack)
        self.failing = self._failing(pack)

    def fate(self, mutant: Mutant) -> Fate:
        """Who notices a change. All cases are run only when no one else has; till then those near it."""
        said = self._said(mutant.pack)
        noticed = {who: tuple(sorted(said[who] - self.before[who])) for who in said}
        near = [c.id for c in self.pack.cases if mutant.anchors & {*c.anchors, *(s.anchor for s in c.steps)}]
        noticed["cases"] = self._cases(mutant, set(near))
        if mutant.way == "remove" and self._by_law(mutant):
            noticed["law"] = (*noticed["law"], *sorted(mutant.needs & self.law_needs))
        if not any(noticed.values()):
            noticed["cases"] = self._cases(mutant, {c.id for c in self.pack.cases} - set(near))
        kept = {who: noticed[who] for who in WITNESSES if noticed[who]}
        return Fate(mutant.way, mutant.kind, mutant.id, kept)

    def _said(self, pack: Pack) -> dict[str, set[str]]:
        """What can be said of a pack without running its cases."""
        findings = self.layers.run(pack)[1]
        legal = {f.key for f in findings if f.layer == "law" or (f.layer, f.severity) == ("needs", "warning")}
        faults = check_links(pack, _Unplaced(), self.words)  # type: ignore[arg-type]
        return {
            "verify": {f.key for f in findings} - legal,
            "law": legal,
            "form": set(map(str, faults)),
            "source": {anchor for anchor, _ in without_items(pack)},
        }

    def _by_law(self, mutant: Mutant) -> bool:
        """Whether the law says what is no longer said, of everything that it was about."""
        about = mutant.needs or mutant.acts
        return bool(about) and about <= (self.law_needs if mutant.needs else self.law_acts)

    def _cases(self, mutant: Mutant, chosen: set[str]) -> tuple[str, ...]:
        if mutant.kind in NOT_ANSWERED or not chosen:
            return ()
        some = mutant.pack.model_copy(update={"cases": tuple(c for c in self.pack.cases if c.id in chosen)})
        return tuple(sorted(self._failing(some) - self.failing))

    def _failing(self, pack: Pack) -> set[str]:
        """The cases that fail: who holds a need is judged here, the rest by the guide."""
        failing = set(self.cases_fail(pack)) if self.cases_fail else set()
        for case in pack.cases:
            if case.need and case.holders is not None:
                holders = {duty.principal for duty in pack.duties if case.need in duty.needs}
                if holders != set(case.holders):
                    failing.add(case.id)
        return failing


def mutate(
    pack: Pack,
    vocabulary: Vocabulary,
    law: Law,
    cases_fail: CasesFail | None = None,
    progress: Progress | None = None,
) -> MutationReport:
    """Try every change. Only what a change touches is proved again, by enumeration."""
    started = time.perf_counter()
    witnesses = Witnesses(pack, vocabulary, law, cases_fail)
    report = MutationReport(pack.id)
    for number, mutant in enumerate(mutants(pack, vocabulary)):
        if progress and number % EVERY == 0:
            progress(f"Ändrar {pack.id}: {number} ändringar prövade …")
        report.fates.append(witnesses.fate(mutant))
    report.seconds = time.perf_counter() - started
    return report
