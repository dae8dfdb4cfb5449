"""Changes a pack in every small way and asks who notices: the proof, the expected cases, the law, the form.

A pack is proved consistent, not correct. What this shows is how much of a pack a mistake could change without
anyone being told: the survivors are the places where another case, written from the source, is worth most.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from .law import Law
from .pack import Pack
from .verify.mutants import WAYS, mutants
from .verify.witnesses import NAMES, CasesFail, Witnesses
from .vocabulary import Vocabulary

Progress = Callable[[str], None]
# How often to tell how far it has come.
EVERY = 200


@dataclass(frozen=True)
class Fate:
    """What became of one change: who noticed it, and by what.

    `idle` is a change that makes no difference to anyone: the same holders, or a row that holds for the same.
    """

    way: str
    kind: str
    id: str
    noticed: dict[str, tuple[str, ...]]
    idle: bool = False

    @property
    def survived(self) -> bool:
        """Whether it made a difference and nobody noticed."""
        return not self.noticed and not self.idle


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
            counter.update(["all", *fate.noticed])
            counter.update({"idle": fate.idle, "survived": fate.survived})
        order = list(WAYS)
        return dict(sorted(found.items(), key=lambda item: order.index(item[0][0])))

    def as_json(self) -> dict[str, Any]:
        """The report as scripts get it."""
        return {
            "pack": self.pack,
            "seconds": round(self.seconds, 1),
            "fates": [
                {"way": f.way, "kind": f.kind, "id": f.id, "noticed": f.noticed, "idle": f.idle} for f in self.fates
            ],
        }

    def as_markdown(self) -> str:
        """The report to read. No times: the same pack gives the same page."""
        head = ["ändring", "post", "prövade", *NAMES.values(), "utan verkan", "ingen"]
        rows = [
            [WAYS[way], kind, *(str(count[name]) for name in ("all", *NAMES, "idle", "survived"))]
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
            "guiden ändå visar det. Formen är kontrollen av att allt som pekas på finns. Källsidan visar att inget "
            "längre bygger på ett ställe i källan. Utan verkan är det som inte ändrar svaret för någon.",
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
        noticed, idle = witnesses.notice(mutant)
        report.fates.append(Fate(mutant.way, mutant.kind, mutant.id, noticed, idle))
    report.seconds = time.perf_counter() - started
    return report
