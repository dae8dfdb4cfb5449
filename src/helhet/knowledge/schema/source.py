"""sources.yaml and what belongs to the text itself: sections, references, misprints, readings, questions."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from .base import Anchor, Id, Item, Part, PartialDate, Standing, Text, When

Bullet = Annotated[str, StringConstraints(pattern=r"^[0-9a-z.\-]+$")]


class Document(Part):
    """A source document: its short name (the first part of every anchor) and what it is."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Za-z0-9]*$")]
    title: Text
    year: PartialDate | None = None
    publisher: str = ""
    file: str = ""


class Section(Part):
    """A section of a document, paraphrased; each bullet of a list has its own anchor."""

    anchor: Anchor
    title: Text
    lines: str = ""
    text: Text
    bullets: dict[Bullet, Text] = {}
    kind: Literal["text", "list", "table", "figure", "heading", "front"] = "text"
    missing: str = ""


class Reference(Part):
    """Where the document points: to a section of its own, to a provision, or to something outside."""

    id: Id
    anchors: tuple[Anchor, ...]
    text: Text
    to_anchor: Anchor | None = None
    provision: str | None = None
    about: Id | None = None
    outside: str | None = None
    holds: bool = True
    standing: Standing = "stated"
    note: str = ""


class Misprint(Part):
    """What is printed beside what must be meant; cause machine is never the county's fault."""

    id: Id
    anchors: tuple[Anchor, ...]
    printed: Text
    meant: Text
    cause: Literal["county", "machine", "unclear"]
    note: str = ""


class Statement(Item):
    """One thing the document says on a topic, as a value that can be compared with other places."""

    topic: Id
    value: Text


class Reading(Item):
    """What *we* conclude and the document does not say: always marked, always listed."""

    about: tuple[Id, ...] = ()
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
