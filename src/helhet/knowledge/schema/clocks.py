"""How a legal time is counted: its length, what moves its last day, what stops it, what falls when it is missed."""

from datetime import time
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from .base import Id, Part, PartialDate, Text
from .law import Dated, Sure

# age: whole years from a birth, where somebody born on 29 February has turned a year older on 1 March.
Unit = Literal["hours", "days", "weeks", "months", "years", "age"]
UNITS: tuple[Unit, ...] = ("hours", "days", "weeks", "months", "years", "age")
# act: something must be done by then. most: something may go on until then, no longer. begins: something begins on
# that day. least: something holds at least until then.
Sort = Literal["act", "most", "begins", "least"]
Count = Annotated[int, Field(ge=0)]


class Length(Part):
    """A length in one unit: {weeks: 1}. {days: 0} is the same day."""

    hours: Count | None = None
    days: Count | None = None
    weeks: Count | None = None
    months: Count | None = None
    years: Count | None = None
    age: Count | None = None

    @model_validator(mode="after")
    def _one_unit(self) -> Self:
        if len(self.model_fields_set) != 1 or None in self.model_dump(exclude_unset=True).values():
            raise ValueError("skriv en längd i en enhet: hours, days, weeks, months, years eller age")
        return self

    @property
    def counted(self) -> tuple[Unit, int]:
        """The unit and the number."""
        return next((unit, number) for unit in UNITS if (number := getattr(self, unit)) is not None)


class OtherLength(Part):
    """Another length in some cases: when it starts after a time of day, or when a fact holds, until a day."""

    after: time | None = None
    fact: Id | None = None
    until: PartialDate | None = None
    length: Length
    text: Text


class Extension(Part):
    """Who may extend it, and when. to: the length from the same start; None where whoever decides names the day."""

    to: Length | None = None
    text: Text


class Relief(Part):
    """The next working day (lag 1930:173, 2 §) may hold when the last one is none. sure: that it does for this rule."""

    sure: Sure
    why: str = ""


class Clock(Part):
    """What is needed to count a legal time.

    event: the start as a short subject ("Beslutet"). at_once: the word of the law where it gives no number. task: what
    is to be done, as an infinitive. done: what meets it. ends_something: a decision or a right falls by law when it is
    missed; lapses says what follows in every case. pauses: what stops the counting. agreed: a county's agreement may
    say another number of days. within_next_year: done at the latest when the calendar year after the last day has
    ended. by_law_of: whether the wording is that of the day it starts or, when something is kept, of the day it ends.
    """

    event: Text
    length: Length
    at_once: str = ""
    sort: Sort = "act"
    whose: Id
    task: Text
    done: Text
    lapses: str = ""
    lapses_by: tuple[Text, ...] = ()
    ends_something: bool = False
    choices: tuple[OtherLength, ...] = ()
    extension: Extension | None = None
    relief: Relief | None = None
    pauses: tuple[Id, ...] = ()
    agreed: bool = False
    within_next_year: bool = False
    by_law_of: Literal["start", "end"] = "start"
    alarms: Id | None = None
    note: str = ""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.relief and (self.sort != "act" or self.length.hours is not None):
            raise ValueError("relief hör till en handling (sort: act) som räknas i dagar eller längre")
        if self.ends_something and not self.lapses:
            raise ValueError("lapses ska säga vad som faller")
        return self


class EarlierDeadline(Dated):
    """The same time in an older wording, with how sure we are of it; what is left out was the same."""

    provisions: Annotated[tuple[Text, ...], Field(min_length=1)]
    limit: str = ""
    who: str = ""
    length: Length | None = None
    at_once: str = ""
