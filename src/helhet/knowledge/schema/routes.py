"""Ways: closed decision tables, their steps, and the channels between two sides."""

from typing import Literal

from .base import Anchor, Id, Item, Part, Strength, Text, When


class After(Part):
    """When a step is second in hand: what makes it the turn of this step, and who chooses.

    met_when: the facts that tell that its turn has come.
    """

    trigger: Text
    chooses: Literal["person", "staff", "both"]
    met_when: When = {}


class Step(Part):
    """One thing to do: who, what, to whom, through which channel, by when, how binding.

    unless: the facts that tell that it is done already.
    """

    act: Id
    text: Text
    actor: Id = "self"
    receiver: Id | None = None
    channel: Id | None = None
    deadline: str | None = None
    rule: str | None = None
    strength: Strength = "shall"
    needs: tuple[Id, ...] = ()
    form: str | None = None
    say: str = ""
    after: After | None = None
    unless: When = {}
    anchors: tuple[Anchor, ...] = ()


class Row(Item):
    """A row of a decision table: when these facts hold, these steps follow."""

    when: When = {}
    steps: tuple[Step, ...] = ()


class Table(Part):
    """A closed decision table over named finite facts."""

    id: Id
    title: Text
    policy: Literal["unique", "collect", "first"]
    per: Literal["person", "substance"] = "person"
    course: bool = False
    scope: When = {}
    chooser: str = ""
    rows: tuple[Row, ...]
    anchors: tuple[Anchor, ...] = ()

    def asks(self, row: Row) -> tuple[When, When]:
        """What must hold for a row to be an answer: the table's scope and the row's own condition, both.

        Guide and proof both read it here. A document that says whom a section is about says it once, for every
        sentence in the section: outside the scope no row of the table holds, whatever its own condition says.
        """
        return self.scope, row.when


class Channel(Item):
    """A way from one side to another, and what it carries."""

    kind: Id
    sender: tuple[Id, ...]
    receiver: tuple[Id, ...]
    needs: tuple[Id, ...] = ()
    forms: tuple[Literal["written", "oral", "digital"], ...] = ()
    helped_by: tuple[Id, ...] = ()
