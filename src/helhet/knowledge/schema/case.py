"""cases.yaml: situations written from the source, showing that the pack says what the document says."""

from typing import Any

from .base import Anchor, Id, MunicipalityCode, Part, PartialDate, Text


class ExpectedStep(Part):
    """A step the answer must hold; only the keys given are compared."""

    act: Id
    actor: Id | None = None
    receiver: Id | None = None
    channel: Id | None = None
    strength: str | None = None
    anchor: Anchor | None = None
    deadline: str | None = None


class Case(Part):
    """Facts → steps, owners and anchors, with the place in the source it was written from."""

    id: Id
    text: Text
    anchors: tuple[Anchor, ...]
    facts: dict[str, Any] = {}
    day: PartialDate | None = None
    municipality: MunicipalityCode | None = None
    steps: tuple[ExpectedStep, ...] = ()
    never: tuple[Id, ...] = ()
    open: tuple[Id, ...] = ()
    act_now: tuple[Id, ...] = ()
    asks_at_most: int | None = None
    need: Id | None = None
    holders: tuple[str, ...] | None = None
