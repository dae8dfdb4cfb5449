"""Goals and indicators: the same thing measured, with another target or in another unit."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from ..schema.governing import Goal
from .say import listed, places, plain, quoted
from .subject import Draft, Subject


def differing(subject: Subject) -> Iterator[Draft]:
    """The same thing measured, with another target or in another unit."""
    goals: dict[str, list[Goal]] = defaultdict(list)
    measures = {i.goal: i.measures for i in subject.pack.indicators if i.goal and i.measures}
    for goal in subject.pack.goals:
        goals[plain(measures.get(goal.id, goal.text))].append(goal)
    for measured in goals.values():
        said = {(plain(g.target), plain(g.unit)): g for g in measured}
        if len(said) > 1:
            yield _target(
                subject, [(g, f"{g.target} {g.unit}".strip() or "inget mål i siffror") for g in said.values()]
            )
    indicators: dict[str, dict[str, Any]] = defaultdict(dict)
    for indicator in subject.pack.indicators:
        if indicator.measures and indicator.unit:
            indicators[plain(indicator.measures)].setdefault(plain(indicator.unit), indicator)
    for by_unit in indicators.values():
        if len(by_unit) > 1:
            yield _target(subject, [(i, i.unit) for i in by_unit.values()])


def _target(subject: Subject, given: list[tuple[Any, str]]) -> Draft:
    said = listed((f"{quoted(value)} i {places(subject.pack, entry.anchors)}" for entry, value in given), "men")
    text = f"Samma sak mäts på olika sätt: {quoted(given[0][0].text)}. Dokumentet anger {said}. Vilket gäller?"
    where = tuple(a for entry, _ in given for a in entry.anchors)
    return Draft(tuple(sorted(entry.id for entry, _ in given)), text, where, "conflict")
