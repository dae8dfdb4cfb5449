"""The only selects of the log as people read it: who did what and when, and which events are drawn by lot."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import make_aware

from helhet.audit import queries as audit
from helhet.audit import words
from helhet.audit.models import Event
from helhet.kernel.errors import NotFound
from helhet.organisations.actor import SYSTEM, Actor
from helhet.organisations.models import Staff, Unit
from helhet.organisations.queries import records
from helhet.people.models import Identifier, Person

from . import rules
from .models import LogReview

# As many as anyone reads on one page; whoever needs more asks for fewer days.
MOST = 500


@dataclass(frozen=True)
class Line:
    """An event as people read it. `person` is a code, as no names stand in the log; `review` what was said."""

    event: Event
    who: str
    unit: str
    what: str
    person: str
    review: LogReview | None = None


@dataclass(frozen=True)
class Asked:
    """What somebody asks of the log: days (both within), and perhaps one member of staff and one person."""

    first: date
    last: date
    staff: UUID | None = None
    person: UUID | None = None


def log(actor: Actor, asked: Asked) -> list[Line]:
    """Events of the actor's holding that fit, newest first, at most MOST. Raises NotAllowed."""
    rules.may_review(actor).demand()
    only = {name: value for name, value in (("staff", asked.staff), ("person", asked.person)) if value}
    found = audit.events(actor.holding_id, since=_day(asked.first), until=_day(asked.last, 1), **only)
    return lines(found[:MOST])


def _day(day: date, after: int = 0) -> datetime:
    return make_aware(datetime.combine(day + timedelta(days=after), time.min))


def lines(events: Iterable[Event]) -> list[Line]:
    """Events with the names of who and where, in three selects however many they are."""
    rows = list(events)
    staff = dict(Staff.objects.filter(id__in={row.staff for row in rows}).values_list("id", "name"))
    units = dict(Unit.objects.filter(id__in={row.unit for row in rows}).values_list("id", "name"))
    reviews = {row.event: row for row in LogReview.objects.filter(event__in=[row.id for row in rows])}
    return [
        Line(
            row,
            "Helhet, av sig självt" if row.staff == SYSTEM else staff.get(row.staff, "Okänd"),
            units.get(row.unit, ""),
            words.said(row.act),
            code(row.person),
            reviews.get(row.id),
        )
        for row in rows
    ]


def code(person: UUID | None) -> str:
    """What a person is called in the log: enough to see that two events are about the same one."""
    return person.hex[-6:].upper() if person else ""


def of_month(actor: Actor, month: date) -> list[Line]:
    """The events of a month that were drawn by lot for review: their hashes decide, so nobody can choose. Raises
    NotAllowed."""
    rules.may_review(actor).demand()
    last = month.replace(day=calendar.monthrange(month.year, month.month)[1])
    found = Event.objects.filter(holding=actor.holding_id, at__gte=_day(month), at__lt=_day(last, 1))
    drawn = found.exclude(staff=SYSTEM).exclude(staff=actor.staff_id).order_by("hash")
    return lines(drawn[: records().clocks["log.sample"].days])


def event(actor: Actor, event_id: UUID) -> Line:
    """One event of the actor's holding. Raises NotAllowed and NotFound."""
    rules.may_review(actor).demand()
    found = lines(Event.objects.filter(holding=actor.holding_id, id=event_id))
    if not found:
        raise NotFound("Händelsen finns inte i er logg.")
    return found[0]


def staff_of(actor: Actor) -> QuerySet[Staff]:
    """Everyone who has or has had an assignment in the actor's holding."""
    found = Staff.objects.filter(assignments__unit__holding_id=actor.holding_id)
    return found.distinct().order_by("name")


def numbered(holding_id: UUID, value: str) -> UUID | None:
    """The id of the person in a holding with a number; asked as the system, as a reviewer may read no person."""
    row = Identifier.objects.filter(holding_id=holding_id, value=value).values_list("person_id", flat=True)
    case = Person.objects.filter(holding_id=holding_id, case_number=value).values_list("id", flat=True)
    return row.first() or (case.first() if value else None)


@dataclass(frozen=True)
class Read:
    """One time somebody had to do with a person's data, as the person is told."""

    at: datetime
    unit: str
    what: str


def extract(actor: Actor, person: Person) -> list[Read]:
    """Who has had to do with a person's data, newest first, for the person: when, which unit and what; never who, which
    the manager judges, and no unit when the person's whereabouts are protected. What is concealed is left out."""
    rows = list(audit.of_person(actor.holding_id, person.id))
    units = dict(Unit.objects.filter(id__in={row.unit for row in rows}).values_list("id", "name"))
    hide = person.protected != "none"
    told = [(row, words.to_person(row.act)) for row in rows]
    return [
        Read(row.at, "" if hide else units.get(row.unit, "Helhet, av sig självt"), what) for row, what in told if what
    ]
