"""A course keeps an owner, a next step and a day through everything that may be done with it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from helhet.courses import actions as courses
from helhet.courses.models import Course, CourseEvent, Step
from helhet.courses.queries import step as find_step
from helhet.courses.queries import worklist
from helhet.courses.units import close_unit
from helhet.handoffs import actions as handoffs
from helhet.handoffs import answers, clauses, rules
from helhet.handoffs.models import Received, Sent
from helhet.kernel.errors import BadInput, NotAllowed
from helhet.organisations.queries import records
from helhet.secrecy import actions as secrecy
from helhet.secrecy.queries import may_open
from helhet.secrecy.wall import acting
from tests.records.test_crossing import send
from tests.records.world import AT, TODAY


@pytest.fixture
def course(world):
    return world.course("health")


def test_another_unit_does_not_change_a_course(world, course):
    clinic = world.actors["clinic"]
    send(world, course=course)
    with acting(clinic, AT), pytest.raises(NotAllowed, match="annan enhet"):
        courses.set_next(by=clinic, at=AT, course=course, step=world.next("clinic"), version=1)


def test_owner_and_deputy_are_two(world, course):
    actor, who = world.actors["health"], world.staff["health"]
    step = courses.Next("Ring", TODAY, who, who)
    with acting(actor, AT), pytest.raises(BadInput, match="någon annan som ersättare"):
        courses.set_next(by=actor, at=AT, course=course, step=step, version=1)


def test_what_somebody_else_changed_meanwhile_is_not_written_over(world, course):
    actor = world.actors["health"]
    with acting(actor, AT):
        courses.set_next(by=actor, at=AT, course=course, step=world.next("health"), version=1)
        with pytest.raises(BadInput, match="Någon annan har ändrat"):
            courses.set_next(by=actor, at=AT, course=course, step=world.next("health"), version=1)


def test_all_that_is_open_goes_along_to_a_new_owner(world, course):
    send(world, course=course)
    boss = world.actors["health.manager"]
    mine = {"owner": world.staff["health.manager"], "deputy": world.staff["health"]}
    with acting(boss, AT):
        version = Course.objects.get(id=course.id).version
        courses.hand_to(by=boss, at=AT, course=course, version=version, **mine)
        owners = {step.owner_id for step in Step.objects.filter(course=course, open=True)}
    assert owners == {world.staff["health.manager"].id}


def refused(world, course):
    """A referral that the clinic has said no to, and that nobody has read about."""
    sent = send(world, course=course)
    clinic = world.actors["clinic"]
    with acting(clinic, AT):
        received = Received.objects.select_related("copy", "person", "unit").get(copy__disclosure=sent.disclosure_id)
        reason = records().refusals["not_our_task"]
        clause = clauses.for_reason(received, reason, TODAY)[0]
        said = rules.Refusing(reason, clause.id, "Ring sjukvårdsrådgivningen på 1177")
        answers.reject(by=clinic, at=AT, received=received, said=said)
    return sent


def test_a_course_does_not_end_over_a_no_that_nobody_has_read(world, course):
    refused(world, course)
    actor = world.actors["health"]
    with acting(actor, AT):
        version = Course.objects.get(id=course.id).version
        given = {"reason": "died", "text": "", "version": version}
        with pytest.raises(NotAllowed, match="ingen har läst"):
            courses.close_course(by=actor, at=AT, course=course, **given)
        courses.read_news(by=actor, at=AT, step=Step.objects.get(kind="news", open=True, course=course))
        courses.close_course(by=actor, at=AT, course=course, **given)
        assert not may_open(actor, course.person, AT)


def test_nothing_is_sent_from_a_course_that_has_ended(world, course):
    actor = world.actors["health"]
    other = world.course("health", person=course.person, about="Annat")
    with acting(actor, AT):
        courses.close_course(by=actor, at=AT, course=course, reason="died", text="", version=1)
    with pytest.raises(BadInput, match="avslutad"):
        send(world, course=course)
    assert send(world, course=other).state == "delivered"


def test_a_unit_closes_only_when_nobody_has_anything_there(world, course):
    clerk = replace(world.actors["health"], may=frozenset({"administer"}))
    unit = world.units["health"]
    with acting(clerk, AT), pytest.raises(NotAllowed, match="1 öppna kontakter"):
        close_unit(by=clerk, at=AT, unit=unit)
    actor = world.actors["health"]
    with acting(actor, AT):
        courses.close_course(by=actor, at=AT, course=course, reason="died", text="", version=1)
    with acting(clerk, AT):
        close_unit(by=clerk, at=AT, unit=unit)
    unit.refresh_from_db()
    assert unit.closed
    other = world.course("clinic")
    with pytest.raises(BadInput, match="stängd"):
        send(world, who="clinic", course=other, to="health")


def test_what_the_guide_answered_becomes_steps_with_what_they_rest_on(world, course):
    actor = world.actors["health"]
    basis = [{"kind": "agreement", "anchor": "K21/riskbruk/hc#1", "pack": "kalmar-2021"}]
    who = (world.staff["health"], world.staff["health.manager"])
    chosen = [
        courses.Chosen("screen", "Gör AUDIT", TODAY, *who, basis),
        courses.Chosen("consider_sip", "Ta ställning till SIP", TODAY + timedelta(days=3), *who),
    ]
    with acting(actor, AT):
        courses.guided(by=actor, at=AT, course=course, facts={"unit": "health_centre"}, chosen=chosen, version=1)
        assert Course.objects.get(id=course.id).next.act == "screen"
        assert Step.objects.get(course=course, kind="task", open=True).text == "Ta ställning till SIP"
        event = CourseEvent.objects.get(course=course, kind="guided")
    assert event.data["facts"] == {"unit": "health_centre"}
    assert event.data["steps"][0]["basis"] == basis


def test_a_unit_that_said_no_lets_go_of_the_person(world, course):
    clinic = world.actors["clinic"]
    send(world, course=course)
    with acting(clinic, AT):
        assert may_open(clinic, course.person, AT)
    world.course("health", person=world.person("health", given="Bo"))
    with acting(clinic, AT):
        received = Received.objects.select_related("copy", "person", "unit").get()
        reason = records().refusals["not_our_task"]
        clause = clauses.for_reason(received, reason, TODAY)[0]
        said = rules.Refusing(reason, clause.id, "Ring sjukvårdsrådgivningen på 1177")
        answers.reject(by=clinic, at=AT, received=received, said=said)
        assert not may_open(clinic, course.person, AT)


def test_what_is_heard_after_the_course_has_ended_can_still_be_read(world, course):
    send(world, to="social", ident="application", course=course)
    nurse, board = world.actors["health"], world.actors["social"]
    with acting(nurse, AT):
        version = Course.objects.get(id=course.id).version
        given = {"reason": "handed_over", "text": "", "version": version}
        courses.close_course(by=nurse, at=AT, course=course, **given)
        assert not may_open(nurse, course.person, AT)
    person = world.person("social")
    with acting(board, AT):
        received = Received.objects.select_related("copy", "person", "unit").get()
        answers.identify(by=board, at=AT, received=received, person=person)
        answers.conclude(by=board, at=AT, received=received, outcome="not_opened", text="Nämnden inleder inte.")
    with acting(nurse, AT):
        news = [find_step(nurse, line.id, AT) for line in worklist(nurse, AT) if line.kind == "news"]
        assert len(news) == 1
        courses.read_news(by=nurse, at=AT, step=news[0])
        assert not may_open(nurse, course.person, AT)


def test_an_answer_heard_from_the_person_is_only_for_what_was_answered(world, course):
    sent = send(world, course=course)
    actor = world.actors["health"]
    with acting(actor, AT), pytest.raises(Exception, match="inte att göra"):
        handoffs.learn(by=actor, at=AT, sent=Sent.objects.get(id=sent.id), accepted=True, told_by="Ada", text="")


def test_another_unit_writes_nothing_in_a_course(world, course):
    """Also whoever has opened the person for a reason: what they write belongs to their own unit."""
    other = world.actors["psychiatry"]
    with acting(other, AT):
        secrecy.open_with_reason(by=other, at=AT, person=course.person, why="Akut besök hos oss")
        for kind in ("note", "outreach", "follow_up"):
            with pytest.raises(NotAllowed, match="annan enhet"):
                courses.note(by=other, at=AT, course=course, kind=kind, text="Vi ringde också")
