"""When an assignment may end, a code counts and a session is over."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helhet.organisations import rules
from helhet.organisations.rules import Post

NOW = datetime(2026, 11, 25, 9, 0, 10, tzinfo=UTC)
UNIT, OTHER = UUID(int=1), UUID(int=2)
MANAGING = frozenset({"manager"})


def post(role="manager", first=date(2026, 1, 1), last=None, unit=UNIT, who=1):
    return Post(UUID(int=who), unit, role, first, last)


@pytest.mark.parametrize(
    ("others", "may"),
    [
        ([], False),
        ([post()], True),
        ([post(role="clinician")], False),
        ([post(unit=OTHER)], False),
        ([post(last=date(2026, 12, 31))], False),
        ([post(first=date(2026, 12, 2))], False),
        ([post(first=date(2026, 12, 1))], True),
        ([post(last=date(2026, 12, 31)), post(first=date(2027, 1, 1))], True),
        ([post(last=date(2026, 12, 30)), post(first=date(2027, 1, 1))], False),
        ([post(first=date(2027, 1, 1)), post(last=date(2026, 12, 31))], True),
    ],
)
def test_the_last_manager_stays_until_somebody_manages_without_a_gap(others, may):
    decision = rules.may_end(post(), others, date(2026, 12, 1), MANAGING)
    assert bool(decision) is may
    assert decision.why.endswith(".")


def test_anyone_else_may_leave():
    assert rules.may_end(post(role="clinician"), [], date(2026, 12, 1), MANAGING)


spans = st.tuples(st.integers(0, 30), st.none() | st.integers(0, 30)).filter(lambda s: s[1] is None or s[1] >= s[0])


@given(st.lists(spans, max_size=5), st.integers(0, 30))
def test_managed_from_is_what_a_calendar_says(spans, start):
    origin = date(2026, 1, 1)
    posts = [
        post(first=origin + timedelta(a), last=None if b is None else origin + timedelta(b)) for a, b in spans
    ]  # fmt: skip
    days = [origin + timedelta(n) for n in range(start, 60)]
    assert rules.managed_from(days[0], posts) is all(any(rules.counts(p, day) for p in posts) for day in days)


def test_a_code_counts_once_and_near_its_time():
    secret = pyotp.random_base32()
    totp = pyotp.TOTP(secret)
    step = totp.timecode(NOW)
    assert rules.code_step(secret, totp.generate_otp(step), NOW, 0) == step
    assert rules.code_step(secret, totp.generate_otp(step - 1), NOW, 0) == step - 1
    assert rules.code_step(secret, totp.generate_otp(step), NOW, step) is None
    assert rules.code_step(secret, totp.generate_otp(step - 1), NOW, step) is None
    assert rules.code_step(secret, totp.generate_otp(step + 3), NOW, 0) is None
    assert rules.code_step(secret, "", NOW, 0) is None


def test_a_name_is_locked_by_five_failures_and_opens_by_itself():
    failures = [NOW - timedelta(minutes=n) for n in range(5)]
    assert rules.locked(failures, NOW)
    assert not rules.locked(failures[:4], NOW)
    assert not rules.locked(failures, NOW + timedelta(minutes=11))


def test_a_session_ends_idle_and_in_all():
    assert not rules.session_over(NOW, NOW, NOW + rules.IDLE)
    assert rules.session_over(NOW, NOW, NOW + rules.IDLE + timedelta(seconds=1))
    late = NOW + rules.LONGEST + timedelta(seconds=1)
    assert rules.session_over(NOW, late, late)


def test_a_password_that_was_handed_out_grows_old():
    assert not rules.temporary_over(None, NOW)
    assert not rules.temporary_over(NOW - rules.TEMPORARY, NOW)
    assert rules.temporary_over(NOW - rules.TEMPORARY - timedelta(seconds=1), NOW)
