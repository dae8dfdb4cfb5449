"""Who is told before a time is over, and after: from content/law/clocks.yaml."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from helhet.kernel.calendar import day_start, last_working_day, local_day, shown_at

from ..schema.alarms import AlarmStep
from .running import Running
from .words import said


@dataclass(frozen=True, slots=True)
class Alarm:
    """One alarm of one running time. `id` is its step: with the time it belongs to, it tells alarms apart.

    at: when, in UTC. to: owner, deputy, manager, duty or chair (an id of the content's receivers). text: Swedish.
    """

    id: str
    at: datetime
    to: str
    text: str


def alarms_of(running: Running) -> tuple[Alarm, ...]:
    """Its alarms in order of time; none while the counting stands still, or when the rule has none."""
    alarms = running.rule.alarms
    if alarms is None or running.stopped:
        return ()
    # Where nothing else can be defended than the strict time, there is no second end to tell of.
    steps = [step for step in alarms.steps if step.after != "last" or running.last_at > running.ends_at]
    found = [Alarm(step.id, _at(step, running), step.to, _text(step, running)) for step in steps]
    return tuple(sorted(found, key=lambda one: one.at))


def _at(step: AlarmStep, running: Running) -> datetime:
    if step.after:
        return running.last_at if step.after == "last" else running.ends_at
    begins = running.start if isinstance(running.start, datetime) else day_start(running.start)
    return max(begins.astimezone(UTC), _before(step, running))


def _before(step: AlarmStep, running: Running) -> datetime:
    if step.hours_before is not None:
        return running.ends_at - timedelta(hours=step.hours_before)
    day = _last(running) - timedelta(days=step.days_before or 0)
    return shown_at(datetime.combine(day if step.any_day else last_working_day(day), step.at or time()))


def _last(running: Running) -> date:
    """The last whole or part day in which something can be done: what begins on a day has the day before."""
    last = local_day(running.strict) if isinstance(running.strict, datetime) else running.strict
    return last - timedelta(days=1) if running.rule.sort == "begins" else last


def _text(step: AlarmStep, running: Running) -> str:
    rule, strict = running.rule, said(running.strict)
    if not step.after:
        return f"{_WORD[rule.sort].format(strict)}: {rule.clock.task} ({rule.section})."
    if step.after == "strict" and running.last_at > running.ends_at:
        return (
            f"Den stränga tiden gick ut {strict}: {rule.clock.task} ({rule.section}). "
            f"Om {said(running.relief or running.last_at)} räcker är inte säkert. Gör det nu, och fråga en jurist."
        )
    return f"Tiden gick ut {strict}: {rule.clock.task} ({rule.section}). {rule.lapses}"


_WORD = {"act": "Senast {}", "most": "Längst till {}", "begins": "Börjar {}", "least": "Till {}"}
