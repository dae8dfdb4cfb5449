"""On what ground in law something that was disclosed is not shown to the person."""

from .base import Id, Part, Text


class ConcealGround(Part):
    """A ground, and what the holding must be for it to be its own."""

    id: Id
    section: Text
    parties: tuple[Id, ...]
    text: Text
