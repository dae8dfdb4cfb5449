"""The only selects of screenings, through the one filter of who may see what, and the instruments to choose from."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from django.db.models import QuerySet

from helhet.courses import queries as courses
from helhet.courses.models import Course, Step
from helhet.kernel.errors import NotFound
from helhet.knowledge.home import open_shelf
from helhet.knowledge.instruments.shelf import Kept
from helhet.knowledge.instruments.who import Profile, profile
from helhet.organisations.actor import Actor, reader
from helhet.people.models import Person
from helhet.secrecy.checking import age_on
from helhet.secrecy.queries import visible
from helhet.selects.kept import Kept as Select

from . import rules
from .models import Screening

NONE = "Det finns ingen sådan screening som du kan läsa."


class Counts(Protocol):
    """A screening as far as the guide is told of it."""

    day: date
    substance: str
    level: str


def instruments() -> list[Kept]:
    """Every instrument, those that are shipped first."""
    return list(open_shelf().kept.values())


def instrument(ident: str) -> Kept:
    """One instrument. Raises NotFound."""
    return open_shelf().get(ident)


def profile_of(person: Person, day: date) -> Profile:
    """What is known of a person that decides which limits are theirs, on a day."""
    years = age_on(person.birth_date, day) if person.birth_date else None
    return profile(person.sex, years if years is not None and 0 <= years <= 125 else None)


def about(actor: Actor, person: Person, at: datetime) -> QuerySet[Screening]:
    """A person's screenings that the actor may see, newest first."""
    found = visible(actor, at, Screening.objects.filter(person=person), unit="unit_id")
    return found.select_related("by", "unit", "corrected_by", "corrects").order_by("-day", "-at")


def one(actor: Actor, person: Person, screening_id: UUID, at: datetime) -> Screening:
    """One screening about a person. Raises NotFound."""
    found = about(actor, person, at).filter(id=screening_id).first()
    if found is None:
        raise NotFound(NONE)
    return found


def sent_before(holding_id: UUID, person: Person, key: UUID) -> Screening | None:
    """What the same form gave when it was sent before."""
    return Screening.objects.filter(holding_id=holding_id, person=person, key=key).first()


def standing(actor: Actor, person: Person, instrument: str, day: date, at: datetime) -> list[tuple[Any, str]]:
    """The answers that count of one instrument on one day, as far as the actor may see them, and who entered them."""
    return _standing(actor.holding_id, actor.unit_id, actor.staff_id, person.id, instrument, day, at)


@Select
def _standing(
    holding: UUID, unit: UUID, staff: UUID, person: UUID, instrument: str, day: date, at: datetime
) -> QuerySet[Screening, Any]:
    rows = Screening.objects.filter(person_id=person, instrument=instrument, day=day, corrected_by__isnull=True)
    return visible(reader(holding, unit, staff), at, rows, unit="unit_id").values_list("answers", "by__name")


def locked(screening: Screening) -> bool:
    """Hold a screening until the transaction ends, and say whether it is corrected by now."""
    Screening.objects.select_for_update(of=("self",)).get(id=screening.id)
    return Screening.objects.filter(corrects_id=screening.id).exists()


def open_courses(actor: Actor, person: Person, at: datetime) -> list[Course]:
    """The person's open courses at the actor's unit."""
    return [one for one in courses.courses(actor, person, at) if one.is_open and one.unit_id == actor.unit_id]


def asked_for(course: Course, kept: Kept) -> list[Step]:
    """The open tasks of a course that are done when the instrument is filled in."""
    acts = kept.instrument.completes
    return list(Step.objects.filter(course=course, kind="task", open=True, act__in=acts)) if acts else []


def facts(rows: Iterable[Counts]) -> dict[str, dict[str, str]]:
    """What the guide may be told of those that count."""
    return rules.facts(rules.Counted(one.day, one.substance, one.level) for one in rows)


def as_inputs(found: dict[str, dict[str, str]]) -> list[tuple[str, str]]:
    """Facts as the guide's own forms send them."""
    return [
        pair
        for name, levels in found.items()
        for one, level in levels.items()
        for pair in ((name, one), (f"{name}.{one}", level))
    ]
