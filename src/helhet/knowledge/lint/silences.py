"""Owners, times, meetings and mandates that the document does not give: one finding for each kind, with a table."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ..findings import Severity
from ..pack import Pack
from .say import listed, places
from .subject import Draft, Subject


@dataclass(frozen=True)
class Silence:
    """A kind of entry, and what each should say (attributes that are filled in → what to call it)."""

    entries: Callable[[Pack], tuple[Any, ...]]
    one: str
    many: str
    wanted: tuple[tuple[tuple[str, ...], str], ...]
    ask: str
    severity: Severity = "info"

    def find(self, subject: Subject) -> Iterator[Draft]:
        """One finding with every entry that lacks something, unless nothing does."""
        entries = self.entries(subject.pack)
        lacking = [(e, lacks) for e in entries if (lacks := self._lacks(e))]
        if not lacking:
            return
        text = f"{self._said(lacking, len(entries))} {self.ask}"
        rows = ((_named(e), listed(lacks), places(subject.pack, e.anchors)) for e, lacks in lacking)
        table = ((self.one.capitalize(), "Står inte", "Ställe"), *rows)
        where = tuple(a for e, _ in lacking for a in e.anchors)
        yield Draft((), text, where, "silence", self.severity, table=table)

    def _said(self, lacking: list[tuple[Any, list[str]]], total: int) -> str:
        """How many lack what; that all of them lack all of it is said only when they do."""
        words = list(dict.fromkeys(word for _, lacks in lacking for word in lacks))
        count = f"{len(lacking)} av {total} {self.many}" if total > 1 else self.one
        if all(len(lacks) == len(words) for _, lacks in lacking):
            return f"{count[:1].upper()}{count[1:]} säger inte {listed(words)}."
        return f"För {count} fattas besked om {listed(words, 'eller')}: se tabellen."

    def _lacks(self, entry: Any) -> list[str]:
        return [word for names, word in self.wanted if not any(getattr(entry, name) for name in names)]


def _named(entry: Any) -> str:
    return str(getattr(entry, "name", "") or getattr(entry, "who", "") or entry.text)


ACTIVITIES = Silence(
    lambda pack: pack.activities,
    "en aktivitet",
    "aktiviteter",
    ((("owner", "doer"), "vem som ska göra det"), (("time", "day"), "när det ska vara klart")),
    "Vem gör vad, och när?",
    "warning",
)
COMMITMENTS = Silence(
    lambda pack: pack.commitments,
    "ett åtagande",
    "åtaganden",
    ((("owner",), "vem hos parten som ansvarar"), (("time",), "när det ska vara gjort")),
    "Utan ansvarig och tid går det inte att se om åtagandena hålls. Vem ansvarar, och till när?",
)
STRUCTURES = Silence(
    lambda pack: pack.structures,
    "en grupp som möts",
    "grupper som möts",
    ((("mandate",), "vad gruppen får bestämma"), (("meetings",), "hur ofta den möts")),
    "Vad får grupperna bestämma, och hur ofta möts de?",
)
LADDER = Silence(
    lambda pack: pack.ladder,
    "ett steg i trappan för samverkansproblem",
    "steg i trappan för samverkansproblem",
    ((("time",), "hur lång tid det får ta"),),
    "Hur länge får en fråga ligga på varje steg innan den går vidare?",
)
