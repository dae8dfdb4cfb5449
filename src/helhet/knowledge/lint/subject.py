"""What a rule is given, and what it hands back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from ..findings import Finding, Kind, Layer, Severity
from ..law import Law
from ..pack import Pack
from ..schema.base import earliest, latest
from ..vocabulary import Vocabulary


@dataclass(frozen=True)
class Subject:
    """A pack under reading, with what it is held against: the law on two days, and other agreements."""

    pack: Pack
    vocabulary: Vocabulary
    law: Law
    others: tuple[Pack, ...]
    decided: date
    day: date


@dataclass(frozen=True)
class Draft:
    """A finding before its rule has put its name on it."""

    ids: tuple[str, ...]
    text: str
    where: tuple[str, ...]
    kind: Kind = "fault"
    severity: Severity = "warning"
    layer: Layer = "text"
    table: tuple[tuple[str, ...], ...] = ()


# How a fault is told, and how it is told when the fault may be ours or a machine's: never as the county's.
FAULT: tuple[Kind, Severity] = ("fault", "warning")
UNSURE: tuple[Kind, Severity] = ("unsure", "info")


@dataclass(frozen=True)
class Rule:
    """A rule: its name in the keys, what it asks the county, and how it finds out."""

    name: str
    asks: str
    find: Callable[[Subject], Iterable[Draft]]

    def findings(self, subject: Subject) -> Iterable[Finding]:
        """What the rule finds, each once, with a key that is the same from run to run."""
        seen: dict[str, Finding] = {}
        for draft in self.find(subject):
            key = ".".join(("text", self.name, *draft.ids))
            where = tuple(dict.fromkeys(draft.where))
            found = Finding(key, draft.kind, draft.layer, draft.severity, draft.text, where, table=draft.table)
            seen.setdefault(key, found)
        return seen.values()


def decision_day(pack: Pack) -> date | None:
    """The day the document is held against: its last decision, else recommendation, else its first day in force."""
    for kind in ("decided", "recommended"):
        days = [latest(d.day) for d in pack.about.decisions if d.kind == kind and d.day]
        if days:
            return max(days)
    return min((earliest(p.start) for p in pack.about.periods), default=None)
