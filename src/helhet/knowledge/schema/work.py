"""Who does what: duties, sharings, routes, channels, courses of states, treatments."""

from typing import Literal

from .base import Id, Item, PrincipalId, Strength, When


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
