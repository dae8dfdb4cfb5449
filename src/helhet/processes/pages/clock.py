"""A clock as it is shown: the strict day first, how it was counted, and what is not sure of it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format

from helhet.kernel.calendar import local

from .. import rules
from ..clocks import Counted
from ..following import Standing


@dataclass(frozen=True)
class Clock:
    """A clock of a case in words."""

    rule: str
    what: str
    section: str
    who: str
    strict: str
    status: str
    sign: str
    colour: str
    start: str
    how: str
    unsure: str
    done: str
    lapses: str
    running: bool


def shown(standing: Standing, one: Counted) -> Clock:
    """A clock in words; one that cannot be counted says why."""
    word, sign, colour = rules.STATUS[one.status]
    given = {"rule": one.running.use.rule, "status": word, "sign": sign, "colour": colour, "running": one.open}
    begun = f"{_act(standing, one)} {moment(one.running.start)}"
    deadline = one.deadline
    if deadline is None:
        blank = dict.fromkeys(("section", "who", "strict", "how", "done", "lapses"), "")
        return Clock(what=one.running.use.rule, start=begun, unsure=one.why, **given, **blank)
    rule = deadline.rule
    return Clock(
        what=rule.limit, section=deadline.section, who=deadline.who, strict=when(deadline.strict),
        start=begun, how=deadline.how, unsure=deadline.unsure, done=rule.done,
        lapses=rule.lapses, **given,
    )  # fmt: skip


def _act(standing: Standing, one: Counted) -> str:
    event = next((e for e in standing.replay.history.events if e.index == one.running.by_event), None)
    act = standing.ready.acts.find(event.act) if event else None
    return act.label if act else "Räknas från"


def when(strict: date | datetime) -> str:
    """A day, or a moment, with its weekday."""
    if isinstance(strict, datetime):
        return date_format(local(strict), "l j F Y \\k\\l. H.i")
    return date_format(strict, "l j F Y")


def moment(at: datetime) -> str:
    """A moment by the Swedish clock."""
    return date_format(local(at), "j F Y H.i")
