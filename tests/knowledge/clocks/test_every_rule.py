"""Every rule against the slow calculation, for every day of 2020–2030, and that the comparison can fail."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from helhet.kernel.calendar import STOCKHOLM, local
from helhet.knowledge.clocks.reckoning import reckoned
from helhet.knowledge.clocks.rule import Rule
from helhet.knowledge.clocks.rules import clocks_of
from helhet.knowledge.schema.clocks import Length, Relief
from tests.knowledge.clocks import slow
from tests.knowledge.clocks.table import SAYS, TODAY
from tests.knowledge.making import LIBRARY

CLOCKS = clocks_of(LIBRARY)
FIRST, LAST = date(2020, 1, 1), date(2030, 12, 31)
DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
IN_DAYS = [key for key in SAYS if SAYS[key][0] != "hours"]
IN_HOURS = [key for key in SAYS if SAYS[key][0] == "hours"]
WALKS = {"days": slow.days_on, "weeks": slow.weeks_on, "months": slow.months_on, "age": slow.birthday}
# In the morning: the time of day decides nothing then.
MORNING = 9


def rule(key: str) -> Rule:
    return CLOCKS.rule(key, TODAY)


def expected(day: date, unit: str, number: int, moves: bool) -> tuple[date, date | None]:
    strict = WALKS[unit](day, number)
    return strict, slow.opens(strict) if moves and slow.closed(strict) else None


def differing_days(one: Rule, unit: str, number: int, moves: bool, days: list[date]) -> list[date]:
    """The starts from which the rule ends otherwise than the slow way."""
    found = []
    for day in days:
        got = reckoned(one, datetime(day.year, day.month, day.day, MORNING, tzinfo=STOCKHOLM), False, (), {})
        if (got.strict, got.relief) != expected(day, unit, number, moves):
            found.append(day)
    return found


def moments() -> Iterator[datetime]:
    """In UTC: one hour of every day, and every hour of the days around each change of the clock."""
    for n, day in enumerate(DAYS):
        yield datetime(day.year, day.month, day.day, n % 24, 7 * n % 60)  # noqa: DTZ001
    for year in range(FIRST.year, LAST.year + 1):
        for change in slow.changes(year):
            yield from (change + timedelta(hours=n) for n in range(-60, 60))


MOMENTS = list(moments())


def differing_moments(one: Rule, number: int, utc: list[datetime]) -> list[datetime]:
    found = []
    for start in utc:
        strict = reckoned(one, start.replace(tzinfo=UTC), False, (), {}).strict
        assert isinstance(strict, datetime)
        ends = slow.hours_on(start, number)
        seen = (strict.replace(tzinfo=None), strict.utcoffset())
        if seen != (slow.shown(ends), timedelta(hours=2 if slow.summer(ends) else 1)):
            found.append(start)
    return found


def test_no_rule_is_left_out() -> None:
    assert set(CLOCKS.keys) == set(SAYS)


@pytest.mark.parametrize("key", IN_DAYS)
def test_every_day_of_eleven_years(key: str) -> None:
    days = DAYS if SAYS[key][0] != "age" else DAYS[::13] + [day for day in DAYS if (day.month, day.day) == (2, 29)]
    assert differing_days(rule(key), *SAYS[key], days) == []


@pytest.mark.parametrize("key", IN_HOURS)
def test_every_hour_that_is_special(key: str) -> None:
    assert differing_moments(rule(key), SAYS[key][1], MOMENTS) == []


@pytest.mark.parametrize("key", IN_DAYS)
def test_a_rule_that_is_a_day_wrong_is_found(key: str) -> None:
    right = rule(key)
    unit, number = right.length.counted
    wrong = replace(right, length=Length(**{unit: number + 1}), clock=right.clock.model_copy(update={"choices": ()}))
    assert len(differing_days(wrong, *SAYS[key], DAYS[:60])) == 60


@pytest.mark.parametrize("key", IN_HOURS)
def test_a_rule_that_is_an_hour_wrong_is_found(key: str) -> None:
    right = rule(key)
    wrong = replace(right, length=Length(hours=SAYS[key][1] - 1))
    assert differing_moments(wrong, SAYS[key][1], MOMENTS[:60]) == MOMENTS[:60]


@pytest.mark.parametrize("key", IN_DAYS)
def test_a_rule_that_moves_when_it_should_not_is_found(key: str) -> None:
    right = rule(key)
    other = None if right.clock.relief else Relief(sure="open")
    wrong = replace(right, clock=right.clock.model_copy(update={"relief": other}))
    assert differing_days(wrong, *SAYS[key], DAYS[:365])


def test_a_holiday_that_is_forgotten_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    eve = date(2026, 6, 19)
    assert slow.closed(eve)
    known = slow.closed
    monkeypatch.setattr(slow, "closed", lambda day: day != eve and known(day))
    assert differing_days(rule("lvm.application"), *SAYS["lvm.application"], DAYS) == [date(2026, 6, 12)]


def test_hours_that_follow_the_shown_clock_are_found() -> None:
    """What somebody would get who added a day to the clock on the wall."""
    start = datetime(2026, 3, 28, 12, tzinfo=STOCKHOLM)
    strict = CLOCKS.deadline("lvm.avskildhet", start).strict
    assert isinstance(strict, datetime)
    assert strict.isoformat() == "2026-03-29T13:00:00+02:00"
    assert local(start + timedelta(days=1)).isoformat() != strict.isoformat()


def test_the_day_is_the_swedish_one_at_every_hour() -> None:
    submit = rule("lvm.submit")
    for start in MOMENTS:
        strict = reckoned(submit, start.replace(tzinfo=UTC), False, (), {}).strict
        assert strict == slow.days_on(slow.shown(start).date(), 1)


def test_the_court_may_take_a_week() -> None:
    for day in DAYS:
        got = CLOCKS.deadline("lvm.custody_review", day, on=TODAY, extended=True)
        assert (got.strict, got.relief) == expected(day, "weeks", 1, True)


def test_payment_begins_a_day_later_after_noon() -> None:
    for day in DAYS:
        for hour, minute, second, number in ((0, 0, 0, 3), (12, 0, 0, 3), (12, 0, 1, 4), (23, 59, 59, 4)):
            at = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=STOCKHOLM)
            assert CLOCKS.deadline("dis.payment", at, on=TODAY).strict == slow.days_on(day, number)


def test_a_purge_is_done_before_the_next_year_is_over() -> None:
    for day in DAYS:
        got = CLOCKS.deadline("social.purge", day, on=TODAY)
        assert got.latest == date(day.year + 6, 12, 31)


@pytest.mark.parametrize("key", CLOCKS.keys)
def test_older_wordings_that_we_have_are_counted_too(key: str) -> None:
    for one in CLOCKS.wordings(key).older:
        assert differing_days(one, *SAYS[key], DAYS[:400]) == []
