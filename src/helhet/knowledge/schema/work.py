"""Who does what: duties, sharings, routes, channels, courses of states, treatments."""

from typing import Literal

from .base import Anchor, Id, Item, Part, PrincipalId, Strength, Text, When


class Duty(Item):
    """One bullet of responsibility, exactly as listed, mapped to needs."""

    principal: PrincipalId
    units: tuple[Id, ...] = ()
    needs: tuple[Id, ...]
    applies: When = {}
    strength: Strength = "shall"
    payer: PrincipalId | None = None
    doer: PrincipalId | None = None


class Sharing(Item):
    """How a need that both principals stand for is shared, where the document settles it."""

    needs: tuple[Id, ...]
    applies: When = {}
    how: Literal["each_own", "persons_choice", "joint", "in_sip", "lead"]
    lead: PrincipalId | None = None
    strength: Strength = "shall"
    if_declined: str = ""


class After(Part):
    """When a step is second in hand: what makes it the turn of this step, and who chooses."""

    trigger: Text
    chooses: Literal["person", "staff", "both"]


class Step(Part):
    """One thing to do: who, what, to whom, through which channel, by when, how binding."""

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


class Channel(Item):
    """A way from one side to another, and what it carries."""

    kind: Id
    sender: tuple[Id, ...]
    receiver: tuple[Id, ...]
    needs: tuple[Id, ...] = ()
    forms: tuple[Literal["written", "oral", "digital"], ...] = ()
    helped_by: tuple[Id, ...] = ()


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


class Beside(Part):
    """What a treatment asks for beside it, and how strongly."""

    need: Id
    strength: Strength
    applies: When = {}


class Treatment(Item):
    """A treatment the document offers: for which substances, by whom, on which conditions."""

    name: Text
    kind: Literal["psychosocial", "psychological", "medicine", "harm_reduction", "tapering", "family"]
    substances: tuple[Id, ...] = ()
    offered_by: tuple[PrincipalId, ...]
    units: tuple[Id, ...] = ()
    needs: tuple[Id, ...] = ()
    requires: tuple[str, ...] = ()
    beside: tuple[Beside, ...] = ()
    strength: Strength = "may"
    medicines: tuple[str, ...] = ()
    source: str = ""
