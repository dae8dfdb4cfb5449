"""How long a record is kept: periods after the last note, what is exempt from them, and the log. Dated and cited."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from .base import Id, MunicipalityCode, Part, Text
from .law import Dated
from .records import Domain

CountyCode = Annotated[str, StringConstraints(pattern=r"^\d{2}$")]
DayOfMonth = Annotated[int, Field(ge=1, le=31)]
Cited = Annotated[tuple[Text, ...], Field(min_length=1)]


class RecordFacts(Part):
    """What is known of one record (a person in a holding). None is not known, and nothing is ever purged on that.

    last_note: the Swedish day of the last note. ongoing: whether the holding still has the matter open. matters: ids of
    what the record holds (an empty set: somebody has looked, and it holds none of them); `found` are those that the
    system itself knows of. birth_day: the day in the month, when no more is known.
    """

    domain: Domain
    public: bool
    county: CountyCode
    municipality: MunicipalityCode | Literal[""] = ""
    last_note: date | None = None
    ongoing: bool | None = None
    matters: frozenset[Id] | None = None
    found: frozenset[Id] = frozenset()
    birth_date: date | None = None
    birth_day: DayOfMonth | None = None


class FoundIn(Part):
    """A received hand-off that shows by itself that a record holds a matter: of this kind, once in one of these states,
    or with one of these outcomes (content/records/handoffs.yaml)."""

    kind: Id
    states: tuple[Id, ...] = ()
    outcomes: tuple[Id, ...] = ()


class Matter(Part):
    """Something that a record may hold and that changes how long it is kept. Asked of whoever knows the record."""

    id: Id
    label: Text
    domains: tuple[Domain, ...]
    public: bool | None = None
    found_in: tuple[FoundIn, ...] = ()


class Covers(Dated):
    """A rule and which records it covers. public: only authorities, only private providers, or (None) both."""

    id: Id
    domains: Annotated[tuple[Domain, ...], Field(min_length=1)]
    public: bool | None = None
    text: Text
    provisions: Cited


class Period(Covers):
    """How many whole years after the last note, and what then follows. within_next_year: done at the latest when the
    calendar year after that has ended."""

    years: Annotated[int, Field(ge=1)]
    action: Literal["purge", "may_archive"]
    within_next_year: bool = False


class Selection(Part):
    """Whose records are kept for research: of whole counties and municipalities, or of those born on certain days."""

    counties: tuple[CountyCode, ...] = ()
    municipalities: tuple[MunicipalityCode, ...] = ()
    birth_days: tuple[DayOfMonth, ...] = ()


class Exemption(Covers):
    """What is not purged when the period ends: never, before an age, or handed over instead. ordinary: the period holds
    all the same, and this says why."""

    matters: tuple[Id, ...] = ()
    selection: Selection | None = None
    effect: Literal["never", "until_age", "hand_over", "ordinary"]
    age: int | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if bool(self.matters) == (self.selection is not None):
            raise ValueError("ett undantag har antingen matters eller selection")
        if (self.effect == "until_age") != (self.age is not None):
            raise ValueError("age hör till effect: until_age, och bara dit")
        return self


class LogPeriod(Dated):
    """How long the log of who has read and written is kept at least."""

    id: Id
    years: Annotated[int, Field(ge=1)]
    text: Text
    provisions: Cited
