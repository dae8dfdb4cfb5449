"""Tells the next one up when a step is late or news is unread. May be run twice, by two at once, and after a crash.

Each step tells each rung once: a row says so, and a holding is scanned by one at a time.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from helhet.audit import actions as audit
from helhet.kernel.calendar import working_days_between
from helhet.organisations import queries as organisations
from helhet.organisations.actor import Actor
from helhet.organisations.models import Authority
from helhet.secrecy.wall import acting

from . import queries, rules
from .models import Alarm, Step


@dataclass(frozen=True)
class Scene:
    """What a scan of one holding needs to know, read once."""

    day: date
    serving: dict[UUID, queries.Serving]
    duty: dict[UUID, UUID]
    managers: list[UUID]
    told: set[tuple[UUID, str]]


def alarm_late(at: datetime) -> int:
    """Tell about every late step of every holding. Gives how many were told something new."""
    return sum(_holding(holding, at) for holding in organisations.holdings())


def _holding(holding: Authority, at: datetime) -> int:
    by = organisations.system_actor(holding, "Larma om det som dröjer")
    with acting(by, at):
        # One scan at a time; writers of the holding's records do not wait for it.
        Authority.objects.select_for_update(no_key=True).get(id=holding.id)
        steps = list(queries.late(holding.id, localdate(at)))
        scene = _scene(holding, steps, at)
        rows = [row for step in steps for row in _alarms(step, scene, at)]
        Alarm.objects.bulk_create(rows)
        audit.record_all(by=by, at=at, told=[_told(row, by) for row in rows])
    return len(rows)


def _scene(holding: Authority, steps: list[Step], at: datetime) -> Scene:
    units = {step.unit_id for step in steps}
    day = localdate(at)
    told = set(Alarm.objects.filter(step__in=[step.id for step in steps]).values_list("step_id", "rung"))
    managers = queries.managers_of(holding.id, day)
    return Scene(day, queries.serving(units, day), queries.next_on_duty(units, at), managers, told)


def _alarms(step: Step, scene: Scene, at: datetime) -> list[Alarm]:
    ladder = rules.ladder(step.kind, organisations.records().clocks)
    due = rules.rungs_due(ladder, working_days_between(step.due, scene.day))
    whom = {rung.name: _to(step, rung.name, scene) for rung in due if (step.id, rung.name) not in scene.told}
    given = {"holding_id": step.holding_id, "unit_id": step.unit_id, "step": step, "at": at}
    return [Alarm(rung=rung, to_id=to, **given) for rung, to in whom.items() if to]


def _to(step: Step, rung: rules.RungName, scene: Scene) -> UUID | None:
    there = scene.serving[step.unit_id]
    wanted = {
        "owner": (step.owner_id,),
        "deputy": (step.deputy_id,),
        "manager": there.managers,
        "duty": tuple(one for one in (scene.duty.get(step.unit_id),) if one),
    }[rung]
    here = rules.told(wanted, there.everyone, there.away) or queries.answering(step, there)
    return here or next(iter(scene.managers), None)


def _told(row: Alarm, by: Actor) -> audit.Told:
    return audit.Told(f"alarm.{row.rung}", "step", row.step_id, person=row.step.person_id, purpose=by.purpose)
