"""Scores over time as a picture: a point for each, a line between them, and where the classes begin. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 56, 32, 24, 44


@dataclass(frozen=True)
class Point:
    """A score in its place; `label` is the number, `end` how it is set beside the point at the picture's edge."""

    x: int
    y: int
    label: str
    day: date
    end: bool


@dataclass(frozen=True)
class Mark:
    """Where a class begins."""

    y: int
    label: str


@dataclass(frozen=True)
class Trend:
    """Everything in the picture, with its place."""

    points: Sequence[Point]
    marks: Sequence[Mark]
    most: str
    since: date
    until: date
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    bottom: int = HEIGHT - BOTTOM

    @property
    def line(self) -> str:
        """The points as SVG has them."""
        return " ".join(f"{point.x},{point.y}" for point in self.points)


def drawn(scores: Sequence[tuple[date, Decimal]], most: Decimal, marks: Sequence[dict[str, Any]]) -> Trend:
    """The picture of scores in the order of their days. Raises ValueError without any."""
    if not scores:
        raise ValueError("nothing to draw")
    days = [day for day, _ in scores]
    since, until = min(days), max(days)
    # What lies outside is drawn too: a number of glasses has no real end.
    highest = max([most, *(value for _, value in scores)])
    if most > 2 * max((value for _, value in scores), default=most) and most > 60:
        highest = _room(scores, marks)
    places = [_point(day, value, since, until, highest) for day, value in scores]
    lines = [Mark(_y(Decimal(str(one["at"])), highest), one["label"]) for one in marks if one["at"] <= highest]
    return Trend(places, lines, number(highest), since, until)


def _room(scores: Sequence[tuple[date, Decimal]], marks: Sequence[dict[str, Any]]) -> Decimal:
    """How high the picture need be where the highest possible is far above anything there is."""
    values = [value for _, value in scores] + [Decimal(str(one["at"])) for one in marks]
    return max(values) * 2 or Decimal(1)


def _point(day: date, value: Decimal, since: date, until: date, highest: Decimal) -> Point:
    width = WIDTH - LEFT - RIGHT
    span = (until - since).days
    x = LEFT + (round((day - since).days / span * width) if span else width // 2)
    return Point(x, _y(value, highest), number(value), day, x > WIDTH - RIGHT - 20)


def _y(value: Decimal, highest: Decimal) -> int:
    share = float(value / highest) if highest else 0.0
    return round(HEIGHT - BOTTOM - min(max(share, 0.0), 1.0) * (HEIGHT - TOP - BOTTOM))


def number(value: Decimal) -> str:
    """A number as Swedes write it."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
