"""A kept select gives what the plain one gives: the same objects, for other values, and again after others."""

import secrets
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.db.models import Q, Value
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from helhet.courses import queries as courses
from helhet.courses.models import Step
from helhet.organisations import queries as organisations
from helhet.organisations.models import Assignment, Duty, Unit
from helhet.overview import crossed, filed
from helhet.overview import queries as overview
from helhet.plans.pages import panel
from helhet.secrecy.reading import Reading
from helhet.secrecy.wall import acting
from helhet.selects.kept import Kept, Unkeepable
from tests.records.test_crossing import send
from tests.records.world import AT, TODAY

ABOUT = {name: getattr(overview, name) for name in ("ways", "events", "steps", "consents")}
ABOUT |= {"crossed": crossed.both, "filed": filed.both, "plans": panel.both}


def plainly(rows, deep=2):
    """What objects hold, and what those hold that belong to them; rows as they are."""
    rows = list(rows)
    if rows and isinstance(rows[0], tuple):
        return rows
    near = [(row, row._state.fields_cache.items() if deep else ()) for row in rows]
    return [
        {name: value for name, value in row.__dict__.items() if name != "_state"}
        | {name: plainly([other], deep - 1) for name, other in others if other}
        for row, others in near
    ]


@pytest.mark.parametrize("name", ABOUT)
def test_each_select_of_the_person_page(world, name):
    for given in ("Ada", "Bo"):
        course = world.course("health", world.person(given=given))
        send(world, course=course)
        with acting(world.actors["health"], AT):
            one = Reading(course.holding_id, course.person_id, frozenset())
            assert plainly(ABOUT[name](one)) == plainly(ABOUT[name].plain(one))


def test_behind_a_block_it_is_written_anew(world):
    course = world.course()
    with acting(world.actors["health"], AT):
        assert overview.ways(Reading(course.holding_id, course.person_id, frozenset()))
        assert overview.ways(Reading(course.holding_id, course.person_id, frozenset({course.unit_id}))) == []


def test_the_worklist_of_one_and_of_all(world):
    world.course()
    world.course("psychiatry")
    world.course("clinic")
    for who, mine, all_of in (("health", 1, 1), ("health.manager", 1, 1), ("psychiatry", 1, 1), ("social", 0, 0)):
        actor = world.actors[who]
        with acting(actor, AT):
            plain = [step.id for step in courses.open_steps(actor, AT)]
            assert [line.id for line in courses.worklist(actor, AT)] == plain
            assert (len(courses.worklist(actor, AT, only_mine=True)), len(plain)) == (mine, all_of)


def test_an_assignment_that_has_ended_gives_no_actor(world):
    actor = world.actors["health"]
    assert organisations.actor_for(actor.assignment_id, actor.staff_id, AT) == actor
    Assignment.objects.filter(id=actor.assignment_id).update(valid_to=date(2026, 11, 24))
    assert organisations.actor_for(actor.assignment_id, actor.staff_id, AT) is None


def test_values_lists_unions_texts_and_days(world):
    world.course()
    by_name = Kept(lambda name: Unit.objects.filter(name=name).values_list(Value("a"), "kind").union(
        Unit.objects.exclude(name=name).values_list(Value("b"), "kind"), all=True
    ))  # fmt: skip
    assert sorted(by_name("Barnenheten"))[0] == ("a", "social_child")
    assert sorted(by_name("Beroendemottagningen"))[0] == ("a", "addiction_clinic")
    late = Kept(lambda day: Step.objects.filter(Q(due__gt=day)))
    with acting(world.actors["health"], AT):
        assert len(late(TODAY)) == 1
        assert late(date(2027, 1, 1)) == []


def test_one_question_to_the_database_each_time(world):
    named = Kept(lambda name: Unit.objects.filter(name=name))
    with CaptureQueriesContext(connection) as asked:
        assert (len(named("Barnenheten")), len(named("Ingen"))) == (1, 0)
    assert len(asked) == 2


def test_a_text_is_no_id(world):
    by_id = Kept(lambda ident: Unit.objects.filter(id=ident))
    ident = world.units["health"].id
    assert by_id(ident) == [world.units["health"]]
    with pytest.raises(TypeError):
        by_id(str(ident))


def test_a_value_that_is_nowhere_is_a_fault(world):
    with pytest.raises(Unkeepable, match="nowhere"):
        Kept(lambda name: Unit.objects.all())("Barnenheten")


@pytest.mark.parametrize(
    "build",
    [
        lambda name, at: Unit.objects.filter(name=name, duties__since=at, phone__startswith=name),
        lambda name, at: Unit.objects.filter(name=name, duties__since=at, duties__until=at + timedelta(days=1)),
        lambda name, at: Unit.objects.filter(name=name, duties__since=at, assignments__valid_from=localdate(at)),
        lambda name, at: Unit.objects.filter(name=name, duties__since=at, phone=name.strip().lower()),
        lambda name, at: Unit.objects.filter(name=name, duties__since=at, hsa_id=secrets.token_hex()),
    ],
    ids=["part of one", "later", "the day of one", "tidied", "by chance"],
)
def test_a_select_that_works_something_out_from_its_values_is_refused(world, build):
    """Kept, it would go on asking for what was worked out the first time."""
    with pytest.raises(Unkeepable, match="worked out"):
        Kept(build)("Barnenheten", AT)


def test_a_select_that_reads_more_than_it_says_is_refused(world):
    for build in (
        lambda name: Unit.objects.filter(name=name).prefetch_related("duties"),
        lambda name: Unit.objects.filter(name=name).values_list("name").distinct().order_by("phone"),
    ):
        with pytest.raises(Unkeepable, match="more than one"):
            Kept(build)("Barnenheten")


def test_only_values_with_one_meaning(world):
    on_duty = Kept(lambda at: Duty.objects.filter(since__lte=at))
    assert on_duty(AT) == []
    for value in (None, 7, AT.replace(tzinfo=None), TODAY):
        with pytest.raises(TypeError):
            on_duty(value)
    with pytest.raises(TypeError):
        Kept(lambda value: Unit.objects.filter(name=value))(None)


@pytest.mark.django_db(transaction=True)
def test_rows_are_locked_in_a_transaction_only():
    locked = Kept(lambda name: Unit.objects.select_for_update().filter(name=name))
    with transaction.atomic():
        assert locked("Barnenheten") == []
    with pytest.raises(transaction.TransactionManagementError):
        locked("Barnenheten")
