"""Where a time stands, on the edges: the strict day, the days that are not settled, and after them."""

from datetime import date, datetime, timedelta
from functools import partial

import pytest

from helhet.kernel.calendar import STOCKHOLM
from helhet.knowledge.clocks.rules import clocks_of
from helhet.knowledge.clocks.status import late, status
from tests.knowledge.making import LIBRARY

CLOCKS = clocks_of(LIBRARY)
at = partial(datetime, tzinfo=STOCKHOLM)
# Friday 29 May 2026: the day after is a Saturday, and Monday may or may not do.
SUBMIT = CLOCKS.deadline("lvm.submit", at(2026, 5, 29, 15))
# Wednesday: the day after is an ordinary Thursday.
PLAIN = CLOCKS.deadline("lvm.submit", at(2026, 6, 3, 15))
PRELIM = CLOCKS.deadline("child.prelim", at(2026, 6, 3, 15))
SECLUSION = CLOCKS.deadline("lvm.avskildhet", at(2026, 6, 3, 15))
PAYMENT = CLOCKS.deadline("dis.payment", at(2026, 6, 8, 9))
MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("now", "stands"),
    [
        (at(2026, 5, 29, 15), "due"),
        (at(2026, 5, 31) - MOMENT, "due"),
        (at(2026, 5, 31), "overdue"),
        (at(2026, 6, 2) - MOMENT, "overdue"),
        (at(2026, 6, 2), "lapsed"),
    ],
)
def test_a_saturday_is_not_settled_until_monday_is_over(now: datetime, stands: str) -> None:
    assert status(SUBMIT, now) == stands


@pytest.mark.parametrize(("now", "stands"), [(at(2026, 6, 5) - MOMENT, "due"), (at(2026, 6, 5), "lapsed")])
def test_a_working_day_has_no_days_after_it(now: datetime, stands: str) -> None:
    assert PLAIN.relief is None
    assert status(PLAIN, now) == stands


def test_what_was_done_on_the_day_that_is_not_settled_is_met_and_late() -> None:
    monday = at(2026, 6, 1, 9)
    assert status(SUBMIT, at(2026, 6, 10), monday) == "met"
    assert late(SUBMIT, monday)
    assert not late(SUBMIT, at(2026, 5, 30, 23, 59))


def test_what_is_done_after_the_last_day_mends_nothing_that_has_fallen() -> None:
    assert status(SUBMIT, at(2026, 6, 10), at(2026, 6, 2)) == "lapsed"


def test_a_duty_that_remains_is_met_also_late() -> None:
    done = at(2026, 7, 1)
    assert status(PRELIM, at(2026, 7, 2)) == "lapsed"
    assert status(PRELIM, at(2026, 7, 2), done) == "met"
    assert late(PRELIM, done)


def test_what_is_done_later_than_now_is_not_done() -> None:
    assert status(PLAIN, at(2026, 6, 4, 10), at(2026, 6, 4, 11)) == "due"


def test_the_last_moment_of_hours_is_in_time() -> None:
    assert status(SECLUSION, at(2026, 6, 4, 15)) == "due"
    assert status(SECLUSION, at(2026, 6, 4, 15) + MOMENT) == "lapsed"


def test_what_begins_begins_with_the_day() -> None:
    assert PAYMENT.strict == date(2026, 6, 11)
    assert status(PAYMENT, at(2026, 6, 11) - MOMENT) == "due"
    assert status(PAYMENT, at(2026, 6, 11)) == "lapsed"


def test_a_purge_may_wait_until_the_next_year_is_over() -> None:
    purge = CLOCKS.deadline("social.purge", date(2026, 6, 3))
    assert status(purge, at(2032, 12, 31, 23)) == "overdue"
    assert status(purge, at(2033, 1, 1)) == "lapsed"
