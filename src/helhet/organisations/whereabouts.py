"""Selects for those who tend units and staff: what they may see, and which unit or person a text means."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from helhet.kernel.errors import BadInput, NotFound
from helhet.kernel.identity import hsa_id
from helhet.kernel.permission import Decision

from . import queries, tending
from .actor import Actor
from .models import Absence, Assignment, Authority, Duty, Staff, Unit
from .tending import ADMINISTER

if TYPE_CHECKING:
    from .staffing import Given

PATH = "/"


def units_tended(by: Actor) -> QuerySet[Unit]:
    """An administrator's whole authority; a manager's own unit."""
    own = Q() if ADMINISTER in by.may else Q(id=by.unit_id)
    return Unit.objects.filter(own, holding_id=by.holding_id).select_related("holding__principal").order_by("name")


def unit_tended(by: Actor, unit_id: UUID) -> Unit:
    """One of them. Raises NotFound for any other, so that nothing is told of it."""
    found = units_tended(by).filter(id=unit_id).first()
    if found is None:
        raise NotFound("Enheten finns inte bland dem du sköter. Välj en i listan.")
    return found


def assignments_tended(by: Actor) -> QuerySet[Assignment]:
    """Every assignment, also those that are over, at the units that someone tends."""
    found = Assignment.objects.filter(unit__in=units_tended(by).values("id"))
    return found.select_related("staff", "unit__holding__principal").order_by("staff__name", "-valid_from")


def assignment_tended(by: Actor, assignment_id: UUID) -> Assignment:
    """One of them. Raises NotFound."""
    found = assignments_tended(by).filter(id=assignment_id).first()
    if found is None:
        raise NotFound("Uppdraget finns inte bland dem du sköter. Gå till listan över personal.")
    return found


def working_at(by: Actor, unit: Unit, day: date) -> QuerySet[Assignment]:
    """Those of a unit that hold on a day."""
    return assignments_tended(by).filter(queries.current(day), unit=unit)


def assignments_ahead(by: Actor, day: date) -> QuerySet[Assignment]:
    """Those that hold on a day or later."""
    return assignments_tended(by).filter(ahead(day))


def assignments_of(by: Actor, staff: Staff) -> QuerySet[Assignment]:
    """Those of one member of staff."""
    return assignments_tended(by).filter(staff=staff)


def ahead(day: date) -> Q:
    """Assignments that hold on a day or later."""
    return Q(valid_to__isnull=True) | Q(valid_to__gte=day)


def staff_tended(by: Actor) -> QuerySet[Staff]:
    """Whoever has or has had an assignment at the units that someone tends."""
    return Staff.objects.filter(id__in=assignments_tended(by).order_by().values("staff_id")).order_by("name")


def staff_one(by: Actor, staff_id: UUID) -> Staff:
    """One of them. Raises NotFound."""
    found = staff_tended(by).filter(id=staff_id).first()
    if found is None:
        raise NotFound("Personen finns inte bland dem du sköter. Gå till listan över personal.")
    return found


def may_tell_absence(by: Actor, staff_id: UUID, today: date) -> Decision:
    """One's own absence, or that of somebody who works today where one tends."""
    if staff_id == by.staff_id:
        return Decision.yes("Det är din egen frånvaro.")
    working = assignments_tended(by).filter(queries.current(today), staff_id=staff_id).exists()
    if working and tending.may_see(by):
        return Decision.yes("Personen arbetar på en enhet som du sköter.")
    return Decision.no("Frånvaro skrivs av personen själv, enhetens chef eller en administratör.")


def absences_ahead(staff_id: UUID, today: date) -> QuerySet[Absence]:
    """Someone's days away from today on."""
    return Absence.objects.filter(staff_id=staff_id, last__gte=today).order_by("first")


def absence(by: Actor, absence_id: UUID) -> Absence:
    """One's own absence, or that of somebody whom one tends. Raises NotFound."""
    theirs = Q(staff_id=by.staff_id)
    if tending.may_see(by):
        theirs |= Q(staff__in=staff_tended(by))
    found = Absence.objects.select_related("staff").filter(theirs, id=absence_id).first()
    if found is None:
        raise NotFound("Frånvaron är redan borttagen.")
    return found


def duties_ahead(unit_id: UUID, at: datetime) -> QuerySet[Duty]:
    """Who is on duty at a unit, now and later."""
    return Duty.objects.filter(unit_id=unit_id, until__gt=at).select_related("staff").order_by("since")


def duties_between(unit_id: UUID, since: datetime, until: datetime) -> QuerySet[Duty]:
    """Who is on duty at some moment of a time."""
    return Duty.objects.filter(unit_id=unit_id, since__lt=until, until__gt=since).select_related("staff")


def duty_tended(by: Actor, duty_id: UUID) -> Duty:
    """A time on duty at a unit that someone tends. Raises NotFound."""
    found = Duty.objects.filter(id=duty_id, unit__in=units_tended(by).values("id")).select_related("unit", "staff")
    if (duty := found.first()) is None:
        raise NotFound("Tiden är redan borttagen.")
    return duty


def unmanaged(units: Sequence[Unit], today: date) -> set[UUID]:
    """Those of these units that nobody manages today."""
    managing = Assignment.objects.filter(queries.current(today), role__in=queries.managing(), staff__is_active=True)
    led = set(managing.filter(unit__in=units).values_list("unit_id", flat=True))
    return {unit.id for unit in units if not unit.closed} - led


def unit_kinds(holding: Authority) -> dict[str, str]:
    """The kinds of units that an authority or provider can have: id and what it is called."""
    kind = queries.records().authorities[holding.kind]
    units = queries.library().vocabulary.units.values()
    # A private provider may run what the region or the municipality answers for.
    return {unit.id: unit.label for unit in units if kind.principal in (unit.principal, "other")}


def unit_called(text: str) -> Unit:
    """The open unit that an HSA-id or a name means; "Authority / Unit" when several have the name. Raises BadInput."""
    found = list(_by_hsa_id(text) or _by_path([part.strip() for part in text.split(PATH)]) or _by_path([text.strip()]))
    if not found:
        raise BadInput(
            f"Enheten {text} finns inte, eller är stängd. Skriv enhetens namn eller HSA-id som det står i Helhet."
        )
    if len(found) > 1:
        names = "; ".join(f"{unit.holding} {PATH} {unit}" for unit in found[:4])
        raise BadInput(f"Flera enheter heter {text}. Skriv HSA-id, eller myndigheten först: {names}.")
    return found[0]


def _by_hsa_id(text: str) -> list[Unit]:
    try:
        return list(_open_units().filter(hsa_id=hsa_id(text).value))
    except BadInput:
        return []


def _by_path(parts: Sequence[str]) -> list[Unit]:
    """Read from the end: the unit, then its authority, then its principal."""
    steps = ("name", "holding__name", "holding__principal__name")
    if len(parts) > len(steps):
        return []
    return list(_open_units().filter(**dict(zip(steps, reversed(parts), strict=False))))


def _open_units() -> QuerySet[Unit]:
    return Unit.objects.filter(closed=False).select_related("holding__principal").order_by("holding__name")


def same_assignment(staff_id: UUID, given: "Given") -> Assignment | None:
    """The assignment with the same unit, role and first day."""
    found = Assignment.objects.filter(staff_id=staff_id, unit=given.unit, role=given.role, valid_from=given.valid_from)
    return found.select_related("staff", "unit__holding__principal").first()


def overlapping(staff_id: UUID, given: "Given", but: UUID | None) -> Assignment | None:
    """An assignment with the same unit and role that holds on some of the same days, other than one."""
    found = Assignment.objects.filter(staff_id=staff_id, unit=given.unit, role=given.role).exclude(id=but)
    before_end = Q(valid_from__lte=given.valid_to) if given.valid_to else Q()
    return found.filter(ahead(given.valid_from), before_end).first()


def taken(staff: Staff) -> str:
    """Why a username or HSA-id cannot be someone's: it is another's. Empty when it can."""
    others = Staff.objects.exclude(id=staff.id)
    if others.filter(username=staff.username).exists():
        return f"Användarnamnet {staff.username} är upptaget. Välj ett annat."
    if staff.hsa_id and others.filter(hsa_id=staff.hsa_id).exists():
        return f"HSA-id {staff.hsa_id} hör till någon annan. Kontrollera det."
    return ""


def unit_taken(unit: Unit) -> str:
    """Why a unit cannot have its name or HSA-id: another has it. Empty when it can."""
    others = Unit.objects.exclude(id=unit.id)
    if others.filter(holding_id=unit.holding_id, name=unit.name).exists():
        return f"Det finns redan en enhet som heter {unit.name}. Välj ett annat namn."
    if unit.hsa_id and others.filter(hsa_id=unit.hsa_id).exists():
        return f"HSA-id {unit.hsa_id} hör till en annan enhet. Kontrollera det."
    return ""
