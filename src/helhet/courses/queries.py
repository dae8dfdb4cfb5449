"""The only selects of courses and steps. The worklist is one function of the open steps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from helhet.agreements import queries as agreements
from helhet.agreements.models import Publication
from helhet.kernel.errors import NotFound
from helhet.knowledge.applying import applying
from helhet.organisations import queries as organisations
from helhet.organisations.actor import Actor, reader
from helhet.organisations.models import Assignment, Duty
from helhet.people.models import Person
from helhet.people.rules import called
from helhet.secrecy.queries import visible
from helhet.selects.kept import Kept

from . import rules
from .models import Alarm, Course, CourseEvent, Step

# More lines than this nobody reads at once.
MOST = 200
# What a line on the worklist shows; nothing more is read.
SHOWN = (
    "id", "kind", "text", "due", "ref_kind", "ref", "owner_id", "owner__name", "deputy_id", "alarmed",
    "person_id", "person__protected", "person__given_name", "person__family_name", "person__case_number",
)  # fmt: skip


@dataclass(slots=True)
class Line:
    """A line of the worklist: an open step, who has it, whom it is about (None: nobody yet), and where it stands today.

    `alarmed`: it is late and the actor was told; then it is the actor's too, whoever owns it.
    """

    id: UUID
    kind: str
    text: str
    due: date
    ref_kind: str
    ref: UUID | None
    owner_id: UUID
    owner: str
    deputy_id: UUID
    alarmed: bool
    person_id: UUID | None
    person: str
    protected: str
    bucket: rules.Bucket
    late: int


def open_steps(actor: Actor, at: datetime) -> QuerySet[Step]:
    """The open steps of the actor's unit, by day. All are the unit's own, which no block hides from it."""
    return visible(actor, at, Step.objects.filter(unit_id=actor.unit_id, open=True)).order_by("due", "opened_at")


def mine(actor: Actor) -> Q:
    """Steps that the actor owns or stands in for."""
    return Q(owner_id=actor.staff_id) | Q(deputy_id=actor.staff_id)


def worklist(actor: Actor, at: datetime, *, only_mine: bool = False, limit: int = MOST) -> list[Line]:
    """What there is to do at the actor's unit, or for the actor alone: in one select."""
    if "records" not in actor.may:
        return []
    ask = _mine if only_mine else _units
    today = localdate(at)
    return [_line(row, today) for row in ask(actor.holding_id, actor.unit_id, actor.staff_id, at)[:limit]]


def _line(row: Sequence[Any], today: date) -> Line:
    *step, protected, given, family, case_number = row
    _, kind, _, due, *_ = step
    person = called(given, family, case_number) if protected else ""
    return Line(*step, person, protected or "", rules.bucket(kind, due, today), max((today - due).days, 0))


def _lines(holding: UUID, unit: UUID, staff: UUID, at: datetime) -> QuerySet[Step, Any]:
    """The steps that somebody who reads records at a unit sees there, as `open_steps` gives them."""
    actor = reader(holding, unit, staff)
    told = Alarm.objects.filter(step_id=OuterRef("pk"), to_id=staff)
    return open_steps(actor, at).annotate(alarmed=Exists(told)).values_list(*SHOWN)


_units = Kept(lambda holding, unit, staff, at: _lines(holding, unit, staff, at)[:MOST])
_mine = Kept(
    lambda holding, unit, staff, at: _lines(holding, unit, staff, at).filter(
        mine(reader(holding, unit, staff)) | Q(alarmed=True)
    )[:MOST]
)


def course(actor: Actor, course_id: UUID, at: datetime) -> Course:
    """A course that the actor may read. Raises NotFound."""
    found = visible(actor, at, Course.objects.filter(id=course_id), unit="unit_id")
    row = found.select_related("person", "unit", "next__owner", "next__deputy", "publication").first()
    if row is None:
        raise NotFound("Kontakten finns inte, eller hör till någon annan.")
    return row


def courses(actor: Actor, person: Person, at: datetime) -> QuerySet[Course]:
    """A person's courses in the holding, open ones first."""
    found = visible(actor, at, Course.objects.filter(person=person), unit="unit_id")
    return found.select_related("unit", "next__owner", "next__deputy", "publication").order_by("-is_open", "-opened_at")


def events(actor: Actor, person: Person, at: datetime) -> QuerySet[CourseEvent]:
    """What has happened on a person's ways, newest first."""
    found = visible(actor, at, CourseEvent.objects.filter(person=person), unit="unit_id")
    return found.select_related("by", "unit").order_by("-happened", "-at")


def steps_about(ref: UUID) -> QuerySet[Step]:
    """The open steps about a thing (a hand-off, a copy)."""
    return Step.objects.filter(ref=ref, open=True)


def step(actor: Actor, step_id: UUID, at: datetime) -> Step:
    """An open step that the actor may read. Raises NotFound."""
    found = visible(actor, at, Step.objects.filter(id=step_id, open=True), unit="unit_id")
    row = found.select_related("person", "course").first()
    if row is None:
        raise NotFound("Steget finns inte längre: någon annan kan redan ha gjort det.")
    return row


def publication_for(municipality: str, day: date) -> Publication | None:
    """The latest publication of the agreement that speaks where somebody lives on a day; None when law alone guides."""
    places = agreements.library().directory
    _, speaking, _ = applying(agreements.packs(), day, municipality or None, places, named=False)
    return agreements.publication(speaking[0].id) if speaking else None


@dataclass(frozen=True)
class Serving:
    """Who there is at a unit on a day: everyone with its records, the managers first, and who is away."""

    managers: tuple[UUID, ...]
    everyone: frozenset[UUID]
    away: frozenset[UUID]


def serving(unit_ids: Iterable[UUID], day: date) -> dict[UUID, Serving]:
    """Who serves at these units on a day, in two selects."""
    roles = [role.id for role in organisations.records().roles.values() if "records" in role.may]
    found = Assignment.objects.filter(organisations.current(day), unit_id__in=set(unit_ids), staff__is_active=True)
    rows = list(found.filter(role__in=roles, unit__closed=False).values_list("unit_id", "staff_id", "role"))
    away = frozenset(organisations.away([staff for _, staff, _ in rows], day))
    managing = organisations.managing()
    return {
        unit: Serving(
            tuple(staff for at, staff, role in rows if at == unit and role in managing),
            frozenset(staff for at, staff, _ in rows if at == unit),
            away,
        )
        for unit in set(unit_ids)
    }


def answering(step: Step, there: Serving) -> UUID | None:
    """Who has a step today, given who there is at its unit."""
    return rules.who_answers(step.owner_id, step.deputy_id, there.managers, there.everyone, there.away)


def without_owner(holding_id: UUID, at: datetime) -> list[Step]:
    """Open steps that nobody has today: empty by construction, and shown so that anyone can see it."""
    steps = list(Step.objects.filter(holding_id=holding_id, open=True).select_related("unit", "person"))
    there = serving([step.unit_id for step in steps], localdate(at))
    return [step for step in steps if answering(step, there[step.unit_id]) is None]


def late(holding_id: UUID, day: date) -> QuerySet[Step]:
    """Open steps whose day has been and that have not yet been told all the way up to the manager."""
    last = Alarm.objects.filter(step_id=OuterRef("id"), rung="manager")
    return Step.objects.filter(~Exists(last), holding_id=holding_id, open=True, due__lt=day).order_by("due", "id")


def next_on_duty(unit_ids: Iterable[UUID], at: datetime) -> dict[UUID, UUID]:
    """Who is on duty at these units now, or is the next to be."""
    rows = Duty.objects.filter(unit_id__in=set(unit_ids), until__gt=at).order_by("-since")
    return dict(rows.values_list("unit_id", "staff_id"))


def managers_of(holding_id: UUID, day: date) -> list[UUID]:
    """Everyone who manages any unit of a holding: who is told when a unit has nobody left."""
    roles = organisations.managing()
    found = Assignment.objects.filter(organisations.current(day), unit__holding_id=holding_id, role__in=roles)
    return list(
        found.filter(staff__is_active=True).order_by("unit__name", "staff__name").values_list("staff_id", flat=True)
    )


def open_at(unit_id: UUID) -> tuple[int, int]:
    """How many open courses and other open steps a unit has."""
    steps = Step.objects.filter(unit_id=unit_id, open=True).exclude(kind="next")
    return Course.objects.filter(unit_id=unit_id, is_open=True).count(), steps.count()


def open_by_owner(unit_id: UUID) -> list[tuple[str, int]]:
    """Who has open steps at a unit, with how many, the most first."""
    rows = Step.objects.filter(unit_id=unit_id, open=True).order_by().values_list("owner__name")
    return list(rows.annotate(steps=Count("id")).order_by("-steps", "owner__name"))


def courses_without_step(holding_id: UUID) -> QuerySet[Course]:
    """Open courses whose next step is not open: the database forbids the rest."""
    loose = Q(next__open=False) | ~Q(next__course_id=F("id"))
    return Course.objects.filter(loose, holding_id=holding_id, is_open=True)


def alarms(actor: Actor, since: datetime) -> QuerySet[Alarm]:
    """The alarms that came to the actor at this unit, on steps that are still open."""
    found = Alarm.objects.filter(to_id=actor.staff_id, unit_id=actor.unit_id, at__gte=since, step__open=True)
    return found.select_related("step__person").order_by("-at")
