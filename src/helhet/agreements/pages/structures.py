"""Groups that meet and the ladder for deviations, as pictures and as tables; how the agreement is to be followed up."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from helhet.knowledge.schema.governing import Activity, Indicator, Rung, Structure

from . import labels
from .agreement import Agreement
from .drawing import Box, box, elbow, height_of, stair

MARGIN, LABEL, WIDTH, GAP, IN_A_ROW = 4, 24, 225, 24, 3
STEP, RISE = 230, 30


@dataclass(frozen=True)
class Picture:
    """What a picture is drawn from. labels are (x, y, text)."""

    width: float
    height: float
    boxes: list[Box]
    arrows: list[str]
    labels: list[tuple[float, float, str]]


class Structures:
    """The page of structures."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        pack = agreement.pack
        self.structures = [self._row(s) for s in in_order(pack.structures)]
        self.ladder = [self._rung(r) for r in climbing(pack.ladder)]
        self.indicators = [self._measured(one) for one in pack.indicators]
        self.activities = [self._measured(one) for one in pack.activities]
        self.picture = structure_picture(pack.structures) if len(pack.structures) > 1 else None
        self.stairs = ladder_picture(climbing(pack.ladder)) if len(pack.ladder) > 1 else None

    def _row(self, s: Structure) -> dict[str, Any]:
        above = self.agreement.entries.get(("structures", s.unsolved_to or ""))
        return {
            "item": s,
            "level": labels.LEVEL[s.level],
            "standing": labels.STANDING.get(s.standing, ""),
            "unsolved_to": above.name if above else "",
            "places": self.agreement.places(s.anchors),
        }

    def _measured(self, one: Indicator | Activity) -> dict[str, Any]:
        goal = self.agreement.entries.get(("goals", one.goal or ""))
        return {
            "item": one,
            "goal": goal.text if goal else "",
            "standing": labels.STANDING.get(one.standing, ""),
            "places": self.agreement.places(one.anchors),
        }

    def _rung(self, r: Rung) -> dict[str, Any]:
        following = self.agreement.entries.get(("ladder", r.next or ""))
        return {
            "item": r,
            "standing": labels.STANDING.get(r.standing, ""),
            "next": following.who if following else "",
            "places": self.agreement.places(r.anchors),
        }


def in_order(structures: Iterable[Structure]) -> list[Structure]:
    """From the uppermost level to the lowest."""
    order = list(labels.LEVEL)
    return sorted(structures, key=lambda s: order.index(s.level))


def structure_picture(structures: Iterable[Structure]) -> Picture:
    """A row of boxes for each level, and a line from each group to where its unsolved matters go."""
    boxes: dict[str, Box] = {}
    level_labels: list[tuple[float, float, str]] = []
    y = MARGIN
    for level, row in _rows(structures):
        height = max(height_of(s.name, WIDTH) for s in row)
        if level:
            level_labels.append((MARGIN, y + 14, labels.LEVEL[level]))
            y += LABEL
        for column, s in enumerate(row):
            boxes[s.id] = box(MARGIN + column * (WIDTH + GAP), y, WIDTH, height, s.name)
        y += height + GAP
    pairs = [(boxes[s.id], boxes[s.unsolved_to]) for s in structures if s.unsolved_to in boxes]
    arrows = [elbow(start, end, GAP) for start, end in pairs if end.y < start.y]
    width = max(b.x + b.width for b in boxes.values()) + MARGIN
    return Picture(width, y - GAP + MARGIN, list(boxes.values()), arrows, level_labels)


def _rows(structures: Iterable[Structure]) -> Iterable[tuple[str, list[Structure]]]:
    """The levels in order; the name of a level stands by its first row.

    A group always stands under the one that its unsolved matters go to, also on the same level.
    """
    by_id = {s.id: s for s in structures}
    for level in labels.LEVEL:
        found = [s for s in structures if s.level == level]
        ranks = {s.id: _rank(s, by_id) for s in found}
        name = level
        for rank in sorted(set(ranks.values())):
            same = [s for s in found if ranks[s.id] == rank]
            for start in range(0, len(same), IN_A_ROW):
                yield name, same[start : start + IN_A_ROW]
                name = ""


def _rank(structure: Structure, by_id: dict[str, Structure]) -> int:
    """How many groups there are above one; a circle ends where it began."""
    above: list[str] = []
    following = structure.unsolved_to
    while following in by_id and following not in above:
        above.append(following)
        following = by_id[following].unsolved_to
    return len(above)


def climbing(ladder: Iterable[Rung]) -> list[Rung]:
    """The ladder from its lowest step; a step that is its own successor ends the climb."""
    rungs = {rung.id: rung for rung in ladder}
    height = {ident: len(list(_below(ident, rungs))) for ident in rungs}
    return sorted(rungs.values(), key=lambda rung: height[rung.id])


def _below(ident: str, rungs: dict[str, Rung]) -> set[str]:
    """Every step from which one comes to a step."""
    found: set[str] = set()
    while more := {r.id for r in rungs.values() if r.next == ident or r.next in found} - found - {ident}:
        found |= more
    return found


def ladder_picture(rungs: list[Rung]) -> Picture:
    """Steps that rise to the right, with a line from each to its next."""
    height = max(height_of(rung.who, STEP - 10) for rung in rungs)
    top = MARGIN + (height + RISE) * (len(rungs) - 1)
    boxes = {
        rung.id: box(MARGIN + n * STEP * 0.72, top - n * (height + RISE), STEP - 10, height, rung.who)
        for n, rung in enumerate(rungs)
    }
    arrows = [stair(boxes[r.id], boxes[r.next]) for r in rungs if r.next in boxes and r.next != r.id]
    width = max(b.x + b.width for b in boxes.values()) + MARGIN + 16
    return Picture(width, top + height + MARGIN, list(boxes.values()), arrows, [])
