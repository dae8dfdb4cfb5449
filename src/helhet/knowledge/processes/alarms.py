"""What somebody must know now: what has fallen, clocks that press, and what was done too late."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from helhet.kernel.calendar import local

from ..clocks.status import late
from .matter import Running
from .replay import Replay, Step


def alarms(replay: Replay, step: Step, day: date) -> Iterator[dict[str, Any]]:
    """What somebody must know now: what has fallen, clocks that press, and what an act lacks."""
    ready = replay.ready
    for fallen in step.matter.fallen:
        text = f"{fallen.lapse.what} har upphört. Kvar att göra: {' '.join(fallen.lapse.left)}"
        section = ready.section(fallen.lapse.provisions, day)
        yield _alarm("lapsed", text, "chair", section, fallen.at, fallen.cause)
    for clock in step.matter.clocks:
        if clock.stopped is None:
            yield from _pressing(replay, step, clock)
    for one in step.outcome.remarks:
        if one.to:
            yield _alarm("remark", one.text, one.to, one.section)


def _pressing(replay: Replay, step: Step, clock: Running) -> Iterator[dict[str, Any]]:
    deadline, why = replay.times.deadline(step.matter, clock)
    if deadline is None:
        yield _alarm("uncounted", why, "owner", "", None, clock.use.rule)
        return
    if clock.lapsed is not None:
        return
    if clock.met is not None:
        if late(deadline, clock.met):
            text = f"Tiden var {deadline.rule.limit}. Det blev gjort efter den dagen. {deadline.unsure}".strip()
            yield _alarm("late", text, "chair", deadline.section, clock.met, clock.use.rule)
        return
    # What begins by itself is no time that anybody has missed.
    if deadline.rule.sort == "begins":
        return
    if replay.times.status(clock, deadline, step.now) in ("overdue", "lapsed"):
        text = f"Tiden är ute: {deadline.rule.limit}. {deadline.unsure}".strip()
        yield _alarm("overdue", text, "chair", deadline.section, deadline.ends_at, clock.use.rule)
    for alarm in deadline.alarms:
        if alarm.at <= step.now:
            yield _alarm("before", alarm.text, alarm.to, deadline.section, alarm.at, clock.use.rule)


def _alarm(
    kind: str, text: str, to: str, section: str, at: datetime | None = None, rule: str | None = None
) -> dict[str, Any]:
    return {
        "kind": kind,
        "rule": rule,
        "to": to,
        "section": section,
        "at": local(at).isoformat() if at else None,
        "text": text,
    }
