"""Boxes, lines and wrapped text for the pictures that the server draws as SVG."""

import textwrap
from dataclasses import dataclass

LINE, PAD, CHARACTER = 20, 12, 9.2  # pixels; a character at 15 px, in the widest of our fonts


@dataclass(frozen=True)
class TextLine:
    """One line of text at its place."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Box:
    """A box with its wrapped text."""

    x: float
    y: float
    width: float
    height: float
    lines: list[TextLine]

    @property
    def middle(self) -> float:
        """Where a line meets the box from above or below."""
        return self.x + self.width / 2

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height


def wrapped(text: str, width: float) -> list[str]:
    """Text in lines that fit a box."""
    return textwrap.wrap(text, int((width - 2 * PAD) / CHARACTER)) or [""]


def height_of(text: str, width: float) -> float:
    """How high a box must be to hold a text."""
    return 2 * PAD + LINE * len(wrapped(text, width))


def box(x: float, y: float, width: float, height: float, text: str) -> Box:
    """A box with a text."""
    lines = [TextLine(x + PAD, y + PAD + LINE * (n + 0.75), part) for n, part in enumerate(wrapped(text, width))]
    return Box(x, y, width, height, lines)


def elbow(start: Box, end: Box, gap: float) -> str:
    """A line from the top of one box to the bottom of one above it, turning just below that."""
    turn = end.bottom + gap / 2
    return f"M{start.middle:g} {start.y:g}V{turn:g}H{end.middle:g}V{end.bottom + 4:g}"


def stair(start: Box, end: Box) -> str:
    """A line from the right side of one box up to the bottom of the next one on a stair."""
    right, level = start.x + start.width, start.y + start.height / 2
    turn = max(right + 12, end.middle)
    return f"M{right:g} {level:g}H{turn:g}V{end.bottom + 4:g}"
