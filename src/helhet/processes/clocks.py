"""The clocks of a case as rows: made anew from where the case stands, each time that changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from helhet.kernel.calendar import local_day
from helhet.knowledge.clocks.alarms import Alarm
from helhet.knowledge.clocks.deadline import Deadline
from helhet.knowledge.clocks.status import status
from helhet.knowledge.processes.matter import Running

from . import rules
from .following import Standing
from .models import Case, CaseAlarm, CaseClock


@dataclass(frozen=True)
class Counted:
    """A clock of a case with its deadline; None when nothing can be counted, and why then."""

    running: Running
    deadline: Deadline | None
    why: str
    status: str

    @property
    def key(self) -> tuple[str, datetime]:
        """What makes it one clock of its case."""
        return self.running.use.rule, self.running.start

    @property
    def open(self) -> bool:
        """Whether somebody must still do something about it."""
        return self.status in rules.RUNNING and self.running.met is None

    @property
    def alarms(self) -> bool:
        """Whether somebody is told of it: also that something has fallen with it."""
        return self.open or self.status == rules.FALLEN


def counted(standing: Standing) -> list[Counted]:
    """The clocks of a case, each start of a rule once, in the order they began."""
    if "counted" not in standing.kept:
        found = [_counted(standing, clock) for clock in standing.step.matter.clocks]
        each = {one.key: one for one in sorted(found, key=lambda one: one.open)}
        standing.kept["counted"] = list(each.values())
    return list(standing.kept["counted"])


def _counted(standing: Standing, clock: Running) -> Counted:
    deadline, why = standing.replay.times.deadline(standing.step.matter, clock)
    return Counted(clock, deadline, why, _status(standing, clock, deadline))


def _status(standing: Standing, clock: Running, deadline: Deadline | None) -> str:
    if clock.stopped is not None:
        return "stopped"
    if clock.lapsed is not None:
        return rules.FALLEN
    if deadline is None:
        return "met" if clock.met else "uncounted"
    if deadline.stopped and clock.met is None:
        return "still"
    return str(status(deadline, standing.step.now, clock.met))


def written(case: Case, standing: Standing) -> None:
    """Write the clocks of a locked case down, as they stand now. Those that no longer follow from it are stopped."""
    now, told = standing.step.now, _told(case)
    rows = [CaseClock(**_fields(case, one, told, now)) for one in counted(standing)]
    made = ("unit", "owner", "strict", "relief", "ends_at", "last_at", "status", "met_at", "next_at")
    CaseClock.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=("case", "rule", "start"), update_fields=made
    )
    kept = {(row.rule, row.start) for row in rows}
    gone = [row.id for row in case.clocks.all() if (row.rule, row.start) not in kept]
    if gone:
        CaseClock.objects.filter(id__in=gone).update(status="stopped", next_at=None)


def look_again(case: Case, standing: Standing, rows: list[CaseClock]) -> None:
    """When the scanner next has something to do with each clock of a locked case, now that it has told what is due."""
    told, by_key = _told(case), {one.key: one for one in counted(standing)}
    for row in rows:
        one = by_key.get((row.rule, row.start))
        ahead = _next(one, told, standing.step.now) if one else None
        if ahead != row.next_at:
            CaseClock.objects.filter(id=row.id).update(next_at=ahead)


def _told(case: Case) -> set[tuple[str, datetime, str]]:
    rows = CaseAlarm.objects.filter(clock__case=case).values_list("clock__rule", "clock__start", "alarm")
    return set(rows)


def _fields(case: Case, one: Counted, told: set[tuple[str, datetime, str]], now: datetime) -> dict[str, Any]:
    deadline = one.deadline
    return {
        "holding_id": case.holding_id,
        "unit_id": case.unit_id,
        "case": case,
        "owner_id": case.owner_id,
        "rule": one.running.use.rule,
        "start": one.running.start,
        "strict": strict_day(one) if deadline else None,
        "relief": deadline.relief if deadline else None,
        "ends_at": deadline.ends_at if deadline else None,
        "last_at": deadline.last_at if deadline else None,
        "status": one.status,
        "met_at": one.running.met,
        "next_at": _next(one, told, now),
    }


def strict_day(one: Counted) -> date:
    """The last day of a counted clock: for hours, the day that its moment is on."""
    strict = one.deadline.strict  # type: ignore[union-attr]
    return local_day(strict) if isinstance(strict, datetime) else strict


def _next(one: Counted, told: set[tuple[str, datetime, str]], now: datetime) -> datetime | None:
    if one.deadline is None or not one.alarms:
        return None
    waiting = [alarm.at for alarm in one.deadline.alarms if (*one.key, alarm.id) not in told]
    return rules.next_look(rules.Wanted(waiting, (one.deadline.ends_at, one.deadline.last_at)), now)


def pressing(standing: Standing, rows: list[CaseClock], now: datetime) -> Iterator[tuple[CaseClock, Alarm]]:
    """Every alarm whose time has come, of clocks that somebody must still do something about."""
    by_key = {(row.rule, row.start): row for row in rows}
    for one in counted(standing):
        if one.alarms and one.deadline is not None:
            yield from ((by_key[one.key], alarm) for alarm in one.deadline.alarms if alarm.at <= now)
