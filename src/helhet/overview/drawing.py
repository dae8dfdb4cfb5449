"""The way so far as a picture: five phases, who owned it when, and which authority has got or given a copy. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .rules import Span

WIDTH = 720
LEFT, RIGHT = 12, 12
PHASE_TOP, PHASE_HEIGHT, PHASE_GAP = 8, 44, 6
LANE_TOP, LANE_HEIGHT = 84, 62
BAR_DOWN, BAR_HEIGHT = 24, 22
# A letter of the picture is about so wide; a name that does not fit its bar is left to the table below.
LETTER = 8
NARROWEST = 6


@dataclass(frozen=True)
class Box:
    """A phase, or a time that something held."""

    x: int
    y: int
    width: int
    label: str
    kind: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dot:
    """A copy that went out or came in."""

    x: int
    y: int
    kind: str
    label: str


@dataclass(frozen=True)
class Lane:
    """One owner's unit, or one authority, over time."""

    label: str
    y: int
    bars: Sequence[Box]
    dots: Sequence[Dot]

    @property
    def line(self) -> int:
        """Where its time line runs."""
        return self.y + BAR_DOWN + BAR_HEIGHT // 2


@dataclass(frozen=True)
class Track:
    """What a lane is drawn from: spans of owners, or moments as (when, out or in, text)."""

    label: str
    spans: Sequence[Span] = ()
    moments: Sequence[tuple[datetime, str, str]] = ()


@dataclass(frozen=True)
class Drawing:
    """Everything in the picture, with its place."""

    width: int
    height: int
    phases: Sequence[Box]
    lanes: Sequence[Lane]
    since: datetime
    until: datetime


def drawn(phases: Sequence[str], phase: int, tracks: Sequence[Track], since: datetime, until: datetime) -> Drawing:
    """The picture from `since` to `until`; `phase` counts from 1."""
    until = max(until, since + timedelta(hours=1))
    lanes = [_lane(track, LANE_TOP + n * LANE_HEIGHT, since, until) for n, track in enumerate(tracks)]
    height = LANE_TOP + len(lanes) * LANE_HEIGHT + 20
    return Drawing(WIDTH, height, _phases(phases, phase), lanes, since, until)


def _phases(labels: Sequence[str], now: int) -> list[Box]:
    step = (WIDTH - LEFT - RIGHT) // max(len(labels), 1)
    kinds = ["past" if n < now else "now" if n == now else "ahead" for n in range(1, len(labels) + 1)]
    return [
        Box(LEFT + n * step, PHASE_TOP, step - PHASE_GAP, label, kinds[n], folded(label, (step - PHASE_GAP) // LETTER))
        for n, label in enumerate(labels)
    ]


def folded(label: str, most: int) -> tuple[str, ...]:
    """A label in lines of at most so many letters, where its words allow."""
    lines = [""]
    for word in label.split():
        fits = len(lines[-1]) + len(word) < most
        lines[-1:] = [f"{lines[-1]} {word}".strip()] if fits else [lines[-1], word]
    return tuple(line for line in lines if line)


def _x(at: datetime, since: datetime, until: datetime) -> int:
    share = (at - since) / (until - since)
    return LEFT + round(min(max(share, 0), 1) * (WIDTH - LEFT - RIGHT))


def _lane(track: Track, y: int, since: datetime, until: datetime) -> Lane:
    bars = []
    for n, span in enumerate(track.spans):
        start, end = _x(span.since, since, until), _x(span.until, since, until)
        width = max(end - start - 2, NARROWEST)
        lines = (span.label,) if len(span.label) * LETTER < width else ()
        bars.append(Box(start, y + BAR_DOWN, width, span.label, "odd" if n % 2 else "even", lines))
    middle = y + BAR_DOWN + BAR_HEIGHT // 2
    dots = [Dot(_x(at, since, until), middle, kind, text) for at, kind, text in track.moments]
    return Lane(track.label, y, bars, dots)
