"""What is filed about a person, in one select: the papers, and what screenings came to."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import CharField, DateField, DecimalField, QuerySet, Value

from helhet.documents.models import Document
from helhet.screening.models import Screening
from helhet.secrecy.reading import About, Reading, Together

# How many screenings the page shows.
FEW = 4


@dataclass(frozen=True)
class Paper:
    """A document, without what it holds."""

    id: UUID
    title: str
    at: datetime
    corrected_by: UUID | None


@dataclass(frozen=True)
class Screened:
    """What a screening that counts came to."""

    id: UUID
    title: str
    at: datetime
    unit_of_points: str
    label: str
    substance: str
    level: str
    day: date
    total: Decimal | None


@dataclass
class Filed:
    """Papers and screenings, newest first."""

    documents: list[Paper] = field(default_factory=list)
    screenings: list[Screened] = field(default_factory=list)


def filed(one: Reading) -> Filed:
    """What may be read of what is filed about a person."""
    found = Filed()
    for part, *values, corrected_by in both(one):
        if part == "screening":
            found.screenings.append(Screened(*values))
        else:
            found.documents.append(Paper(*values[:3], corrected_by))
    found.documents.sort(key=lambda row: row.at, reverse=True)
    found.screenings.sort(key=lambda row: (row.day, row.at), reverse=True)
    del found.screenings[FEW:]
    return found


def _text(value: str = "") -> Value:
    return Value(value, output_field=CharField())


def _screenings() -> QuerySet[Any, Any]:
    rows = Screening.objects.filter(corrected_by__isnull=True)
    told = ("id", "title", "at", "unit_of_points", "label", "substance", "level", "day", "total", "corrected_by")
    return rows.values_list(_text("screening"), *told)


def _documents() -> QuerySet[Any, Any]:
    texts = (_text() for _ in range(4))
    day, total = Value(None, output_field=DateField()), Value(None, output_field=DecimalField())
    return Document.objects.values_list(_text("document"), "id", "title", "at", *texts, day, total, "corrected_by")


both = Together(About(_screenings, unit="unit_id"), About(_documents, unit="unit_id"))
