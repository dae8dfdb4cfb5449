"""Whom an alarm is told to, and how: a row that it was told, and something to read on their list."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from helhet.audit import actions as audit
from helhet.courses import queries as courses
from helhet.courses.models import Step
from helhet.courses.rules import who_answers
from helhet.knowledge.clocks.alarms import Alarm
from helhet.organisations import queries as organisations
from helhet.organisations.actor import Actor

from . import queries, rules
from .models import Case, CaseAlarm, CaseClock


@dataclass
class Scene:
    """Who there is in a holding now. What is read of a unit is kept for the next case there."""

    day: date
    at: datetime
    chairs: list[tuple[UUID, UUID]]
    managers: list[UUID]
    away: set[UUID]
    units: dict[UUID, courses.Serving] = field(default_factory=dict)
    duty: dict[UUID, UUID] = field(default_factory=dict)

    def unit(self, unit_id: UUID) -> courses.Serving:
        """Who serves at a unit."""
        if unit_id not in self.units:
            self.units |= courses.serving([unit_id], self.day)
            self.duty |= courses.next_on_duty([unit_id], self.at)
        return self.units[unit_id]


def scene(holding_id: UUID, at: datetime) -> Scene:
    """What a scan of a holding needs to know, read once."""
    day = localdate(at)
    chairs = queries.chairs(holding_id, day)
    away = organisations.away([who for who, _ in chairs], day)
    duty = courses.next_on_duty([unit for _, unit in chairs], at)
    # The one on duty first.
    chairs.sort(key=lambda one: duty.get(one[1]) != one[0])
    return Scene(day, at, chairs, courses.managers_of(holding_id, day), away)


def told(by: Actor, at: datetime, case: Case, there: Scene, pressing: Iterable[tuple[CaseClock, Alarm]]) -> int:
    """Tell what nobody has been told of yet, each once. Gives how many."""
    found = list(pressing)
    before = queries.told({clock.id for clock, _ in found})
    new = [
        (clock, alarm, *_whom(case, alarm.to, there)) for clock, alarm in found if (clock.id, alarm.id) not in before
    ]
    rows = [
        CaseAlarm(
            holding_id=case.holding_id, clock=clock, alarm=alarm.id, rung=alarm.to, to_id=who, due=alarm.at, at=at
        )
        for clock, alarm, who, _ in new
    ]
    CaseAlarm.objects.bulk_create(rows)
    # Somebody who is told of a clock by several alarms at once reads the last.
    last = {(clock.id, who): (alarm, who, unit) for clock, alarm, who, unit in new}
    Step.objects.bulk_create(_news(case, at, *one) for one in last.values())
    audit.record_all(by=by, at=at, told=[_said(row, case) for row in rows])
    return len(rows)


def _said(row: CaseAlarm, case: Case) -> audit.Told:
    return audit.Told(f"alarm.{row.rung}", "case", case.id, person=case.person_id)


def _whom(case: Case, rung: str, there: Scene) -> tuple[UUID, UUID]:
    """Who is told, and the unit where they read it. When nobody of that rung is there, whoever answers for the case."""
    if rung == rules.CHAIR and (chair := next((one for one in there.chairs if one[0] not in there.away), None)):
        return chair
    here = there.unit(case.unit_id)
    duty = there.duty.get(case.unit_id)
    wanted = {
        "owner": (case.owner_id,),
        "deputy": (case.deputy_id,),
        "duty": (duty,) if duty else (),
    }.get(rung, here.managers)
    who = rules.whom(wanted, here.everyone, here.away)
    who = who or who_answers(case.owner_id, case.deputy_id, here.managers, here.everyone, here.away)
    return who or next(iter(there.managers), case.owner_id), case.unit_id


def _news(case: Case, at: datetime, alarm: Alarm, who: UUID, unit_id: UUID) -> Step:
    """Something to read. Outside the case's unit it names nobody: who may open the case reads more there."""
    inside = unit_id == case.unit_id
    return Step(
        holding_id=case.holding_id, unit_id=unit_id, person_id=case.person_id if inside else None, owner_id=who,
        deputy_id=case.deputy_id if inside else who, kind="news", text=alarm.text[:300], due=localdate(at),
        ref_kind="case", ref=case.id, opened_at=at,
    )  # fmt: skip
