"""What the pages of screenings show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from helhet.knowledge.instruments.saying import disclaimer, number
from helhet.knowledge.instruments.shelf import Kept
from helhet.organisations.actor import Actor
from helhet.people.models import Person
from helhet.ui.addresses import address_of

from . import drawing, queries, rules
from .models import Screening

KINDS = {"screening": "Frågeformulär", "measure": "Mått", "criteria": "Kriterier som en kliniker bedömer"}


@dataclass(frozen=True)
class Series:
    """An instrument's screenings that count, the newest first, and their picture when there is a score."""

    title: str
    rows: Sequence[Screening]
    trend: drawing.Trend | None


def series(rows: Iterable[Screening]) -> list[Series]:
    """The screenings by instrument, the latest used first."""
    by: dict[str, list[Screening]] = {}
    for row in rows:
        if not hasattr(row, "corrected_by"):
            by.setdefault(row.instrument, []).append(row)
    return [Series(found[0].title, found, _trend(found)) for found in by.values()]


def _trend(rows: Sequence[Screening]) -> drawing.Trend | None:
    counted = [(row.day, row.total) for row in reversed(rows) if row.total is not None]
    return drawing.drawn(counted, max(row.most for row in rows), rows[0].marks) if counted else None


def listing(person: Person, rows: Sequence[Screening]) -> dict[str, Any]:
    """A person's screenings, and what can be filled in."""
    corrected = [row for row in rows if hasattr(row, "corrected_by")]
    return {"person": person, "series": series(rows), "corrected": corrected, "groups": groups()}


def groups() -> list[tuple[str, list[tuple[Kept, bool]]]]:
    """The instruments by kind, each with whether the person may answer it on the screen."""
    found = queries.instruments()
    by = {
        kind: [(one, bool(rules.can_be_asked(one))) for one in found if one.instrument.kind == kind] for kind in KINDS
    }
    return [(KINDS[kind], rows) for kind, rows in by.items() if rows]


def result(actor: Actor, at: datetime, person: Person, row: Screening) -> dict[str, Any]:
    """One screening: the number, what each set says of it and why, what was answered, and the way on."""
    said = sorted(row.classes, key=lambda one: not one["chosen"])
    origins = [one for one in said if one["score"] == "total"]
    parts = [one for one in row.scores if one["id"] != "total"]
    kept = next((one for one in queries.instruments() if one.instrument.id == row.instrument), None)
    inputs = queries.as_inputs(queries.facts([row]))
    return {
        "person": person,
        "row": row,
        "total": None if row.total is None else number(row.total),
        "most": number(row.most),
        "classes": origins,
        "other_classes": [one for one in said if one["score"] != "total"],
        "parts": parts,
        "note": disclaimer(kept.instrument) if kept else "",
        "about": kept.instrument if kept else None,
        "inputs": inputs,
        "courses": [(one, address_of("overview:ask", one.id)) for one in queries.open_courses(actor, person, at)],
    }


def before(row: Screening) -> dict[str, Any]:
    """A screening as its form holds it, for correcting."""
    given = {
        f"svar-{n}": "" if one["value"] is None else str(one["value"]) for n, one in enumerate(row.answers, start=1)
    }
    return {"day": row.day, "course": str(row.course_id or ""), **given}


def start(at: datetime) -> dict[str, Any]:
    """What a new form holds."""
    return {"day": localdate(at)}
