"""Two at the same moment: neither sees what the other is about to write, and nobody falls between."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from threading import Event
from time import sleep

import pytest
from django.db import connections

from helhet.courses import actions as courses
from helhet.courses.models import Course, Step
from helhet.courses.units import close_unit
from helhet.handoffs import answers
from helhet.handoffs.models import Received
from helhet.kernel.errors import NotAllowed, Refused
from helhet.organisations.queries import system_actor
from helhet.secrecy import actions as secrecy
from helhet.secrecy.models import Access, Consent
from helhet.secrecy.wall import acting
from tests.records.test_crossing import CARE_USE, send
from tests.records.world import AT, TODAY

# So long the second one has to come to where it must wait.
A_WHILE = 0.5


def while_uncommitted(first: Callable[[], object], second: Callable[[], object]) -> Future:
    """The first act is done and not yet committed when the second begins. Gives what became of the second."""
    done, go = Event(), Event()

    def one() -> None:
        try:
            with acting_of(first):
                first()
                done.set()
                go.wait(10)
        finally:
            done.set()
            connections.close_all()

    def other() -> object:
        try:
            with acting_of(second):
                return second()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        before = pool.submit(one)
        done.wait(20)
        after = pool.submit(other)
        sleep(A_WHILE)
        go.set()
        before.result()
    return after


def acting_of(act: Callable[[], object]):
    return acting(act.actor, AT)


def by(actor, act: Callable[[], object]) -> Callable[[], object]:
    act.actor = actor
    return act


def clerk(world):
    return replace(world.actors["clinic"], may=frozenset({"administer"}))


def opening(world):
    actor, person = world.actors["clinic"], world.person("clinic")
    first = {"about": "Oro", "first": world.next("clinic")}
    return by(actor, lambda: courses.open_course(by=actor, at=AT, person=person, **first))


def closing(world):
    actor = clerk(world)
    return by(actor, lambda: close_unit(by=actor, at=AT, unit=world.units["clinic"]))


def test_a_unit_does_not_close_over_a_course_that_is_being_opened(served_world):
    with pytest.raises(NotAllowed, match="1 öppna kontakter"):
        while_uncommitted(opening(served_world), closing(served_world)).result()


def test_no_course_opens_at_a_unit_that_is_being_closed(served_world):
    after = while_uncommitted(closing(served_world), opening(served_world))
    # Whoever was signed in there meanwhile works nowhere now: refused as such, or as the unit is closed.
    assert isinstance(after.exception(), Refused | NotAllowed | courses.BadInput)
    with acting(served_world.actors["clinic"], AT):
        assert not Course.objects.exists()


def test_a_relation_does_not_end_under_a_course_that_is_being_opened(served_world):
    """One is closed while another is opened at the same unit: the unit still sees the person it has."""
    world, actor = served_world, served_world.actors["health"]
    old = world.course("health")
    ended = {"reason": "died", "text": "", "version": old.version}
    again = {"person": old.person, "about": "Igen", "first": world.next("health")}
    close = by(actor, lambda: courses.close_course(by=actor, at=AT, course=old, **ended))
    begin = by(actor, lambda: courses.open_course(by=actor, at=AT, **again))
    while_uncommitted(begin, close).result()
    seen_by_the_unit(world, old.person)


def test_a_course_that_is_opened_while_the_last_one_ends_has_a_relation_of_its_own(served_world):
    world, actor = served_world, served_world.actors["health"]
    old = world.course("health")
    ended = {"reason": "died", "text": "", "version": old.version}
    again = {"person": old.person, "about": "Igen", "first": world.next("health")}
    close = by(actor, lambda: courses.close_course(by=actor, at=AT, course=old, **ended))
    begin = by(actor, lambda: courses.open_course(by=actor, at=AT, **again))
    while_uncommitted(close, begin).result()
    seen_by_the_unit(world, old.person)


def seen_by_the_unit(world, person):
    with acting(system_actor(world.holdings["region"], "Prov"), AT):
        assert Course.objects.filter(person=person, is_open=True).count() == 1
        assert Access.objects.filter(person=person, kind="relation", until__gt=AT).count() == 1
    with acting(world.actors["health"], AT):
        assert Step.objects.filter(open=True, kind="next").count() == 1


def consented(world):
    """An application that came with the person's yes to an answer: taking it back, and taking it over."""
    nurse, course = world.actors["health"], world.course("health")
    board = world.holdings["social"]
    named = {"id": str(board.id), "name": board.name}
    with acting(nurse, AT):
        yes = secrecy.consent(
            by=nurse, at=AT, person=course.person, kind="sharing", receivers=[named],
            content=["identity", "assessment"], given_by="person", judged={"can_consent": "yes"}, how="oral",
            until=TODAY, answer_back=True,
        )  # fmt: skip
    send(world, to="social", ident="application", course=course, answer_consent=yes, stated=stated(yes))
    clerk = world.actors["social"]
    with acting(clerk, AT):
        received = Received.objects.select_related("copy__sender", "person", "holding").get()
        answers.identify(by=clerk, at=AT, received=received, person=world.person("social"))
    withdraw = by(nurse, lambda: secrecy.withdraw(by=nurse, at=AT, consent=yes))
    return withdraw, by(clerk, lambda: answers.take_over_consent(by=clerk, at=AT, received=received))


def stated(consent):
    return secrecy.Stated("consent", {**CARE_USE, "content": ["identity"], "can_consent": "yes"}, consent)


def test_a_yes_that_is_taken_back_is_not_written_down_by_the_receiver(served_world):
    withdraw, take_over = consented(served_world)
    with pytest.raises(Refused, match="tagit tillbaka"):
        while_uncommitted(withdraw, take_over).result()


def test_a_yes_that_is_being_written_down_ends_with_the_one_it_came_from(served_world):
    withdraw, take_over = consented(served_world)
    while_uncommitted(take_over, withdraw).result()
    with acting(system_actor(served_world.holdings["social"], "Prov"), AT):
        assert Consent.objects.get(holding=served_world.holdings["social"]).withdrawal is not None
