"""Alarms of clocks: before, up the ladder, to the chair when the strict day is out. None is lost or told twice."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from helhet.audit.models import Event
from helhet.courses.models import Step
from helhet.organisations.models import Absence
from helhet.organisations.queries import system_actor
from helhet.processes.actions import open_case
from helhet.processes.models import Case, CaseAlarm, CaseClock
from helhet.processes.scanner import alarm_clocks
from helhet.secrecy.wall import acting
from tests.records import world as worlds
from tests.records.world import AT, TODAY
from tests.wiping import wipe

from .making import CUSTODY, chair, clock, done, on_duty, opened, whose, write

# What a test reads of a row, read with it: nothing more is seen afterwards.
WITH = {CaseAlarm: ("clock", "to"), Case: ("step",)}
ROOT = Path(__file__).resolve().parents[2]


def rows(world, model, *order, **where):
    board = world.holdings["social"]
    with acting(system_actor(board, "Prov"), AT):
        found = model.objects.filter(holding=board, **where).order_by(*order or ("id",))
        return list(found.select_related(*WITH[model]) if model in WITH else found)


def taken(world, when="2026-11-27 20:00", **more):
    """Somebody whom the chair has taken into custody: the submission is due on Saturday."""
    case = opened(world, "2026-11-27 08:00", **more)
    write(world, case, "custody", when, "chair", **CUSTODY | {"urgent": True})
    return case


def told(world, **where):
    return [(one.alarm, one.rung, one.to.username) for one in rows(world, CaseAlarm, "due", "alarm", **where)]


@pytest.mark.django_db
class TestTelling:
    def test_it_climbs_to_the_chair_and_tells_each_once(self, world):
        boss, case = chair(world), taken(world)
        on_duty(world, boss, "2026-11-27 00:00", "2026-12-05 00:00")
        for hours in range(0, 24 * 5, 6):
            alarm_clocks(clock("2026-11-27 21:00") + timedelta(hours=hours))
            alarm_clocks(clock("2026-11-27 21:00") + timedelta(hours=hours))
        found = told(world, clock__case_id=case.id)
        assert len(found) == len(set(found))
        rungs = [rung for _, rung, _ in found]
        assert rungs[0] == "owner"
        assert "chair" in rungs
        assert {who for _, rung, who in found if rung == "chair"} == {"chair"}
        assert {"deputy", "manager", "duty"} & set(rungs)

    def test_the_chair_elsewhere_reads_no_name(self, world):
        boss = chair(world)
        taken(world)
        alarm_clocks(clock("2026-12-05 08:00"))
        news = rows(world, Step, kind="news", unit_id=boss.unit_id)
        assert news
        assert all(one.person_id is None and "Berg" not in one.text for one in news)

    def test_what_is_done_in_time_is_told_no_more(self, world):
        case = taken(world)
        write(world, case, "submit", "2026-11-28 08:00", documents=("custody_decision", "case_documents"))
        alarm_clocks(clock("2026-11-30 12:00"))
        assert not [one for one in rows(world, CaseAlarm) if one.clock.rule == "lvm.submit" and one.at > AT]

    def test_what_falls_is_written_down_and_there_is_somebody_to_act(self, world):
        case = taken(world)
        alarm_clocks(clock("2026-12-01 08:00"))
        found = rows(world, Case, id=case.id)[0]
        assert found.state == "reconsider"
        assert found.step
        assert {one.status for one in rows(world, CaseClock, rule="lvm.submit")} == {"fallen"}

    def test_overdue_until_the_day_that_can_be_defended(self, world):
        taken(world)
        alarm_clocks(clock("2026-11-29 08:00"))
        assert {one.status for one in rows(world, CaseClock, rule="lvm.submit")} == {"overdue"}

    def test_the_deputy_is_told_when_the_owner_is_away(self, world):
        taken(world)
        Absence.objects.create(staff=world.staff["social"], first=TODAY, last=TODAY + timedelta(days=30))
        alarm_clocks(clock("2026-11-28 12:00"))
        assert {who for _, rung, who in told(world) if rung == "owner"} == {"social.manager"}

    def test_without_a_chair_a_manager_is_told(self, world):
        taken(world)
        alarm_clocks(clock("2026-12-01 08:00"))
        assert {who for _, rung, who in told(world) if rung == "chair"} == {"social.manager"}

    def test_the_machines_clock_goes_back_and_nothing_is_told_twice_or_undone(self, world):
        case = taken(world)
        alarm_clocks(clock("2026-12-01 08:00"))
        before = told(world)
        alarm_clocks(clock("2026-11-28 08:00"))
        alarm_clocks(clock("2026-12-01 08:00"))
        assert told(world) == before
        assert rows(world, Case, id=case.id)[0].state == "reconsider"

    def test_a_case_that_cannot_be_read_hides_no_other(self, world):
        broken, whole = taken(world), taken(world)
        with acting(system_actor(world.holdings["social"], "Prov"), AT):
            Case.objects.filter(id=broken.id).update(process="finns-inte")
        with pytest.raises(Exception, match="finns-inte"):
            alarm_clocks(clock("2026-11-28 12:00"))
        assert told(world, clock__case_id=whole.id)

    def test_every_alarm_stands_in_the_log(self, world):
        taken(world)
        alarm_clocks(clock("2026-12-01 08:00"))
        acts = Event.objects.filter(holding=world.holdings["social"].id, subject_kind="case", act__startswith="alarm.")
        assert acts.count() == len(told(world)) > 0


@pytest.mark.django_db
@pytest.mark.parametrize("night", ["2027-03-27 23:00", "2027-10-30 23:00"])
def test_eight_hours_are_eight_hours_when_the_clock_is_changed(world, night):
    """LOB: eight hours as they pass, over the night when the clock is put forward or back."""
    actor, begun = world.actors["social"], clock(night)
    with acting(actor, begun):
        taken_in = done("take", begun, "police", intoxicated=True, need=["cannot_care"])
        given = {"process": "lob", "first": taken_in, "whose": whose(world), "person": world.course("social").person}
        open_case(by=actor, at=begun, **given)
    alarm_clocks(begun + timedelta(hours=7, minutes=59))
    assert {one.status for one in rows(world, CaseClock, rule="lob.release")} == {"due"}
    alarm_clocks(begun + timedelta(hours=8, minutes=1))
    assert {one.status for one in rows(world, CaseClock, rule="lob.release")} == {"fallen"}


def address():
    """The test database, for another process."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    who = f"{quote(known['USER'])}:{quote(known['PASSWORD'] or '')}"
    where = f"?host={quote(known['HOST'], safe='')}" if known["HOST"].startswith("/") else ""
    host = "" if where else known["HOST"]
    port = f":{known['PORT']}" if known["PORT"] else ""
    return f"postgresql://{who}@{host}{port}/{known['NAME']}{where}"


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_none_is_lost_and_none_told_twice():
    world, late = worlds.build(), clock("2026-12-01 08:00")
    cases = [taken(world) for _ in range(4)]
    connection.close()
    command = [sys.executable, "-m", "tests.processes.killed", address(), late.isoformat()]
    for number in ("1", "2", "1"):
        done = subprocess.run([*command, number], cwd=ROOT, capture_output=True, check=False)
        assert done.returncode == -9, done.stderr.decode()[-2000:]
    half = told(world)
    assert half
    assert len({one.clock.case_id for one in rows(world, CaseAlarm)}) == 1
    alarm_clocks(late)
    alarm_clocks(late)
    found = told(world)
    assert len({one.clock.case_id for one in rows(world, CaseAlarm)}) == len(cases)
    assert len(found) == len(half) * len(cases)
    keys = [(one.clock_id, one.alarm) for one in rows(world, CaseAlarm)]
    assert len(keys) == len(set(keys))
    per_case = [len(rows(world, Step, kind="news", ref=case.id)) for case in cases]
    assert len(set(per_case)) == 1
    wipe()
