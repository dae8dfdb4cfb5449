"""Closing a unit: only when nobody has anything open there."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from helhet.audit import actions as audit
from helhet.kernel.permission import Decision
from helhet.organisations import queries as organisations
from helhet.organisations.actor import Actor
from helhet.organisations.models import Unit
from helhet.secrecy.wall import acting

from . import queries, rules


@dataclass(frozen=True)
class Left:
    """What stands in the way of closing a unit: whether it may be, and (name, open steps) of each who has any."""

    may: Decision
    owners: list[tuple[str, int]]


def left_at(by: Actor, at: datetime, unit: Unit) -> Left:
    """What is open at a unit, in numbers and by who has it: an administrator sees nobody's matters."""
    rules.may_administer(by, unit.holding_id).demand()
    with acting(organisations.system_actor(unit.holding, "Stänga en enhet"), at):
        open_courses, open_steps = queries.open_at(unit.id)
        return Left(rules.may_close_unit(open_courses, open_steps), queries.open_by_owner(unit.id))


@transaction.atomic
def close_unit(*, by: Actor, at: datetime, unit: Unit) -> None:
    """A unit stops: nothing can be sent there any more. Refused while a person has anything open there."""
    rules.may_administer(by, unit.holding_id).demand()
    locked = Unit.objects.select_for_update().select_related("holding__principal").get(id=unit.id)
    # An administrator sees nobody's matters, so the system counts them.
    with acting(organisations.system_actor(locked.holding, "Stänga en enhet"), at):
        open_courses, open_steps = queries.open_at(unit.id)
    rules.may_close_unit(open_courses, open_steps).demand()
    Unit.objects.filter(id=unit.id).update(closed=True)
    audit.record(by=by, at=at, act="unit.closed", kind="unit", subject=unit.id)
