"""Layer 3: whoever gets the person answers for the need, and there is a way there."""

from typing import Any

import pytest

from tests.knowledge.verify.packs import duty, found, item, keys, law, pack, row, step, table

CHANNEL = item("ansokan", kind="application", sender=["person"], receiver=["social_adult"], helped_by=["region"])
GO = step("help_application", receiver="social_adult", channel="ansokan", needs=["housing"])
HOUSING = duty("bostad", "municipality", "housing")
HOSPITAL = duty("sjukhus", "region", "housing")


def made(given: dict[str, Any], *duties: dict[str, Any], when: Any = None, channel: Any = CHANNEL, **more: Any) -> Any:
    rows = row("a", when or {"unit": "health_centre"}, given)
    return pack(tables=[table("t", rows)], duties=list(duties), channels=[channel], **more)


def test_a_receiver_that_answers_for_the_need():
    assert keys(made(GO, HOUSING), "handovers.") == []


def test_a_receiver_that_does_not_answer_when_another_does():
    theirs = duty("annat", "municipality", "occupation")
    [conflict] = found(made(GO, HOSPITAL, theirs), "handovers.")
    assert conflict.key == "handovers.conflict.a.help_application.social_adult.housing"
    assert set(conflict.where) == {"A/a", "A/sjukhus"}


def test_that_nobody_answers_is_a_gap_in_the_first_layer_and_told_once():
    theirs = duty("annat", "municipality", "occupation")
    assert keys(made(GO, theirs), "handovers.") == []
    assert "needs.gap.housing" in keys(made(GO, theirs), "needs.gap.")


def test_a_receiver_that_answers_for_some_only():
    adults = duty("vuxna", "municipality", "housing", applies={"age": "18-"})
    young = duty("unga", "region", "housing", applies={"age": "-17"})
    [conflict] = found(made(GO, adults, young), "handovers.conflict")
    assert conflict.region == {"age": ["-17"]}
    assert keys(made(GO, adults, young, when={"unit": "health_centre", "age": "18-"}), "handovers.conflict") == []


def test_another_units_duty_is_not_the_receivers():
    elsewhere = duty("bostad", "municipality", "housing", units=["elderly_care"])
    theirs = duty("annat", "municipality", "occupation")
    assert len(keys(made(GO, elsewhere, theirs), "handovers.conflict")) == 1
    assert keys(made(GO, {**elsewhere, "units": ["social_adult"]}), "handovers.conflict") == []


def test_a_receiver_that_answers_by_law():
    lawful = law(needs=({"need": "housing", "principals": ["municipality"]},))
    assert keys(made(GO, HOSPITAL), "handovers.", lawful) == []


def test_the_need_of_the_act_counts_when_the_step_names_none():
    referral = step("offer_contact", receiver="social_adult", channel="ansokan")
    assert keys(made(referral, HOUSING), "handovers.") == []


def test_a_hand_over_without_a_way():
    assert keys(made({**GO, "channel": None}, HOUSING), "handovers.") == [
        "handovers.silence.a.help_application.social_adult.channel"
    ]


def test_a_hand_over_to_nobody():
    nowhere = {k: v for k, v in GO.items() if k not in ("receiver", "channel")}
    assert keys(made(nowhere, HOUSING), "handovers.") == ["handovers.gap.a.help_application"]


def test_a_step_that_stays_needs_no_way():
    assert keys(made(step("treat_own", needs=["housing"]), HOUSING), "handovers.") == []


@pytest.mark.parametrize(
    ("channel", "when", "wrong"),
    [
        (CHANNEL, {"unit": "health_centre"}, ""),
        (CHANNEL, {"unit": "school"}, "sender"),
        (CHANNEL, {"principal": "region"}, ""),
        (CHANNEL, {"unit": ["health_centre", "school"]}, "sender"),
        ({**CHANNEL, "helped_by": ["health_centre"]}, {"unit": "health_centre"}, ""),
        ({**CHANNEL, "helped_by": []}, {"unit": "health_centre"}, "sender"),
        ({**CHANNEL, "sender": ["region"], "helped_by": []}, {"unit": "health_centre"}, ""),
        ({**CHANNEL, "sender": ["municipality"], "helped_by": []}, {"unit": "health_centre"}, "sender"),
        ({**CHANNEL, "receiver": ["municipality"]}, {"unit": "health_centre"}, ""),
        ({**CHANNEL, "receiver": ["region"]}, {"unit": "health_centre"}, "receiver"),
        ({**CHANNEL, "receiver": ["school"]}, {"unit": "health_centre"}, "receiver"),
        ({**CHANNEL, "needs": ["housing"]}, {"unit": "health_centre"}, ""),
        ({**CHANNEL, "needs": ["laro"]}, {"unit": "health_centre"}, "carries"),
    ],
)
def test_a_way_that_is_not_for_them(channel: dict[str, Any], when: dict[str, Any], wrong: str):
    expected = [f"handovers.conflict.a.help_application.social_adult.{wrong}"] if wrong else []
    assert keys(made(GO, HOUSING, when=when, channel=channel), "handovers.") == expected


def test_a_named_actor_is_the_sender():
    theirs = {**GO, "actor": "municipality"}
    assert keys(made(theirs, HOUSING), "handovers.") == ["handovers.conflict.a.help_application.social_adult.sender"]


def test_where_no_unit_is_named_the_parties_send():
    channel = {**CHANNEL, "helped_by": ["region", "municipality"]}
    assert keys(made(GO, HOUSING, when={"level": "risk_use"}, channel=channel), "handovers.") == []
    assert len(keys(made(GO, HOUSING, when={"level": "risk_use"}), "handovers.")) == 1


def test_a_receiver_of_whom_nothing_is_said():
    away = step("refer_helpline", receiver="doping_helpline", channel="stod")
    channel = {**CHANNEL, "id": "stod", "receiver": ["doping_helpline"]}
    [dead_end] = found(made(away, channel=channel), "handovers.")
    assert (dead_end.key, dead_end.kind) == ("handovers.dead_end.a.refer_helpline.doping_helpline", "dead_end")
    assert keys(made(away, duty("stod", "other", "advice"), channel=channel), "handovers.") == []


def test_a_receiver_that_has_a_way_of_its_own():
    away = step("refer_helpline", receiver="doping_helpline", channel="stod")
    channel = {**CHANNEL, "id": "stod", "receiver": ["doping_helpline"]}
    own = row("b", {"unit": "doping_helpline", "age": "18-"}, step("treat_own"))
    ways = table("t", row("a", {"unit": "health_centre"}, away), own)
    [dead_end] = found(pack(tables=[ways], channels=[channel]), "handovers.dead_end")
    assert dead_end.region == {"age": ["-17"]}


def test_a_receiver_that_only_passes_on():
    away = step("refer_helpline", receiver="doping_helpline", channel="stod")
    channel = {**CHANNEL, "id": "stod", "receiver": ["doping_helpline"]}
    onward = row("b", {"unit": "doping_helpline"}, {**GO, "needs": ["housing"]})
    ways = table("t", row("a", {"unit": "health_centre"}, away), onward)
    assert len(keys(pack(tables=[ways], channels=[channel]), "handovers.dead_end.a")) == 1
