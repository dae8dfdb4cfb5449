"""content/law/: provisions, duties as tables, who a need belongs to, statements, deadlines, grounds, act now."""

from typing import Literal

from .base import Id, Part, PartialDate, PrincipalId, Text, When
from .routes import Step

# How sure we are: read in the text, read second-hand, remembered, or open.
Sure = Literal["read", "secondary", "memory", "open"]
Notion = Literal["resident", "registered", "staying", "any"]


class Dated(Part):
    """Something that holds from one day to another; no end means it holds until changed."""

    valid_from: PartialDate
    valid_to: PartialDate | None = None
    sure: Sure
    source: str = ""


class Provision(Dated):
    """A provision as cited ("SoL 2025:400 19 kap. 1 §"), what it is about, and what came after it."""

    id: Text
    about: Id
    text: Text
    succeeded_by: str | None = None
    note: str = ""


class Caution(Dated):
    """Days on which our rules are known to fall short, and what an answer then says."""

    id: Id
    text: Text


class Judgement(Part):
    """A statutory test, put as a question to the one who may answer it; never computed."""

    by: Id
    question: Text


class Earlier(Dated):
    """The same duty while it stood in older paragraphs, with how sure we are of them; text when it said otherwise."""

    provisions: tuple[Text, ...]
    text: str = ""


class Corrects(Part):
    """What the law says to this person about a step that an agreement may ask of them."""

    act: Id
    note: Text
    judgement: Judgement | None = None


class LawRow(Dated):
    """A legal duty: when these facts hold, these steps follow."""

    id: Id
    text: Text
    provisions: tuple[Text, ...]
    when: When = {}
    steps: tuple[Step, ...]
    municipality: Notion = "any"
    judgement: Judgement | None = None
    topic: Id | None = None
    need: Id | None = None
    earlier: tuple[Earlier, ...] = ()
    corrects: Corrects | None = None


class LawTable(Part):
    """Legal duties that may hold together: every row that fires counts. alone: only where no agreement shows a way."""

    id: Id
    title: Text
    per: Literal["person", "substance"] = "person"
    alone: bool = False
    rows: tuple[LawRow, ...]


class LawNeed(Dated):
    """Which principal a need belongs to, where statute decides it; both: each carries its own."""

    id: Id
    need: Id
    principals: tuple[PrincipalId, ...]
    units: tuple[Id, ...] = ()
    applies: When = {}
    provisions: tuple[Text, ...]
    text: Text
    earlier: tuple[Earlier, ...] = ()


class Word(Part):
    """A dated word: what we write now, what older texts wrote, and from when."""

    id: Id
    word: Text
    instead_of: tuple[str, ...]
    since: PartialDate
    where: Text
    still_in: tuple[str, ...] = ()
    source: Text
    sure: Sure
