"""A small demo county, played with the real actions: what must always hold, holds; and it is played once."""

from argparse import Namespace
from datetime import UTC, datetime

import pytest

from helhet.agreements.models import Publication
from helhet.audit.models import Event
from helhet.config.demo import bulk, county, playing, report
from helhet.config.demo.cast import people
from helhet.config.demo.script import open_script
from helhet.courses.models import Course, Step
from helhet.organisations import queries as organisations
from helhet.people.models import Person
from helhet.secrecy.wall import acting

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
SCRIPT = open_script()


@pytest.fixture
def small(db):
    playing.play_all(SCRIPT, NOW, 12)


def of_all(model, **only):
    """How many rows all holdings have together."""
    found = 0
    for holding in organisations.holdings():
        with acting(organisations.system_actor(holding, "Prov"), NOW):
            found += model.objects.filter(holding=holding, **only).count()
    return found


def test_nobody_without_owner_chains_hold_and_only_test_numbers(small):
    assert report.faults(SCRIPT, NOW) == []
    assert of_all(Person) >= 12
    assert of_all(Course, is_open=True) > 0


def test_nothing_has_happened_that_has_not_been(small):
    assert not Event.objects.filter(at__gt=NOW).exists()


def test_every_named_member_of_staff_can_come_in(small):
    assert len(county.sign_ins(SCRIPT)) == len(SCRIPT.county["named"])


def test_a_second_start_plays_nothing(small, capsys):
    before = (Event.objects.count(), of_all(Step))
    assert playing.run(Namespace(persons=None, bulk=False)) == 0
    assert (Event.objects.count(), of_all(Step)) == before
    assert "finns redan" in capsys.readouterr().out


def test_clones_belong_together_and_have_owners(small):
    before = of_all(Person)
    assert "nya kopior" in bulk.clone(SCRIPT, NOW, before * 3)
    assert of_all(Person) >= before * 3
    assert report.faults(SCRIPT, NOW) == []
    assert bulk.clone(SCRIPT, NOW, before * 3).endswith("varav 0 nya kopior.")
    bulk.clone(SCRIPT, NOW, before * 4)
    assert of_all(Person) >= before * 4


def test_the_same_seed_is_the_same_people():
    codes = ["0880", "0881"]
    first, second = (list(people(SCRIPT, 40, codes, NOW.date())) for _ in range(2))
    assert first == second
    assert len({one.number for one in first}) == 40


def test_more_people_than_numbers_get_none_that_the_state_gives():
    everyone = list(people(SCRIPT, 500, ["0880"], NOW.date()))
    assert len({one.number for one in everyone}) == 500
    assert {one.number.value for one in everyone if one.number.kind == "personnummer"} <= set(SCRIPT.numbers)


def test_a_demo_needs_no_published_pack(small):
    assert not Publication.objects.exists()
