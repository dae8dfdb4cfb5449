"""A person's way as plain text, to be pasted into the journal: nothing has to be typed twice."""

from datetime import datetime
from typing import Any
from uuid import UUID

from helhet.courses import queries as courses
from helhet.kernel.errors import NotFound
from helhet.organisations.actor import Actor
from helhet.secrecy import actions as secrecy
from helhet.secrecy.queries import person as find_person

from .. import texts


def page(actor: Actor, at: datetime, person_id: UUID, event_id: UUID | None) -> dict[str, Any]:
    """The whole way, or one event. Reading it is one row in the log. Raises NotFound for an event that is not there."""
    person = find_person(actor, person_id, at)
    found = courses.events(actor, person, at)
    events = list(found.filter(id=event_id) if event_id else found)
    if event_id and not events:
        raise NotFound("Händelsen finns inte, eller hör till någon annan.")
    secrecy.read(by=actor, at=at, person=person, act="person.text")
    return {"person": person, "text": texts.as_text(actor, person, events, at), "one": bool(event_id)}
