"""Layer 1: exactly one holder of each need, or a sharing that is settled."""

from typing import Any

from tests.knowledge.verify.packs import duty, found, item, keys, law, pack, report

REGION = duty("r1", "region", "motivation")
MUNICIPALITY = duty("k1", "municipality", "motivation")
IN_SIP = item("delat", needs=["motivation"], how="in_sip", if_declined="Var och en svarar för sitt.")


def status(made: Any, need: str = "motivation", of_law: Any = None) -> str:
    return next(c.status for c in report(made, of_law).coverage if c.need == need)


def test_nobody_is_a_gap():
    [gap] = found(pack(), "needs.gap.motivation")
    assert (gap.severity, gap.kind, gap.layer) == ("error", "gap", "needs")
    assert gap.text == "Avtalet säger inte vem som svarar för ”Motivera till förändring”."
    assert gap.where == ("A/mal",)
    assert gap.region == {}
    assert status(pack()) == "gap"


def test_one_holder_is_no_finding():
    made = pack(duties=[REGION])
    assert found(made, "needs.gap.motivation") == found(made, "needs.overlap.motivation") == []
    assert status(made) == "sole"


def test_the_list_of_needs_is_the_vocabularys():
    assert len(keys(pack(), "needs.gap.")) == len(report(pack()).coverage)


def test_a_need_that_is_declared_is_no_gap():
    left = item("lamnat", needs=["motivation"])
    made = pack(about={"not_covered": [left]})
    assert keys(made, "needs.gap.motivation") == []
    assert status(made) == "not_covered"


def test_declared_for_some_is_still_a_gap_for_the_rest():
    left = item("lamnat", needs=["motivation"], applies={"age": "-17"})
    [gap] = found(pack(about={"not_covered": [left]}), "needs.gap.motivation")
    assert gap.region == {"age": ["18-"]}
    assert (
        gap.text == "Avtalet säger inte vem som svarar för ”Motivera till förändring” för den som är 18 år och äldre."
    )


def test_two_holders_are_an_overlap():
    [overlap] = found(pack(duties=[REGION, MUNICIPALITY]), "needs.overlap.")
    assert overlap.key == "needs.overlap.motivation"
    assert set(overlap.where) == {"A/r1", "A/k1"}
    assert status(pack(duties=[REGION, MUNICIPALITY])) == "shared"


def test_a_settled_sharing_is_no_overlap():
    made = pack(duties=[REGION, MUNICIPALITY], sharings=[IN_SIP])
    assert keys(made, "needs.overlap.motivation") == keys(made, "needs.silence") == []
    assert status(made) == "settled"


def test_a_sharing_for_some_leaves_an_overlap_for_the_rest():
    shared = {**IN_SIP, "applies": {"substance_class": "alcohol"}}
    [overlap] = found(pack(duties=[REGION, MUNICIPALITY], sharings=[shared]), "needs.overlap.")
    assert "alcohol" not in overlap.region["substance"]
    assert "cannabis" in overlap.region["substance"]


def test_a_sharing_in_sip_says_what_holds_when_the_sip_is_declined():
    made = pack(duties=[REGION, MUNICIPALITY], sharings=[{**IN_SIP, "if_declined": ""}])
    assert keys(made, "needs.silence.") == ["needs.silence.declined.delat"]
    assert keys(pack(sharings=[IN_SIP]), "needs.silence.") == []


def test_a_sharing_that_someone_leads_says_who():
    made = pack(sharings=[{**IN_SIP, "how": "lead"}])
    assert keys(made, "needs.silence.") == ["needs.silence.lead.delat"]
    assert keys(pack(sharings=[{**IN_SIP, "how": "lead", "lead": "region"}]), "needs.silence.") == []


def test_a_gap_is_a_region_in_plain_swedish_with_an_example():
    duties = [
        duty("vuxna", "region", "motivation", applies={"age": "18-"}),
        duty("annat", "region", "motivation", applies={"substance_class": {"not": ["medicine"]}}),
    ]
    [gap] = found(pack(duties=duties), "needs.gap.motivation")
    whom = "för den som är upp till 17 år vid bruk av läkemedel"
    assert gap.text == f"Avtalet säger inte vem som svarar för ”Motivera till förändring” {whom}."
    assert gap.region == {"age": ["-17"], "substance": ["opioid_medicine", "benzodiazepines", "other_medicine"]}
    assert gap.key == "needs.gap.motivation.age-0-17.substance-medicine"
    assert gap.example == "En 17-åring med bruk av smärtstillande läkemedel (opioider)."


def test_only_the_declared_scope_is_proved():
    adult = duty("vuxna", "region", "motivation", applies={"age": "18-"})
    assert keys(pack({"age": "18-"}, duties=[adult]), "needs.gap.motivation") == []
    assert keys(pack({"age": "13-"}, duties=[adult]), "needs.gap.motivation") == ["needs.gap.motivation.age-13-17"]


def test_a_need_that_nobody_in_scope_can_have_is_outside():
    assert status(pack({"age": "18-"}), "youth_care") == "outside"
    assert status(pack({"age": "13-"}), "youth_care") == "gap"


def test_no_claim_to_prove_is_told():
    unproved = {"claims": [{**item("alla"), "covers": {}}]}
    assert keys(pack(about=unproved), "needs.silence.claims") == ["needs.silence.claims"]
    assert keys(pack(), "needs.silence.claims") == []


def test_where_the_law_decides_a_gap_is_a_warning():
    lawful = law(needs=({"need": "motivation", "principals": ["municipality"]},))
    [gap] = found(pack(), "needs.gap.motivation", lawful)
    assert gap.severity == "warning"
    assert gap.text.endswith("Enligt lag svarar kommunen (Lag 1 §).")
    assert status(pack(), of_law=lawful) == "law_only"


def test_law_that_is_not_yet_sure_decides_nothing():
    planned = law(needs=({"need": "motivation", "principals": ["region"], "sure": "open"},))
    repealed = law(needs=({"need": "motivation", "principals": ["region"], "valid_to": "2020"},))
    assert status(pack(), of_law=planned) == status(pack(), of_law=repealed) == "gap"


def test_both_by_law_is_settled_by_law():
    lawful = law(needs=({"need": "motivation", "principals": ["region", "municipality"]},))
    made = pack(duties=[REGION, MUNICIPALITY])
    assert keys(made, "needs.overlap", lawful) == []
    assert status(made, of_law=lawful) == "settled"


def test_the_law_puts_it_elsewhere():
    lawful = law(needs=({"need": "motivation", "principals": ["municipality"]},))
    [conflict] = found(pack(duties=[REGION]), "needs.conflict", lawful)
    assert conflict.where == ("A/r1", "Lag 1 §")
    assert keys(pack(duties=[MUNICIPALITY]), "needs.conflict", lawful) == []


def test_the_law_puts_it_also_elsewhere():
    lawful = law(needs=({"need": "motivation", "principals": ["region", "municipality"]},))
    [silence] = found(pack(duties=[REGION]), "needs.silence", lawful)
    assert silence.severity == "info"
    assert keys(pack(duties=[REGION, MUNICIPALITY]), "needs.silence", lawful) == []


def test_a_duty_on_the_other_substances_counts_there_alone():
    mixed = duty(
        "bland", "region", "coordination", applies={"substance_class": "medicine", "other_classes": ["alcohol"]}
    )
    plain = duty("ovrigt", "region", "coordination", applies={"substance_class": {"not": ["medicine"]}})
    [gap] = found(pack(duties=[mixed, plain]), "needs.gap.coordination")
    assert gap.region["other_classes"] == ["not alcohol"]
    assert "opioid_medicine" in gap.region["substance"]


def test_a_need_that_is_shared_though_only_one_has_it():
    [conflict] = found(pack(duties=[REGION], sharings=[IN_SIP]), "needs.conflict")
    assert conflict.key == "needs.conflict.motivation.delat.region"
    assert set(conflict.where) == {"A/delat", "A/r1"}
    assert keys(pack(duties=[REGION, MUNICIPALITY], sharings=[IN_SIP]), "needs.conflict") == []
    elsewhere = {**IN_SIP, "applies": {"age": "-17"}}
    adults = {**REGION, "applies": {"age": "18-"}}
    assert keys(pack(duties=[adults], sharings=[elsewhere]), "needs.conflict") == []


def test_a_question_about_what_is_no_longer_found():
    question = item("q", owner="Någon", by="2030", findings=["needs.gap.motivation"])
    assert keys(pack(questions=[question]), "text.fault.question") == []
    assert keys(pack(questions=[question], duties=[REGION]), "text.fault.question") == ["text.fault.question.q"]
    of_lint = {**question, "findings": ["lint.missing.x"]}
    assert keys(pack(questions=[of_lint], duties=[REGION]), "text.fault.question") == []
