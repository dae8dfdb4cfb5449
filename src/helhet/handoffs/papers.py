"""What was sent as a paper for a receiver outside the system: a PDF that is kept among the person's documents."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from helhet.documents.models import Document
from helhet.documents.papers import Section, make
from helhet.kernel.errors import Refused
from helhet.organisations.actor import Actor
from helhet.organisations.queries import records

from . import pages
from .models import Sent

NOTE = "Lämna pappret till mottagaren själv, eller skicka det rekommenderat. Skriv sedan i Helhet vem som tog emot."
RECEIPT = ("Mottaget av", "Dag och klockslag", "Underskrift")
LINE = "_" * 30


def make_paper(*, by: Actor, at: datetime, sent: Sent) -> Document:
    """Make the paper and keep it: exactly what was sent, on which ground, and a receipt to sign.

    Raises Refused when the receiver is in the system, or when it is about nobody.
    """
    if not sent.outside or sent.person is None:
        raise Refused("Papper görs när mottagaren inte finns i systemet och det gäller en person.")
    title = f"{records().handoffs[sent.kind].label} till {sent.disclosure.receiver_name}"
    return make(by=by, at=at, person=sent.person, title=title[:100], sections=sections(sent), note=NOTE)


def sections(sent: Sent) -> list[Section]:
    """The parts of the paper."""
    disclosure, kind = sent.disclosure, records().handoffs[sent.kind]
    told = [("Till", disclosure.receiver_name), ("Från", _sender(sent)), ("Dag", f"{localdate(sent.sent_at)}")]
    if kind.family == "request":
        told.append(("Svara gärna senast", f"{sent.answer_by}"))
    parts = [_part(label, value) for label, value in pages.parts(disclosure.content)]
    ground = Section("Grund", [f"Lämnas med stöd av: {disclosure.section}"])
    return [Section(kind.label, rows=told), *parts, ground, Section("Kvitto", rows=[(one, LINE) for one in RECEIPT])]


def _sender(sent: Sent) -> str:
    """Of a protected person not even which unit: that says where they are."""
    if sent.person and sent.person.protected != "none":
        return sent.holding.name
    return ", ".join(text for text in (sent.holding.name, sent.unit.name, sent.unit.phone) if text)


def _part(label: str, value: Any) -> Section:
    if isinstance(value, Mapping):
        return Section(label, rows=[(name, f"{text}") for name, text in value.items()])
    return Section(label, f"{value}".splitlines())
