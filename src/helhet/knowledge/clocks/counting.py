"""Counting: hours as they pass, days, weeks, months and years by lag (1930:173) 1 §, and time that does not count."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from helhet.kernel.calendar import add_months, aware, local, local_day
from helhet.kernel.errors import BadInput

from ..schema.clocks import Unit

_LAST = date(9000, 1, 1)


@dataclass(frozen=True, slots=True)
class Span:
    """Time from one moment to another; no end means that it has not ended."""

    start: datetime
    end: datetime | None = None


def last_day(start: date, unit: Unit, number: int) -> date:
    """The last day of a time that starts on a day: the day itself is not counted. Hours are not counted in days."""
    if start > _LAST:
        raise BadInput("Dagen ligger för långt fram för att räkna från.")
    if unit == "age":
        return _birthday(start, number)
    if unit in ("months", "years"):
        return add_months(start, number * (12 if unit == "years" else 1))
    return start + timedelta(days=number * {"days": 1, "weeks": 7, "hours": 0}[unit])


def hours_after(start: datetime, hours: int) -> datetime:
    """So many hours later as they pass, on a Swedish clock: also when it is changed in between."""
    return local(aware(start).astimezone(UTC) + timedelta(hours=hours))


def uncounted(spans: Sequence[Span], start: datetime, end: date) -> tuple[int, bool]:
    """Whole days that are not counted before a time ends, and whether the counting stands still since then.

    Time is summed by the Swedish clock, and what is left of a day is left out: the strict reading, which ends sooner.
    Only what began before the time was out counts, with the days already added.
    """
    total, stopped = timedelta(), False
    for span in _merged(spans, start):
        if local_day(span.start) > end + timedelta(days=total.days):
            break
        stopped = span.end is None
        total += _by_the_clock(span)
    return total.days, stopped


def _birthday(born: date, age: int) -> date:
    found = add_months(born, 12 * age)
    return date(found.year, 3, 1) if (born.month, born.day) == (2, 29) and found.day == 28 else found


def _merged(spans: Iterable[Span], start: datetime) -> Iterator[Span]:
    """In order, joined where they overlap, and none of it before the start."""
    kept: Span | None = None
    for span in sorted((_checked(one, start) for one in spans), key=lambda one: one.start):
        if kept is None:
            kept = span
        elif kept.end is None or span.start <= kept.end:
            kept = Span(kept.start, None if None in (kept.end, span.end) else max(kept.end, span.end))  # type: ignore[type-var]
        else:
            yield kept
            kept = span
    if kept is not None:
        yield kept


def _checked(span: Span, start: datetime) -> Span:
    first = aware(span.start)
    if span.end is not None and aware(span.end) < first:
        raise BadInput("Ett uppehåll slutar innan det börjar. Skriv när det började först.")
    first = max(first, start)
    return Span(first, None if span.end is None else max(first, span.end))


def _by_the_clock(span: Span) -> timedelta:
    if span.end is None:
        return timedelta()
    first, last = (local(at).replace(tzinfo=None) for at in (span.start, span.end))
    return max(last - first, timedelta())
