"""The writes of units and of who is on duty: decide, change, record, in one transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from helhet.audit import actions as audit
from helhet.kernel.errors import BadInput, Refused
from helhet.kernel.identity import hsa_id

from . import queries, tending, whereabouts
from .actor import Actor
from .models import Authority, Duty, Staff, Unit

# What may be edited of a unit: its kind stays, as rules and hand-offs rest on it.
EDITABLE = ("name", "hsa_id", "phone", "hours", "address", "mailbox", "municipalities", "groups")


@transaction.atomic
def add_unit(*, by: Actor, at: datetime, holding: Authority, kind: str, **said: Any) -> Unit:
    """A unit in one's own authority."""
    tending.may_administer(by, holding.id).demand()
    if kind not in whereabouts.unit_kinds(holding):
        raise BadInput("Välj ett slag av enhet i listan.")
    unit = Unit(holding=holding, kind=kind)
    return _described(unit, by, at, said, "unit.created")


@transaction.atomic
def edit_unit(*, by: Actor, at: datetime, unit: Unit, **said: Any) -> Unit:
    """Other words, numbers or places for a unit."""
    tending.may_administer(by, unit.holding_id).demand()
    return _described(unit, by, at, said, "unit.edited")


def _described(unit: Unit, by: Actor, at: datetime, said: Mapping[str, Any], act: str) -> Unit:
    for name in EDITABLE:
        if name in said:
            setattr(unit, name, said[name])
    unit.hsa_id = hsa_id(unit.hsa_id).value if unit.hsa_id else ""
    if taken := whereabouts.unit_taken(unit):
        raise Refused(taken)
    unit.save()
    content = {name: getattr(unit, name) for name in EDITABLE}
    audit.record(by=by, at=at, act=act, kind="unit", subject=unit.id, content=content)
    return unit


@transaction.atomic
def put_on_duty(*, by: Actor, at: datetime, unit: Unit, staff: Staff, since: datetime, until: datetime) -> Duty:
    """Somebody of the unit's is on duty there for a time; one at a time."""
    tending.may_tend(by, unit.holding_id, unit.id).demand()
    if until <= since:
        raise BadInput("Sluttiden är före starttiden. Kontrollera tiderna.")
    for day in (localdate(since), localdate(until)):
        if not queries.colleagues(unit.id, day).filter(id=staff.id).exists():
            raise BadInput(f"{staff} arbetar inte med personer på enheten {day}. Välj någon annan.")
    if other := whereabouts.duties_between(unit.id, since, until).first():
        raise Refused(f"{other.staff} har jour då. Ta bort den tiden först, eller välj en annan.")
    duty = Duty.objects.create(unit=unit, staff=staff, since=since, until=until)
    audit.record(by=by, at=at, act="duty.added", kind="unit", subject=unit.id, content=[staff.id, since, until])
    return duty


@transaction.atomic
def take_off_duty(*, by: Actor, at: datetime, duty: Duty) -> None:
    """A time on duty is taken away."""
    tending.may_tend(by, duty.unit.holding_id, duty.unit_id).demand()
    content = [duty.staff_id, duty.since, duty.until]
    audit.record(by=by, at=at, act="duty.removed", kind="unit", subject=duty.unit_id, content=content)
    duty.delete()
