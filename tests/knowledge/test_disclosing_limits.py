"""Each section opened once, and then each of its limits broken alone: written by hand from the statutes."""

from datetime import date
from typing import Any

import pytest

from helhet.knowledge.disclosing.checking import disclosing_of
from helhet.knowledge.disclosing.conditions import State, state_of
from tests.knowledge.making import LIBRARY
from tests.knowledge.test_disclosing_cases import CASES

DAY = date(2026, 11, 25)
DISCLOSING = disclosing_of(LIBRARY)
YES, NO = "yes", "no"

NOT_CARE = ["health_private", "social_private", "school", "school_health", "police", "court", "person", "relative"]
NOT_HEALTH = ["health_private", "social_authority", "social_private", "sis", "school", "family_counselling"]
NOT_SOCIAL = ["health_authority", "health_private", "social_private", "family_counselling", "school"]
NOT_THE_BOARD = ["health_authority", "social_private", "sis", "police", "person"]

# The ground, facts that open it, and for each fact what closes it again.
Limits = dict[str, list[Any]]
Row = tuple[str, dict[str, Any], Limits]
CARE = {"purpose": "care", "necessary": YES}
CARE_LIMITS: Limits = {"receiver": NOT_CARE, "purpose": ["other", "protect_unborn", "own_work"], "necessary": [NO]}
CHILD, CHILD_LIMITS = {"age": 17}, {"age": [18, 40]}
USE = {"substances": ["cannabis"], "ongoing_use": YES}
USE_LIMITS: Limits = {"substances": [["gambling"], ["doping"], ["benzodiazepines"], []], "ongoing_use": [NO]}
LPT, LPT_LIMITS = {"compulsory_care": ["lpt"]}, {"compulsory_care": [["lvm"], ["lvu"], []]}
UNBORN = {"expecting": "pregnant", "purpose": "protect_unborn", "necessary": YES}
UNBORN_LIMITS: Limits = {"receiver": NOT_CARE, "expecting": [NO], "purpose": ["care"], "necessary": [NO]}
FROM_HEALTH = {"sender": "health_authority", "receiver": "social_authority"}
FROM_SOCIAL = {"sender": "social_authority", "receiver": "health_authority"}


def both_ways(name: str, facts: dict[str, Any], limits: Limits) -> list[Row]:
    """25:12 and 26:9 say the same, each from its own side."""
    health = (f"health.{name}", FROM_HEALTH | facts, {"sender": NOT_HEALTH, **limits})
    return [health, (f"social.{name}", FROM_SOCIAL | facts, {"sender": NOT_SOCIAL, **limits})]


def board(which: str, sender: str, facts: dict[str, Any], limits: Limits) -> Row:
    """A duty towards the social welfare board."""
    opens = {"duty": which, "sender": sender, "receiver": "social_authority"} | facts
    return f"duty.{which}", opens, {"duty": ["none", "other_duty"], "receiver": NOT_THE_BOARD, **limits}


LVM = {"substances": ["alcohol"], "lvm_need": YES}
LVM_LIMITS: Limits = {"substances": [["gambling"], ["doping"], ["other_medicine"]], "lvm_need": [NO]}
SHARED = {"purpose": "shared_documentation", "informed_shared": YES, "objects_shared": NO}
SHARED_LIMITS: Limits = {
    "purpose": ["care"],
    "informed_shared": [NO],
    "objects_shared": [YES],
    "receiver": ["social_authority", "social_private", "school", "police"],
}
NOTICE = {"duty": "admission_notice", "needs_after_discharge": YES, "content": ["identity", "admission"]}
NOTICE_LIMITS: Limits = {
    "duty": ["none"],
    "needs_after_discharge": [NO],
    "content": [["identity", "health_data"], ["assessment"], []],
}
GUARDIAN = {"sender": "health_authority", "receiver": "guardian", "age": 8, "child_decides": "guardian"}

ROWS: list[Row] = [
    *both_ways("care_child", CARE | CHILD, {**CARE_LIMITS, **CHILD_LIMITS}),
    *both_ways("care_use", CARE | USE, {**CARE_LIMITS, **USE_LIMITS}),
    *both_ways("care_compulsory", CARE | LPT, {**CARE_LIMITS, **LPT_LIMITS}),
    *both_ways("unborn_child", UNBORN, UNBORN_LIMITS),
    (
        "cannot_consent",
        FROM_HEALTH | CARE | {"can_consent": NO},
        {
            "sender": NOT_HEALTH,
            "receiver": ["school", "police", "relative"],
            "can_consent": [YES],
            "purpose": ["other"],
            "necessary": [NO],
        },
    ),
    (
        "same_principal_care",
        {"sender": "health_authority", "receiver": "health_authority", "same_principal": YES},
        {"sender": NOT_HEALTH, "receiver": ["health_private", "social_authority"], "same_principal": [NO]},
    ),
    (
        "discharge",
        {"sender": "health_authority", "receiver": "health_private"} | NOTICE,
        {"sender": NOT_HEALTH, "receiver": ["relative", "school", "social_authority"], **NOTICE_LIMITS},
    ),
    (
        "school_support",
        {"sender": "school_health", "receiver": "school", "same_authority": YES} | CARE,
        {
            "sender": ["school", "health_authority"],
            "receiver": ["social_authority", "guardian"],
            "same_authority": [NO],
            "purpose": ["other"],
            "necessary": [NO],
        },
    ),
    (
        "health.shared_documentation",
        {"sender": "health_authority", "receiver": "health_private", "content": ["health_data"]} | SHARED,
        {"sender": ["social_authority", "school"], "content": [["addiction_services"], []], **SHARED_LIMITS},
    ),
    (
        "social.shared_documentation",
        {"sender": "social_private", "receiver": "health_authority", "content": ["elderly_disability"]} | SHARED,
        {
            "sender": ["health_authority", "sis"],
            "content": [["addiction_services"], ["elderly_disability", "social_data"]],
            **SHARED_LIMITS,
        },
    ),
    (
        "same_municipality",
        {
            "sender": "social_authority",
            "receiver": "social_authority",
            "same_principal": YES,
            "content": ["elderly_disability"],
        },
        {
            "sender": ["health_authority", "social_private"],
            "receiver": ["health_authority", "social_private"],
            "same_principal": [NO],
            "content": [["addiction_services"]],
        },
    ),
    (
        "reporter",
        {
            "sender": "social_authority",
            "receiver": "school",
            "receiver_reported": YES,
            "purpose": "feedback",
            "content": ["inquiry_status"],
            "inappropriate": NO,
        },
        {
            "sender": ["health_authority", "sis"],
            "receiver_reported": [NO],
            "purpose": ["care"],
            "content": [["social_data"]],
            "inappropriate": [YES],
        },
    ),
    (
        "fraud_prevention",
        {
            "sender": "social_authority",
            "receiver": "other_authority",
            "purpose": "fraud",
            "necessary": YES,
            "secrecy_weighs_more": NO,
        },
        {
            "sender": ["health_authority", "school_health", "family_counselling", "social_private"],
            "receiver": ["health_private", "relative", "other"],
            "purpose": ["crime"],
            "necessary": [NO],
            "secrecy_weighs_more": [YES],
        },
    ),
    (
        "own_work",
        {
            "sender": "social_authority",
            "receiver": "court",
            "purpose": "own_work",
            "cannot_work_without": YES,
            "necessary": YES,
        },
        {
            "sender": ["health_private", "social_private"],
            "purpose": ["care"],
            "cannot_work_without": [NO],
            "necessary": [NO],
        },
    ),
    (
        "to_person",
        {"receiver": "person", "about_others": NO, "withhold_from_person": NO},
        {"receiver": ["relative", "guardian"], "about_others": [YES], "withhold_from_person": [YES]},
    ),
    (
        "to_guardian",
        GUARDIAN | {"harm_to_child": NO, "whereabouts_hidden": NO, "about_others": NO},
        {
            "receiver": ["relative"],
            "age": [18],
            "child_decides": ["child"],
            "harm_to_child": [YES],
            "whereabouts_hidden": [YES],
            "about_others": [YES],
        },
    ),
    (
        "crime",
        {
            "sender": "social_authority",
            "receiver": "police",
            "purpose": "crime",
            "lawyer_agrees": YES,
            "necessary": YES,
        },
        {
            "sender": ["health_private"],
            "receiver": ["relative", "social_authority"],
            "purpose": ["care"],
            "lawyer_agrees": [NO],
            "necessary": [NO],
        },
    ),
    (
        "consent",
        FROM_HEALTH
        | {"consent": "given", "consent_by": "person", "age": 30, "can_consent": YES}
        | dict.fromkeys(("consent_receiver", "consent_content", "consent_valid"), YES),
        {
            "consent": ["withdrawn", "refused", "none"],
            "consent_by": ["guardians", "other"],
            "age": [17],
            "can_consent": [NO],
            "consent_receiver": [NO],
            "consent_content": [NO],
            "consent_valid": [NO],
        },
    ),
    board("child_report", "school", {"child_concern": YES}, {"sender": ["family_counselling"], "child_concern": [NO]}),
    board(
        "child_report_counselling",
        "family_counselling",
        {"child_abused": YES},
        {"sender": ["health_authority"], "child_abused": [NO]},
    ),
    board(
        "child_inquiry_data",
        "health_private",
        {"child_inquiry_open": YES, "may_matter": YES},
        {"sender": ["family_counselling"], "child_inquiry_open": [NO], "may_matter": [NO]},
    ),
    board(
        "lvm_report_doctor",
        "health_authority",
        LVM | {"profession": "doctor", "health_care_enough": NO},
        {"profession": ["other_health", "social_worker"], "health_care_enough": [YES], **LVM_LIMITS},
    ),
    board(
        "lvm_report_authority",
        "other_authority",
        LVM | {"meets_regularly": YES},
        {"sender": ["health_authority", "health_private"], "meets_regularly": [NO], **LVM_LIMITS},
    ),
    board(
        "lvm_inquiry_data",
        "other_authority",
        {"meets_regularly": YES, "lvm_inquiry_open": YES, "may_matter": YES},
        {
            "sender": ["health_authority", "health_private"],
            "meets_regularly": [NO],
            "lvm_inquiry_open": [NO],
            "may_matter": [NO],
        },
    ),
    board("lvm_progress", "sis", {"compulsory_care": ["lvm"]}, {"sender": NOT_SOCIAL, "compulsory_care": [["lpt"]]}),
    board(
        "contractor_data",
        "social_private",
        {"performs_for_receiver": YES, "requested": YES, "necessary": YES},
        {
            "sender": ["health_private", "school"],
            "performs_for_receiver": [NO],
            "requested": [NO],
            "necessary": [NO],
        },
    ),
    (
        "duty.lvm_hospital_notice",
        {
            "duty": "lvm_hospital_notice",
            "sender": "health_private",
            "receiver": "social_authority",
            "compulsory_care": ["lvm"],
            "leaving_hospital": YES,
        },
        {
            "duty": ["none"],
            "sender": ["social_private"],
            "receiver": ["police", "relative"],
            "compulsory_care": [["lpt"], []],
            "leaving_hospital": [NO],
        },
    ),
    (
        "duty.sis_data",
        {
            "duty": "sis_data",
            "sender": "social_authority",
            "receiver": "sis",
            "compulsory_care": ["lvm"],
            "necessary": YES,
        },
        {
            "duty": ["none"],
            "sender": ["health_authority"],
            "receiver": ["police"],
            "compulsory_care": [["lvu"], []],
            "necessary": [NO],
        },
    ),
    (
        "duty.police_assistance",
        {
            "duty": "police_assistance",
            "sender": "sis",
            "receiver": "police",
            "police_needed": YES,
            "necessary": YES,
        },
        {
            "duty": ["none"],
            "sender": ["school", "social_private"],
            "receiver": ["prosecutor", "relative"],
            "police_needed": [NO],
            "necessary": [NO],
        },
    ),
    (
        "duty.driving_licence",
        {
            "duty": "driving_licence",
            "receiver": "transport_agency",
            "profession": "doctor",
            "driving_unfit": "found",
            "will_refrain": NO,
            "holder_told": YES,
        },
        {
            "duty": ["none"],
            "receiver": ["police"],
            "profession": ["other_health"],
            "driving_unfit": ["probable", NO],
            "will_refrain": [YES],
            "holder_told": [NO],
        },
    ),
    (
        "duty.firearm",
        {
            "duty": "firearm",
            "receiver": "police",
            "profession": "doctor",
            "firearm_unfit": YES,
            "no_firearm_licence": NO,
        },
        {
            "duty": ["none"],
            "receiver": ["social_authority"],
            "profession": ["other_health"],
            "firearm_unfit": [NO],
            "no_firearm_licence": [YES],
        },
    ),
    (
        "duty.admission_notice",
        FROM_HEALTH | NOTICE,
        {"sender": ["social_authority", "school"], "receiver": ["health_private", "relative"], **NOTICE_LIMITS},
    ),
    (
        "duty.ivo_supervision",
        {"duty": "ivo_supervision", "sender": "health_private", "receiver": "ivo", "requested": YES},
        {"duty": ["none"], "sender": ["social_authority"], "receiver": ["police"], "requested": [NO]},
    ),
    (
        "legal_duty",
        {"duty": "other_duty", "sender": "social_authority", "receiver": "other_authority", "duty_found": YES},
        {"duty": ["none"], "receiver": ["health_private", "relative"], "duty_found": [NO]},
    ),
]
BROKEN = [
    (ground, opens | {fact: value})
    for ground, opens, limits in ROWS
    for fact, values in limits.items()
    for value in values
]


@pytest.mark.parametrize(("ground", "opens"), [row[:2] for row in ROWS], ids=[row[0] for row in ROWS])
def test_the_ground_opens(ground: str, opens: dict[str, Any]) -> None:
    assert DISCLOSING.verdict_for(ground, opens, DAY).all_met


def test_each_limit_closes_it_again() -> None:
    still_open = [(ground, facts) for ground, facts in BROKEN if DISCLOSING.verdict_for(ground, facts, DAY).all_met]
    assert still_open == []
    assert len(BROKEN) > 250


def test_every_ground_is_here() -> None:
    assert sorted(row[0] for row in ROWS) == sorted(DISCLOSING.grounds)


def test_no_condition_could_be_left_out_unseen() -> None:
    """Each condition is, in some case, the only one of its ground that is not met: without it, that case would open."""
    alone = set()
    for facts in [*(case[1] for case in CASES), *(broken[1] for broken in BROKEN)]:
        answers = DISCLOSING.questions.read(facts)
        for ground in DISCLOSING.grounds.values():
            lacking = [c.text for c in ground.conditions if state_of(c, answers) is not State.YES]
            if len(lacking) == 1:
                alone.add((ground.id, lacking[0]))
    unseen = {(g.id, c.text) for g in DISCLOSING.grounds.values() for c in g.conditions} - alone
    assert sorted(unseen) == []
