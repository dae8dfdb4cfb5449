"""Commitments, structures, the ladder for deviations, goals, indicators and activities."""

from typing import Literal

from .base import Id, Item, PartialDate, PrincipalId, Text


class Structure(Item):
    """A group that meets: members, mandate, tasks, and where what it cannot solve goes."""

    name: Text
    level: Literal["political", "county", "regional", "local", "working", "reference", "unit"]
    members: tuple[str, ...] = ()
    mandate: str = ""
    tasks: tuple[str, ...] = ()
    meetings: str = ""
    unsolved_to: Id | None = None


class Rung(Item):
    """A step on the ladder for deviations and disputes."""

    who: Text
    structure: Id | None = None
    next: Id | None = None
    time: str | None = None


class Goal(Item):
    """A goal or part goal, with its target where one is given."""

    group: Id | None = None
    target: str = ""
    unit: str = ""


class Indicator(Item):
    """How something is to be followed: a definition, never a figure."""

    measures: str = ""
    source: str = ""
    unit: str = ""
    goal: Id | None = None


class Activity(Item):
    """Something to be done, by whom and when; missing owner or time is a lint finding."""

    goal: Id | None = None
    owner: str = ""
    time: str = ""
    day: PartialDate | None = None
    doer: PrincipalId | None = None
