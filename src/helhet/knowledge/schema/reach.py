"""Whom to call: in danger, and the public functions of a county."""

from typing import Literal

from .base import Id, Part, Text
from .law import Sure


class Phone(Part):
    """A national number that anyone may call."""

    id: Id
    name: Text
    phone: Text
    hours: str = ""
    for_what: Text
    sure: Sure


class ActNow(Part):
    """What to do at once when there is danger, before anything else is known."""

    id: Id
    danger: Id
    text: Text
    do: tuple[Text, ...]
    phone: Id
    say: str = ""
    provisions: tuple[Text, ...] = ()


class Contact(Part):
    """How to reach a public function; what is unknown is left empty and listed by the check."""

    id: Id
    unit: Id
    name: Text
    municipalities: Literal["all"] | tuple[str, ...] = "all"
    phone: str | None = None
    hours: str | None = None
    address: str | None = None
    web: str | None = None
    demo: bool = False
    source: str = ""


class Organisations(Part):
    """The public functions of one county."""

    county: str
    region: Text
    contacts: tuple[Contact, ...]
    note: str = ""
