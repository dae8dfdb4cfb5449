"""A plan costs little: it is written in a few selects however much is in it, and its page reads in a few."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from helhet.plans import actions, queries
from helhet.plans.given import Guest
from helhet.secrecy.wall import acting
from tests.plans.making import SEEN, begun, whole, yes
from tests.records.world import AT


def large(world):
    """Five participants, ten interventions, three goals."""
    units = [Guest("authority", world.units[name].name, unit=world.units[name]) for name in ("social", "health")]
    return [*units, *(Guest("relative", f"Närstående {n}") for n in range(3))], whole(goals=3, measures=10)


def make(world, course, consent):
    clinic = world.actors["clinic"]
    guests, entries = large(world)
    with acting(clinic, AT):
        return actions.begin(
            by=clinic, at=AT, person=course.person, seen=SEEN, first=world.next("clinic"), consent=consent,
            guests=guests, entries=entries,
        )  # fmt: skip


def test_a_large_plan_is_written_in_as_few_selects_as_a_small_one(world):
    course = world.course("clinic")
    consent = yes(world, course.person)
    make(world, course, consent)
    with CaptureQueriesContext(
        connection,
    ) as counted:
        make(world, course, consent)
    asked = [one["sql"] for one in counted.captured_queries if one["sql"].startswith(('SELECT "', "INSERT", "UPDATE"))]
    assert len(asked) <= 22, "\n".join(sql[:120] for sql in asked)


def test_a_plan_is_read_in_a_few_selects(world):
    plan, clinic = begun(world), world.actors["clinic"]
    with acting(clinic, AT), CaptureQueriesContext(connection) as counted:
        queries.of_person(clinic, plan.person, AT)
    assert len(counted) <= 2
    with acting(clinic, AT), CaptureQueriesContext(connection) as counted:
        queries.draft(queries.plan(clinic, plan.id, AT))
    assert len(counted) <= 7
