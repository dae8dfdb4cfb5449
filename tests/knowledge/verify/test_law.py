"""Layer 5: no duty in law is missing, weaker, or laid on someone else."""

from typing import Any

from tests.knowledge.verify.packs import duty, found, keys, law, pack, row, step, table

DOCTOR = {"great_concern": "yes", "profession": "doctor"}


def duty_in_law(*steps: dict[str, Any], when: Any = None, **more: Any) -> Any:
    return law(rows=({"id": "plikt", "when": when or {}, "steps": list(steps), **more},))


def ways(*steps: dict[str, Any], when: Any = None, covers: Any = None, **lists: Any) -> Any:
    return pack(covers, tables=[table("t", row("a", when or {}, *steps))], **lists)


SAFE = step("protect_from_violence", needs=["violence_support"], actor="social_adult")


def test_a_legal_duty_that_the_pack_does_not_mention():
    lawful = duty_in_law(SAFE)
    other = pack(duties=[duty("v", "municipality", "violence_support")])
    # Nobody holds the need: that is a gap in layer 1, and told there only.
    assert keys(pack(), "law.silence", lawful) == []
    assert keys(pack(), "needs.gap.violence_support", lawful) == ["needs.gap.violence_support"]
    assert keys(other, "law.silence", lawful) == []


def test_a_legal_duty_for_those_whom_the_first_layer_does_not_ask_about():
    young = duty_in_law(step("assess_together", needs=["youth_care"]), need="youth_care", when={"age": "18-"})
    [silence] = found(pack({"age": "18-"}), "law.silence", young)
    assert (silence.key, silence.severity, silence.where) == ("law.silence.plikt", "warning", ("Lag 1 §",))
    mentioned = pack({"age": "18-"}, duties=[duty("y", "region", "youth_care")])
    assert keys(mentioned, "law.silence", young) == []


def test_a_legal_duty_whose_facts_cannot_hold_in_scope():
    young = duty_in_law(step("assess_together", needs=["youth_care"]), need="youth_care", when={"age": "-17"})
    assert keys(pack({"age": "18-"}), "law.silence", young) == []


def test_the_pack_binds_less_than_the_law():
    lawful = duty_in_law(SAFE)
    weak = ways({**SAFE, "strength": "may"})
    [conflict] = found(weak, "law.conflict", lawful)
    assert conflict.key == "law.conflict.strength.a.protect_from_violence"
    assert conflict.where == ("A/a", "Lag 1 §")
    assert keys(ways(SAFE), "law.conflict", lawful) == []


def test_a_weaker_word_beside_a_duty_that_binds_is_no_conflict():
    bound = [duty("v", "municipality", "violence_support")]
    assert keys(ways({**SAFE, "strength": "may"}, duties=bound), "law.conflict", duty_in_law(SAFE)) == []


def test_a_weaker_word_beyond_what_the_law_speaks_of_is_no_conflict():
    narrow = duty_in_law(SAFE, when={"age": "-17"})
    assert keys(ways({**SAFE, "strength": "may"}), "law.conflict", narrow) == []


def test_a_duty_that_hangs_on_someones_judgement_is_no_conflict():
    judged = duty_in_law(SAFE, judgement={"by": "social_adult", "question": "Är det så?"})
    assert keys(ways({**SAFE, "strength": "may"}), "law.conflict", judged) == []


def test_other_hands_than_by_law():
    lawful = duty_in_law(SAFE)
    assert keys(ways({**SAFE, "actor": "region"}), "law.conflict", lawful) == [
        "law.conflict.actor.a.protect_from_violence"
    ]
    for actor in ("social_adult", "municipality", "both", "self"):
        assert keys(ways({**SAFE, "actor": actor}), "law.conflict", lawful) == []


def test_another_receiver_than_by_law():
    report = step("report_child", receiver="social_child", needs=["child_report"])
    elsewhere = ways({**report, "receiver": "health_centre"}, when={"children_near": "concern"})
    lawful = duty_in_law(report, when={"children_near": "concern"})
    assert keys(elsewhere, "law.conflict", lawful) == ["law.conflict.receiver.a.report_child"]
    assert keys(ways(report, when={"children_near": "concern"}), "law.conflict", lawful) == []


def test_to_cooperate_with_one_is_not_against_cooperating_with_another():
    own, lawful = step("cooperate", receiver="psychiatry"), step("cooperate", receiver="maternity_care")
    assert keys(ways(own), "law.conflict.receiver", duty_in_law(lawful)) == []


def test_a_referral_for_one_need_is_not_against_one_for_another():
    own = step("internal_referral", receiver="addiction_clinic", needs=["laro"])
    lawful = step("internal_referral", receiver="child_psychiatry", needs=["youth_care"])
    assert keys(ways(own), "law.conflict.receiver", duty_in_law(lawful)) == []
    same = duty_in_law({**lawful, "needs": ["laro"]})
    assert keys(ways(own), "law.conflict.receiver", same) == ["law.conflict.receiver.a.internal_referral"]


def test_an_agreement_that_makes_more_people_report_than_the_law_does():
    report = step("report_lvm", receiver="social_adult", needs=["lvm_report"])
    lawful = duty_in_law({**report, "actor": "doctor"}, when=DOCTOR)
    everyone = ways(report, when={"great_concern": "yes", "principal": "region"})
    [conflict] = found(everyone, "law.conflict", lawful)
    assert conflict.key == "law.conflict.wider.a.report_lvm"
    assert "doctor" not in conflict.region["profession"]
    assert keys(ways(report, when={**DOCTOR, "principal": "region"}), "law.conflict", lawful) == []
    assert keys(ways({**report, "strength": "may"}, when={"principal": "region"}), "law.conflict", lawful) == []
