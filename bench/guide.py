"""How long an answer takes, and how it grows with the number of rows."""

import statistics
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from helhet.knowledge.advise import Guide
from helhet.knowledge.library import Library
from helhet.knowledge.pack import Pack

DAY = date(2026, 11, 22)
# Every fact known, as when a nurse has answered all there is to answer.
KNOWN: dict[str, Any] = {
    "danger": [],
    "great_concern": "no",
    "unit": "health_centre",
    "competence": "screening",
    "substances": {"alcohol": "risk_use"},
    "assessment": "beyond_own",
    "age": 45,
    "profession": "other_health",
    "willing": "wants",
    "own_measures": "tried",
    "pregnant": "no",
    "children_near": "no",
    "psychiatric": "no",
    "somatic": "no",
    "violence": "no",
    "housing": "stable",
    "injects": "no",
    "drives": "no",
    "firearm": "no",
    "relatives": "no",
    "tobacco": "no",
    "both_sides": "yes",
    "setting": [],
    "needs": [],
}


def times(pack: Pack, factor: int) -> Pack:
    """The same pack with every row standing `factor` times, each with a text of its own so that none merge."""
    tables = []
    for table in pack.tables:
        rows = [
            row.model_copy(
                update={
                    "id": f"{row.id}-{n}",
                    "steps": tuple(s.model_copy(update={"text": f"{s.text} {n}"}) for s in row.steps),
                }
            )
            for row in table.rows
            for n in range(factor)
        ]
        tables.append(table.model_copy(update={"rows": tuple(rows), "policy": "collect"}))
    return pack.model_copy(update={"tables": tuple(tables)})


def median(run: Callable[[], object], rounds: int) -> float:
    """The median of `rounds` runs, in seconds."""
    taken = []
    for _ in range(rounds):
        started = time.perf_counter()
        run()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def answers(library: Library, pack: Pack) -> dict[int, tuple[int, float]]:
    """Factor → (rows of the pack, median seconds an answer takes)."""
    found = {}
    for factor, rounds in ((1, 2000), (10, 400), (100, 60)):
        grown = times(pack, factor)
        guide = Guide([grown], library.law, library.vocabulary, library.directory, DAY, "0880", named=True)
        guide.answer(KNOWN)
        rows = sum(len(table.rows) for table in grown.tables)
        found[factor] = rows, median(lambda guide=guide: guide.answer(KNOWN), rounds)
    return found
