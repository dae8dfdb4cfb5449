"""The day's clocks: the unit's with whom they are about, the whole board's without, and the chair who is on duty."""

import pytest
from django.urls import reverse

from helhet.processes.models import CaseClock
from helhet.secrecy.actions import open_with_reason
from helhet.secrecy.wall import acting
from tests.records.world import AT, signed_in

from .making import CUSTODY, chair, clock, on_duty, opened, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world):
    with acting(world.actors["social"], AT):
        made = opened(world, "2026-11-25 10:05")
        write(world, made, "custody", "2026-11-25 10:20", "chair", **CUSTODY | {"urgent": True})
    return made


def page(world, who, name):
    answer = signed_in(world.actors[who]).get(reverse(f"processes:{name}"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_unit_sees_whom_it_is_about(world, case):
    shown = page(world, "social", "day")
    assert "Går ut i morgon" in shown
    assert "Ada Berg" in shown
    assert "Torsdag 26 november 2026" in shown
    assert reverse("processes:case", args=[case.id]) in shown


def test_the_board_sees_every_clock_and_nobody_it_is_about(world, case):
    assert "Ingen tid löper" in page(world, "children", "day")
    shown = page(world, "children", "whole-day")
    assert "Torsdag 26 november 2026" in shown
    assert "Vuxenenheten" in shown
    assert "Berg" not in shown
    assert str(case.id) not in shown


def test_the_chair_on_duty_stands_there(world, case):
    boss = chair(world)
    assert "jour nu" not in page(world, "chair", "whole-day")
    on_duty(world, boss, "2026-11-25 00:00", "2026-11-26 23:00")
    assert "Barnenheten, jour nu" in page(world, "chair", "whole-day")


def test_another_authority_sees_nothing(world, case):
    for who in ("health", "other_social"):
        assert "Ingen tid löper" in page(world, who, "whole-day")


def test_what_is_out_comes_first(world, case):
    with acting(world.actors["social"], AT):
        CaseClock.objects.filter(case=case).update(ends_at=clock("2026-11-25 00:00"), status="overdue")
    shown = page(world, "social", "day")
    assert "Tiden är ute" in shown
    assert "Den stränga tiden är ute" in shown


def test_another_unit_that_may_open_the_person_reads_and_does_not_write(world, case):
    other = world.actors["children"]
    with acting(other, AT):
        open_with_reason(by=other, at=AT, person=case.person, why="Barnen i familjen")
    client = signed_in(other)
    answer = client.get(reverse("processes:case", args=[case.id]))
    assert answer.status_code == 200
    shown = answer.content.decode()
    assert "Ärendet hör till en annan enhet" in shown
    assert reverse("processes:act", args=[case.id, "submit"]) not in shown
    sent = {"role": "officer", "day": "2026-11-25", "clock": "10:30"}
    answer = client.post(reverse("processes:act", args=[case.id, "inform"]), sent)
    assert answer.status_code == 422
    assert "annan enhet" in answer.content.decode()


def test_what_has_ceased_stands_there_while_somebody_may_still_be_held(world, case):
    with acting(world.actors["social"], AT):
        ended = {"ends_at": clock("2026-11-24 00:00"), "last_at": clock("2026-11-24 00:00"), "status": "fallen"}
        CaseClock.objects.filter(case=case).update(**ended)
    assert "För sent: har upphört" in page(world, "social", "day")
    with acting(world.actors["social"], AT):
        CaseClock.objects.filter(case=case).update(last_at=clock("2026-11-10 00:00"))
    assert "Ingen tid löper" in page(world, "social", "day")
