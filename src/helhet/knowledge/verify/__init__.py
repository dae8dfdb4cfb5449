"""Verify: is anyone left without someone responsible? Two checkers of different kinds, and what they agree on.

A pack is proved consistent, not correct: its cases show that it says what the document says.
"""

import time
from collections.abc import Callable, Iterator
from datetime import date

from ..findings import Finding, declare
from ..law import Law
from ..pack import Pack
from ..vocabulary import Vocabulary
from .bits import TooMany
from .layers import Layers, enumerating, proving
from .report import NeedCoverage, Part, Report
from .second import Second

__all__ = ["NeedCoverage", "Part", "Report", "verify"]

Progress = Callable[[str], None]


def verify(
    pack: Pack, vocabulary: Vocabulary, law: Law, progress: Progress | None = None, day: date | None = None
) -> Report:
    """Prove a pack layer by layer with clingo, and check every answer by enumeration.

    `day` chooses the law that counts; without it, what is in force with no end.
    """
    tell = progress or (lambda _: None)
    started = time.perf_counter()
    coverage, found = Layers(proving(vocabulary), law, day).run(pack, tell)
    proved = time.perf_counter()
    tell("Prövar en gång till, genom att räkna upp alla lägen …")
    against = list(_compared(pack, vocabulary, law, day, coverage, found))
    done = time.perf_counter()
    report = Report(pack.id, declare([*found, *against], pack), coverage=coverage, seconds=done - started)
    for name, what, seconds in (
        ("clingo", "bevisar med en lösare", proved - started),
        ("enumeration", "räknar upp alla lägen", done - proved),
    ):
        report.checkers[name] = {"name": what, "seconds": round(seconds, 3), "agreed": not against}
    return report


def _compared(
    pack: Pack, vocabulary: Vocabulary, law: Law, day: date | None, coverage: list[NeedCoverage], found: list[Finding]
) -> Iterator[Finding]:
    """An error for everything that the other checker does not agree on; a disagreement is never hidden."""
    try:
        other = Layers(enumerating(vocabulary), law, day)
        stands, seen = other.run(pack)
        second = Second(other.work, pack, other.law_needs, found)
        keys = {*_unlike(found, seen), *second.disagreements()}
        keys |= {f"needs.{a.need}" for a, b in zip(coverage, stands, strict=True) if a != b}
    except TooMany as error:
        text = f"Uppräkningen klarade inte att pröva paketet ({error}). Beviset är inte kontrollerat."
        yield Finding("checkers.too_many", "fault", "text", "error", text)
        return
    for key in sorted(keys):
        text = f"De två kontrollerna är oense om {key}. Lita inte på provningen förrän det är utrett."
        yield Finding(f"checkers.disagree.{key}", "fault", "text", "error", text)


def _unlike(found: list[Finding], seen: list[Finding]) -> set[str]:
    one, other = ({f.key: f for f in findings} for findings in (found, seen))
    return {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)}
