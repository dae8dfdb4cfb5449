"""Courses of states, where a decision table is the wrong shape (compulsory care)."""

from .base import Anchor, Id, Item, Part, Text


class State(Item):
    """A state in a course: who owns it, what may follow, and how long it may take."""

    owner: Id | None = None
    next: tuple[Id, ...] = ()
    time: str | None = None
    rule: str | None = None
    end: bool = False


class Course(Part):
    """A course of states, where a decision table is the wrong shape (compulsory care)."""

    id: Id
    title: Text
    start: Id
    states: tuple[State, ...]
    anchors: tuple[Anchor, ...] = ()
