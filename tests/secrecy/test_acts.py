"""Consents, blocks, recalls, incidents, decisions to conceal, and reviews: what may be done, and what follows."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, models, transaction

from helhet.audit import queries as audit
from helhet.audit.models import Event
from helhet.kernel.errors import BadInput, NotAllowed, NotFound, Refused
from helhet.secrecy import actions, consents, logbook, queries, recalling, rules, watching
from helhet.secrecy.actions import Parcel, Receiver, Stated, disclose
from helhet.secrecy.models import Copy, Incident, Notice
from helhet.secrecy.wall import acting
from tests.records.world import AT, TODAY, employ

LATER = AT + timedelta(hours=5)


def said_yes(world, who, person, **more):
    board = world.holdings["social"]
    given = {
        "kind": "sharing", "receivers": [{"id": str(board.id), "name": board.name}], "content": ["identity", "assessment"],  # noqa: E501
        "given_by": "person", "judged": {"can_consent": "yes"}, "how": "oral", "until": TODAY + timedelta(days=30),
    }  # fmt: skip
    with acting(world.actors[who], AT):
        return actions.consent(by=world.actors[who], at=AT, person=person, **given | more)


def sent(world, who, person, consent, to="social"):
    unit = world.units[to]
    facts = {"content": ["identity"], "purpose": "care", "necessary": "yes"}
    with acting(world.actors[who], AT):
        return disclose(
            by=world.actors[who], at=AT, person=person, to=Receiver(unit.name, unit),
            parcel=Parcel("internal_referral", {"identity": {"name": "Ada Berg"}}), stated=Stated("consent", facts, consent),  # noqa: E501
        )  # fmt: skip


@pytest.fixture
def ada(world):
    return world.course("health").person


def test_an_adult_who_can_decide_consents_alone(world, ada):
    assert said_yes(world, "health", ada).given_by == "person"
    with pytest.raises(BadInput, match="inte den som ska samtycka"):
        said_yes(world, "health", ada, given_by="guardians")


def test_what_is_unclear_is_asked_and_never_guessed(world, ada):
    with pytest.raises(BadInput, match="Ta reda på om personen kan ta ställning") as error:
        said_yes(world, "health", ada, judged={})
    assert error.value.code == "unclear_consent"
    with pytest.raises(BadInput, match="kan inte ta ställning"):
        said_yes(world, "health", ada, judged={"can_consent": "no"})
    nobody_knows = world.course("health", world.person("health", birth_date=None)).person
    with pytest.raises(BadInput, match="hur gammal"):
        said_yes(world, "health", nobody_knows)


@pytest.mark.parametrize(
    ("judged", "given_by", "right"),
    [
        ({"child_decides": "child"}, "person", True),
        ({"child_decides": "child"}, "person_and_guardians", True),
        ({"child_decides": "child"}, "guardians", False),
        ({"child_decides": "together", "guardians": "two_agree"}, "person_and_guardians", True),
        ({"child_decides": "together", "guardians": "two_agree"}, "person", False),
        ({"child_decides": "guardian", "guardians": "one"}, "guardians", True),
        ({"child_decides": "guardian", "guardians": "two_disagree"}, "guardians", False),
        ({}, "person", False),
    ],
)
def test_for_a_child_law_says_who(world, judged, given_by, right):
    child = world.course("health", world.person("health", birth_date=date(2012, 3, 1))).person
    if right:
        assert said_yes(world, "health", child, judged=judged, given_by=given_by)
    else:
        with pytest.raises(BadInput):
            said_yes(world, "health", child, judged=judged, given_by=given_by)


def test_nothing_is_drafted_or_sent_on_what_was_taken_back(world, ada):
    consent = said_yes(world, "health", ada)
    nurse = world.actors["health"]
    assert queries.may_use(consent, TODAY)
    assert not queries.may_use(consent, TODAY + timedelta(days=31))
    out = sent(world, "health", ada, consent)
    with acting(nurse, LATER):
        actions.withdraw(by=nurse, at=LATER, consent=consent)
        assert "tillbaka" in queries.may_use(consent, TODAY).why
    with pytest.raises(BadInput, match="tagits tillbaka"):
        sent(world, "health", ada, consent)
    with acting(world.actors["social"], LATER):
        copy = Copy.objects.get(disclosure=out.id)
        assert copy.content["identity"] == {"name": "Ada Berg"}
        assert [n.kind for n in queries.marks(copy.holding_id, [out.id])[out.id]] == ["consent_withdrawn"]


def test_someone_elses_consent_opens_nothing(world, ada):
    other = world.course("health").person
    with pytest.raises(BadInput, match="inte uppfyllt"):
        sent(world, "health", ada, said_yes(world, "health", other))


def test_receivers_are_told_also_behind_a_block(world, ada):
    """The clinic sent, and is blocked; the person takes the consent back at the health centre's own visit."""
    clinic, nurse = world.actors["clinic"], world.actors["health"]
    with acting(clinic, AT):
        actions.open_with_reason(by=clinic, at=AT, person=ada, why="Ett besök")
    consent = said_yes(world, "health", ada)
    out = sent(world, "clinic", ada, consent)
    with acting(clinic, AT):
        actions.block(by=clinic, at=AT, person=ada, unit=world.units["clinic"])
    with acting(nurse, LATER):
        assert not queries.disclosures(nurse, ada, LATER).exists()
        actions.withdraw(by=nurse, at=LATER, consent=consent)
    with acting(world.actors["social"], LATER):
        assert Notice.objects.filter(disclosure=out.id, kind="consent_withdrawn").exists()


def test_a_copy_at_a_blocked_unit_is_shut_for_others(world, ada):
    """What came to a unit stands behind its block like what it wrote."""
    nurse, clinic = world.actors["health"], world.actors["clinic"]
    with acting(clinic, AT):
        actions.open_with_reason(by=clinic, at=AT, person=ada, why="Ett besök")
    consent = said_yes(world, "health", ada)
    social = world.actors["social"]
    person = world.course("social").person
    with acting(social, AT):
        back = actions.consent(
            by=social, at=AT, person=person, kind="sharing", receivers=[{"id": str(nurse.holding_id), "name": "R"}],
            content=["identity"], given_by="person", judged={"can_consent": "yes"}, how="oral", until=TODAY,
        )  # fmt: skip
    out = sent(world, "social", person, back, to="clinic")
    with acting(clinic, AT):
        copy = Copy.objects.get(disclosure=out.id)
        actions.assign_copy(by=clinic, at=AT, copy=copy, person=ada)
    with acting(nurse, AT):
        assert queries.copy(nurse, copy.id, AT) == copy
    with acting(clinic, AT):
        actions.block(by=clinic, at=AT, person=ada, unit=world.units["clinic"])
    with acting(nurse, AT):
        with pytest.raises(NotFound):
            queries.copy(nurse, copy.id, AT)
        assert not queries.copies(nurse, ada, AT).exists()
        actions.open_in_emergency(by=nurse, at=AT, person=ada, why="Medvetslös")
        assert queries.copies(nurse, ada, AT).get() == copy
    assert consent


def test_only_where_there_is_a_journal_and_never_a_child_by_a_guardian(world, ada):
    nurse, social = world.actors["health"], world.actors["social"]
    with acting(nurse, AT), pytest.raises(NotAllowed, match="vårdnadshavare"):
        actions.block(by=nurse, at=AT, person=ada, unit=world.units["health"], own_child=True)
    case = world.course("social").person
    with acting(social, AT), pytest.raises(NotAllowed, match="vården"):
        actions.block(by=social, at=AT, person=case, unit=world.units["social"])


def recalled(world, ada, known_at=AT):
    nurse = world.actors["health"]
    out = sent(world, "health", ada, said_yes(world, "health", ada))
    with acting(nurse, LATER):
        return out, recalling.recall(by=nurse, at=LATER, disclosure=out, what="Fel nämnd", known_at=known_at)


def test_a_wrong_receiver_from_recall_to_confirmation(world, ada):
    out, incident = recalled(world, ada)
    social, nurse = world.actors["social"], world.actors["health"]
    assert incident.report_by == AT + timedelta(hours=72)
    with acting(social, LATER):
        copy = queries.recalls_to_confirm(social, LATER).get()
        assert copy.content
        recalling.confirm_recall(by=social, at=LATER, copy=copy, was_read=True)
        assert queries.copy(social, copy.id, LATER).content == {}
        assert not queries.recalls_to_confirm(social, LATER).exists()
        with pytest.raises(Refused):
            recalling.confirm_recall(by=social, at=LATER, copy=copy, was_read=False)
    with acting(nurse, LATER):
        stands = queries.recall_of(out)
        assert (stands.recalled, stands.confirmed, stands.was_read) == (LATER, LATER, True)
        with pytest.raises(Refused, match="bekräftat"):
            recalling.recall(by=nurse, at=LATER, disclosure=out, what="Igen", known_at=AT)
    for name in ("region", "social"):
        assert audit.broken(world.holdings[name].id) == []


def test_a_copy_is_marked_once_and_for_all_and_nothing_else_of_it_changes(world, ada):
    out, _ = recalled(world, ada)
    with acting(world.actors["social"], LATER):
        rows = Copy.objects.filter(disclosure=out.id)
        with pytest.raises(DatabaseError), transaction.atomic():
            models.QuerySet.update(rows, held={}, withheld=True)
        models.QuerySet.update(rows, withheld=True)
        with pytest.raises(DatabaseError), transaction.atomic():
            models.QuerySet.update(rows, withheld=False)


def test_what_was_not_recalled_is_not_confirmed(world, ada):
    out = sent(world, "health", ada, said_yes(world, "health", ada))
    with acting(world.actors["social"], AT), pytest.raises(Refused, match="inte återkallat"):  # noqa: PT012
        copy = Copy.objects.get(disclosure=out.id)
        recalling.confirm_recall(by=world.actors["social"], at=AT, copy=copy, was_read=False)


def test_the_72_hours_are_hours_also_when_the_clocks_change(world):
    nurse = world.actors["health"]
    known = datetime(2026, 10, 24, 9, 0, tzinfo=ZoneInfo("Europe/Stockholm"))
    with acting(nurse, AT):
        row = recalling.open_incident(by=nurse, at=AT, what="Ett brev kom bort", known_at=known)
        assert row.report_by - known.astimezone(UTC) == timedelta(hours=72)
        assert row.report_by == datetime(2026, 10, 27, 7, 0, tzinfo=UTC)
        with pytest.raises(BadInput, match="framåt"):
            recalling.open_incident(by=nurse, at=AT, what="Ett brev kom bort", known_at=LATER)


def test_an_incident_is_closed_only_when_its_clock_is_answered(world):
    nurse, chief = world.actors["health"], world.actors["health.manager"]
    with acting(nurse, AT):
        row = recalling.open_incident(by=nurse, at=AT, what="Ett brev kom bort", known_at=AT)
    with acting(chief, LATER):
        step = {"by": chief, "at": LATER, "incident": row, "text": "Brevet har kommit tillbaka"}
        with pytest.raises(Refused, match="först om incidenten är anmäld"):
            recalling.step(kind="closed", **step)
        recalling.step(kind="no_report", **step)
        with pytest.raises(Refused, match="redan"):
            recalling.step(kind="reported", **step)
        recalling.step(kind="closed", **step)
        with pytest.raises(Refused, match="avslutad"):
            recalling.step(kind="person_told", **step)
        assert not queries.incidents(chief).exists()
        assert queries.incident(chief, row.id)
    with acting(nurse, LATER), pytest.raises(NotAllowed):
        recalling.step(by=nurse, at=LATER, incident=row, kind="person_told", text="Ringde")


def conceals(world, out, who="health.manager", **more):
    given = {"conceals": True, "why": "Anmälaren kan råka illa ut", "ground": "health.reporter"}
    with acting(world.actors[who], AT):
        return watching.conceal(
            by=world.actors[who], at=AT, disclosure=out, **given | {"review_on": TODAY + timedelta(days=30)} | more
        )


def test_what_is_concealed_is_left_out_until_it_is_decided_again(world, ada):
    out = sent(world, "health", ada, said_yes(world, "health", ada))
    chief = world.actors["health.manager"]
    conceals(world, out)
    with acting(chief, LATER):
        assert queries.shown_to_person(out.holding_id, ada.id) == []
        assert queries.concealments_to_review(chief, LATER, TODAY + timedelta(days=29)) == []
        assert len(queries.concealments_to_review(chief, LATER, TODAY + timedelta(days=30))) == 1
        ended = {"conceals": False, "why": "Faran är över", "ground": "health.reporter", "review_on": TODAY}
        watching.conceal(by=chief, at=LATER, disclosure=out, **ended)
        assert queries.shown_to_person(out.holding_id, ada.id) == [out]
        assert queries.concealments_to_review(chief, LATER, TODAY + timedelta(days=300)) == []


@pytest.mark.parametrize(
    ("fault", "match"),
    [
        ({"ground": "social.reporter"}, "bestämmelse"),
        ({"review_on": TODAY}, "framåt"),
        ({"review_on": TODAY + timedelta(days=91)}, "90 dagar"),
        ({"why": " "}, "varför"),
    ],
)
def test_a_decision_needs_ground_reason_and_a_day(world, ada, fault, match):
    out = sent(world, "health", ada, said_yes(world, "health", ada))
    with pytest.raises(BadInput, match=match):
        conceals(world, out, **fault)


def test_only_the_manager_decides_to_conceal(world, ada):
    out = sent(world, "health", ada, said_yes(world, "health", ada))
    with pytest.raises(NotAllowed):
        conceals(world, out, who="health")


def test_an_emergency_is_judged_by_another_and_what_was_wrong_is_an_incident(world, ada):
    clinic, chief = world.actors["clinic"], world.actors["clinic.manager"]
    with acting(clinic, AT):
        opened = actions.open_in_emergency(by=clinic, at=AT, person=ada, why="Medvetslös på golvet")
    with acting(chief, LATER):
        assert queries.emergencies_to_review(chief).get() == opened
        told = {"by": chief, "at": LATER, "in_order": False}
        with pytest.raises(BadInput):
            watching.review_emergency(access=opened, text="", **told)
        watching.review_emergency(access=opened, text="Det fanns tid att fråga", **told)
        assert Incident.objects.get().known_at == LATER
        with pytest.raises(Refused, match="redan"):
            watching.review_emergency(access=opened, text="Igen och igen", **told)
        own = actions.open_in_emergency(by=chief, at=LATER, person=ada, why="Kramper")
        assert not queries.emergencies_to_review(chief).exists()
        with pytest.raises(Refused, match="själv"):
            watching.review_emergency(access=own, text="Jag hade rätt", **told)
    assert not Event.objects.filter(purpose__contains="golvet").exists()


def test_the_log_is_reviewed_by_lot_and_never_ones_own(world, ada):
    reviewer = employ(world, "reviewer", world.units["health"], "reviewer")
    chief = world.actors["health.manager"]
    for who in ("health", "health.manager"):
        for _ in range(15):
            with acting(world.actors[who], AT):
                actions.read(by=world.actors[who], at=AT, person=ada, act="person.opened")
    month = TODAY.replace(day=1)
    with acting(reviewer, LATER):
        drawn = logbook.of_month(reviewer, month)
        assert len(drawn) == 20
        assert [line.event.id for line in drawn] == [line.event.id for line in logbook.of_month(reviewer, month)]
        event = next(line.event for line in drawn if line.event.staff == world.actors["health"].staff_id)
        with pytest.raises(BadInput, match="stämmer"):
            watching.review_event(by=reviewer, at=LATER, event=event, in_order=False)
        watching.review_event(by=reviewer, at=LATER, event=event, in_order=True, month=month)
        with pytest.raises(Refused, match="redan"):
            watching.review_event(by=reviewer, at=LATER, event=event, in_order=True)
        assert next(line for line in logbook.of_month(reviewer, month) if line.event == event).review.in_order
    with acting(chief, LATER):
        assert all(line.event.staff != chief.staff_id for line in logbook.of_month(chief, month))
        mine = Event.objects.filter(staff=chief.staff_id).first()
        with pytest.raises(Refused, match="du själv"):
            watching.review_event(by=chief, at=LATER, event=mine, in_order=True)
    with acting(world.actors["health"], LATER), pytest.raises(NotAllowed):
        logbook.of_month(world.actors["health"], month)


def test_a_lift_is_one_readers_and_for_as_long_as_a_reason(world, ada):
    nurse = world.actors["health"]
    with acting(nurse, AT):
        lifted = actions.lift_block(by=nurse, at=AT, person=ada, why="Sa ja i telefon")
    assert (lifted.staff_id, lifted.until - AT) == (nurse.staff_id, timedelta(days=7))


def test_consents_that_came_along_are_not_judged_again(world, ada):
    origin = {"disclosure": "x", "from": "Beroendemottagningen"}
    assert said_yes(world, "health", ada, judged={}, origin=origin).origin == origin


def test_who_consents_is_what_law_says(ada):
    found = consents.who(ada, "plan", {"can_consent": "yes"}, TODAY)
    assert found.who == ("person",)
    assert "SoL 2025:400 10 kap. 8 §" in found.basis


def test_rules_of_a_consent():
    assert "plan" in rules.may_use_consent("plan", TODAY, False, TODAY).why
    assert rules.may_use_consent("sharing", TODAY, False, TODAY)


def test_recall_outside_is_told_how(world, ada):
    nurse = world.actors["health"]
    names = [{"id": "", "name": "Stödboendet Eken"}]
    consent = said_yes(world, "health", ada, receivers=names)
    facts = {"content": ["identity"], "purpose": "care", "necessary": "yes", "receiver": "social_private"}
    with acting(nurse, AT):
        out = disclose(
            by=nurse, at=AT, person=ada, to=Receiver("Stödboendet Eken"), parcel=Parcel("internal_referral", {"identity": {}}),  # noqa: E501
            stated=Stated("consent", facts, consent),
        )  # fmt: skip
        with pytest.raises(Refused, match="Ring"):
            recalling.recall(by=nurse, at=AT, disclosure=out, what="Fel boende", known_at=AT)
        assert queries.told_by_hand(consent) == ["Stödboendet Eken"]
