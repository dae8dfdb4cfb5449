"""The only selects of documents, through the one filter of who may see what."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from helhet.kernel.errors import NotFound
from helhet.knowledge.schema.records import DocumentType
from helhet.organisations.actor import Actor
from helhet.organisations.queries import records
from helhet.people.models import Person
from helhet.secrecy.queries import visible

from .models import Document

NONE = "Det finns inget sådant dokument som du kan läsa."


def types() -> dict[str, DocumentType]:
    """The kinds of files that are taken in."""
    return records().documents


def largest() -> int:
    """The most megabytes that any kind of file may have."""
    return max(one.megabytes for one in types().values())


def about(actor: Actor, person: Person, at: datetime) -> QuerySet[Document]:
    """A person's documents that the actor may see, newest first, without their bytes."""
    found = visible(actor, at, Document.objects.filter(person=person), unit="unit_id")
    return found.select_related("by", "unit", "corrected_by", "corrects").defer(
        "content", "corrected_by__content", "corrects__content"
    ).order_by("-at", "-id")  # fmt: skip


def one(actor: Actor, person: Person, document_id: UUID, at: datetime) -> Document:
    """One document about a person, without its bytes. Raises NotFound."""
    return _only(about(actor, person, at).filter(id=document_id))


def whole(actor: Actor, person: Person, document_id: UUID, at: datetime) -> Document:
    """One document about a person with its bytes. Raises NotFound."""
    found = visible(actor, at, Document.objects.filter(person=person, id=document_id), unit="unit_id")
    return _only(found)


def _only(rows: QuerySet[Document]) -> Document:
    found = rows.first()
    if found is None:
        raise NotFound(NONE)
    return found
