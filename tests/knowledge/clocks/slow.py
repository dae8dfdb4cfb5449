"""The slow and plain way to count, written from the statutes and sharing nothing with the code it checks.

Days are walked one by one and hours one by one. The holidays are those of lag (1989:253), the eves those of lag
(1930:173) 2 §, and the clock is changed on the last Sundays of March and October at 01.00 UTC.
"""

from datetime import date, datetime, timedelta
from functools import cache

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
SATURDAY, SUNDAY = 6, 7


@cache
def easter(year: int) -> date:
    """Easter Day, by the rule that Meeus, Jones and Butcher give."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


@cache
def closed(day: date) -> bool:
    """Whether lag (1930:173) 2 § moves what ends on the day."""
    if day.isoweekday() in (SATURDAY, SUNDAY):
        return True
    if (day.month, day.day) in {(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)}:
        return True
    after_easter = (day - easter(day.year)).days
    if after_easter in (-2, 1, 39):
        return True
    # Midsummer's Eve is a Friday; Midsummer's Day and All Saints' Day are Saturdays and closed as such.
    return day.month == 6 and 19 <= day.day <= 25 and day.isoweekday() == 5


@cache
def opens(day: date) -> date:
    """The first day that is not closed, on or after a day."""
    while closed(day):
        day += DAY
    return day


@cache
def days_on(start: date, number: int) -> date:
    for _ in range(number):
        start += DAY
    return start


@cache
def weeks_on(start: date, number: int) -> date:
    """Walks until the same day of the week has come so many times."""
    day, seen = start, 0
    while seen < number:
        day += DAY
        seen += day.isoweekday() == start.isoweekday()
    return day


@cache
def months_on(start: date, number: int) -> date:
    """Walks into the month, and there to the same number or, when it has none, to its last day."""
    day, entered = start, 0
    while entered < number:
        day += DAY
        entered += day.day == 1
    while day.day != start.day and (day + DAY).day != 1:
        day += DAY
    return day


def birthday(born: date, age: int) -> date:
    """Born on 29 February, one is a year older on 1 March where there is no such day."""
    day = born
    while day.year < born.year + age or (day.month, day.day) < (born.month, born.day):
        day += DAY
    return day


@cache
def changes(year: int) -> tuple[datetime, datetime]:
    """When the clock is put forward and back, in UTC."""
    found = []
    for month in (3, 10):
        day = date(year, month, 31)
        while day.isoweekday() != SUNDAY:
            day -= DAY
        found.append(datetime(year, month, day.day, 1))  # noqa: DTZ001 - UTC by agreement: that is the point of it
    return found[0], found[1]


def summer(utc: datetime) -> bool:
    forward, back = changes(utc.year)
    return forward <= utc < back


def shown(utc: datetime) -> datetime:
    """What a Swedish clock shows at a moment in UTC."""
    return utc + HOUR * (2 if summer(utc) else 1)


def hours_on(utc: datetime, number: int) -> datetime:
    for _ in range(number):
        utc += HOUR
    return utc
