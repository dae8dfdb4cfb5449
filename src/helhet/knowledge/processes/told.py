"""What scripts and people get: steps of a replay, and a process as it is written."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from helhet.kernel.calendar import local, local_day

from ..clocks.status import late
from .alarms import alarms
from .consequences import consequences
from .event import Event
from .matter import Running
from .outcome import Outcome, Refusal, Told
from .ready import Ready
from .replay import LATE_KNOWN, Replay, Step
from .shown import SUPPORT


def replayed(replay: Replay) -> dict[str, Any]:
    """A whole replay: a step for each event, and where it ends."""
    steps = [step_as_json(replay, step) for step in replay.steps()]
    law_date = replay.history.law_date
    return {
        "process": replay.ready.process.id,
        "law_date": law_date.isoformat() if law_date else None,
        "support": SUPPORT,
        "unsure": list(replay.ready.process.unsure),
        "steps": steps,
        "final": steps[-1] if steps else None,
    }


def step_as_json(replay: Replay, step: Step) -> dict[str, Any]:
    """What is known right after an event was recorded."""
    ready, matter = replay.ready, step.matter
    state = ready.state[matter.state]
    day = replay.history.law_date or local_day(step.event.at if step.event else step.now)
    return {
        "event": _event(step.event, step.outcome) if step.event else None,
        "now": _moment(step.now),
        "state": state.id,
        "state_label": state.label,
        "owner": ready.roles.by_id[state.owner].label,
        "next": list(state.next),
        "deadlines": [_deadline(replay, step, clock) for clock in matter.clocks if clock.stopped is None],
        "stopped": [_stopped(clock) for clock in matter.clocks if clock.stopped is not None],
        "lapsed": [_fallen(ready, step, index, day) for index in range(len(matter.fallen))],
        "refused": _refused(step.outcome.refused),
        "alarms": list(alarms(replay, step, day)),
        "missing": [_told(one) for one in step.outcome.missing],
        "remarks": [_told(one) for one in _remarks(ready, step, day)],
        "unread": list(step.outcome.unread),
        "turned": [_turned(step.outcomes[index], index) for index in step.turned],
        "consequences": consequences(replay, step, day),
        "facts": {name: _moment(at) for name, at in matter.marks.items()},
    }


def _event(event: Event, outcome: Outcome) -> dict[str, Any]:
    return {
        "index": event.index,
        "id": event.id or None,
        "at": _moment(event.at),
        "recorded": _moment(event.recorded) if event.recorded else None,
        "act": outcome.act or event.act,
        "by": event.by,
    }


def _deadline(replay: Replay, step: Step, clock: Running) -> dict[str, Any]:
    deadline, why = replay.times.deadline(step.matter, clock)
    if deadline is None:
        none = {"section": "", "strict": None, "relief": None, "unsure": why}
        return {"rule": clock.use.rule, "start": _moment(clock.start), "status": "met" if clock.met else "due", **none}
    told = deadline.as_json() | {"start": _moment(clock.start)}
    told["status"] = replay.times.status(clock, deadline, step.now)
    told["met"] = _moment(clock.met) if clock.met else None
    told["late"] = bool(clock.met and late(deadline, clock.met))
    told["stands_still"] = deadline.stopped
    return told


def _stopped(clock: Running) -> dict[str, Any]:
    met = _moment(clock.met) if clock.met else None
    stopped = _moment(clock.stopped) if clock.stopped else None
    return {"rule": clock.use.rule, "start": _moment(clock.start), "stopped": stopped, "met": met}


def _fallen(ready: Ready, step: Step, index: int, day: date) -> dict[str, Any]:
    fallen = step.matter.fallen[index]
    return {
        "id": fallen.lapse.id,
        "what": fallen.lapse.what,
        "at": _moment(fallen.at),
        "rule": fallen.cause if fallen.cause in ready.clock else None,
        "section": ready.section(fallen.lapse.provisions, day),
        "left": list(fallen.lapse.left),
    }


def _refused(refusal: Refusal | None) -> dict[str, Any] | None:
    if refusal is None:
        return None
    return {"reason": refusal.reason, "section": refusal.section, "allowed": list(refusal.allowed)}


def _turned(outcome: Outcome, index: int) -> dict[str, Any]:
    return {"index": index, "act": outcome.act, "refused": _refused(outcome.refused)}


def _remarks(ready: Ready, step: Step, day: date) -> Iterator[Told]:
    yield from step.outcome.remarks
    if unread := ready.unread(day):
        yield Told(unread, ready.process.law)
    event = step.event
    if event and (event.recorded or event.at) < step.now and step.outcome.act != "correct":
        yield Told(LATE_KNOWN)


def _told(told: Told) -> dict[str, Any]:
    return {"text": told.text, "section": told.section}


def _moment(at: datetime) -> str:
    return local(at).isoformat()
