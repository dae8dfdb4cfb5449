"""Which sections open, written by hand from the statutes and not from content/: each case is a sentence of law."""

import re
from datetime import date
from typing import Any

import pytest

from helhet.knowledge.disclosing.checking import disclosing_of
from tests.knowledge.making import LIBRARY

DAY = date(2026, 11, 25)
YES, NO = "yes", "no"
HEALTH, SOCIAL = "health_authority", "social_authority"
PRIVATE_HEALTH, PRIVATE_SOCIAL = "health_private", "social_private"

Facts = dict[str, Any]


def to(sender: str, receiver: str, **more: Any) -> Facts:
    return {"sender": sender, "receiver": receiver, **more}


def care(sender: str, receiver: str, **more: Any) -> Facts:
    """Necessary care for an adult who can consent and has not been asked."""
    usual = {"age": 40, "purpose": "care", "necessary": YES, "can_consent": YES, "consent": "none", "duty": "none"}
    return to(sender, receiver, **(usual | more))


def use(sender: str, receiver: str, *substances: str, **more: Any) -> Facts:
    return care(sender, receiver, substances=list(substances), ongoing_use=YES, **more)


def unborn(sender: str, receiver: str, **more: Any) -> Facts:
    return care(sender, receiver, **({"purpose": "protect_unborn", "expecting": "pregnant"} | more))


def consenting(sender: str, receiver: str, **more: Any) -> Facts:
    usual = {"consent": "given", "consent_by": "person", "age": 40, "can_consent": YES}
    covers = dict.fromkeys(("consent_receiver", "consent_content", "consent_valid"), YES)
    return to(sender, receiver, **(usual | covers | more))


def duty(which: str, sender: str, receiver: str, **more: Any) -> Facts:
    return to(sender, receiver, duty=which, purpose="duty", **more)


LVM = {"substances": ["alcohol"], "lvm_need": YES, "health_care_enough": NO}
CARE_HEALTH, CARE_SOCIAL, CONSENT = "OSL 25:12", "OSL 26:9", "OSL 10:1 + OSL 12:2"
CONSENT_CHILD = "OSL 10:1 + OSL 12:2 + OSL 12:3"

CASES: list[tuple[str, Facts, set[str]]] = [
    # OSL 25:12 first paragraph: which substances, which ages, which kinds of care
    ("adult, alcohol, health to social", use(HEALTH, SOCIAL, "alcohol"), {CARE_HEALTH}),
    ("adult, cannabis", use(HEALTH, SOCIAL, "cannabis"), {CARE_HEALTH}),
    ("adult, solvents", use(HEALTH, SOCIAL, "solvents"), {CARE_HEALTH}),
    ("adult, heroin, to other health authority", use(HEALTH, HEALTH, "opioids"), {CARE_HEALTH}),
    ("SiS is social services", use(HEALTH, "sis", "alcohol"), {CARE_HEALTH}),
    ("adult, gambling", use(HEALTH, SOCIAL, "gambling"), set()),
    ("adult, gaming", use(HEALTH, SOCIAL, "gaming"), set()),
    ("adult, doping", use(HEALTH, SOCIAL, "doping"), set()),
    ("doping is not made a narcotic by an answer", use(HEALTH, SOCIAL, "doping", narcotic_classed=YES), set()),
    ("gambling together with alcohol", use(HEALTH, SOCIAL, "gambling", "alcohol"), {CARE_HEALTH}),
    ("benzodiazepines, class not known", use(HEALTH, SOCIAL, "benzodiazepines"), set()),
    ("benzodiazepines, classed", use(HEALTH, SOCIAL, "benzodiazepines", narcotic_classed=YES), {CARE_HEALTH}),
    ("benzodiazepines, not classed", use(HEALTH, SOCIAL, "benzodiazepines", narcotic_classed=NO), set()),
    ("opioid medicine, classed", use(HEALTH, SOCIAL, "opioid_medicine", narcotic_classed=YES), {CARE_HEALTH}),
    ("new substance, not classed", use(HEALTH, SOCIAL, "new_substances", narcotic_classed=NO), set()),
    ("use is over", use(HEALTH, SOCIAL, "alcohol") | {"ongoing_use": NO}, set()),
    ("nobody has judged whether use goes on", use(HEALTH, SOCIAL, "alcohol") | {"ongoing_use": "unknown"}, set()),
    ("not necessary", use(HEALTH, SOCIAL, "alcohol", necessary=NO), set()),
    ("another purpose", use(HEALTH, SOCIAL, "alcohol", purpose="other"), set()),
    (
        "the person says no: the section asks for no consent",
        use(HEALTH, SOCIAL, "alcohol", consent="refused"),
        {CARE_HEALTH},
    ),
    ("child of 16, gambling", use(HEALTH, SOCIAL, "gambling", age=16), {CARE_HEALTH}),
    ("child of 17, nothing", care(HEALTH, SOCIAL, age=17, substances=[]), {CARE_HEALTH}),
    ("18 today", care(HEALTH, SOCIAL, age=18, substances=[]), set()),
    ("LPT, gambling", use(HEALTH, SOCIAL, "gambling", compulsory_care=["lpt"]), {CARE_HEALTH}),
    ("LRV", care(HEALTH, SOCIAL, compulsory_care=["lrv"]), {CARE_HEALTH}),
    ("LVM alone is not in the list", care(HEALTH, SOCIAL, compulsory_care=["lvm"]), set()),
    ("LVU alone is not in the list", care(HEALTH, SOCIAL, age=19, compulsory_care=["lvu"]), set()),
    # … only between authorities
    ("private HVB", use(HEALTH, PRIVATE_SOCIAL, "alcohol"), set()),
    ("private clinic", use(HEALTH, PRIVATE_HEALTH, "alcohol"), set()),
    ("child of 16 with cannabis, school", use(HEALTH, "school", "cannabis", age=16), set()),
    ("police", use(HEALTH, "police", "cannabis"), set()),
    ("relative", use(HEALTH, "relative", "alcohol"), set()),
    ("private clinic sends", use(PRIVATE_HEALTH, SOCIAL, "alcohol"), set()),
    ("school sends", use("school", SOCIAL, "alcohol", age=16), set()),
    # OSL 26:9: the same from the social side
    ("social to health, alcohol", use(SOCIAL, HEALTH, "alcohol"), {CARE_SOCIAL}),
    ("social to social, narcotics", use(SOCIAL, SOCIAL, "stimulants"), {CARE_SOCIAL}),
    ("SiS to health", use("sis", HEALTH, "alcohol"), {CARE_SOCIAL}),
    ("social to health, gambling", use(SOCIAL, HEALTH, "gambling"), set()),
    ("social to health, child", care(SOCIAL, HEALTH, age=12), {CARE_SOCIAL}),
    ("social to health, LPT", care(SOCIAL, HEALTH, compulsory_care=["lpt"]), {CARE_SOCIAL}),
    ("social to private HVB", use(SOCIAL, PRIVATE_SOCIAL, "alcohol"), set()),
    ("family counselling has its own secrecy, 26:3", use("family_counselling", HEALTH, "alcohol"), set()),
    # Second paragraphs: the unborn child, whatever the substance
    ("pregnant with gambling", unborn(HEALTH, SOCIAL, substances=["gambling"]), {CARE_HEALTH}),
    ("partner of the pregnant person", unborn(SOCIAL, HEALTH, expecting="close"), {CARE_SOCIAL}),
    ("pregnant, private midwife receives", unborn(SOCIAL, PRIVATE_HEALTH), set()),
    ("pregnant, measure not necessary", unborn(HEALTH, SOCIAL, necessary=NO), set()),
    ("nobody is pregnant", unborn(HEALTH, SOCIAL, expecting=NO), set()),
    # OSL 25:13: cannot consent, only from health, also to private
    ("cannot consent, to private HVB", care(HEALTH, PRIVATE_SOCIAL, can_consent=NO), {"OSL 25:13"}),
    ("cannot consent, to social", care(HEALTH, SOCIAL, can_consent=NO), {"OSL 25:13"}),
    ("cannot consent, from social", care(SOCIAL, HEALTH, can_consent=NO), set()),
    ("refuses is not cannot", care(HEALTH, PRIVATE_SOCIAL, consent="refused"), set()),
    ("cannot consent, to police", care(HEALTH, "police", can_consent=NO), set()),
    ("cannot consent, not necessary", care(HEALTH, SOCIAL, can_consent=NO, necessary=NO), set()),
    # Consent: OSL 10:1, 12:2–3
    ("consent opens for gambling", consenting(HEALTH, SOCIAL, substances=["gambling"]), {CONSENT}),
    ("consent to a private HVB", consenting(SOCIAL, PRIVATE_SOCIAL), {CONSENT}),
    ("consent to a relative", consenting(HEALTH, "relative"), {CONSENT}),
    ("consent from a private clinic", consenting(PRIVATE_HEALTH, SOCIAL), {"PSL 6:12"}),
    ("withdrawn", consenting(HEALTH, SOCIAL, consent="withdrawn"), set()),
    ("another receiver", consenting(HEALTH, SOCIAL, consent_receiver=NO), set()),
    ("other content", consenting(HEALTH, SOCIAL, consent_content=NO), set()),
    ("no longer valid", consenting(HEALTH, SOCIAL, consent_valid=NO), set()),
    ("a relative says yes for an adult", consenting(HEALTH, SOCIAL, consent_by="other"), set()),
    ("an adult who cannot take a stand", consenting(HEALTH, SOCIAL, can_consent=NO), set()),
    (
        "small child, both guardians",
        consenting(HEALTH, "school", age=8, child_decides="guardian", consent_by="guardians"),
        {CONSENT_CHILD},
    ),
    (
        "small child, one of two guardians",
        consenting(HEALTH, "school", age=8, child_decides="guardian", consent_by="one_guardian"),
        set(),
    ),
    ("small child alone", consenting(HEALTH, "school", age=8, child_decides="guardian"), set()),
    (
        "together, guardians alone",
        consenting(HEALTH, "school", age=14, child_decides="together", consent_by="guardians"),
        set(),
    ),
    (
        "together",
        consenting(HEALTH, "school", age=14, child_decides="together", consent_by="person_and_guardians"),
        {CONSENT_CHILD},
    ),
    ("mature child alone", consenting(HEALTH, "school", age=16, child_decides="child"), {CONSENT_CHILD}),
    (
        "mature child, guardians alone",
        consenting(HEALTH, "school", age=16, child_decides="child", consent_by="guardians"),
        set(),
    ),
    ("maturity not judged", consenting(HEALTH, "school", age=16), set()),
    # Duties: SoL 19–20
    ("child report from health", duty("child_report", HEALTH, SOCIAL, child_concern=YES), {"OSL 10:28 + SoL 19:1"}),
    (
        "child report from a private clinic",
        duty("child_report", PRIVATE_HEALTH, SOCIAL, child_concern=YES),
        {"PSL 6:12 + SoL 19:1"},
    ),
    ("child report from school", duty("child_report", "school", SOCIAL, child_concern=YES), {"OSL 10:28 + SoL 19:1"}),
    ("child report to police", duty("child_report", HEALTH, "police", child_concern=YES), set()),
    ("no suspicion", duty("child_report", HEALTH, SOCIAL, child_concern=NO), set()),
    ("family counselling, vague worry", duty("child_report", "family_counselling", SOCIAL, child_concern=YES), set()),
    (
        "family counselling, violence",
        duty("child_report_counselling", "family_counselling", SOCIAL, child_abused=YES),
        {"OSL 10:28 + SoL 19:2"},
    ),
    (
        "data to a child inquiry",
        duty("child_inquiry_data", HEALTH, SOCIAL, child_inquiry_open=YES, may_matter=YES),
        {"OSL 10:28 + SoL 20:6"},
    ),
    (
        "only a preliminary assessment",
        duty("child_inquiry_data", HEALTH, SOCIAL, child_inquiry_open=NO, may_matter=YES),
        set(),
    ),
    # LVM 6, 7, 24, 26, 30 a, 45
    ("doctor reports", duty("lvm_report_doctor", HEALTH, SOCIAL, profession="doctor", **LVM), {"OSL 10:28 + LVM 6"}),
    ("nurse has no duty", duty("lvm_report_doctor", HEALTH, SOCIAL, profession="other_health", **LVM), set()),
    (
        "private doctor reports",
        duty("lvm_report_doctor", PRIVATE_HEALTH, SOCIAL, profession="doctor", **LVM),
        {"PSL 6:12 + LVM 6"},
    ),
    (
        "health care is enough",
        duty("lvm_report_doctor", HEALTH, SOCIAL, profession="doctor", **(LVM | {"health_care_enough": YES})),
        set(),
    ),
    (
        "gambling is no LVM ground",
        duty("lvm_report_doctor", HEALTH, SOCIAL, profession="doctor", **(LVM | {"substances": ["gambling"]})),
        set(),
    ),
    ("doctor to police", duty("lvm_report_doctor", HEALTH, "police", profession="doctor", **LVM), set()),
    (
        "authority reports",
        duty("lvm_report_authority", "other_authority", SOCIAL, meets_regularly=YES, **LVM),
        {"OSL 10:28 + LVM 6"},
    ),
    ("health authority is exempt", duty("lvm_report_authority", HEALTH, SOCIAL, meets_regularly=YES, **LVM), set()),
    (
        "data to an LVM inquiry",
        duty("lvm_inquiry_data", "other_authority", SOCIAL, meets_regularly=YES, lvm_inquiry_open=YES, may_matter=YES),
        {"OSL 10:28 + LVM 7"},
    ),
    (
        "health owes no data by LVM 7",
        duty("lvm_inquiry_data", HEALTH, SOCIAL, meets_regularly=YES, lvm_inquiry_open=YES, may_matter=YES),
        set(),
    ),
    (
        "leaves the hospital",
        duty("lvm_hospital_notice", HEALTH, "sis", compulsory_care=["lvm"], leaving_hospital=YES),
        {"OSL 10:28 + LVM 24"},
    ),
    (
        "leaves the hospital, LPT",
        duty("lvm_hospital_notice", HEALTH, "sis", compulsory_care=["lpt"], leaving_hospital=YES),
        set(),
    ),
    ("SiS tells the board", duty("lvm_progress", "sis", SOCIAL, compulsory_care=["lvm"]), {"OSL 10:28 + LVM 26"}),
    (
        "follow-up by SiS after care",
        duty("sis_data", SOCIAL, "sis", compulsory_care=["lvm_ended"], necessary=YES),
        {"OSL 10:28 + LVM 30 a"},
    ),
    (
        "follow-up by SiS from health",
        duty("sis_data", HEALTH, "sis", compulsory_care=["lvm_ended"], necessary=YES),
        set(),
    ),
    (
        "help by police",
        duty("police_assistance", SOCIAL, "police", police_needed=YES, necessary=YES),
        {"LVM 45 + LVM 45 b"},
    ),
    ("help by police not needed", duty("police_assistance", SOCIAL, "police", police_needed=NO, necessary=YES), set()),
    # Driving and firearms
    (
        "unfit to drive",
        duty(
            "driving_licence",
            HEALTH,
            "transport_agency",
            profession="doctor",
            driving_unfit="found",
            will_refrain=NO,
            holder_told=YES,
        ),
        {"OSL 10:28 + Körkortslag 10:5"},
    ),
    (
        "will not drive",
        duty(
            "driving_licence",
            HEALTH,
            "transport_agency",
            profession="doctor",
            driving_unfit="found",
            will_refrain=YES,
            holder_told=YES,
        ),
        set(),
    ),
    (
        "has not been told",
        duty(
            "driving_licence",
            HEALTH,
            "transport_agency",
            profession="doctor",
            driving_unfit="found",
            will_refrain=NO,
            holder_told=NO,
        ),
        set(),
    ),
    (
        "probably unfit, refuses",
        duty(
            "driving_licence",
            HEALTH,
            "transport_agency",
            profession="doctor",
            driving_unfit="probable",
            refuses_investigation=YES,
        ),
        {"OSL 10:28 + Körkortslag 10:5"},
    ),
    (
        "nurse on driving",
        duty(
            "driving_licence",
            HEALTH,
            "transport_agency",
            profession="other_health",
            driving_unfit="found",
            will_refrain=NO,
            holder_told=YES,
        ),
        set(),
    ),
    (
        "firearm",
        duty("firearm", HEALTH, "police", profession="doctor", firearm_unfit=YES, no_firearm_licence=NO),
        {"OSL 10:28 + Vapenlag 6:6"},
    ),
    (
        "clear that there is no licence",
        duty("firearm", HEALTH, "police", profession="doctor", firearm_unfit=YES, no_firearm_licence=YES),
        set(),
    ),
    # Admission notices: lag 2017:612 2 kap., OSL 25:11 p. 6
    (
        "admission notice to social",
        duty("admission_notice", HEALTH, SOCIAL, needs_after_discharge=YES, content=["identity", "admission"]),
        {"OSL 10:28 + Lag 2017:612 2:1 + Lag 2017:612 2:2"},
    ),
    (
        "admission notice to private care",
        duty("admission_notice", HEALTH, PRIVATE_HEALTH, needs_after_discharge=YES, content=["identity", "admission"]),
        {"OSL 25:11 + Lag 2017:612 2:1 + Lag 2017:612 2:2"},
    ),
    (
        "admission notice with a diagnosis",
        duty("admission_notice", HEALTH, SOCIAL, needs_after_discharge=YES, content=["identity", "health_data"]),
        set(),
    ),
    (
        "admission notice to school",
        duty("admission_notice", HEALTH, "school", needs_after_discharge=YES, content=["identity"]),
        set(),
    ),
    # Others
    ("same region", to(HEALTH, HEALTH, same_principal=YES), {"OSL 25:11"}),
    ("another region", to(HEALTH, HEALTH, same_principal=NO), set()),
    ("same municipality, health to social", to(HEALTH, SOCIAL, same_principal=YES), set()),
    (
        "elderly care within the municipality",
        to(SOCIAL, SOCIAL, same_principal=YES, content=["elderly_disability"]),
        {"OSL 26:9 c"},
    ),
    (
        "addiction services within the municipality",
        to(SOCIAL, SOCIAL, same_principal=YES, content=["elderly_disability", "addiction_services"]),
        set(),
    ),
    (
        "the reporter",
        to(
            SOCIAL,
            PRIVATE_HEALTH,
            receiver_reported=YES,
            purpose="feedback",
            content=["inquiry_status"],
            inappropriate=NO,
        ),
        {"OSL 26:9 a + SoL 19:6"},
    ),
    (
        "the reporter, with the reasons",
        to(
            SOCIAL,
            PRIVATE_HEALTH,
            receiver_reported=YES,
            purpose="feedback",
            content=["inquiry_status", "social_data"],
            inappropriate=NO,
        ),
        set(),
    ),
    (
        "not the reporter",
        to(
            SOCIAL,
            PRIVATE_HEALTH,
            receiver_reported=NO,
            purpose="feedback",
            content=["inquiry_status"],
            inappropriate=NO,
        ),
        set(),
    ),
    (
        "shared records, addiction services",
        to(
            SOCIAL,
            HEALTH,
            purpose="shared_documentation",
            informed_shared=YES,
            objects_shared=NO,
            content=["addiction_services"],
        ),
        set(),
    ),
    (
        "shared records, elderly care",
        to(
            SOCIAL,
            HEALTH,
            purpose="shared_documentation",
            informed_shared=YES,
            objects_shared=NO,
            content=["elderly_disability"],
        ),
        {"OSL 26:9 d + Lag 2022:913 1:1 + Lag 2022:913 2:1"},
    ),
    (
        "shared records, to individual and family services",
        to(
            HEALTH,
            SOCIAL,
            receiver_care_unit=NO,
            purpose="shared_documentation",
            informed_shared=YES,
            objects_shared=NO,
            content=["health_data"],
        ),
        set(),
    ),
    (
        "shared records, the person objects",
        to(
            HEALTH,
            HEALTH,
            purpose="shared_documentation",
            informed_shared=YES,
            objects_shared=YES,
            content=["health_data"],
        ),
        set(),
    ),
    (
        "fraud, from social",
        to(SOCIAL, "other_authority", purpose="fraud", necessary=YES, secrecy_weighs_more=NO),
        {"OSL 10:15 a"},
    ),
    (
        "fraud, never from health",
        to(HEALTH, "other_authority", purpose="fraud", necessary=YES, secrecy_weighs_more=NO),
        set(),
    ),
    (
        "own work: an application to court",
        to(SOCIAL, "court", purpose="own_work", cannot_work_without=YES, necessary=YES),
        {"OSL 10:2"},
    ),
    ("own work: only practical", to(SOCIAL, "court", purpose="own_work", cannot_work_without=NO, necessary=YES), set()),
    ("crime, nobody has read the section", to(SOCIAL, "police", purpose="crime", necessary=YES), set()),
    ("the person", to(HEALTH, "person", about_others=NO, withhold_from_person=NO), {"OSL 12:1 + OSL 25:6"}),
    ("the person, about a relative too", to(HEALTH, "person", about_others=YES, withhold_from_person=NO), set()),
    (
        "guardian of a small child",
        to(
            HEALTH,
            "guardian",
            age=6,
            child_decides="guardian",
            harm_to_child=NO,
            whereabouts_hidden=NO,
            about_others=NO,
        ),
        {"OSL 12:3 + Föräldrabalk 6:11"},
    ),
    (
        "guardian of a mature child",
        to(HEALTH, "guardian", age=16, child_decides="child", harm_to_child=NO, whereabouts_hidden=NO, about_others=NO),
        set(),
    ),
    (
        "guardian who would harm the child",
        to(
            HEALTH,
            "guardian",
            age=6,
            child_decides="guardian",
            harm_to_child=YES,
            whereabouts_hidden=NO,
            about_others=NO,
        ),
        set(),
    ),
    (
        "school health to the school's own support",
        to("school_health", "school", same_authority=YES, purpose="care", necessary=YES),
        {"OSL 25:13 a"},
    ),
    ("nothing is known", {}, set()),
]


def short(section: str) -> str:
    """ "OSL 2009:400 25 kap. 12 §" as "OSL 25:12"; acts without a name of their own keep their number."""
    law, rest = re.match(r"(Lag \d+:\d+|\S+)(?: \d{4}:\d+)? (.*) §$", section).groups()  # type: ignore[union-attr]
    return f"{law} {re.sub(r' kap. ', ':', rest)}"


@pytest.mark.parametrize(("facts", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_sections_that_open(facts: Facts, expected: set[str]) -> None:
    verdict = disclosing_of(LIBRARY).check(facts, DAY)
    opens = {" + ".join(map(short, ground.sections)) for ground in verdict.grounds if ground.all_met}
    assert opens == expected
    assert verdict.allowed == bool(expected)


def test_the_table_is_long_and_has_both_answers() -> None:
    assert len({case[0] for case in CASES}) == len(CASES) >= 60
    assert sum(bool(case[2]) for case in CASES) >= 30


BEFORE = [
    (
        "the fraud section is new",
        to(SOCIAL, "police", purpose="fraud", necessary=YES, secrecy_weighs_more=NO),
        date(2025, 11, 30),
        False,
        "",
    ),
    (
        "… and opens from its day",
        to(SOCIAL, "police", purpose="fraud", necessary=YES, secrecy_weighs_more=NO),
        date(2025, 12, 1),
        True,
        "OSL 10:15 a",
    ),
    (
        "the child report stood elsewhere",
        duty("child_report", HEALTH, SOCIAL, child_concern=YES),
        date(2025, 6, 30),
        True,
        "OSL 10:28 + SoL 14:1",
    ),
    ("no unborn child before July 2013", unborn(HEALTH, SOCIAL), date(2013, 6, 30), False, ""),
    (
        "no shared records before 2023",
        to(
            SOCIAL,
            HEALTH,
            purpose="shared_documentation",
            informed_shared=YES,
            objects_shared=NO,
            content=["elderly_disability"],
        ),
        date(2022, 12, 31),
        False,
        "",
    ),
]


@pytest.mark.parametrize(("facts", "day", "allowed", "cited"), [c[1:] for c in BEFORE], ids=[c[0] for c in BEFORE])
def test_law_is_dated(facts: Facts, day: date, allowed: bool, cited: str) -> None:
    verdict = disclosing_of(LIBRARY).check(facts, day)
    assert verdict.allowed is allowed
    assert (" + ".join(map(short, verdict.first.sections)) if verdict.first else "") == cited
