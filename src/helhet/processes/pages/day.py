"""The day's clocks: what is out, what is out today, and what comes, at a unit or in a whole authority."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from helhet.kernel.calendar import local, local_day
from helhet.kernel.errors import HelhetError
from helhet.knowledge.clocks.rules import Rule, clocks_of
from helhet.knowledge.home import open_library
from helhet.organisations.actor import Actor
from helhet.organisations.queries import on_duty
from helhet.people.rules import in_lists

from .. import queries, rules
from ..models import Case, CaseClock
from . import clock as words

# The parts of the page in order, each with the words over it.
PARTS = (
    ("out", "Tiden är ute"),
    ("today", "Går ut i dag"),
    ("tomorrow", "Går ut i morgon"),
    ("week", "De närmaste sju dagarna"),
    ("later", "Senare"),
)
NOBODY = "Öppna ärendet för att se vem det gäller"


@dataclass(frozen=True)
class Row:
    """A clock in the list. Without `case` the reader may not open it, and is told whom to ask."""

    clock: CaseClock
    what: str
    section: str
    when: str
    status: str
    sign: str
    colour: str
    relief: str
    case: Case | None
    who: str


def page(actor: Actor, at: datetime, *, whole: bool) -> dict[str, Any]:
    """The clocks of the unit, or of the whole authority with whoever is the chair on duty."""
    found = list(queries.running(actor, at, whole=whole))
    readable = queries.readable(actor, {one.case_id for one in found}, at)
    rows = [(part(one, at), row(one, readable.get(one.case_id))) for one in found]
    parts = [(label, [line for name, line in rows if name == ident]) for ident, label in PARTS]
    return {
        "parts": [(label, lines) for label, lines in parts if lines],
        "count": len(found),
        "full": len(found) == queries.MOST,
        "whole": whole,
        "chairs": chairs(actor, at) if whole else [],
        "people": {one.person_id for one in readable.values()},
        "now": at,
    }


def part(one: CaseClock, at: datetime) -> str:
    """Where a clock stands on the page now. The strict time decides."""
    assert one.ends_at is not None  # noqa: S101 (the select leaves out those that cannot be counted)
    if one.ends_at <= at:
        return "out"
    day, today = one.strict or local_day(one.ends_at), localdate(at)
    if day <= today:
        return "today"
    if day == today + timedelta(days=1):
        return "tomorrow"
    return "week" if day <= today + timedelta(days=7) else "later"


def row(one: CaseClock, case: Case | None) -> Row:
    """A clock as it is shown. The status is that of its last look; what has passed since is told by the part."""
    rule = _rule(one)
    word, sign, colour = rules.STATUS[one.status]
    return Row(
        one, rule.limit if rule else one.rule, rule.section if rule else "", _when(one), word, sign, colour,
        words.when(one.relief) if one.relief else "", case,
        in_lists(str(case.person), case.person.protected) if case else NOBODY,
    )  # fmt: skip


def _rule(one: CaseClock) -> Rule | None:
    try:
        return clocks_of(open_library()).rule(one.rule, local_day(one.start))
    except HelhetError:
        return None


def _when(one: CaseClock) -> str:
    """The strict day; with its time when it is not the end of a day."""
    ends: datetime = local(one.ends_at)  # type: ignore[arg-type]
    strict: date = one.strict or ends.date()
    return words.when(strict) if (ends.hour, ends.minute) == (0, 0) else words.when(ends)


def chairs(actor: Actor, at: datetime) -> Iterable[str]:
    """Whoever decides for the board when it cannot wait, the one on duty first."""
    found = queries.chair_posts(actor.holding_id, localdate(at))
    duty = {unit: on_duty(unit, at) for unit in {one.unit_id for one in found}}
    now = [one for one in found if (here := duty[one.unit_id]) and here.id == one.staff_id]
    return [f"{one.staff.name}, {one.unit.name}{', jour nu' if one in now else ''}"
            for one in [*now, *(one for one in found if one not in now)]]  # fmt: skip
