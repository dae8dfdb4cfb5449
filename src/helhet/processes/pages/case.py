"""The page of a case: its clocks, where it stands, what may be done by whom, and what has happened."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from helhet.knowledge.processes.matter import Fallen
from helhet.knowledge.processes.told import step_as_json
from helhet.organisations.actor import Actor

from .. import asking, clocks, following, papers, queries, rules, words
from ..following import Standing
from ..models import Case, CaseEvent
from . import clock

SUPPORT = "Stöd för arbetet, inte juridisk rådgivning."
# What says nothing of where a case stands, although it has happened.
ORDER = {"due": 1, "overdue": 0, "lapsed": 0, "still": 2, "uncounted": 2}


@dataclass(frozen=True)
class Line:
    """Something that was recorded, as it is shown."""

    row: CaseEvent
    what: str
    who: str
    facts: list[tuple[str, str]]
    refused: str
    replaced: list[tuple[CaseEvent, str]]


@dataclass(frozen=True)
class Place:
    """A state in the picture of the process."""

    label: str
    mark: str


def page(actor: Actor, at: datetime, case: Case) -> dict[str, Any]:
    """Everything that the page of a case shows."""
    events = queries.events(case)
    now = following.standing(case, events, at)
    may = rules.may_write(actor, case.unit_id, case.holding_id, queries.roles_of(actor))
    told = step_as_json(now.replay, now.step)
    shown = [clock.shown(now, one) for one in in_order(now)]
    return {
        "case": case,
        "person": case.person,
        "process": now.ready.process,
        "state": now.ready.state[now.step.matter.state],
        "owner_role": told["owner"],
        "running": [one for one in shown if one.running],
        "rest": [one for one in shown if not one.running],
        "fallen": [one for one, fell in zip(told["lapsed"], now.step.matter.fallen, strict=True) if stands(now, fell)],
        "alarms": [one for one in told["alarms"] if one["kind"] in ("late", "remark", "uncounted")],
        "missing": told["missing"],
        "consequences": told["consequences"],
        "places": places(now),
        "choices": (choices := asking.choices(now.ready, now.step.matter, queries.roles_of(actor))),
        "pressing": pressing(now, choices),
        "earlier": asking.earlier(now.ready, choices),
        "may": may,
        "lines": [line(now, row, events) for row in reversed(events) if row.act != "correct"],
        "unread": now.ready.unread(now.replay.history.law_date or case.opened_at.date()),
        "papers": [(one, len(papers.lacking(now, one))) for one in papers.of_process(case.process)],
        "support": SUPPORT,
    }


def pressing(now: Standing, choices: list[asking.Choice]) -> set[str]:
    """What comes first of all that the actor may do: what a running clock waits for. Where no clock waits for them, it
    is what takes the case onward from where it stands."""
    mine = [one.act for one in choices if one.mine and not one.stopped]
    awaited = {act for one in clocks.counted(now) if one.open for act in one.running.use.meets}
    return {act.id for act in mine if act.id in awaited} or {act.id for act in mine if act.to}


def stands(now: Standing, fell: Fallen) -> bool:
    """Whether the case still stands where something left it when it fell: then what is left to do comes first."""
    if fell.lapse.to:
        return now.step.matter.state in {goes.state for goes in fell.lapse.to}
    return all(event.at <= fell.at for event in now.replay.history.events)


def in_order(now: Standing) -> list[clocks.Counted]:
    """The clocks, what is late first, then by day."""
    found = clocks.counted(now)
    return sorted(found, key=lambda one: (not one.open, ORDER.get(one.status, 3), _end(one)))


def _end(one: clocks.Counted) -> datetime:
    return one.deadline.ends_at if one.deadline else one.running.start


def places(now: Standing) -> list[Place]:
    """Where the case has been, where it stands, and where it may go from there."""
    been = list(dict.fromkeys(step.matter.state for step in now.replay.steps()))
    here = now.step.matter.state
    states = now.ready.state
    ahead = {goes.state for act in now.ready.acts if here in act.from_states for goes in act.to} - {*been, here}
    found = [Place(states[one].label, "been") for one in been if one != here]
    found.append(Place(states[here].label, "here"))
    return found + [Place(state.label, "ahead") for state in now.ready.process.states if state.id in ahead]


def line(now: Standing, row: CaseEvent, events: list[CaseEvent]) -> Line:
    """Something that was recorded: what, by whom, with what it rests on and what was corrected."""
    index = next(n for n, one in enumerate(events) if one.id == row.id)
    outcome = now.step.outcomes.get(index)
    act = now.ready.acts.find(row.act)
    role = now.ready.roles.find(row.role)
    refused = f"{outcome.refused.reason} ({outcome.refused.section})" if outcome and outcome.refused else ""
    return Line(
        row, act.label if act else row.act, role.label if role else "", words.facts(now.ready, row.facts), refused,
        [(one, _right(now, one.changes)) for one in events if one.corrects_id == row.id],
    )  # fmt: skip


def _right(now: Standing, changes: dict[str, Any]) -> str:
    """What a correction says is right."""
    told = [f"{label}: {value}" for label, value in words.facts(now.ready, changes)]
    at = [f"tid: {clock.moment(datetime.fromisoformat(changes['at']))}"] if "at" in changes else []
    return "; ".join([*at, *told])
