"""The only selects of organisations, staff and assignments."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from helhet.kernel.errors import NotFound, Refused
from helhet.knowledge.disclosing.checking import disclosing_of
from helhet.knowledge.home import library_at
from helhet.knowledge.library import Library
from helhet.knowledge.records import Records
from helhet.selects.kept import Kept

from . import rules
from .actor import SYSTEM, Actor
from .models import Absence, Assignment, Authority, Duty, SignInAttempt, Staff, Unit
from .rules import Post


def library() -> Library:
    """The content of this installation (settings.CONTENT)."""
    return library_at(Path(settings.CONTENT))


def records() -> Records:
    """Kinds of authorities, roles and times of this installation."""
    return library().records


def managing() -> frozenset[str]:
    """The roles that may manage a unit."""
    return frozenset(role.id for role in records().roles.values() if "manage" in role.may)


def current(day: date) -> Q:
    """Assignments that count on a day."""
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


def assignments_of(staff_id: UUID, day: date) -> QuerySet[Assignment]:
    """The assignments someone may choose between on a day."""
    found = Assignment.objects.filter(current(day), staff_id=staff_id, unit__closed=False, staff__is_active=True)
    return found.select_related("staff", "unit__holding__principal").order_by("unit__name", "role")


def assignments_named(usernames: Iterable[str], day: date) -> QuerySet[Assignment]:
    """The assignments of these members of staff on a day."""
    found = Assignment.objects.filter(
        current(day), staff__username__in=list(usernames), unit__closed=False, staff__is_active=True
    )
    return found.select_related("staff", "unit__holding__principal")


def actor_for(assignment_id: UUID, staff_id: UUID, at: datetime) -> Actor | None:
    """The Actor of an assignment that counts now and is this member of staff's; None otherwise."""
    found = _one_of(assignment_id, staff_id, localdate(at))
    return actor_of(found[0]) if found else None


@Kept
def _one_of(assignment_id: UUID, staff_id: UUID, day: date) -> QuerySet[Assignment]:
    """One assignment, if it is this member of staff's and counts on the day."""
    return assignments_of(staff_id, day).filter(id=assignment_id)


def actor_of(assignment: Assignment) -> Actor:
    """The Actor of an assignment (with its unit, holding and principal already read)."""
    staff, unit = assignment.staff, assignment.unit
    holding = unit.holding
    kind = records().authorities[holding.kind]
    role = records().roles.get(assignment.role)
    return Actor(
        staff_id=staff.id,
        name=staff.name,
        assignment_id=assignment.id,
        role=assignment.role,
        may=frozenset(role.may) if role else frozenset(),
        purpose=assignment.purpose,
        unit_id=unit.id,
        unit_name=unit.name,
        unit_kind=unit.kind,
        holding_id=holding.id,
        holding_name=holding.name,
        domain=kind.domain,
        party=kind.party,
        principal_id=holding.principal_id,
        county=holding.principal.county,
        profession=staff.profession,
    )


def staff_named(username: str) -> Staff | None:
    """Who signs in with a name, as it is kept (small letters)."""
    return Staff.objects.filter(username=username).first()


def staff_member(staff_id: UUID) -> Staff | None:
    """A member of staff."""
    return Staff.objects.filter(id=staff_id).first()


def failures(name_hash: str, at: datetime) -> list[datetime]:
    """The tries with a name that count towards a lock: in the last while, and since the last that went well."""
    tries = SignInAttempt.objects.filter(name_hash=name_hash, at__gt=at - rules.LOCKED_FOR)
    rows = list(tries.values_list("at", "succeeded"))
    good = max((when for when, succeeded in rows if succeeded), default=None)
    return [when for when, succeeded in rows if not succeeded and (good is None or when > good)]


def system_actor(holding: Authority, purpose: str) -> Actor:
    """The system itself in one holding: scanners and retention act as it, and are seen in the log."""
    kind = records().authorities[holding.kind]
    return Actor(
        staff_id=SYSTEM,
        name="Helhet",
        assignment_id=SYSTEM,
        role="system",
        may=frozenset({"records", "purge"}),
        purpose=purpose,
        unit_id=SYSTEM,
        unit_name="",
        unit_kind="",
        holding_id=holding.id,
        holding_name=holding.name,
        domain=kind.domain,
        party=kind.party,
        principal_id=holding.principal_id,
        county=holding.principal.county,
    )


def holdings() -> QuerySet[Authority]:
    """Every holding, with its principal."""
    return Authority.objects.select_related("principal").order_by("name")


def holding(holding_id: UUID) -> Authority:
    """A holding that is known to be there: an actor's own."""
    return holdings().get(id=holding_id)


def unit(unit_id: UUID) -> Unit:
    """A unit with its holding. Raises NotFound."""
    found = Unit.objects.select_related("holding__principal").filter(id=unit_id).first()
    if found is None:
        raise NotFound("Enheten finns inte. Välj en enhet i listan.")
    return found


def open_unit(unit_id: UUID) -> Unit:
    """A unit that is open, and stays so until the transaction ends: whoever would close it waits. Raises Refused.

    What points at a row holds it only when the transaction ends, so that two could pass each other until then.
    """
    rows = Unit.objects.filter(id=unit_id)
    if connection.features.has_select_for_update:
        rows = Unit.objects.raw("SELECT * FROM organisations_unit WHERE id = %s FOR KEY SHARE", [unit_id])
    found = rows[0]
    if found.closed:
        raise Refused(f"{found.name} har stängt. Välj en annan enhet.")
    return found


def units_of(holding_id: UUID) -> QuerySet[Unit]:
    """The open units of a holding."""
    return Unit.objects.filter(holding_id=holding_id, closed=False).order_by("name")


def receivers(kinds: Iterable[str], county: str) -> QuerySet[Unit]:
    """Open units of these kinds in a county: where a hand-off may go."""
    found = Unit.objects.filter(kind__in=list(kinds), closed=False, holding__principal__county=county)
    return found.select_related("holding__principal").order_by("name")


def colleagues(unit_id: UUID, day: date) -> QuerySet[Staff]:
    """Those who work at a unit on a day with its records: who may own a matter there. Nobody where it has closed."""
    roles = [role.id for role in records().roles.values() if "records" in role.may]
    serving = Assignment.objects.filter(current(day), unit_id=unit_id, unit__closed=False, role__in=roles)
    return Staff.objects.filter(is_active=True, id__in=serving.values("staff_id")).order_by("name")


def managers(unit_id: UUID, day: date) -> QuerySet[Staff]:
    """Those who manage a unit on a day; nobody where it has closed."""
    serving = Assignment.objects.filter(current(day), unit_id=unit_id, unit__closed=False, role__in=managing())
    return Staff.objects.filter(is_active=True, id__in=serving.values("staff_id")).order_by("name")


def away(staff_ids: Iterable[UUID], day: date) -> set[UUID]:
    """Those of these who are away on a day."""
    found = Absence.objects.filter(staff_id__in=list(staff_ids), first__lte=day, last__gte=day)
    return set(found.values_list("staff_id", flat=True))


def on_duty(unit_id: UUID, at: datetime) -> Staff | None:
    """Who is on duty at a unit now; None when nobody is named."""
    found = Duty.objects.filter(unit_id=unit_id, since__lte=at, until__gt=at).select_related("staff").order_by("since")
    first = found.first()
    return first.staff if first else None


def posts_beside(assignment: Assignment) -> list[Post]:
    """The other assignments at the same unit, as the rules need them."""
    others = Assignment.objects.filter(unit_id=assignment.unit_id, staff__is_active=True).exclude(id=assignment.id)
    return [post_of(other) for other in others]


def post_of(assignment: Assignment) -> Post:
    """An assignment as the rules need it."""
    return Post(assignment.staff_id, assignment.unit_id, assignment.role, assignment.valid_from, assignment.valid_to)


def holdings_of(staff_id: UUID, day: date) -> QuerySet[Authority]:
    """The holdings where someone works on a day or will work later."""
    ahead = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    units = Assignment.objects.filter(ahead, staff_id=staff_id).values("unit_id")
    return holdings().filter(units__in=units).distinct()


def holding_ids_of(staff_id: UUID, day: date) -> set[UUID]:
    """The same, as ids."""
    return set(holdings_of(staff_id, day).values_list("id", flat=True))


def professions() -> dict[str, str]:
    """What someone can work as when a ground in law asks: id and what it is called."""
    return {choice.id: choice.label for choice in disclosing_of(library()).questions.all["profession"].fact.values}
