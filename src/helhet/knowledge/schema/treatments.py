"""Treatments: for which substances, by whom, and what goes beside."""

from typing import Literal

from .base import Id, Item, Part, PrincipalId, Strength, Text, When


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
