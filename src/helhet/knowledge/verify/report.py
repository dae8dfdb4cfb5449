"""What verify gives back: findings, how each need stands, and which checkers agreed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from ..findings import Finding
from ..vocabulary import Need

# sole: one holder. settled: several, and the document or the law settles how. shared: several, unsettled.
# gap: nobody. law_only: the document is silent and the law decides. not_covered: declared. outside: the need
# cannot exist for anyone the pack is proved for.
Status = Literal["sole", "shared", "settled", "gap", "not_covered", "law_only", "outside"]
# The worst first: a need that stands in several ways is shown as its worst.
WORST: tuple[Status, ...] = ("gap", "shared", "law_only", "not_covered", "settled", "sole", "outside")


@dataclass(frozen=True)
class Part:
    """How a need stands in one region of situations (region and text are empty when it is everywhere)."""

    status: Status
    holders: tuple[str, ...]
    by_law: bool
    region: dict[str, list[str]]
    text: str
    anchors: tuple[str, ...]
    provisions: tuple[str, ...] = ()


@dataclass(frozen=True)
class NeedCoverage:
    """A need on the fixed list: its worst status, and every way it stands."""

    need: str
    label: str
    group: str
    status: Status
    parts: tuple[Part, ...]

    @classmethod
    def of(cls, need: Need, parts: Iterable[Part]) -> "NeedCoverage":
        """The row of a need."""
        every = tuple(sorted(parts, key=lambda part: WORST.index(part.status)))
        return cls(need.id, need.label, need.group, every[0].status if every else "outside", every)


@dataclass
class Report:
    """The outcome of a proof. A pack is proved consistent, not correct."""

    pack: str
    findings: list[Finding] = field(default_factory=list)
    # name → {name, seconds, agreed}; the first proves, the others check it.
    checkers: dict[str, dict[str, Any]] = field(default_factory=dict)
    coverage: list[NeedCoverage] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def agreed(self) -> bool:
        """Whether all checkers came to the same."""
        return all(checker["agreed"] for checker in self.checkers.values())
