"""From points to scores: sums, counts and means, over all items or some. A missing item leaves no number."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ..schema.instruments import Instrument, Item, Score
from .answering import Answers, bounds, exact

TOTAL = "total"


@dataclass(frozen=True)
class Scored:
    """A score with the least and the most it can be; no value when an item in it is missing."""

    score: Score
    value: Decimal | None
    least: Decimal
    most: Decimal


def scores_of(instrument: Instrument) -> tuple[Score, ...]:
    """The scores of an instrument, the total first; where none is written it is the sum of all items."""
    total = next((one for one in instrument.scores if one.id == TOTAL), Score(id=TOTAL, label="Summa"))
    return (total, *(one for one in instrument.scores if one.id != TOTAL))


def items_of(instrument: Instrument, score: Score) -> tuple[Item, ...]:
    """The items that a score is made of."""
    return tuple(item for item in instrument.items if not score.items or item.id in score.items)


def scored(instrument: Instrument, answers: Answers) -> Iterator[Scored]:
    """Every score. Answers with faults give none."""
    for score in scores_of(instrument):
        items = items_of(instrument, score)
        given = [answers.points.get(item.id) for item in items]
        known = [points for points in given if points is not None]
        whole = len(known) == len(items) and not answers.faults
        least, most = reach(instrument, score)
        yield Scored(score, _made(score, items, known) if whole else None, least, most)


def reach(instrument: Instrument, score: Score) -> tuple[Decimal, Decimal]:
    """The least and the most that a score can be."""
    items = items_of(instrument, score)
    ends = [_ends(score, item) for item in items]
    least, most = sum((low for low, _ in ends), Decimal()), sum((high for _, high in ends), Decimal())
    return (least / len(items), most / len(items)) if score.how == "mean" else (least, most)


def _ends(score: Score, item: Item) -> tuple[Decimal, Decimal]:
    values = [_part(score, item, points) for points in bounds(item)]
    return min(values), max(values)


def _made(score: Score, items: tuple[Item, ...], points: list[Decimal]) -> Decimal:
    total = sum((_part(score, item, one) for item, one in zip(items, points, strict=True)), Decimal())
    return total / len(items) if score.how == "mean" else total


def _part(score: Score, item: Item, points: Decimal) -> Decimal:
    """What an item adds: its points, or one when it counts; times its weight."""
    weight = exact(score.weights.get(item.id, 1))
    return weight * (int(points >= exact(score.counts_from)) if score.how == "count" else points)
