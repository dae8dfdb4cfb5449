"""Late steps climb: owner, deputy, manager; news that nobody has read goes to the one on duty. Each is told once."""

from datetime import date, datetime, timedelta

import pytest

from helhet.courses import actions as courses
from helhet.courses.models import Alarm, Step
from helhet.courses.rules import who_answers
from helhet.courses.scanner import alarm_late
from helhet.handoffs import actions as handoffs
from helhet.handoffs.models import Sent
from helhet.handoffs.scanner import expire_all
from helhet.organisations.models import Absence, Assignment, Duty
from helhet.organisations.queries import system_actor
from helhet.secrecy.wall import acting
from tests.records.test_crossing import send
from tests.records.world import AT, TODAY

# AT is a Wednesday; the step is due on it, so one working day late is Thursday, two Friday, four Tuesday.
AFTER = {"owner": 1, "deputy": 2, "manager": 6}


def rows(world, model, name="region", **where):
    holding = world.holdings[name]
    with acting(system_actor(holding, "Prov"), AT):
        return list(model.objects.filter(holding=holding, **where).order_by("id"))


def day(days: int) -> datetime:
    return AT + timedelta(days=days)


@pytest.fixture
def late(world):
    actor = world.actors["health"]
    with acting(actor, AT):
        person = world.person("health")
        first = world.next("health", days=0)
        return courses.open_course(by=actor, at=AT, person=person, about="Oro", first=first)


def told(world):
    return [(alarm.rung, alarm.to.username) for alarm in rows(world, Alarm)]


def test_a_late_step_climbs_and_nobody_is_told_twice(world, late):
    alarm_late(AT)
    assert told(world) == []
    for days in (AFTER["owner"], AFTER["deputy"], AFTER["manager"]):
        alarm_late(day(days))
        alarm_late(day(days))
    assert told(world) == [("owner", "health"), ("deputy", "health.manager"), ("manager", "health.manager")]


def test_a_weekend_is_not_late(world, late):
    saturday = day(3)
    assert saturday.isoweekday() == 6
    alarm_late(saturday)
    before = len(told(world))
    alarm_late(day(4))
    assert len(told(world)) == before


def test_the_deputy_is_told_when_the_owner_is_away(world, late):
    Absence.objects.create(staff=world.staff["health"], first=TODAY, last=TODAY + timedelta(days=10))
    alarm_late(day(1))
    assert told(world) == [("owner", "health.manager")]


def test_unread_news_goes_to_whoever_is_next_on_duty(world):
    sent = send(world)
    nurse = world.actors["health"]
    with acting(nurse, AT):
        handoffs.withdraw(by=nurse, at=AT, sent=Sent.objects.get(id=sent.id), why="Personen ångrade sig")
    clinic = world.units["clinic"]
    Duty.objects.create(unit=clinic, staff=world.staff["clinic"], since=day(3), until=day(4))
    alarm_late(day(1))
    news = [alarm for alarm in rows(world, Alarm) if alarm.rung == "duty"]
    assert [(alarm.unit_id, alarm.to.username) for alarm in news] == [(clinic.id, "clinic")]


def test_an_ended_assignment_leaves_the_step_with_somebody_who_serves(world, late):
    ended = Assignment.objects.filter(staff__in=[world.staff["health"], world.staff["health.manager"]])
    ended.update(valid_to=TODAY - timedelta(days=1))
    alarm_late(day(1))
    # Nobody is left at the unit: a manager of the holding is told.
    assert [who.split(".")[1] for _, who in told(world)] == ["manager"]


def test_requests_go_out_once_and_come_back_as_news(world):
    sent = send(world)
    at = day(40)
    assert expire_all(at) == 1
    assert expire_all(at) == 0
    assert rows(world, Sent)[0].state == "expired"
    news = rows(world, Step, kind="news", open=True, ref=sent.id)
    assert [step.owner.username for step in news] == ["health"]


def test_a_filing_never_goes_out(world):
    send(world, to="social", ident="application")
    assert expire_all(day(4000)) == 0


@pytest.mark.parametrize(
    ("serving", "away", "answers"),
    [
        ("odm", "", "o"), ("odm", "o", "d"), ("odm", "od", "m"), ("odm", "odm", "o"), ("dm", "", "d"), ("m", "", "m"),
        ("x", "", "x"), ("", "", None),
    ],
)  # fmt: skip
def test_who_has_a_step_today(serving, away, answers):
    assert who_answers("o", "d", ["m"], set(serving), set(away)) == answers


def test_the_day_is_swedish():
    assert date(2026, 11, 25).isoweekday() == 3
