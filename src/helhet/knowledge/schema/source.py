"""sources.yaml and what belongs to the text itself: sections, references, misprints, readings, questions."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from .base import Anchor, Id, Part, PartialDate, Standing, Text

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
    """Where the document points: to a section of its own, to a provision, or to something outside.

    `ends` is the last day of what it points at, where that is said; `about: predecessor` is what held before.
    """

    id: Id
    anchors: tuple[Anchor, ...]
    text: Text
    to_anchor: Anchor | None = None
    provision: str | None = None
    about: Id | None = None
    outside: str | None = None
    ends: PartialDate | None = None
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
