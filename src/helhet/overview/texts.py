"""What happened on a way, in words: on the page, and as plain text for the journal so that nothing is typed twice."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Protocol

from django.utils.timezone import localtime

from helhet.courses.models import CourseEvent
from helhet.organisations.actor import Actor
from helhet.organisations.queries import records
from helhet.people.models import Person
from helhet.people.rules import in_lists

from .forms import HOW, OUTCOME

KINDS = {
    "opened": "Kontakten öppnades",
    "next": "Nästa steg",
    "owner": "Ny ansvarig",
    "phase": "Var på vägen",
    "note": "Anteckning",
    "outreach": "Försök att nå personen",
    "follow_up": "Uppföljning med personen",
    "guided": "Avtalet frågades",
    "handoff": "Överlämning",
    "closed": "Kontakten avslutades",
}


class Told(Protocol):
    """What an event must have to be told of: an event, or what a select shows of one."""

    @property
    def kind(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def data(self) -> dict[str, Any]: ...


def heading(event: Told) -> str:
    """What kind of event it is."""
    return KINDS.get(event.kind, event.kind)


def lines(event: Told) -> list[str]:
    """What an event says, line by line."""
    return [line for line in (*_told(event), event.text) if line]


def _told(event: Told) -> Iterator[str]:
    data = event.data
    if event.kind == "outreach":
        said = (dict(HOW).get(data.get("how", "")), dict(OUTCOME).get(data.get("outcome", "")))
        yield ". ".join(one for one in said if one)
    if data.get("own_words"):
        yield f"Personen säger: ”{data['own_words']}”"
    if data.get("together"):
        yield f"Med var också: {data['together']}"
    if event.kind == "next" and data.get("due"):
        yield f"Senast {data['due']}."
    if event.kind == "closed":
        reason = records().closing.get(data.get("reason", ""))
        yield reason.label if reason and reason.label != event.text else ""
    for step in data.get("steps", []) if event.kind == "guided" else []:
        yield _guided(step)


def _guided(step: dict[str, object]) -> str:
    basis = step.get("basis") or []
    anchors = [str(one.get("anchor", "")) for one in basis if isinstance(one, dict)] if isinstance(basis, list) else []
    return f"{step.get('text', '')} (stöd: {', '.join(filter(None, anchors)) or 'inget'})"


def as_text(actor: Actor, person: Person, events: Iterable[CourseEvent], at: datetime) -> str:
    """A whole way, or one event of it, as plain text, oldest first. A protected person is not named."""
    born = f", född {person.birth_date.year}" if person.birth_date and person.protected == "none" else ""
    head = [
        f"Ur Helhet {localtime(at):%Y-%m-%d %H.%M}. {actor.holding_name}, {actor.unit_name}.",
        f"Gäller: {in_lists(str(person), person.protected)}{born}",
    ]
    return "\n".join([*head, *(block for event in sorted(events, key=lambda e: e.happened) for block in _block(event))])


def _block(event: CourseEvent) -> list[str]:
    by = event.by.name if event.by else "Helhet"
    said = "\n".join(f"  {line}" for text in lines(event) for line in text.splitlines())
    return [
        "",
        f"{localtime(event.happened):%Y-%m-%d} {heading(event)} ({by}, {event.unit.name})",
        *filter(None, [said]),
    ]
