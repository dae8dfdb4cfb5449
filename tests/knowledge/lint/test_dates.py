"""Days that cannot be right."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .build import found, item, only, pack


def dated(day: str):
    return pack(dates=[{"id": "d", "day": day, "what": "Planen ska vara klar", "anchors": ["A21/ett#1"]}])


@pytest.mark.parametrize("day", ["2019-11", "2020", "2021-01-21"])
def test_past_when_decided(day: str):
    assert "redan gått" in only("past", dated(day)).text


@pytest.mark.parametrize("day", ["2021", "2021-01", "2021-01-22", "2022-05"])
def test_a_day_that_may_still_come_is_no_fault(day: str):
    assert not found("past", dated(day))


def test_activities_have_days_too():
    assert only("past", pack(activities=[item("a", day="2019-11", owner="Alla")]))


@settings(deadline=None)
@given(st.dates(date(2015, 1, 1), date(2027, 1, 1)))
def test_past_is_before_the_decision(day: date):
    assert bool(found("past", dated(day.isoformat()))) == (day < date(2021, 1, 22))


def lasting(*spans: tuple[str, str | None]):
    return pack({"periods": [{"start": start, "end": end, "anchors": ["A21/ett#1"]} for start, end in spans]})


@pytest.mark.parametrize(
    ("spans", "kind"),
    [
        ((("2021-02-01", None), ("2022-01-01", None)), "conflict"),
        ((("2021-02-01", "2021-12-31"), ("2021-12-31", None)), "conflict"),
        ((("2021-02-01", "2021-12-30"), ("2022-01-01", None)), "silence"),
        ((("2021-02-01", "2020-12-31"),), "fault"),
    ],
)
def test_periods_that_do_not_fit(spans, kind: str):
    assert only("period", lasting(*spans)).kind == kind


def test_periods_that_follow_each_other():
    assert not found("period", lasting(("2021-02-01", "2021-02-01"), ("2021-02-02", None)))
    assert not found("period", lasting(("2021-02-01", "2021-12-31"), ("2022-01-01", None)))


def test_decided_after_it_took_force():
    assert "januari 2020" in only("late", lasting(("2020-01-01", None))).text
    assert not found("late", lasting(("2021-01", None)))
    assert not found("late", lasting(("2021-01-22", None)))
