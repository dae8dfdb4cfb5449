"""What is filed about a person, in one select: the papers, and what screenings came to."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import CharField, DateField, DecimalField, QuerySet, Value

from helhet.documents.models import Document
from helhet.screening.models import Screening
from helhet.secrecy.reading import Reading
from helhet.selects.kept import Kept

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
    # How many units are hidden changes the text of the select, so then it is written anew. It is seldom so.
    for part, *values, corrected_by in _both(one) if one.hidden else _kept(one.holding_id, one.person_id):
        if part == "screening":
            found.screenings.append(Screened(*values))
        else:
            found.documents.append(Paper(*values[:3], corrected_by))
    found.documents.sort(key=lambda row: row.at, reverse=True)
    found.screenings.sort(key=lambda row: (row.day, row.at), reverse=True)
    del found.screenings[FEW:]
    return found


def _both(one: Reading) -> QuerySet[Any, Any]:
    # Screenings first: the database takes the kinds of columns from there.
    return one.rows(_screenings(), unit="unit_id").union(one.rows(_documents(), unit="unit_id"), all=True)


_kept = Kept(lambda holding, person: _both(Reading(holding, person, frozenset())))


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
