"""Reads a plan that somebody wrote by hand. What cannot be used is told and left out, so the rest is judged too."""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from ..explain import sentence
from .form import Plan

type Path = tuple[str | int, ...]


@dataclass
class Read:
    """A plan as far as it could be read. errors: what was left out because of its form. warnings: unknown names."""

    plan: Plan = field(default_factory=Plan)
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def read(raw: Mapping[str, Any]) -> Read:
    """The plan in `raw`, with every fault of its form told in Swedish. Never raises."""
    found, left = Read(), _without_nothing(copy.deepcopy(dict(raw)))
    while True:
        try:
            found.plan = Plan.model_validate(left)
        except ValidationError as error:
            # From the end, so that what is taken out of a list does not move what is left.
            for detail in sorted(error.errors(include_url=False), key=_order, reverse=True):
                _tell(found, dict(detail), _inside(left, detail["loc"]))
                _take_out(left, _inside(left, detail["loc"]))
        else:
            found.errors.reverse()
            found.warnings.reverse()
            return found


def _without_nothing(value: Any, top: bool = True) -> Any:
    """null is the same as not said."""
    if isinstance(value, dict):
        return {name: _without_nothing(one, False) for name, one in value.items() if one is not None}
    return [_without_nothing(one, False) for one in value] if isinstance(value, list) else value


def _order(detail: Any) -> list[tuple[int, int, str]]:
    return [(0, part, "") if isinstance(part, int) else (1, 0, part) for part in detail["loc"]]


def _inside(value: Any, location: Path) -> Path:
    """The part of a location that is in what was written: pydantic adds names of its own at the end."""
    kept: Path = ()
    for part in location:
        inside = part in value if isinstance(value, dict) else isinstance(part, int) and isinstance(value, list)
        if not inside:
            break
        kept, value = (*kept, part), value[part]
    return kept


def _tell(found: Read, detail: dict[str, Any], where: Path) -> None:
    if detail["type"] == "extra_forbidden":
        found.warnings.append(_unknown(where))
    else:
        found.errors.append(sentence(detail, tuple(part + 1 if isinstance(part, int) else part for part in where)))


def _unknown(where: Path) -> str:
    name, place = str(where[-1]), dotted(where)
    close = get_close_matches(name, _names(where[:-1]), n=1, cutoff=0.6)
    hint = f" Menade du {close[0]}?" if close else " Kontrollera stavningen, eller ta bort det."
    return f"{place}: det namnet finns inte i en plan, så det lästes inte.{hint}"


def _names(where: Path) -> list[str]:
    """The names that may stand in a place of a plan."""
    form: type[BaseModel] | None = Plan
    for part in where:
        if isinstance(part, str) and form:
            form = next(_forms(form.model_fields[part].annotation), None)
    return list(form.model_fields) if form else []


def _forms(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _forms(inner)


def _take_out(value: Any, where: Path) -> None:
    """Leave out what cannot be used. A list gets an empty place first, so that those after it keep their number."""
    *way, last = where
    for part in way:
        value = value[part]
    if isinstance(last, int) and value[last] != {}:
        value[last] = {}
    else:
        del value[last]


def dotted(where: Path) -> str:
    """A place in a plan, counted as people count: measures_needed.2.start is the second."""
    return ".".join(str(part + 1 if isinstance(part, int) else part) for part in where)
