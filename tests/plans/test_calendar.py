"""A meeting in the calendar, read back by another program: when it is, and nothing more."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from helhet.plans.calendar import file, read_clock

AT = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
TELLING = ("Beroendemottagningen", "Vuxenenheten", "Ada Berg", "Psykiatri för vuxna")


def event(on=date(2026, 12, 3), clock="10.30", place="Storgatan 1"):
    found = Calendar.from_ical(file(on, clock, place, TELLING, AT))
    [one] = found.walk("VEVENT")
    return one


def test_it_says_a_meeting_and_when_and_nothing_of_whom():
    one = event()
    assert set(one) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "CLASS"}
    assert str(one["SUMMARY"]) == "Möte"
    assert str(one["CLASS"]) == "PRIVATE"


@pytest.mark.parametrize(
    ("day", "hour"), [(date(2026, 12, 3), 9), (date(2026, 7, 1), 8), (date(2026, 3, 29), 8), (date(2026, 10, 25), 9)]
)
def test_half_past_ten_is_half_past_ten_in_sweden_in_summer_and_winter(day, hour):
    start = event(day)["DTSTART"].dt
    assert start == datetime(day.year, day.month, day.day, hour, 30, tzinfo=UTC)


def test_a_time_that_cannot_be_read_gives_the_whole_day():
    one = event(clock="efter lunch")
    assert (one["DTSTART"].dt, one["DTEND"].dt) == (date(2026, 12, 3), date(2026, 12, 4))


@pytest.mark.parametrize(
    "place", ["Beroendemottagning Norr", "Hos psykiatrin, Storgatan 1", "hemma hos Bergs granne, vuxenenhet"]
)
def test_a_place_that_tells_what_it_is_about_is_left_out(place):
    assert "LOCATION" not in event(place=place)


def test_a_neutral_place_comes_along_as_it_was_written():
    assert str(event(place="Biblioteket, Storgatan 1; rum 2")["LOCATION"]) == "Biblioteket, Storgatan 1; rum 2"


def test_no_two_files_can_be_put_together():
    assert event()["UID"] != event()["UID"]


@given(st.text(), st.text(max_size=10))
def test_any_place_and_time_gives_a_file_that_can_be_read(place, clock):
    content = file(date(2026, 12, 3), clock, place, TELLING, AT)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    Calendar.from_ical(content)


@pytest.mark.parametrize(
    ("text", "hour"),
    [("10.30", 10), ("kl. 9", 9), ("Klockan 14:05", 14), ("24.00", None), ("", None), ("9.75", None), ("²", None)],
)
def test_clocks_as_people_write_them(text, hour):
    found = read_clock(text)
    assert (found.hour if found else None) == hour
