"""A file that says an instrument or a wording, in the project's YAML: read and checked, every fault with its line."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..explain import problems_from
from ..schema.base import Part
from ..schema.instruments import Cutoff, Instrument, LimitSet, NationalSet, Who, Wording
from ..schema.law_says import LawThreshold
from ..yamlfile import KeyPath, Problem, YamlFile, read
from .answering import exact, plain
from .checking import faults

National = Iterable[LawThreshold]


def instrument_in(file: YamlFile, national: National) -> tuple[Instrument | None, list[Problem]]:
    """The instrument of a file, and everything that is wrong with it; no instrument when anything is."""
    raw, problems = _validated(file, Instrument)
    if raw is None:
        return None, problems
    found, texts = _completed(raw, {one.id: one for one in national})
    texts += [] if texts else list(faults(found))
    problems = [Problem(file.path.name, file.line(where), text) for where, text in texts]
    return (None if problems else found), sorted(problems)


def wording_in(file: YamlFile) -> tuple[Wording | None, list[Problem]]:
    """The wording of a file; whether it fits its instrument is for the shelf to say."""
    return _validated(file, Wording)


def read_instrument(path: Path, national: National) -> tuple[Instrument | None, list[Problem]]:
    """The instrument of a YAML file."""
    return instrument_in(read(path), national)


def _validated[P: Part](file: YamlFile, model: type[P]) -> tuple[P | None, list[Problem]]:
    if file.problems:
        return None, file.problems
    if not isinstance(file.data, dict):
        return None, [Problem(file.path.name, 1, "ska bestå av fält, ett på varje rad (id: …, title: …)")]
    try:
        return model.model_validate(file.data), []
    except ValidationError as error:
        return None, sorted(problems_from(error, file))


type Texts = list[tuple[KeyPath, str]]


def _completed(raw: Instrument, national: dict[str, LawThreshold]) -> tuple[Instrument, Texts]:
    """With the answers of scales written into their items, and the national sets before the own ones."""
    texts: Texts = []
    items = []
    for index, item in enumerate(raw.items):
        if item.scale and item.scale not in raw.scales:
            texts.append((("items", index), f"{item.id}: skalan {item.scale} finns inte"))
        elif item.scale and item.options:
            texts.append((("items", index), f"{item.id}: skriv precis en av options, scale och range"))
        options = raw.scales.get(item.scale or "", item.options)
        items.append(item.model_copy(update={"options": options, "scale": None}))
    for index, one in enumerate(raw.national):
        if one.id not in national:
            texts.append((("national", index), f"gränserna {one.id} finns inte i content/law/thresholds.yaml"))
    sets = [as_set(one, national[one.id]) for one in raw.national if one.id in national]
    changed = {"items": tuple(items), "scales": {}, "national": (), "sets": (*sets, *raw.sets)}
    return raw.model_copy(update=changed), texts


def as_set(named: NationalSet, law: LawThreshold) -> LimitSet:
    """A nationally set limit as a set of an instrument's."""
    limits = tuple(
        Cutoff(
            when=Who.model_validate(one.when),
            at_least=_number(one.at_least),
            more_than=_number(one.more_than),
            at_most=_number(one.at_most),
            label=one.label,
            level=named.levels.get(one.label),
        )
        for one in law.thresholds
    )
    shared = law.model_dump(include={"id", "origin", "text", "valid_from", "valid_to", "sure", "source"})
    return LimitSet(**shared, score=named.score, otherwise=named.otherwise, limits=limits)


def _number(number: float | None) -> int | float | None:
    return None if number is None else plain(exact(number))


def canonical(part: Part) -> str:
    """The same content always the same text."""
    return json.dumps(plain_data(part), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def plain_data(part: Part) -> dict[str, Any]:
    """A part as JSON data, without what is not said."""
    return part.model_dump(mode="json", exclude_defaults=True)


def hash_of(part: Part) -> str:
    """SHA-256 of the canonical text: which content a result came from."""
    return "sha256:" + hashlib.sha256(canonical(part).encode()).hexdigest()
