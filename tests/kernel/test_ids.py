"""Keys that sort by time."""

import threading
from datetime import UTC, datetime, timedelta
from uuid import RFC_4122

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helhet.kernel import ids
from helhet.kernel.errors import BadInput
from helhet.kernel.ids import uuid7

AT = datetime(2026, 11, 25, 10, 0, 0, 123_000, tzinfo=UTC)


@given(st.datetimes(datetime(1970, 1, 1), datetime(9999, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_key_holds_its_moment(at):
    key = uuid7(at)
    assert (key.version, key.variant) == (7, RFC_4122)
    assert key.int >> 80 == (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def test_keys_rise_within_a_millisecond():
    keys = [uuid7(AT) for _ in range(5000)]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)
    assert max(keys) < uuid7(AT + timedelta(milliseconds=1))


def test_keys_of_now_rise_even_when_the_clock_is_set_back(monkeypatch):
    before = uuid7()
    monkeypatch.setattr(ids.time, "time_ns", lambda: 0)
    assert uuid7() > before


def test_threads_never_share_a_key():
    made = []
    threads = [threading.Thread(target=lambda: made.extend(uuid7() for _ in range(500))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 4000


@pytest.mark.parametrize("at", [datetime(2026, 1, 1), datetime(1969, 12, 31, tzinfo=UTC)])  # noqa: DTZ001
def test_refused_moments(at):
    with pytest.raises(BadInput):
        uuid7(at)
