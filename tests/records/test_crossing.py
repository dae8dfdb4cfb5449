"""One hand-off all the way between two holdings, and inside one."""

from dataclasses import replace

import pytest

from helhet.audit import queries as audit
from helhet.courses import actions as courses
from helhet.courses import queries as find
from helhet.courses.models import Course, CourseEvent, Step
from helhet.courses.units import close_unit
from helhet.handoffs import actions, answers, rules
from helhet.handoffs.models import Received, Sent
from helhet.handoffs.queries import kind
from helhet.kernel.errors import BadInput, NotAllowed, Refused
from helhet.organisations.queries import records, system_actor
from helhet.secrecy import actions as secrecy
from helhet.secrecy.actions import Receiver, Stated
from helhet.secrecy.models import Disclosure
from helhet.secrecy.wall import acting
from tests.records.world import AT, TODAY

CARE_USE = {
    "substances": ["alcohol"], "ongoing_use": "yes", "purpose": "care", "necessary": "yes", "content": ["identity", "assessment"],  # noqa: E501
}  # fmt: skip


def sending(world, to="clinic", ident="internal_referral", **more):
    unit = world.units[to]
    given = {"question": "Kan ni bedöma och behandla alkoholberoendet?", "needs": ("psychosocial_treatment",)}
    given |= {"stated": Stated("health.care_use", CARE_USE), "content": {"identity": {"name": "Ada Berg"}}} | more
    return actions.Sending(kind=kind(ident), to=Receiver(unit.name, unit), **given)


def send(world, who="health", course=None, **more):
    actor = world.actors[who]
    course = course or world.course(who)
    with acting(actor, AT):
        return actions.send(by=actor, at=AT, course=course, sending=sending(world, **more))


def test_a_referral_inside_the_region_is_accepted_and_owned(world):
    sent = send(world)
    clinic = world.actors["clinic"]
    with acting(clinic, AT):
        received = Received.objects.get()
        assert received.state == "arrived"
        assert received.person_id == sent.person_id
        answers.accept(by=clinic, at=AT, received=received, first=world.next("clinic"))
        assert Course.objects.filter(unit=world.units["clinic"], is_open=True).count() == 1
    nurse = world.actors["health"]
    with acting(nurse, AT):
        assert Sent.objects.get().state == "accepted"
        assert CourseEvent.objects.filter(kind="handoff", data__taken=True).exists()
        assert Step.objects.filter(kind="news", open=True, unit=world.units["health"]).count() == 1
        assert not Step.objects.filter(kind="waiting", open=True).exists()
    assert audit.broken(nurse.holding_id) == []


def test_an_application_to_the_board_is_theirs_when_it_has_arrived(world):
    send(world, to="social", ident="application")
    with acting(world.actors["health"], AT):
        assert Sent.objects.get().state == "registered"
        assert Disclosure.objects.get().section == "OSL 2009:400 25 kap. 12 §"
    with acting(world.actors["social"], AT):
        received = Received.objects.get()
        assert received.due == TODAY
        assert received.state == "registered"


def test_without_a_ground_nothing_leaves(world):
    with pytest.raises(BadInput, match="inte uppfyllt"):
        send(
            world,
            to="social",
            ident="application",
            stated=Stated("health.care_use", {**CARE_USE, "substances": ["gambling"]}),
        )
    assert not Disclosure.objects.exists()


def test_a_person_that_may_not_be_opened_is_not_sent(world):
    course = world.course("health")
    with pytest.raises(NotAllowed):
        send(world, who="psychiatry", course=course)


def test_a_refusal_for_use_is_challenged_and_needs_clause_and_route(world):
    send(world)
    clinic = world.actors["clinic"]
    reason = records().refusals["not_drug_free"]
    with acting(clinic, AT):
        received = Received.objects.get()
        said = rules.Refusing(
            reason, "HSL 2017:30 8 kap. 1 §", "Ring psykiatrin 0980-319 201", "Personen dricker", insists=True
        )
        with pytest.raises(NotAllowed, match="inget skäl"):
            answers.reject(by=clinic, at=AT, received=received, said=said)


def test_a_question_without_identity_that_names_somebody_is_stopped(world):
    with pytest.raises(BadInput, match="Berg"):
        send(world, to="social", ident="anonymous_question", question="Hur gör vi med Ada Berg som dricker mycket?")
    with pytest.raises(BadInput, match="19800517"):
        send(world, to="social", ident="anonymous_question", question="Hur gör vi med 19800517-1234 som dricker?")


def test_a_consent_that_is_taken_back_stops_new_sending_and_marks_the_copy(world):
    nurse, course = world.actors["health"], world.course("health")
    board = world.holdings["social"]
    with acting(nurse, AT):
        consent = secrecy.consent(
            by=nurse, at=AT, person=course.person, kind="sharing", receivers=[{"id": str(board.id), "name": board.name}],  # noqa: E501
            content=["identity", "assessment"], given_by="person", judged={"can_consent": "yes"}, how="oral",
            until=TODAY,
        )  # fmt: skip
    facts = {"content": ["identity"], "purpose": "care", "necessary": "yes"}
    stated = Stated("consent", facts, consent)
    send(world, to="social", ident="application", course=course, stated=stated)
    with acting(nurse, AT):
        secrecy.withdraw(by=nurse, at=AT, consent=consent)
    with pytest.raises(BadInput, match="tagits tillbaka"):
        send(world, to="social", ident="application", course=course, stated=stated)


def test_a_request_can_be_taken_back_but_a_filing_cannot(world):
    nurse = world.actors["health"]
    sent = send(world)
    with acting(nurse, AT):
        actions.withdraw(by=nurse, at=AT, sent=Sent.objects.get(id=sent.id), why="Personen ångrade sig")
    with acting(world.actors["clinic"], AT):
        assert Received.objects.get().state == "withdrawn"
    filed = send(world, to="social", ident="application")
    with acting(nurse, AT), pytest.raises(Refused):
        actions.withdraw(by=nurse, at=AT, sent=Sent.objects.get(id=filed.id), why="Personen ångrade sig")


def test_an_answer_is_not_asked_for_on_a_yes_that_was_taken_back(world):
    nurse, course = world.actors["health"], world.course("health")
    named = {"id": str(world.holdings["social"].id), "name": "Socialnämnden"}
    with acting(nurse, AT):
        consent = secrecy.consent(
            by=nurse, at=AT, person=course.person, kind="sharing", receivers=[named],
            content=["identity"], given_by="person", judged={"can_consent": "yes"}, how="oral", until=TODAY,
            answer_back=True,
        )  # fmt: skip
        secrecy.withdraw(by=nurse, at=AT, consent=consent)
    with pytest.raises(NotAllowed, match="tagits tillbaka"):
        send(world, to="social", ident="application", course=course, answer_consent=consent)
    assert not Disclosure.objects.exists()


def test_news_for_a_unit_that_has_closed_reaches_one_that_somebody_manages(world):
    """An application is the board's once it has come in, so the sender's unit may close before it is decided."""
    course = world.course("health")
    send(world, to="social", ident="application", course=course)
    nurse, board = world.actors["health"], world.actors["social"]
    with acting(nurse, AT):
        courses.close_course(by=nurse, at=AT, course=course, reason="died", text="", version=1)
    clerk = replace(nurse, may=frozenset({"administer"}))
    with acting(clerk, AT):
        close_unit(by=clerk, at=AT, unit=world.units["health"])
    with acting(board, AT):
        received = Received.objects.select_related("copy__sender__principal", "person", "holding__principal").get()
        received = answers.identify(by=board, at=AT, received=received, person=world.person("social"))
        told = {"outcome": "not_opened", "text": "Ansökan leder inte till någon utredning", "stated": None}
        answers.conclude(by=board, at=AT, received=received, **told)
    region = world.holdings["region"]
    with acting(system_actor(region, "Prov"), AT):
        news = Step.objects.get(kind="news", open=True)
        assert news.unit_id in {world.units["clinic"].id, world.units["psychiatry"].id}
        assert find.without_owner(region.id, AT) == []
    reader = world.actors["clinic"] if news.unit_id == world.units["clinic"].id else world.actors["psychiatry"]
    with acting(reader, AT):
        assert [line.id for line in find.worklist(reader, AT)] == [news.id]
        courses.read_news(by=reader, at=AT, step=find.step(reader, news.id, AT))
