"""Care time stops while the person is away or locked up: against a walk hour by hour."""

import random
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from helhet.kernel.calendar import STOCKHOLM
from helhet.kernel.errors import BadInput
from helhet.knowledge.clocks.counting import Span
from helhet.knowledge.clocks.deadline import Deadline
from helhet.knowledge.clocks.rules import clocks_of
from helhet.knowledge.clocks.status import status
from tests.knowledge.clocks import slow
from tests.knowledge.making import LIBRARY

CLOCKS = clocks_of(LIBRARY)
ARRIVED = datetime(2026, 1, 5, 10, tzinfo=STOCKHOLM)
at = partial(datetime, tzinfo=STOCKHOLM)


def care(*spans: Span, arrived: datetime = ARRIVED) -> Deadline:
    return CLOCKS.deadline("lvm.care_max", arrived, pauses=spans)


def walked(spans: list[tuple[datetime, datetime]], arrived: datetime) -> date:
    """Walks the hours that a Swedish clock shows until the time is over. Each whole day away adds one."""
    end, hour, away = slow.months_on(arrived.date(), 6), arrived, 0
    while hour.date() <= end + timedelta(days=away // 24):
        away += any(first <= hour < last for first, last in spans)
        hour += timedelta(hours=1)
    return end + timedelta(days=away // 24)


def test_any_absences_against_the_slow_way() -> None:
    rolled = random.Random(1988870)  # noqa: S311 - the same cases each time
    for _ in range(40):
        arrived = datetime(2026, 1, 1, rolled.randrange(24)) + timedelta(days=rolled.randrange(365))  # noqa: DTZ001
        spans = []
        for _ in range(rolled.randrange(1, 6)):
            first = arrived + timedelta(hours=rolled.randrange(24 * 170))
            spans.append((first, first + timedelta(hours=rolled.randrange(1, 24 * 12))))
        # Hours that the clock skips or shows twice are told apart elsewhere: here the clocks are shown ones.
        given = [Span(first.replace(tzinfo=STOCKHOLM), last.replace(tzinfo=STOCKHOLM)) for first, last in spans]
        found = care(*given, arrived=arrived.replace(tzinfo=STOCKHOLM))
        assert found.strict == walked(spans, arrived), (arrived, spans)


@pytest.mark.parametrize(
    ("spans", "added"),
    [
        ([(at(2026, 3, 10), at(2026, 3, 20))], 10),
        ([(at(2026, 3, 10, 12), at(2026, 3, 20, 12))], 10),
        # Over the change of the clock ten days are ten days, although an hour is missing.
        ([(at(2026, 3, 24, 12), at(2026, 4, 3, 12))], 10),
        # What is left of a day is left out: the care ends sooner, never later.
        ([(at(2026, 3, 10, 14), at(2026, 3, 20, 9))], 9),
        ([(at(2026, 3, 10, 8), at(2026, 3, 10, 20)), (at(2026, 3, 12, 8), at(2026, 3, 12, 20))], 1),
        # Away and locked up at the same time is one time.
        ([(at(2026, 3, 10), at(2026, 3, 20)), (at(2026, 3, 15), at(2026, 3, 25))], 15),
        ([(at(2026, 3, 15), at(2026, 3, 18)), (at(2026, 3, 10), at(2026, 3, 20))], 10),
        # Before the arrival and after the end nothing was counted.
        ([(at(2026, 1, 1), at(2026, 1, 5, 10))], 0),
        ([(at(2026, 7, 7), at(2026, 7, 20))], 0),
        # Within the days already added it still counts.
        ([(at(2026, 3, 10), at(2026, 3, 20)), (at(2026, 7, 10), at(2026, 7, 12))], 12),
    ],
)
def test_what_counts(spans: list[tuple[datetime, datetime]], added: int) -> None:
    found = care(*(Span(*one) for one in spans))
    assert found.strict == date(2026, 7, 5) + timedelta(days=added)
    assert found.uncounted_days == added


def test_the_time_stands_still_while_somebody_is_away() -> None:
    found = care(Span(at(2026, 3, 10)))
    assert found.stopped
    assert found.alarms == ()
    assert status(found, at(2027, 1, 1)) == "due"
    assert "står stilla" in found.how


def test_an_absence_after_the_end_stops_nothing() -> None:
    found = care(Span(at(2026, 7, 6)))
    assert not found.stopped
    assert status(found, at(2026, 7, 6)) == "lapsed"


def test_what_is_no_span_is_refused() -> None:
    with pytest.raises(BadInput, match="slutar innan"):
        care(Span(at(2026, 3, 10), at(2026, 3, 9)))
    with pytest.raises(BadInput, match="uppehåll"):
        CLOCKS.deadline("lvm.submit", ARRIVED, pauses=[Span(ARRIVED, ARRIVED + timedelta(1))])


def test_a_day_alone_may_be_the_arrival() -> None:
    found = CLOCKS.deadline("lvm.care_max", date(2026, 1, 5), pauses=[Span(datetime(2026, 1, 9, 23, tzinfo=UTC))])
    assert found.stopped
