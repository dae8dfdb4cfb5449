"""The only selects of courses and steps. The worklist is one function of the open steps."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.timezone import localdate

from helhet.kernel.errors import NotFound
from helhet.organisations import queries as organisations
from helhet.organisations.actor import Actor
from helhet.organisations.models import Assignment
from helhet.people.models import Person
from helhet.secrecy.queries import visible

from . import rules
from .models import Alarm, Course, CourseEvent, Step

# What a line on the worklist shows; nothing more is read.
SHOWN = ("owner", "deputy", "person", "course")


@dataclass(frozen=True)
class Line:
    """A line of the worklist: the step, who has it today, and where it stands."""

    step: Step
    bucket: rules.Bucket
    late: int


def open_steps(actor: Actor, at: datetime) -> QuerySet[Step]:
    """The open steps of the actor's unit, by day."""
    steps = Step.objects.filter(unit_id=actor.unit_id, open=True)
    return visible(actor, at, steps, unit="unit_id").order_by("due", "opened_at")


def mine(actor: Actor) -> Q:
    """Steps that the actor owns or stands in for."""
    return Q(owner_id=actor.staff_id) | Q(deputy_id=actor.staff_id)


def worklist(actor: Actor, at: datetime, *, only_mine: bool = False, limit: int = 200) -> list[Line]:
    """What there is to do at the actor's unit, or for the actor alone: in one select."""
    steps = open_steps(actor, at).select_related("person", "owner")
    steps = steps.only(
        "text", "kind", "due", "ref_kind", "ref", "opened_at", "person__given_name", "person__family_name",
        "person__protected", "owner__name", "course_id", "deputy_id", "unit_id", "holding_id",
    )  # fmt: skip
    if only_mine:
        steps = steps.filter(mine(actor))
    today = localdate(at)
    return [Line(s, rules.bucket(s.kind, s.due, today), max((today - s.due).days, 0)) for s in steps[:limit]]


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


def without_owner(holding_id: UUID, at: datetime) -> list[Step]:
    """Open steps that nobody has today: empty by construction, and shown so that anyone can see it."""
    day = localdate(at)
    steps = Step.objects.filter(holding_id=holding_id, open=True).select_related("unit", "person")
    units = {step.unit_id for step in steps}
    serving = {unit: set(_serving(unit, day)) for unit in units}
    managers = {unit: [m.id for m in organisations.managers(unit, day)] for unit in units}
    none: frozenset[UUID] = frozenset()
    return [
        s for s in steps
        if rules.who_answers(s.owner_id, s.deputy_id, managers[s.unit_id], serving[s.unit_id], none) is None
    ]  # fmt: skip


def courses_without_step(holding_id: UUID) -> QuerySet[Course]:
    """Open courses whose next step is not open: the database forbids the rest."""
    loose = Q(next__open=False) | ~Q(next__course_id=F("id"))
    return Course.objects.filter(loose, holding_id=holding_id, is_open=True)


def _serving(unit_id: UUID, day: date) -> Iterable[UUID]:
    found = Assignment.objects.filter(organisations.current(day), unit_id=unit_id, staff__is_active=True)
    return found.values_list("staff_id", flat=True)


def alarms(actor: Actor, since: datetime) -> QuerySet[Alarm]:
    """The alarms that came to the actor at this unit, on steps that are still open."""
    found = Alarm.objects.filter(to_id=actor.staff_id, unit_id=actor.unit_id, at__gte=since, step__open=True)
    return found.select_related("step__person").order_by("-at")
