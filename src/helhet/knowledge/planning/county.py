"""A county's own rules for the plan (plans.yaml of its pack): who calls, how many days, what else must be said."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from pydantic import BaseModel

from helhet.kernel.calendar import next_working_day

from ..pack import Pack
from ..schema.planning import PlanRule
from .form import Plan
from .verdict import Checked, Missing

type When = Callable[[Plan, date], date | None]

MOMENTS: dict[str, tuple[str, When]] = {
    "need": ("need.on", lambda plan, made: plan.need.on),
    "consent": ("consent.on", lambda plan, made: plan.consent.on),
    "discharge_notice": ("discharge_notice_on", lambda plan, made: plan.discharge_notice_on),
    "called": ("called.on", lambda plan, made: plan.called.on),
    "met": ("met_on", lambda plan, made: plan.met_on),
    "made": ("made_on", lambda plan, made: plan.made_on or made),
    "follow_up": ("follow_up.on", lambda plan, made: plan.follow_up.on),
}


def judge(plan: Plan, pack: Pack, made: date, checked: Checked) -> None:
    """Hold the plan against each rule: what a county says shall be done is missing, all else is a warning."""
    for rule in pack.plan_rules:
        for content, text in _departs(rule, plan, made):
            section = f"{pack.id} {', '.join(rule.anchors)}"
            if rule.strength == "shall":
                checked.missing.append(Missing(content, section, text))
            else:
                checked.warnings.append(f"{content}: {text} ({section})")


def _departs(rule: PlanRule, plan: Plan, made: date) -> Iterator[tuple[str, str]]:
    if rule.about == "says":
        yield from ((name, rule.text) for name in rule.fields if not said(plan, name))
    if rule.about == "caller" and plan.called.by not in rule.callers:
        yield "called", rule.text
    if rule.about == "time":
        yield from _late(rule, plan, made)


def _late(rule: PlanRule, plan: Plan, made: date) -> Iterator[tuple[str, str]]:
    first, last = MOMENTS[rule.start or "need"], MOMENTS[rule.end or "made"]
    start, end = first[1](plan, made), last[1](plan, made)
    # A rule that counts from something that never was (a discharge) says nothing of this plan.
    if start is None and rule.start == "discharge_notice":
        return
    for name, day in ((first[0], start), (last[0], end)):
        if day is None:
            yield name, f"Skriv dagen. {rule.text}"
    if start and end and end > latest(rule, start):
        yield last[0], f"{rule.text} Det blev {end}, och senast var {latest(rule, start)}."


def latest(rule: PlanRule, start: date) -> date:
    """The last day that a time rule allows, counted from a day."""
    days = rule.days or 0
    if rule.unit == "days":
        return start + timedelta(days=days)
    for _ in range(days):
        start = next_working_day(start)
    return start


def said(plan: Plan, name: str) -> bool:
    """Whether a field of the plan says something. A name of a measure's field asks it of every measure."""
    if name in Plan.model_fields:
        return _says(getattr(plan, name))
    return all(_says(getattr(one, name, None)) for one in plan.measures_needed)


def _says(value: Any) -> bool:
    if isinstance(value, BaseModel):
        return any(_says(getattr(value, name)) for name in type(value).model_fields)
    return bool(value)
