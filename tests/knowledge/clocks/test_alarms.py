"""Alarms go before the strict time, to a named one first and on, and never before it began."""

from datetime import date, datetime, timedelta
from functools import partial
from itertools import pairwise

import pytest

from helhet.kernel.calendar import STOCKHOLM, is_working_day, local, local_day
from helhet.knowledge.clocks.rules import clocks_of
from tests.knowledge.making import LIBRARY

CLOCKS = clocks_of(LIBRARY)
at = partial(datetime, tzinfo=STOCKHOLM)
DAYS = [date(2026, 1, 20) + timedelta(days=n) for n in range(340)]
ALARMED = [key for key in CLOCKS.keys if CLOCKS.wordings(key).newest.alarms]
TOLD, REMINDED = {"owner", "deputy", "duty"}, {"owner"}
FALLS = [key for key in ALARMED if CLOCKS.wordings(key).newest.ends_something]


@pytest.mark.parametrize("key", ALARMED)
def test_somebody_is_always_told_before_the_strict_time(key: str) -> None:
    for day in DAYS:
        found = CLOCKS.deadline(key, at(day.year, day.month, day.day, 17))
        times = [alarm.at for alarm in found.alarms]
        assert all(first <= second for first, second in pairwise(times))
        assert times[0] >= at(day.year, day.month, day.day, 17)
        before = [alarm.to for alarm in found.alarms if alarm.at < found.ends_at]
        assert (REMINDED if found.whose == "person" else TOLD) <= set(before), (key, day)
        assert len({alarm.id for alarm in found.alarms}) == len(found.alarms)


@pytest.mark.parametrize("key", FALLS)
def test_the_one_who_has_it_is_told_first(key: str) -> None:
    for day in DAYS:
        assert CLOCKS.deadline(key, at(day.year, day.month, day.day, 7)).alarms[0].to == "owner"


def test_a_saturday_is_told_of_on_friday_and_the_chair_when_it_is_over() -> None:
    found = CLOCKS.deadline("lvm.application", at(2026, 5, 30, 10))
    assert found.strict == date(2026, 6, 6)
    told = [(alarm.to, f"{local(alarm.at):%m-%d %H.%M}") for alarm in found.alarms]
    assert told == [
        ("owner", "06-03 08.00"),
        ("deputy", "06-04 08.00"),
        ("manager", "06-05 08.00"),
        ("duty", "06-06 08.00"),
        ("chair", "06-07 00.00"),
        ("chair", "06-09 00.00"),
    ]
    assert "stränga tiden gick ut" in found.alarms[4].text
    assert "Omhändertagandet upphör" in found.alarms[5].text


def test_nobody_is_told_of_a_second_end_that_is_not_there() -> None:
    assert [alarm.id for alarm in CLOCKS.deadline("lvm.submit", at(2026, 6, 3)).alarms][-1] == "chair"


def test_hours_are_told_of_in_hours() -> None:
    found = CLOCKS.deadline("lvm.avskildhet", at(2026, 3, 28, 12))
    assert [f"{local(alarm.at):%d %H.%M}" for alarm in found.alarms] == ["29 07.00", "29 09.00", "29 11.00", "29 13.00"]


def test_the_office_is_open_when_it_is_told() -> None:
    for day in DAYS:
        found = CLOCKS.deadline("child.inquiry", day, on=date(2026, 6, 1))
        for alarm in found.alarms:
            assert alarm.to in ("duty", "chair") or is_working_day(local_day(alarm.at))


def test_what_is_only_kept_alarms_nobody() -> None:
    assert CLOCKS.deadline("record.keep", date(2026, 6, 3)).alarms == ()
