"""Swedish days."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helhet.kernel import calendar as cal
from helhet.kernel.errors import BadInput

days = st.dates(date(1990, 1, 1), date(2100, 12, 31))
moments = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
NAIVE = datetime(2026, 1, 1)  # noqa: DTZ001


def stockholm(*parts):
    return datetime(*parts, tzinfo=cal.STOCKHOLM)


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 1, 1, 22, 59, tzinfo=UTC), date(2026, 1, 1)),
        (datetime(2026, 1, 1, 23, 0, tzinfo=UTC), date(2026, 1, 2)),
        (datetime(2026, 7, 1, 22, 0, tzinfo=UTC), date(2026, 7, 2)),
    ],
)
def test_the_day_is_the_swedish_one(at, day):
    assert cal.local_day(at) == day


@pytest.mark.parametrize(
    "use", [cal.local_day, cal.aware, lambda at: cal.add_days(at, 1), lambda at: cal.add_months(at, 1)]
)
def test_a_naive_moment_is_refused(use):
    with pytest.raises(BadInput):
        use(NAIVE)


@pytest.mark.parametrize("use", [cal.day_start, cal.day_end, cal.is_working_day, cal.next_working_day])
def test_a_moment_is_no_day(use):
    with pytest.raises(BadInput):
        use(datetime(2026, 1, 1, tzinfo=UTC))


@given(days)
def test_days_follow_each_other_without_gap(day):
    assert cal.day_end(day) == cal.day_start(day + timedelta(days=1))
    assert cal.local_day(cal.day_start(day)) == day
    assert cal.local_day(cal.day_end(day) - timedelta(microseconds=1)) == day


@pytest.mark.parametrize(("day", "hours"), [((2026, 3, 29), 23), ((2026, 10, 25), 25), ((2026, 11, 25), 24)])
def test_a_day_has_the_hours_it_has(day, hours):
    assert cal.day_end(date(*day)) - cal.day_start(date(*day)) == timedelta(hours=hours)


def test_the_clock_keeps_its_time_over_a_change():
    assert cal.local(cal.add_days(stockholm(2026, 3, 28, 12), 1)).isoformat() == "2026-03-29T12:00:00+02:00"
    assert cal.local(cal.add_weeks(stockholm(2026, 10, 24, 12), 1)).isoformat() == "2026-10-31T12:00:00+01:00"


def test_a_time_the_clock_skips_is_as_far_past_the_skip():
    assert cal.local(cal.add_days(stockholm(2026, 3, 28, 2, 30), 1)).isoformat() == "2026-03-29T03:30:00+02:00"


def test_the_second_of_two_equal_times_stays_the_second():
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert cal.add_days(second, 0) == second
    assert cal.local(cal.add_days(second, 0)).isoformat() == "2026-10-25T02:30:00+01:00"


@given(moments, st.integers(-400, 400))
def test_days_on_a_moment_are_days_on_its_day(at, count):
    assert cal.local_day(cal.add_days(at, count)) == cal.local_day(at) + timedelta(days=count)
    assert cal.add_days(at, 0) == at


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ((2026, 1, 31), 1, (2026, 2, 28)),
        ((2024, 1, 31), 1, (2024, 2, 29)),
        ((2026, 12, 15), 1, (2027, 1, 15)),
        ((2026, 1, 15), -1, (2025, 12, 15)),
        ((2026, 3, 31), -1, (2026, 2, 28)),
        ((2024, 2, 29), 12, (2025, 2, 28)),
        ((2026, 8, 31), 6, (2027, 2, 28)),
    ],
)
def test_months(day, months, then):
    assert cal.add_months(date(*day), months) == date(*then)
    assert cal.local_day(cal.add_months(stockholm(*day, 23, 59), months)) == date(*then)


@given(days, st.integers(-600, 600))
def test_the_day_of_the_month_is_kept_or_is_the_last(day, months):
    then = cal.add_months(day, months)
    assert (then.year - day.year) * 12 + then.month - day.month == months
    assert then.day == day.day or (then + timedelta(days=1)).day == 1


NOT_WORKED_2026 = ["01-01", "01-06", "04-03", "04-06", "05-01", "05-14", "06-19", "12-24", "12-25", "12-31"]


def test_weekdays_of_2026_that_are_not_worked():
    year = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    free = [f"{day:%m-%d}" for day in year if day.weekday() < 5 and not cal.is_working_day(day)]
    assert free == NOT_WORKED_2026
    assert not any(cal.is_working_day(day) for day in year if day.weekday() >= 5)


def test_holidays_have_their_swedish_names():
    assert cal.holidays_of(2026)[date(2026, 6, 19)] == "Midsommarafton"
    assert cal.holidays_of(2004).get(date(2004, 6, 6)) is None  # the National Day became a holiday in 2005
    assert cal.is_working_day(date(2005, 5, 16))  # Whit Monday was one for the last time in 2004
    assert not cal.is_working_day(date(2004, 5, 31))


def test_the_next_working_day():
    assert cal.next_working_day(date(2026, 12, 23)) == date(2026, 12, 28)
    assert cal.next_working_day(date(2026, 12, 30)) == date(2027, 1, 4)
    assert cal.first_working_day(date(2026, 12, 23)) == date(2026, 12, 23)
    assert cal.first_working_day(date(2026, 12, 24)) == date(2026, 12, 28)


@pytest.mark.parametrize(
    ("start", "end", "count"), [("11-25", "11-25", 0), ("11-25", "11-26", 1), ("12-23", "12-28", 1)]
)
def test_working_days_between(start, end, count):
    first, last = date.fromisoformat(f"2026-{start}"), date.fromisoformat(f"2026-{end}")
    assert cal.working_days_between(first, last) == count
    assert cal.working_days_between(last, first) == -count


@given(days, st.integers(0, 60), st.integers(0, 60))
def test_working_days_add_up(start, first, second):
    middle = start + timedelta(days=first)
    end = middle + timedelta(days=second)
    whole = cal.working_days_between(start, end)
    assert whole == cal.working_days_between(start, middle) + cal.working_days_between(middle, end)


@given(days)
def test_the_next_working_day_is_one_working_day_away(day):
    then = cal.next_working_day(day)
    assert cal.is_working_day(then)
    assert cal.working_days_between(day, then) == 1


def test_the_working_day_before():
    assert cal.last_working_day(date(2026, 6, 22)) == date(2026, 6, 22)
    # Midsummer's Eve, a Friday, and the weekend after it.
    assert cal.last_working_day(date(2026, 6, 21)) == date(2026, 6, 18)


@pytest.mark.parametrize(
    ("clock", "moment", "twice"),
    [
        ((2026, 3, 29, 1, 59), (2026, 3, 29, 0, 59), False),
        ((2026, 3, 29, 3, 0), (2026, 3, 29, 1, 0), False),
        ((2026, 10, 25, 1, 59), (2026, 10, 24, 23, 59), False),
        ((2026, 10, 25, 2, 30), (2026, 10, 25, 0, 30), True),
        ((2026, 10, 25, 3, 0), (2026, 10, 25, 2, 0), False),
    ],
)
def test_what_the_clock_shows_is_a_moment(clock, moment, twice):
    shown = datetime(*clock)  # noqa: DTZ001
    assert cal.shown_at(shown) == datetime(*moment, tzinfo=UTC)
    assert cal.is_shown_twice(shown) is twice


def test_the_second_of_two_hours():
    assert cal.shown_at(datetime(2026, 10, 25, 2, 30, fold=1)) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # noqa: DTZ001


@pytest.mark.parametrize("minute", [0, 30, 59])
def test_an_hour_that_is_skipped_is_no_moment(minute):
    with pytest.raises(BadInput, match="finns inte"):
        cal.shown_at(datetime(2026, 3, 29, 2, minute))  # noqa: DTZ001


def test_holidays_have_names():
    assert cal.name_of(date(2026, 6, 19)) == "Midsommarafton"
    assert cal.name_of(date(2026, 6, 18)) == ""
