"""Concepts, criteria and thresholds: what words and numbers mean, and by whose count."""

from typing import Literal

from .base import Id, Item, Part, PartialDate, Text


class Concept(Item):
    """A term with one definition; several definitions of a term stand side by side."""

    term: Text
    system: str = ""
    words: tuple[str, ...] = ()
    criteria: Id | None = None


class Threshold(Part):
    """One limit of a set: the measure passes when it reaches (or exceeds) the number."""

    when: dict[str, str] = {}
    at_least: float | None = None
    more_than: float | None = None
    at_most: float | None = None
    label: str = ""


class CriteriaSet(Item):
    """A set of criteria or thresholds with its origin and validity; several may disagree."""

    concept: Id
    measure: Text
    kind: Literal["threshold", "count"]
    origin: Text
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    unit: str = ""
    within_months: int | None = None
    criteria: tuple[str, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
