"""A made-up pack of 12 facts and 256 rows: a way cut into boxes, with a few faults planted in it."""

import random
from collections.abc import Mapping
from typing import Any

from helhet.knowledge.pack import Pack
from helhet.knowledge.vocabulary import Vocabulary

FACTS = (
    *("substance", "level", "age", "unit", "competence", "assessment"),
    *("willing", "profession", "children_near", "violence", "housing", "great_concern"),
)
ROWS = 256
Box = dict[str, list[Any]]


def _values(fact: str, words: Vocabulary) -> list[Any]:
    known = words.facts[fact]
    return list(range(known.min, known.max + 1)) if known.type == "integer" else [v.id for v in known.values]


def _cut(box: Box, chance: random.Random) -> tuple[Box, Box]:
    """A box in two, along any of its facts that can still be cut."""
    fact = chance.choice([name for name, values in box.items() if len(values) > 1])
    values = box[fact]
    place = chance.randint(1, len(values) - 1)
    return {**box, fact: values[:place]}, {**box, fact: values[place:]}


def _boxes(words: Vocabulary, chance: random.Random) -> list[Box]:
    boxes: list[Box] = [{fact: _values(fact, words) for fact in FACTS}]
    while len(boxes) < ROWS:
        boxes += _cut(boxes.pop(chance.randrange(len(boxes))), chance)
    return boxes


def _when(box: Box, words: Vocabulary) -> dict[str, Any]:
    """The box as a condition: only the facts it narrows."""
    when = {}
    for fact, values in box.items():
        if len(values) < len(_values(fact, words)):
            when[fact] = [f"{values[0]}-{values[-1]}"] if fact == "age" else values
    return when


def _row(number: int, when: Mapping[str, Any]) -> dict[str, Any]:
    steps = [{"act": "cooperate", "text": f"Steg {number}", "deadline": f"dag {number}"}]
    return {"id": f"rad-{number}", "text": f"Rad {number}", "anchors": ["S/s"], "when": dict(when), "steps": steps}


def whole(words: Vocabulary, seed: int = 1) -> list[dict[str, Any]]:
    """Rows that answer every situation exactly once."""
    chance = random.Random(seed)  # noqa: S311
    return [_row(number, _when(box, words)) for number, box in enumerate(_boxes(words, chance))]


def faulty(words: Vocabulary, seed: int = 1) -> list[dict[str, Any]]:
    """The same rows with two left out (gaps), one widened (overlaps) and one that can never hold."""
    rows = whole(words, seed)
    del rows[40], rows[120]
    rows[7]["when"].popitem()
    rows[200]["when"] |= {"unit": {"not": list(words.units)}}
    return rows


def pack(rows: list[dict[str, Any]]) -> Pack:
    """A pack with one unique table that decides the way."""
    about = {
        "id": "synthetic",
        "title": "Påhittat",
        "short": "Påhittat",
        "kind": "agreement",
        "county": "99",
        "status": "draft",
        "periods": [{"start": "2020"}],
        "summary": "Påhittat",
        "claims": [{"id": "alla", "text": "Alla", "anchors": ["S/s"], "covers": {}, "proof": True}],
    }
    table = {"id": "way", "title": "Väg", "policy": "unique", "per": "substance", "course": True, "rows": rows}
    return Pack.model_validate({"about": about, "tables": [table]})
