"""Days in Sweden: which day a moment falls on, adding days, weeks and months, and which days are working days.

A moment is an aware datetime; a naive one raises BadInput, since nobody can say which day it is. Moments come back in
UTC: two moments on one local clock compare and subtract by what the clock shows, which is wrong when it is changed.
A day is a date. What days a given law counts, and what it does when the last one is a holiday, is for that law's rules
to say; here are the days themselves.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

import holidays

from helhet.kernel.errors import BadInput

STOCKHOLM = ZoneInfo("Europe/Stockholm")
SATURDAY = 5
# Public holidays (lag 1989:253) and the three eves which lag (1930:173) 2 § puts beside them.
CATEGORIES = ("public", "de_facto")


def aware(at: datetime) -> datetime:
    """`at` itself, if it has a time zone; else BadInput."""
    if at.utcoffset() is None:
        raise BadInput("Tidpunkten saknar tidszon, så det går inte att veta vilken dag det är.")
    return at


def local(at: datetime) -> datetime:
    """The same moment on a Swedish clock, for showing."""
    return aware(at).astimezone(STOCKHOLM)


def local_day(at: datetime) -> date:
    """The day it is in Sweden at the moment `at`."""
    return local(at).date()


def day_start(day: date) -> datetime:
    """The first moment of a Swedish day."""
    return datetime.combine(_only_day(day), time(), STOCKHOLM).astimezone(UTC)


def day_end(day: date) -> datetime:
    """The moment the Swedish day is over, which is the first one of the next: a thing done before it is in time."""
    return day_start(_only_day(day) + timedelta(days=1))


def add_days[When: (date, datetime)](when: When, days: int) -> When:
    """So many days later (or earlier). A moment keeps its time on the Swedish clock, also over a change of clocks.

    A time that the clock skips in spring becomes the same distance past the skip: 02.30 is 03.30.
    """
    if isinstance(when, datetime):
        return _at_day(when, local_day(when) + timedelta(days=days))
    return when + timedelta(days=days)


def add_weeks[When: (date, datetime)](when: When, weeks: int) -> When:
    """So many weeks later (or earlier); the same day of the week."""
    return add_days(when, 7 * weeks)


def add_months[When: (date, datetime)](when: When, months: int) -> When:
    """The day with the same number so many months later (or earlier); the month's last day where it has none such."""
    if isinstance(when, datetime):
        return _at_day(when, _months_on(local_day(when), months))
    return _months_on(when, months)


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _at_day(moment: datetime, day: date) -> datetime:
    clock = local(moment)
    return datetime.combine(day, clock.time(), STOCKHOLM).replace(fold=clock.fold).astimezone(UTC)


def _only_day(day: date) -> date:
    if isinstance(day, datetime):
        raise BadInput("Här behövs en dag, inte en tidpunkt.")
    return day


@lru_cache(maxsize=256)
def holidays_of(year: int) -> Mapping[date, str]:
    """Every holiday and eve of the year that is none to work on, with its Swedish name. Sundays are not in it."""
    found = holidays.country_holidays("SE", years=year, categories=CATEGORIES, language="sv", expand=False)
    return MappingProxyType({day: found[day] for day in sorted(found)})


def is_working_day(day: date) -> bool:
    """Not a Saturday, Sunday, public holiday, Midsummer's Eve, Christmas Eve or New Year's Eve."""
    return _only_day(day).weekday() < SATURDAY and day not in holidays_of(day.year)


def next_working_day(day: date) -> date:
    """The first working day after `day`."""
    return first_working_day(_only_day(day) + timedelta(days=1))


def first_working_day(day: date) -> date:
    """`day` itself if it is a working day, else the next one."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days come after `start`, up to and with `end`. Negative when `end` is the earlier."""
    if end < start:
        return -working_days_between(end, start)
    days = (_only_day(end) - _only_day(start)).days
    return sum(is_working_day(start + timedelta(days=count)) for count in range(1, days + 1))


def last_working_day(day: date) -> date:
    """`day` itself if it is a working day, else the one before."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def shown_at(clock: datetime) -> datetime:
    """The moment when a Swedish clock shows `clock`, a datetime without time zone. An hour shown twice: the first one.

    The first is the stricter for whoever counts from it; `fold=1` means the second. Raises BadInput for a time that
    the clock skips in spring: nothing has happened then.
    """
    moment = clock.replace(tzinfo=STOCKHOLM).astimezone(UTC)
    if local(moment).replace(tzinfo=None) != clock.replace(fold=0):
        shown = f"Klockan {clock:%H.%M} den {clock:%Y-%m-%d}"
        raise BadInput(f"{shown} finns inte: klockan ställs fram en timme den natten. Kontrollera klockslaget.")
    return moment


def is_shown_twice(clock: datetime) -> bool:
    """Whether a Swedish clock shows `clock` two times: in the hour when it is put back in autumn."""
    first, second = (clock.replace(tzinfo=STOCKHOLM, fold=fold).utcoffset() for fold in (0, 1))
    return first is not None and second is not None and first > second


def name_of(day: date) -> str:
    """What a holiday or eve is called in Swedish; empty for other days, and for Sundays that are nothing else."""
    return holidays_of(_only_day(day).year).get(day, "")
