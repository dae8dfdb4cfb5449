"""Needs × principals as the check proved it: who answers for every need on the fixed list, as picture and table."""

from collections.abc import Iterable, Mapping
from typing import Any

from .agreement import Agreement
from .heat import LAYOUTS, Cell, Line, heat
from .wording import capital, ended

EMPTY = Cell("none", "", "–")
SOLE = Cell("sole", "●", "Svarar ensam")
PARTLY = Cell("partly", "◐", "Svarar ensam i vissa lägen")
SETTLED = Cell("settled", "◑", "Delar, och det är löst hur")
SHARED = Cell("shared", "?", "Delar, men avtalet säger inte hur")
LAW = Cell("law", "§", "Svarar enligt lagen, avtalet tiger")
GAP = Cell("gap", "!", "Ingen svarar")
DECLARED = Cell("declared", "○", "Avtalet lämnar det öppet")
LEGEND = (SOLE, PARTLY, SETTLED, SHARED, LAW, GAP, DECLARED)
# The status of a part → what a holder is in it, the worst first.
HOLDING = {"shared": SHARED, "law_only": LAW, "settled": SETTLED}
NOBODY = {"gap": GAP, "not_covered": DECLARED}


class Held:
    """The table, and what the pictures of it are drawn from."""

    def __init__(self, agreement: Agreement) -> None:
        self.words = agreement.words
        rows = agreement.report.get("coverage", [])
        holders = {h for row in rows for part in row["parts"] for h in part["holders"]} | {"region", "municipality"}
        principals = [p for p in self.words.vocabulary.principals if p in holders]
        self.columns = [*map(self.words.name, principals), "Ingen"]
        self.lines = [self._line(row, principals) for row in rows]
        self.legend = LEGEND
        self.pictures = [heat(layout, self.columns, self.lines) for layout in LAYOUTS]

    def _line(self, row: Mapping[str, Any], principals: Iterable[str]) -> Line:
        parts = [part for part in row["parts"] if part["status"] != "outside"]
        cells = [*(cell(parts, principal) for principal in principals), nobody(parts)]
        return Line(row["label"], row["group"], cells, self._said(parts))

    def _said(self, parts: Iterable[Mapping[str, Any]]) -> list[str]:
        """Every way a need stands, the worst first."""
        return [self._part(part) for part in parts] or ["Utanför det som avtalet säger sig gälla."]

    def _part(self, part: Mapping[str, Any]) -> str:
        who = self.words.names(part["holders"])
        meaning = NOBODY.get(part["status"]) or HOLDING.get(part["status"], SOLE)
        where = part["text"].strip(" ,.")
        law = "så säger lagen" if part["by_law"] and meaning is SETTLED else ""
        return ended(f"{who}: {meaning.text.lower()}" if who else meaning.text, where and f"{capital(where)}", law)


def cell(parts: Iterable[Mapping[str, Any]], principal: str) -> Cell:
    """What a principal is for a need, over all the ways it stands."""
    every = list(parts)
    held = [part["status"] for part in every if principal in part["holders"]]
    for status, found in HOLDING.items():
        if status in held:
            return found
    if not held:
        return EMPTY
    return SOLE if len(held) == len(every) else PARTLY


def nobody(parts: Iterable[Mapping[str, Any]]) -> Cell:
    """Whether there are situations in which nobody answers."""
    found = {part["status"] for part in parts}
    return next((cell for status, cell in NOBODY.items() if status in found), EMPTY)
