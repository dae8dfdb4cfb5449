"""The only selects of cases, their events, clocks and alarms."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from helhet.kernel.errors import NotFound
from helhet.organisations.actor import Actor
from helhet.organisations.models import Assignment, Authority
from helhet.organisations.queries import current, records
from helhet.people.models import Person
from helhet.secrecy.queries import visible

from . import rules
from .models import Case, CaseAlarm, CaseClock, CaseEvent

# More clocks than this nobody reads at once.
MOST = 300
# So long what has ceased stands among the day's clocks: somebody may still be held.
LATELY = timedelta(days=7)
ABOUT = ("person", "unit__holding", "owner", "deputy", "step__owner", "step__deputy", "holding__principal")


def case(actor: Actor, case_id: UUID, at: datetime) -> Case:
    """A case that the actor may read. Raises NotFound."""
    found = visible(actor, at, Case.objects.filter(id=case_id), unit="unit_id").select_related(*ABOUT).first()
    if found is None:
        raise NotFound("Ärendet finns inte, eller så får du inte läsa det.")
    return found


def cases(actor: Actor, person: Person, at: datetime) -> QuerySet[Case]:
    """A person's cases in the holding, open ones first."""
    found = visible(actor, at, Case.objects.filter(person=person), unit="unit_id")
    return found.select_related("owner").order_by("-is_open", "-opened_at")


def events(one: Case) -> list[CaseEvent]:
    """What was recorded, in the order it was written."""
    return list(one.events.select_related("by").order_by("number"))


def event(one: Case, entry_id: UUID) -> CaseEvent:
    """Something recorded in a case. Raises NotFound."""
    found = CaseEvent.objects.filter(case=one, id=entry_id).select_related("by").first()
    if found is None:
        raise NotFound("Händelsen finns inte i ärendet.")
    return found


def roles_of(actor: Actor) -> frozenset[str]:
    """Whom the actor is in legal processes."""
    return rules.acts_as(actor, records().acting)


def openable(actor: Actor) -> list[Any]:
    """The processes that the actor's authority may open cases in."""
    kind = Authority.objects.get(id=actor.holding_id).kind
    return [one for one in records().processes.values() if kind in one.authorities]


def running(actor: Actor, at: datetime, *, whole: bool) -> QuerySet[CaseClock]:
    """The clocks that somebody must do something about, at the actor's unit or in the whole authority: those that run,
    those that are out, and those with which something ceased lately.

    They say nothing of anybody, so whoever may read records in the authority sees them all.
    """
    waiting = Q(status__in=rules.RUNNING, met_at__isnull=True, ends_at__isnull=False)
    ceased = Q(status=rules.FALLEN, last_at__gt=at - LATELY)
    rows = CaseClock.objects.filter(waiting | ceased, holding_id=actor.holding_id)
    if "records" not in actor.may:
        return rows.none()
    if not whole:
        rows = rows.filter(unit_id=actor.unit_id)
    return rows.select_related("owner", "unit").order_by("ends_at")[:MOST]


def readable(actor: Actor, case_ids: Iterable[UUID], at: datetime) -> dict[UUID, Case]:
    """Those of these cases that the actor may read, with whom they are about."""
    found = visible(actor, at, Case.objects.filter(id__in=list(case_ids)), unit="unit_id").select_related("person")
    return {one.id: one for one in found}


def to_scan(holding_id: UUID, at: datetime) -> list[UUID]:
    """The cases that have a clock with something to do now, the one that has waited longest first."""
    due = CaseClock.objects.filter(holding_id=holding_id, next_at__lte=at).order_by("next_at", "id")
    return list(dict.fromkeys(due.values_list("case_id", flat=True)))


def told(clock_ids: Iterable[UUID]) -> set[tuple[UUID, str]]:
    """The alarms of these clocks that somebody has been told."""
    return set(CaseAlarm.objects.filter(clock_id__in=list(clock_ids)).values_list("clock_id", "alarm"))


def chair_posts(holding_id: UUID, day: date) -> list[Assignment]:
    """The assignments of those who are the chair in a holding on a day, in the order of their names."""
    roles = [role for one in records().acting if rules.CHAIR in one.acts_as for role in one.roles]
    found = Assignment.objects.filter(current(day), unit__holding_id=holding_id, role__in=roles, unit__closed=False)
    return list(found.filter(staff__is_active=True).select_related("staff", "unit").order_by("staff__name", "id"))


def chairs(holding_id: UUID, day: date) -> list[tuple[UUID, UUID]]:
    """The same as (staff, unit)."""
    return [(one.staff_id, one.unit_id) for one in chair_posts(holding_id, day)]
