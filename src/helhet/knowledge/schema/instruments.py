"""content/instruments/ and instruments that are loaded: items, points, scores, limits, and official wordings."""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from .base import Id, Part
from .law import Dated

# A label or a name: it may be as short as "I".
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Number = Annotated[int | float, Field(allow_inf_nan=False, ge=-1_000_000, le=1_000_000)]
# What FHIR lets a link be called, save what cannot be seen.
ItemId = Annotated[str, StringConstraints(pattern=r"^[\x21-\x7eÀ-ÿ]+$", max_length=80)]
AgeSpan = Annotated[str, StringConstraints(pattern=r"^(\d{1,3}-(\d{1,3})?|-\d{1,3})$")]
ScoreId = Id


class Who(Part):
    """Whom something is for; what is not said does not matter. age: "16-25", "18-" or "-17"."""

    sex: Literal["female", "male"] | None = None
    age: AgeSpan | None = None


class Variant(Part):
    """A text for some: the first that fits the person is shown."""

    when: Who = Who()
    text: Text


Label = Text | tuple[Variant, ...]


def _bare(raw: object) -> object:
    return raw if isinstance(raw, dict | Part) else {"value": raw}


class Option(Part):
    """One answer: `value` is what is entered from the form, `points` what it gives (the value itself, if not said)."""

    value: int | Annotated[str, StringConstraints(min_length=1, max_length=80)]
    points: Number | None = None
    label: str = ""
    code: str = ""
    system: str = ""

    @model_validator(mode="after")
    def _has_points(self) -> Self:
        if self.points is None and not isinstance(self.value, int):
            raise ValueError("points saknas: ett svar som inte är ett heltal måste säga vilka poäng det ger")
        return self

    @property
    def gives(self) -> int | float:
        """The points of this answer."""
        return self.points if self.points is not None else int(self.value)


# `[0, 1, 2]` is written as such: answers whose number is their points.
Options = tuple[Annotated[Option, BeforeValidator(_bare)], ...]


class Range(Part):
    """A whole number, entered as it is; the number is its points."""

    least: int = 0
    most: int


class Trigger(Part):
    """What an earlier item was answered with. Exactly one of the tests is written."""

    item: ItemId
    one_of: tuple[int | str, ...] = ()
    none_of: tuple[int | str, ...] = ()
    at_least: Number | None = None
    at_most: Number | None = None
    answered: bool | None = None

    @model_validator(mode="after")
    def _one_test(self) -> Self:
        written = [bool(self.one_of), bool(self.none_of)]
        written += [test is not None for test in (self.at_least, self.at_most, self.answered)]
        if sum(written) != 1:
            raise ValueError("skriv precis en av one_of, none_of, at_least, at_most och answered")
        return self


class Asked(Part):
    """When an item is asked: all of these, and at least one of those."""

    all: tuple[Trigger, ...] = ()
    any: tuple[Trigger, ...] = ()

    @property
    def triggers(self) -> tuple[Trigger, ...]:
        """Every test in it."""
        return self.all + self.any


def _several(raw: object) -> object:
    return [raw] if isinstance(raw, dict | Asked) else raw


class Item(Part):
    """One item. It has options, a scale (options shared by several) or a range.

    reverse: the points are turned round within the item. asked_when: all of them must hold; always asked when there are
    none. not_asked: the points it gives when it is not asked.
    """

    id: ItemId
    label: Label
    options: Options = ()
    scale: Id | None = None
    range: Range | None = None
    reverse: bool = False
    asked_when: Annotated[tuple[Asked, ...], BeforeValidator(_several)] = ()
    not_asked: Number = 0
    code: str = ""
    system: str = ""


class Score(Part):
    """How points become a number; no items means all. count: how many items give at least `counts_from` points."""

    id: ScoreId
    label: Text
    how: Literal["sum", "count", "mean"] = "sum"
    items: tuple[ItemId, ...] = ()
    weights: dict[ItemId, Number] = {}
    counts_from: Number = 1


class Cutoff(Part):
    """A class of a set: from a number (or above it), up to and with another. level: what the guide calls it."""

    when: Who = Who()
    at_least: Number | None = None
    more_than: Number | None = None
    at_most: Number | None = None
    label: Text
    level: Id | None = None


class LimitSet(Dated):
    """A set of limits with its origin and days; another set may say otherwise. otherwise: the class outside them."""

    id: Id
    origin: Text
    text: Text
    score: ScoreId = "total"
    when: Who = Who()
    otherwise: Text = "under gränsen"
    limits: Annotated[tuple[Cutoff, ...], Field(min_length=1)]


class NationalSet(Part):
    """A set that stands in content/law/thresholds.yaml, and what its labels mean to the guide."""

    id: Id
    score: ScoreId = "total"
    otherwise: Text = "under gränsen"
    levels: dict[str, Id] = {}


class Instrument(Part):
    """An instrument as data. The first set that fits the person is the one that gives the class.

    kind: `criteria` counts what a clinician has judged, `measure` is one number. period: the time it asks about.
    completes: acts of the vocabulary that are done when it is filled in.
    worded: its labels are the official wording, so the person can answer them. national: come before the own sets.
    """

    id: Id
    title: Text
    about: Text
    version: Text
    kind: Literal["screening", "criteria", "measure"] = "screening"
    unit: Text = "poäng"
    period: str = ""
    note: str = ""
    source: Text
    rights: str = ""
    substance: Id | None = None
    completes: tuple[Id, ...] = ()
    worded: bool = False
    scales: dict[Id, Options] = {}
    items: Annotated[tuple[Item, ...], Field(min_length=1, max_length=300)]
    scores: tuple[Score, ...] = ()
    sets: tuple[LimitSet, ...] = ()
    national: tuple[NationalSet, ...] = ()


class ItemWording(Part):
    """The official wording of an item; options in the order of the instrument's."""

    id: ItemId
    text: Label
    help: str = ""
    options: tuple[Text, ...] = ()


class Wording(Part):
    """The official wording of an instrument, loaded by whoever has the right to use it."""

    wording_for: Id
    version: Text
    source: Text
    intro: str = ""
    items: tuple[ItemWording, ...]
