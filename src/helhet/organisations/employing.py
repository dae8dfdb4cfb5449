"""What administrators and managers do with staff: decide, change, record, in one transaction."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from helhet.audit import actions as audit
from helhet.kernel.errors import BadInput, Refused

from . import queries, staffing, tending, whereabouts
from .actor import Actor
from .models import Absence, Assignment, Staff
from .signing import tidy
from .staffing import Details, Given


@transaction.atomic
def employ(*, by: Actor, at: datetime, details: Details, given: Given) -> tuple[Staff, str]:
    """Someone new with a first assignment. Gives them and a temporary password, to be shown once.

    Whoever has an account by that username already gets the assignment only, and the password is empty.
    """
    tending.may_tend(by, given.unit.holding_id, given.unit.id).demand()
    known = queries.staff_named(tidy(details.username))
    staff = known or staffing.add(by, at, details)
    assign(by=by, at=at, staff=staff, given=given)
    return staff, "" if known else staffing.hand_out(staff, at)


@transaction.atomic
def describe(*, by: Actor, at: datetime, staff: Staff, details: Details) -> None:
    """Correct who someone is; what they sign in with stays."""
    tending.may_open_account(by, queries.holding_ids_of(staff.id, localdate(at))).demand()
    staffing.describe(by, at, staff, details)


@transaction.atomic
def assign(*, by: Actor, at: datetime, staff: Staff, given: Given) -> Assignment:
    """Give somebody else an assignment at a unit that one tends."""
    tending.may_tend(by, given.unit.holding_id, given.unit.id).demand()
    role = staffing.role_of(given.role)
    tending.may_give(by, role, staffing.domain_of(given.unit), staff.id).demand()
    return staffing.give(by, at, staff, given)


@transaction.atomic
def end(*, by: Actor, at: datetime, assignment: Assignment, last: date) -> None:
    """Let an assignment hold to and with a day. Raises NotAllowed when the unit would be without a manager."""
    tending.may_tend(by, assignment.unit.holding_id, assignment.unit_id).demand()
    tending.may_handle(by, queries.records().roles.get(assignment.role)).demand()
    staffing.end(by, at, assignment, last)


@transaction.atomic
def be_away(*, by: Actor, at: datetime, staff: Staff, first: date, last: date) -> Absence:
    """Write down that someone is away: one's own days, or those of somebody one tends."""
    whereabouts.may_tell_absence(by, staff.id, localdate(at)).demand()
    if last < first:
        raise BadInput("Sista dagen är före första dagen. Kontrollera datumen.")
    absence = Absence.objects.create(staff=staff, first=first, last=last)
    audit.record(by=by, at=at, act="absence.added", kind="staff", subject=staff.id, content=[first, last])
    return absence


@transaction.atomic
def be_back(*, by: Actor, at: datetime, absence: Absence) -> None:
    """Take an absence away."""
    whereabouts.may_tell_absence(by, absence.staff_id, localdate(at)).demand()
    days = [absence.first, absence.last]
    audit.record(by=by, at=at, act="absence.removed", kind="staff", subject=absence.staff_id, content=days)
    absence.delete()


@transaction.atomic
def reset(*, by: Actor, at: datetime, staff: Staff) -> str:
    """A temporary password, to be shown once; the codes start afresh and every session of theirs ends."""
    if staff.id == by.staff_id:
        raise Refused("Ditt eget lösenord byter du under ditt namn överst på sidan.")
    tending.may_open_account(by, queries.holding_ids_of(staff.id, localdate(at))).demand()
    password = staffing.hand_out(staff, at)
    audit.record(by=by, at=at, act="staff.reset", kind="staff", subject=staff.id)
    return password
