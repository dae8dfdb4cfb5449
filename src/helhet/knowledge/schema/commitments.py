"""What a party has promised, in every list where the document gives it."""

from typing import Literal

from .base import Anchor, Id, Item, Part, Text, When


class CommitmentList(Part):
    """A list of commitments in the document; a complete list says that it holds them all."""

    id: Id
    title: Text
    anchors: tuple[Anchor, ...]
    complete: bool = False
    same_as: tuple[Id, ...] = ()


class Occurrence(Part):
    """One place a commitment stands, with the points that carry its meaning there."""

    list: Id
    anchor: Anchor
    points: dict[str, str] = {}
    wording: str = ""


class Commitment(Item):
    """What a party has promised for a group, in every list where the document gives it."""

    party: Literal["region", "municipality", "both", "regional_group", "local_group"]
    group: Id | None = None
    theme: str = ""
    occurs: tuple[Occurrence, ...]
    needs: tuple[Id, ...] = ()
    applies: When = {}
    owner: str = ""
    time: str = ""
