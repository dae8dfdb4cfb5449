"""A case is opened, written in, refused, corrected and handed over; where it stands follows from its events alone."""

from datetime import date, timedelta

import pytest

from helhet.courses.models import Step
from helhet.kernel.errors import BadInput, NotAllowed, Refused
from helhet.processes import actions
from helhet.processes.models import Case, CaseClock, CaseEvent
from helhet.secrecy.actions import open_with_reason
from helhet.secrecy.wall import acting
from tests.records.world import AT

from .making import CUSTODY, DOCTOR, chair, clock, done, opened, whose, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _within(world):
    with acting(world.actors["social"], AT):
        yield


def fresh(case):
    return Case.objects.get(id=case.id)


def running(case, rule):
    return CaseClock.objects.get(case=case, rule=rule)


def custody(world, case, when="2026-11-27 20:00", **more):
    return write(world, case, "custody", when, "chair", **CUSTODY | {"urgent": True} | more)


def test_a_doctors_report_opens_a_case_with_somebody_to_assess_it(world):
    case = fresh(opened(world))
    assert case.state == "reported"
    assert case.is_open
    assert case.step.owner == world.staff["social"]
    assert case.step.text
    assert case.step.ref == case.id


def test_a_doctor_who_says_that_care_can_be_given_is_refused_with_the_section(world):
    with pytest.raises(Refused, match="6 §"):
        opened(world, first=done("report", "2026-11-27 08:00", "doctor", doctor_need=True, doctor_no_other_care=False))
    assert not Case.objects.exists()
    assert not Step.objects.filter(ref_kind="case").exists()


def test_a_custody_starts_the_clock_of_the_submission(world):
    case = opened(world)
    custody(world, case)
    one = running(case, "lvm.submit")
    assert (one.status, one.strict) == ("due", date(2026, 11, 28))
    assert fresh(case).state == "custody"
    assert fresh(case).step.due == date(2026, 11, 28)


def test_an_officer_may_not_decide_a_custody(world):
    case = opened(world)
    with pytest.raises(Refused, match="En handläggare får aldrig"):
        write(world, case, "custody", "2026-11-27 20:00", "officer", **CUSTODY)
    assert case.events.count() == 1
    assert not CaseClock.objects.exists()


@pytest.mark.parametrize("what", ["gambling", "doping"])
def test_gambling_and_doping_are_no_ground(world, what):
    case = opened(world)
    with pytest.raises(Refused, match="bara alkohol"):
        custody(world, case, substances=[what])


def test_not_reached_is_no_reason_to_close(world):
    case = opened(world)
    with pytest.raises(Refused, match="JO"):
        write(world, case, "close", "2026-11-27 20:00", reason="not_reached")
    write(world, case, "close", "2026-11-27 20:00", reason="voluntary_care")
    assert not fresh(case).is_open
    assert fresh(case).step is None


def test_what_ended_goes_on_in_the_same_case(world):
    case = opened(world)
    write(world, case, "close", "2026-11-27 20:00", reason="voluntary_care")
    again = opened(world, "2026-11-29 08:00", person=case.person)
    assert again.id == case.id
    assert fresh(case).is_open
    with pytest.raises(Refused, match="redan ett öppet ärende"):
        opened(world, "2026-11-30 08:00", person=case.person)


def test_several_reports_are_each_written_in(world):
    case = opened(world)
    write(world, case, "report", "2026-11-28 08:00", "police")
    write(world, case, "report", "2026-11-29 08:00", "anyone")
    assert case.events.filter(act="report").count() == 3


def test_a_correction_recounts_and_keeps_what_stood(world):
    case = opened(world)
    row = custody(world, case)
    at = clock("2026-11-27 21:00")
    with acting(world.actors["social"], at):
        changes = {"at": clock("2026-11-27 12:00").isoformat()}
        actions.correct(by=world.actors["social"], at=at, case=case, event=row, why="Fel klockslag", changes=changes)
    assert CaseEvent.objects.get(id=row.id).happened == clock("2026-11-27 20:00")
    assert CaseClock.objects.get(case=case, status="due").start == clock("2026-11-27 12:00")
    assert CaseClock.objects.get(case=case, start=clock("2026-11-27 20:00")).status == "stopped"


def test_a_withdrawn_event_takes_its_clocks_along(world):
    case = opened(world)
    row = custody(world, case)
    at = clock("2026-11-27 21:00")
    with acting(world.actors["social"], at):
        actions.correct(by=world.actors["social"], at=at, case=case, event=row, why="Fel person")
    assert running(case, "lvm.submit").status == "stopped"
    assert fresh(case).state == "reported"


def test_how_it_is_known_is_told_when_another_did_it(world):
    case = opened(world)
    at = clock("2026-11-27 20:00")
    told = done("custody", at, "chair", known="", **CUSTODY, urgent=True)
    with acting(world.actors["social"], at), pytest.raises(NotAllowed, match="hur ni vet"):
        actions.record(by=world.actors["social"], at=at, case=case, done=told)


def test_what_has_not_happened_cannot_be_written(world):
    case = opened(world)
    with pytest.raises(NotAllowed, match="ska ha hänt"):
        write(world, case, "assess", "2026-11-27 20:00", later=timedelta(minutes=-1))


def test_another_unit_may_not_write_and_another_authority_not_read(world):
    case = opened(world)
    for who in ("children", "other_social"):
        with pytest.raises((NotAllowed, Case.DoesNotExist)):
            write(world, case, "assess", "2026-11-27 20:00", who=who)


def test_the_chair_decides_from_another_unit_when_let_in(world):

    case, boss = opened(world), chair(world)
    at = clock("2026-11-27 20:00")
    with acting(boss, at):
        open_with_reason(by=boss, at=at, person=case.person, why="Beslut enligt 13 §")
        told = done("custody", at, "chair", known="", **CUSTODY, urgent=True)
        actions.record(by=boss, at=at, case=case, done=told)
    assert fresh(case).state == "custody"
    assert fresh(case).step.unit == world.units["social"]


def test_another_takes_the_case_with_its_clocks(world):
    case = opened(world)
    custody(world, case)
    at = clock("2026-11-27 20:30")
    manager = world.staff["social.manager"]
    with acting(world.actors["social"], at):
        given = actions.Whose(manager, world.staff["social"])
        actions.hand_to(by=world.actors["social"], at=at, case=fresh(case), whose=given)
    assert fresh(case).step.owner == manager
    assert running(case, "lvm.submit").owner == manager
    assert Step.objects.filter(ref=case.id, open=True).count() == 1


def test_only_some_authorities_open_a_process(world):
    person = world.course("health").person
    at = clock("2026-11-27 08:00")
    given = {"first": done("report", at, "doctor", **DOCTOR), "whose": whose(world, "health")}
    with acting(world.actors["health"], at), pytest.raises(NotAllowed, match="öppnas inte hos er"):
        actions.open_case(by=world.actors["health"], at=at, person=person, process="lvm", **given)


def test_the_owner_serves_at_the_unit(world):
    at = clock("2026-11-27 08:00")
    person = world.course("social").person
    given = {"first": done("report", at, "doctor", **DOCTOR), "whose": whose(world, "children")}
    with acting(world.actors["social"], at), pytest.raises(BadInput, match="arbetar inte på enheten"):
        actions.open_case(by=world.actors["social"], at=at, person=person, process="lvm", **given)
