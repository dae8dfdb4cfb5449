"""Whom Helhet tells before a legal time is over, and the names of what belongs to legal times."""

from datetime import time
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from .base import Id, Part, Text

Count = Annotated[int, Field(ge=0)]


class AlarmStep(Part):
    """One alarm: to whom and when. Before: hours, or days and a time of day. after: when the strict time, or the last
    defensible one, is over. any_day: also on a day when the office is closed; others move to the working day before.
    """

    id: Id
    to: Id
    hours_before: Count | None = None
    days_before: Count | None = None
    at: time | None = None
    after: Literal["strict", "last"] | None = None
    any_day: bool = False

    @model_validator(mode="after")
    def _one_time(self) -> Self:
        if sum(value is not None for value in (self.hours_before, self.days_before, self.after)) != 1:
            raise ValueError("en av hours_before, days_before och after")
        if (self.days_before is None) != (self.at is None):
            raise ValueError("days_before och at hör ihop")
        return self


class Alarms(Part):
    """Alarms for times of one sort."""

    id: Id
    text: Text
    steps: Annotated[tuple[AlarmStep, ...], Field(min_length=1)]


class Label(Part):
    """An id and what people call it."""

    id: Id
    label: Text


class Group(Part):
    """A name for several times, the shortest first."""

    id: Id
    rules: Annotated[tuple[Id, ...], Field(min_length=2)]


class Alias(Part):
    """Another spelling of a key."""

    id: Id
    rule: Id
