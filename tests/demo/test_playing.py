"""A small demo county, played with the real actions: what must always hold, holds; and it is played once."""

from argparse import Namespace
from collections import Counter
from datetime import UTC, datetime

import pytest

from helhet.agreements.models import Publication
from helhet.audit.models import Event
from helhet.config.demo import bulk, county, playing, report
from helhet.config.demo.cast import people
from helhet.config.demo.histories import together
from helhet.config.demo.script import open_script
from helhet.courses.models import Course, Step
from helhet.knowledge.home import open_library, open_shelf
from helhet.organisations import queries as organisations
from helhet.people.models import Person
from helhet.plans.models import FollowUp, Joined, MissingService, Participant, Plan
from helhet.screening.models import Screening
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


def test_a_large_county_has_plans_in_every_phase_and_a_small_one_fewer():
    kinds = [share.kind for share in together.deal(60)]
    assert sum(share.count for share in together.ALL) == len(kinds) == 60
    assert set(kinds[: len(together.ALL)]) == {share.kind for share in together.ALL}


def test_a_story_asks_for_what_there_is():
    """Every need, treatment and instrument that the stories name exists; and they are many, in words of their own."""
    library, stories = open_library(), [*SCRIPT.plans["stories"], *SCRIPT.plans["coordinated"]]
    measures = [one for story in stories for one in (*story["region"], *story["municipality"])]
    treatments = {one.id for one in library.pack("kalmar-2021").treatments}
    assert {one["need"] for one in measures} <= set(library.vocabulary.needs)
    assert {one["treatment"] for one in measures if "treatment" in one} <= treatments
    assert {story["instrument"] for story in stories} <= set(open_shelf().kept)
    assert len({one["text"] for one in measures}) >= 20
    assert len({goal for story in stories for goal in story["goals"]}) >= 20


def test_sixty_plans_in_every_phase_by_the_real_acts(db):
    playing.play_all(SCRIPT, NOW, 66, plans=60)
    own, came = report.phases(NOW)
    assert own.total() == 60
    assert report.missing_phases(NOW) == []
    assert came.total() >= 60
    assert report.faults(SCRIPT, NOW) == []
    assert of_all(Plan, kind="coordinated") == 5
    assert of_all(MissingService) >= 2
    assert of_all(FollowUp) >= 20
    assert of_all(Participant, took=True) >= 2
    assert {"accept", "lacking"} <= answers_given()
    assert of_all(Screening) >= 100
    assert longest_trend() >= 3


def answers_given():
    found = set()
    for holding in organisations.holdings():
        with acting(organisations.system_actor(holding, "Prov"), NOW):
            found |= set(Joined.objects.filter(holding=holding).values_list("answer", flat=True))
    return found


def longest_trend():
    """The most times that one instrument was filled in with one person."""
    counts = []
    for holding in organisations.holdings():
        with acting(organisations.system_actor(holding, "Prov"), NOW):
            rows = Screening.objects.filter(holding=holding).values_list("person", "instrument")
            counts += Counter(rows).values()
    return max(counts)
