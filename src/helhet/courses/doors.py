"""Who takes what comes in at a unit, and how our own times are counted."""

from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from helhet.kernel.calendar import next_working_day
from helhet.kernel.errors import Refused
from helhet.organisations import queries as organisations
from helhet.organisations.models import Staff, Unit
from helhet.organisations.queries import records


def door(unit_id: UUID, at: datetime) -> list[Staff]:
    """Who has what comes in at a unit, and who stands in: the one on duty, else a manager, else whoever serves there.

    Those who are away come last. Empty when nobody serves there.
    """
    day = localdate(at)
    duty = organisations.on_duty(unit_id, at)
    serving = list(organisations.colleagues(unit_id, day))
    ids = {one.id for one in serving}
    first = [one for one in ([duty] if duty else []) if one.id in ids]
    candidates = [*first, *organisations.managers(unit_id, day), *serving]
    away = organisations.away([one.id for one in candidates], day)
    return list({one.id: one for one in sorted(candidates, key=lambda one: one.id in away)}.values())


def open_door(unit: Unit, at: datetime) -> tuple[Staff, Staff]:
    """Who takes what comes in, and the deputy. Raises Refused when nobody does: then nothing is sent there."""
    people = door(unit.id, at)
    if not people:
        raise Refused(f"{unit.name} tar inte emot här: ingen är utsedd. Ring dem, eller välj en annan enhet.")
    return people[0], people[-1] if len(people) == 1 else people[1]


def working_days(clock: str, day: date) -> date:
    """The day so many working days on: our own times (content/records/clocks.yaml)."""
    for _ in range(records().clocks[clock].days):
        day = next_working_day(day)
    return day
