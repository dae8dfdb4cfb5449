"""The only writes of documents: taken in, made here, corrected by a new one, and read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from helhet.audit import actions as audit
from helhet.kernel.errors import BadInput
from helhet.organisations.actor import Actor
from helhet.people.models import Person
from helhet.secrecy.queries import may_open

from . import queries, rules
from .models import Document
from .taking import Taken, fingerprint, taken

LONGEST = 200


@dataclass(frozen=True)
class File:
    """A file that somebody gave us, with what they call it and where it comes from."""

    title: str
    content: bytes
    source: str = ""


def take_in(*, by: Actor, at: datetime, person: Person, file: File) -> Document:
    """A file about a person. Raises BadInput with why when it is refused; nothing is kept of it then."""
    may_open(by, person, at).demand()
    return _kept(by, at, person, _titled(file), taken(file.content, queries.types()), act="document.taken_in")


def correct(*, by: Actor, at: datetime, document: Document, file: File, why: str) -> Document:
    """A document takes the place of another, which is kept and marked. Raises NotAllowed when it already is."""
    may_open(by, document.person, at).demand()
    rules.may_correct(hasattr(document, "corrected_by")).demand()
    reason = rules.one_line(why)[:300]
    if len(reason) < 3:
        raise BadInput("Skriv vad som var fel i det gamla dokumentet.")
    fields = _titled(file) | {"corrects_id": document.id, "why": reason}
    return _kept(by, at, document.person, fields, taken(file.content, queries.types()), act="document.corrected")


def keep_made(*, by: Actor, at: datetime, person: Person, title: str, content: bytes) -> Document:
    """Keep a paper that was made here (see papers)."""
    may_open(by, person, at).demand()
    mark = fingerprint(content)
    made = Taken(queries.types()["pdf"], content, mark, mark)
    fields = {"title": rules.title(title), "origin": "made"}
    return _kept(by, at, person, fields, made, act="document.made")


def read(*, by: Actor, at: datetime, person: Person, document_id: UUID) -> Document:
    """A document with its bytes, for showing. Every reading leaves a trace. Raises NotFound."""
    found = queries.whole(by, person, document_id, at)
    told = {"kind": "document", "subject": found.id, "person": person.id, "content": found.sha256}
    audit.record(by=by, at=at, act="document.read", **told)
    return found


def listed(*, by: Actor, at: datetime, person: Person) -> list[Document]:
    """The documents about a person that the actor may see. The list itself tells something, so it leaves a trace."""
    may_open(by, person, at).demand()
    found = list(queries.about(by, person, at))
    audit.record(by=by, at=at, act="document.listed", kind="person", subject=person.id, person=person.id)
    return found


def _titled(file: File) -> dict[str, Any]:
    source = rules.one_line(file.source)[:LONGEST]
    return {"title": rules.title(file.title), "source": source, "origin": "uploaded"}


@transaction.atomic
def _kept(by: Actor, at: datetime, person: Person, fields: dict[str, Any], file: Taken, *, act: str) -> Document:
    row = Document.objects.create(
        holding_id=person.holding_id, unit_id=by.unit_id, person=person, by_id=by.staff_id, at=at, content=file.content,
        media_type=file.type.media_type, size=len(file.content), sha256=file.sha256, came_as=file.came_as, **fields,
    )  # fmt: skip
    told = {"kind": "document", "subject": row.id, "person": person.id, "content": [row.sha256, row.title, row.source]}
    audit.record(by=by, at=at, act=act, **told)
    return row
