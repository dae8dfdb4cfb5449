"""What the text says and we say of it: statements, readings, open questions, notes, days."""

from typing import Literal

from .base import Anchor, Id, Item, Part, PartialDate, Text, When


class Statement(Item):
    """One thing the document says on a topic, as a value that can be compared with other places."""

    topic: Id
    value: Text


class Reading(Item):
    """What *we* conclude and the document does not say: always marked, always listed.

    leaves_out: situations that only the reading puts outside the ways it is about; a gap there rests on it.
    """

    about: tuple[Id, ...] = ()
    leaves_out: When = {}
    why: Text


class Question(Item):
    """An open question to the county: who should answer, by when, and which findings it answers for."""

    owner: Text
    by: PartialDate
    findings: tuple[str, ...] = ()
    when: When = {}


class Note(Item):
    """Content with no typed place, under a named kind."""

    kind: Literal[
        "background",
        "purpose",
        "principle",
        "method",
        "development_need",
        "actor",
        "cooperation",
        "prevention_level",
        "work_process",
        "information_duty",
        "knowledge_source",
        "phase",
        "digital",
        "equality",
        "link",
        "quality",
    ]
    group: Id | None = None
    title: str = ""


class Dated(Part):
    """A day the document sets for something, to be held against the day it was decided."""

    id: Id
    day: PartialDate
    what: Text
    anchors: tuple[Anchor, ...]
