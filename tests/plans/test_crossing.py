"""A plan all the way between three units and two holdings."""

from datetime import timedelta

import pytest

from helhet.audit import queries as audit
from helhet.courses.models import Step
from helhet.deviations.models import Deviation
from helhet.kernel.errors import BadInput, NotAllowed, Refused
from helhet.plans import actions, answers, drafting, following, inviting, publishing, queries, responsible
from helhet.plans.given import Outcome, OwnPart
from helhet.plans.models import Offer, Participant, Plan, Version
from helhet.plans.scanner import end_withdrawn
from helhet.secrecy import actions as secrecy
from helhet.secrecy.models import Disclosure
from helhet.secrecy.wall import acting
from tests.plans.making import BY_LAW, MEETING, begun, called, half, joined, participant, published
from tests.records.world import AT, TODAY


def test_a_plan_begins_with_owner_step_and_day(world):
    plan = begun(world)
    with acting(world.actors["clinic"], AT):
        step = Plan.objects.get().step
        assert (step.owner, step.open, step.ref) == (world.staff["clinic"], True, plan.id)
        assert [one.kind for one in queries.draft(plan).events] == ["needed", "agreed", "named", "named", "named"]
        assert len(queries.draft(plan).rows("measure")) == 2
    assert audit.broken(world.holdings["region"].id) == []


def test_a_call_is_a_disclosure_on_its_own_ground_and_stands_with_whoever_is_called(world):
    called(world)
    with acting(world.actors["clinic"], AT):
        grounds = {one.receiver_name: one.ground for one in Disclosure.objects.filter(unit=world.units["clinic"])}
        assert grounds == {"Vuxenenheten": "health.care_use", "Hälsocentralen Norr": "inner"}
    with acting(world.actors["social"], AT):
        row = half(world, "social")
        assert (row.state, row.person, row.step.owner) == ("called", None, world.staff["social.manager"])
        assert queries.call_of(row)["place"] == "Vuxenenheten, rum 3"
    with acting(world.actors["health"], AT):
        assert half(world, "health").person is not None


def test_a_call_without_a_ground_calls_nobody(world):
    plan, clinic = begun(world), world.actors["clinic"]
    with acting(clinic, AT):
        one = participant(plan, "Vuxenenheten")
        with pytest.raises(BadInput, match="Välj en grund"):
            inviting.call(by=clinic, at=AT, plan=plan, meeting=MEETING, stated={one.id: None})
        assert participant(plan, "Vuxenenheten").state == "named"


def test_a_no_to_take_part_is_a_deviation_about_nobody_and_the_plan_goes_on(world):
    plan, social = called(world), world.actors["social"]
    with acting(social, AT):
        row = half(world, "social")
        answers.answer_call(by=social, at=AT, joined=row, came="refuses", why="Vi har inte tid den månaden")
        assert not Deviation.objects.filter(holding=world.holdings["social"]).exists()
    with acting(world.actors["clinic"], AT):
        assert participant(plan, "Vuxenenheten").state == "refuses"
        (one,) = Deviation.objects.all()
        assert (one.clause, one.by) == ("SoL 2025:400 10 kap. 8 §", None)
        assert "Berg" not in one.text
        assert Plan.objects.get().state == "drafting"
        assert Step.objects.filter(kind="news", text__contains="Planen görs ändå").count() == 1


def test_a_part_is_sent_and_merged_by_an_explicit_act(world):
    plan, social, clinic = called(world), world.actors["social"], world.actors["clinic"]
    row = joined(world, "social")
    part = OwnPart(
        goals=[{"text": "Egen lägenhet"}],
        measures=[{"text": "Boendestöd", "principal": "municipality", "start": "2027-01-01", "decision": "applied"}],
        lacking="Ingen har lågtröskelboende",
    )
    with acting(social, AT):
        with pytest.raises(BadInput):
            answers.send_part(by=social, at=AT, joined=row, part=part)
        answers.send_part(by=social, at=AT, joined=row, part=part, stated=BY_LAW["social"])
    with acting(clinic, AT):
        offer = Offer.objects.get()
        assert queries.lacking_in(offer) == "Ingen har lågtröskelboende"
        assert len(queries.draft(plan).rows("measure")) == 2
        drafting.take(by=clinic, at=AT, plan=plan, offer=offer, entries=queries.entries_in(offer))
        rows = queries.draft(plan).rows("measure")
        assert rows[-1].data["text"] == "Boendestöd"
        assert queries.history(rows[-1])[0].how == "taken"
        with pytest.raises(Refused):
            drafting.leave(by=clinic, at=AT, plan=plan, offer=offer, why="Redan gjort")


def test_what_is_missing_is_refused_with_its_section(world):
    plan, clinic = called(world), world.actors["clinic"]
    with acting(clinic, AT), pytest.raises(BadInput) as told:
        publishing.publish(by=clinic, at=AT, plan=plan, stated={})
    assert told.value.code == "plan_incomplete"
    assert "SoL 2025:400 10 kap. 8 § andra stycket 4" in told.value.text


def test_each_gets_its_own_copy_and_answers_for_its_own_parts(world):
    plan, social, clinic = published(world), world.actors["social"], world.actors["clinic"]
    with acting(clinic, AT):
        assert (plan.state, plan.number, plan.overall) == ("published", 1, "municipality")
        assert Version.objects.get().content["overall_responsible"] == "municipality"
        assert plan.step_id
    with acting(social, AT):
        row = half(world, "social")
        assert queries.came_to(row)["goals"] == [{"text": "Mål 0", "id": "m1"}]
        assert not row.overall
        answers.answer_version(by=social, at=AT, joined=row, how="accept")
        row = half(world, "social")
        assert (row.answer, row.overall, row.step.kind) == ("accept", True, "waiting")
    with acting(world.actors["health"], AT):
        row = half(world, "health")
        part = OwnPart(lacking="Vem ringer?")
        answers.answer_version(by=world.actors["health"], at=AT, joined=row, how="lacking", part=part)
    with acting(clinic, AT):
        assert participant(plan, "Vuxenenheten").answer == "accept"
        assert participant(plan, "Hälsocentralen Norr").answer == "lacking"
        assert Offer.objects.count() == 1
    for holding in world.holdings.values():
        assert audit.broken(holding.id) == []


def test_overall_responsibility_moves_only_by_both(world):
    plan, social, clinic = published(world), world.actors["social"], world.actors["clinic"]
    with acting(social, AT):
        row = half(world, "social")
        answers.answer_version(by=social, at=AT, joined=row, how="accept")
    with acting(clinic, AT), pytest.raises(Refused):
        responsible.take_overall(by=clinic, at=AT, plan=plan)
    with acting(social, AT):
        answers.give_back_overall(by=social, at=AT, joined=row)
        assert half(world, "social").overall
    with acting(clinic, AT):
        assert Plan.objects.get().overall == "municipality"
        responsible.take_overall(by=clinic, at=AT, plan=plan)
        assert (Plan.objects.get().overall, Plan.objects.get().overall_by) == ("region", None)
    with acting(social, AT):
        assert not half(world, "social").overall
    with acting(clinic, AT):
        responsible.offer_overall(by=clinic, at=AT, plan=plan, participant=participant(plan, "Vuxenenheten"))
        assert Plan.objects.get().overall == "region"
    with acting(social, AT):
        answers.answer_overall(by=social, at=AT, joined=half(world, "social"), takes=True)
    with acting(clinic, AT):
        assert Plan.objects.get().overall == "municipality"


def test_follow_up_with_the_persons_own_rating_then_the_end(world):
    plan, clinic = published(world), world.actors["clinic"]
    with acting(clinic, AT):
        with pytest.raises(NotAllowed, match="Följ upp"):
            following.close(by=clinic, at=AT, plan=plan, reason="done")
        with pytest.raises(NotAllowed, match="avslutar ingen plan"):
            following.close(by=clinic, at=AT, plan=plan, reason="not_reached")
        outcome = Outcome(TODAY, "better", "Jag sover", {"m1": "reached"})
        following.follow_up(by=clinic, at=AT, plan=plan, outcome=outcome)
        assert Plan.objects.get().step.text.startswith("Avsluta planen")
        following.close(by=clinic, at=AT, plan=plan, reason="done")
        assert (Plan.objects.get().state, Plan.objects.get().step) == ("closed", None)
    with acting(world.actors["social"], AT):
        assert (half(world, "social").state, half(world, "social").step) == ("ended", None)
        assert Step.objects.filter(kind="news", open=True, unit=world.units["social"]).count() == 1


def test_the_day_of_the_next_follow_up_stands_in_the_draft_and_in_the_next_version(world):
    plan, clinic, later = published(world), world.actors["clinic"], TODAY + timedelta(days=120)
    with acting(clinic, AT):
        following.follow_up(by=clinic, at=AT, plan=plan, outcome=Outcome(TODAY, "better", "", {}, later))
        day = queries.draft(plan).places["follow_up"].data
        assert day == {"on": later.isoformat(), "by": "Kim"}
        after = AT + timedelta(days=100)
        assert queries.checked(plan, after.date()).valid
        assert publishing.publish(by=clinic, at=AT, plan=plan, stated={}).follow_up == later


def test_a_yes_that_is_taken_back_stops_everything_and_tells_everyone(world):
    plan, social, clinic = published(world), world.actors["social"], world.actors["clinic"]
    with acting(clinic, AT):
        actions.withdraw(by=clinic, at=AT, plan=plan)
        assert Plan.objects.get().state == "withdrawn"
        with pytest.raises(NotAllowed):
            drafting.write(by=clinic, at=AT, plan=plan, kind="place", key="relapse", data={"text": "x"}, version=0)
        assert Step.objects.filter(kind="news", text__contains="tagit tillbaka").exists()
    with acting(social, AT):
        row = half(world, "social")
        assert row.state == "withdrawn"
        with pytest.raises(NotAllowed):
            answers.send_part(by=social, at=AT, joined=row, part=OwnPart(lacking="x"), stated=BY_LAW["social"])
        assert Step.objects.filter(kind="news", text__contains="tagit tillbaka").exists()


def test_a_yes_taken_back_on_another_page_stops_at_once_and_ends_by_itself(world):
    plan, clinic = published(world), world.actors["clinic"]
    with acting(clinic, AT):
        secrecy.withdraw(by=clinic, at=AT, consent=plan.consent)
        with pytest.raises(NotAllowed, match="tagit tillbaka"):
            drafting.write(by=clinic, at=AT, plan=plan, kind="place", key="relapse", data={"text": "x"}, version=0)
    assert (end_withdrawn(AT), end_withdrawn(AT)) == (1, 0)
    with acting(clinic, AT):
        assert Plan.objects.get().state == "withdrawn"
    with acting(world.actors["social"], AT):
        assert half(world, "social").state == "withdrawn"


def test_no_id_is_shared_but_the_disclosures(world):
    """What stands in one holding names nothing of the other but ids of disclosures."""
    plan = published(world)
    with acting(world.actors["clinic"], AT):
        here = {plan.id, plan.person_id, *Participant.objects.values_list("id", flat=True)}
        sent = {one.id for one in Disclosure.objects.all()}
    with acting(world.actors["social"], AT):
        row = half(world, "social")
        there = str([row.version.content, row.call.content, *[e.data for e in row.events.all()]])
        assert not [ident for ident in here if str(ident) in there]
        assert row.thread in sent
