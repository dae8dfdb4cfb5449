"""Counts a rule from a start: which length holds, what it is moved by, and what does not fit it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from helhet.kernel.calendar import aware, day_start, first_working_day, is_working_day, local, local_day
from helhet.kernel.errors import BadInput

from ..schema.base import latest as latest_of
from ..schema.clocks import Length, OtherLength
from .counting import Span, hours_after, last_day, uncounted
from .deadline import Deadline
from .fitting import check
from .rule import Rule


def reckoned(
    rule: Rule, start: date | datetime, extended: bool, pauses: Sequence[Span], facts: Mapping[str, Any]
) -> Deadline:
    """The deadline of a rule from a start. Raises BadInput for what does not fit the rule."""
    check(rule, start, extended, pauses, facts)
    if extended:
        return _extended(rule, start, facts.get("extended_to"))
    agreed = facts.get("agreed_days")
    if agreed is not None:
        return Deadline(rule, start, last_day(_day(start), "days", agreed), agreed=agreed)
    choice = next((one for one in rule.clock.choices if _fits(one, start, facts)), None)
    return _plain(rule, start, choice.length if choice else rule.length, choice, pauses)


def _plain(
    rule: Rule, start: date | datetime, length: Length, choice: OtherLength | None, pauses: Sequence[Span]
) -> Deadline:
    unit, number = length.counted
    if unit == "hours":
        return Deadline(rule, start, hours_after(_moment(start), number), choice=choice)
    strict, days, stopped = last_day(_day(start), unit, number), 0, False
    if pauses:
        days, stopped = uncounted(pauses, _moment(start), strict)
        strict += timedelta(days=days)
    latest = date(strict.year + 1, 12, 31) if rule.clock.within_next_year else None
    relief = relief_of(rule, strict)
    return Deadline(rule, start, strict, relief, latest, stopped=stopped, uncounted_days=days, choice=choice)


def relief_of(rule: Rule, strict: date) -> date | None:
    """The next working day, when the last day is none and the rule may be moved."""
    return None if rule.clock.relief is None or is_working_day(strict) else first_working_day(strict)


def _extended(rule: Rule, start: date | datetime, to: Any) -> Deadline:
    """To the length in law, or to what whoever extended it has named: that is no time by law and is never moved."""
    extension = rule.extension
    if extension and extension.to:
        strict = last_day(_day(start), *extension.to.counted)
        return Deadline(rule, start, strict, relief_of(rule, strict), extended=True)
    ordinary = _plain(rule, start, rule.length, None, ()).strict
    if rule.in_hours != isinstance(to, datetime) or not isinstance(to, date):
        what = "vilken tidpunkt" if rule.in_hours else "vilken dag"
        raise BadInput(f"{rule.key}: ange till {what} tiden är förlängd (extended_to).")
    if (aware(to) if isinstance(to, datetime) else to) < ordinary:
        raise BadInput(f"{rule.key}: tiden kan inte förlängas till {to}, för den slutar {ordinary} ändå.")
    return Deadline(rule, start, to, extended=True)


def _fits(choice: OtherLength, start: date | datetime, facts: Mapping[str, Any]) -> bool:
    if choice.until and _day(start) > latest_of(choice.until):
        return False
    if choice.fact:
        return facts.get(choice.fact) is True
    return choice.after is not None and isinstance(start, datetime) and local(start).time() > choice.after


def _day(start: date | datetime) -> date:
    return local_day(start) if isinstance(start, datetime) else start


def _moment(start: date | datetime) -> datetime:
    return aware(start) if isinstance(start, datetime) else day_start(start)
