"""The answers of a FHIR item: what is entered, what it gives, and what the person reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .node import Node


@dataclass(frozen=True)
class Choice:
    """An answer as FHIR says it. weight: its points when they are written. whole: the answer is a number itself."""

    code: str
    system: str
    label: str
    weight: int | float | None
    whole: bool = False

    @property
    def number(self) -> int | None:
        """The code as the number it is written as on the form; None when it is none."""
        digits = self.code.removeprefix("-")
        return int(self.code) if digits.isascii() and digits.isdigit() and str(int(self.code)) == self.code else None


def choices(item: Node, contained: dict[str, Node]) -> list[Choice]:
    """Every answer of an item, written in it or in a value set that the file holds."""
    found = [choice for option in item.every("answerOption") if (choice := _written(option))]
    named = item.text("answerValueSet")
    if named and named.removeprefix("#") in contained and named.startswith("#"):
        found += _of_set(contained[named[1:]])
    elif named:
        item.fault("pekar på en lista utanför filen. Lägg svaren i filen, i answerOption", "answerValueSet")
    return found


def _written(option: Node) -> Choice | None:
    coding = option.one("valueCoding")
    if coding:
        weight = weight_of(option) if weight_of(option) is not None else weight_of(coding)
        code = coding.text("code") or coding.text("display")
        return Choice(code, coding.text("system"), coding.text("display") or code, weight)
    if "valueInteger" in option.data:
        number = option.number("valueInteger")
        return None if number is None else Choice(str(number), "", str(number), weight_of(option), whole=True)
    text = option.text("valueString")
    if not text:
        option.fault("har inget svar vi kan läsa: valueCoding, valueInteger eller valueString")
        return None
    return Choice(text, "", text, weight_of(option))


def _of_set(values: Node) -> Iterator[Choice]:
    compose, expansion = values.one("compose"), values.one("expansion")
    for include in compose.every("include") if compose else ():
        for concept in include.every("concept"):
            yield _concept(concept, include.text("system"))
    for concept in expansion.every("contains") if expansion and not compose else ():
        yield _concept(concept, concept.text("system"))


def _concept(concept: Node, system: str) -> Choice:
    return Choice(concept.text("code"), system, concept.text("display") or concept.text("code"), weight_of(concept))


def weight_of(node: Node) -> int | float | None:
    """The points that an extension gives, under any of the names it has had."""
    for extension in node.every("extension"):
        name = extension.text("url").rpartition("/")[2]
        if name == "itemWeight" or name.lower().endswith("ordinalvalue"):
            return extension.number("valueDecimal" if "valueDecimal" in extension.data else "valueInteger")
    return None


def as_options(item: Node, found: list[Choice]) -> tuple[list[dict[str, Any]], bool]:
    """The answers as an instrument has them, and whether they give points.

    What is entered is the number that stands as code; where codes are no numbers, the points; else the code.
    """
    weights = [one.weight for one in found]
    scored = all(weight is not None for weight in weights) or all(one.whole for one in found)
    if not scored and any(weight is not None for weight in weights):
        item.fault("några svar har poäng (ordinalValue eller itemWeight) och andra inte. Ge alla poäng, eller inget")
    values = _values(found)
    return [
        {
            "value": value,
            "points": one.weight if one.weight is not None else one.number if one.whole else 0,
            "label": one.label,
            "code": one.code,
            "system": one.system,
        }
        for value, one in zip(values, found, strict=True)
    ], scored


def _values(found: list[Choice]) -> list[int | str]:
    numbers = [one.number for one in found if one.number is not None]
    if len(numbers) == len(found):
        return list(numbers)
    points = {int(one.weight) for one in found if one.weight is not None and one.weight == int(one.weight)}
    if len(points) == len(found):
        return [int(one.weight or 0) for one in found]
    return [one.code for one in found]
