"""Answers that once were dangerous or weak: each of these failed before it was mended."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from helhet.config.cli import main
from helhet.knowledge.advise import advise
from helhet.knowledge.answer import Advised, Answer
from helhet.knowledge.law import holds_on
from helhet.knowledge.pack import Pack
from tests.knowledge.making import LIBRARY, pack, row, step

NOW = date(2026, 11, 22)
KALMAR, STOCKHOLM, NO_AGREEMENT = "0880", "0180", "0380"
NURSE: dict[str, Any] = {
    "unit": "health_centre",
    "profession": "other_health",
    "competence": "none",
    "assessment": "beyond_own",
    "great_concern": "no",
    "danger": [],
    "age": 45,
    "substances": {"alcohol": "dependence"},
}
SOCIAL = NURSE | {"unit": "social_adult", "profession": "social_worker", "competence": "good"}
SCHOOL_NURSE = NURSE | {"unit": "school"}
GREAT = {"great_concern": "yes"}
BENZO = {"substances": {"benzodiazepines": "dependence"}}


def ask(facts: dict[str, Any], municipality: str = KALMAR, day: date = NOW, packs: list[Pack] | None = None) -> Answer:
    chosen = LIBRARY.packs() if packs is None else packs
    return advise(chosen, LIBRARY.law, LIBRARY.vocabulary, LIBRARY.directory, facts, day, municipality)


def steps(answer: Answer, act: str) -> list[Advised]:
    return [one for one in answer.steps if one.act_id == act]


# 1. Already in compulsory care


@pytest.mark.parametrize("municipality", [KALMAR, STOCKHOLM, NO_AGREEMENT])
@pytest.mark.parametrize("setting", ["lvm_care", "lvm_inquiry"])
@pytest.mark.parametrize(
    "who",
    [NURSE, NURSE | {"profession": "doctor"}, SOCIAL | {"unit": "elderly_care"}, NURSE | {"unit": "police"}],
    ids=["nurse", "doctor", "elderly_care", "police"],
)
def test_nobody_is_reported_who_is_in_compulsory_care_or_under_inquiry(
    municipality: str, setting: str, who: dict[str, Any]
) -> None:
    answer = ask(who | GREAT | {"setting": [setting]}, municipality)
    assert steps(answer, "report_lvm") == []
    told = [*steps(answer, "tell_inquiry"), *steps(answer, "inform_doctor"), *steps(answer, "tell_own_board")]
    assert told, "someone must still hear of the concern"


def test_the_agreements_step_that_is_not_needed_is_said_as_an_open_point() -> None:
    answer = ask(NURSE | GREAT | {"setting": ["lvm_care"]})
    assert "vårdas redan enligt LVM" in next(o.text for o in answer.open if o.id == "outside.report_lvm")


def test_no_inquiry_is_opened_on_someone_in_compulsory_care() -> None:
    answer = ask(SOCIAL | GREAT | {"setting": ["lvm_care"]}, NO_AGREEMENT)
    for act in ("open_lvm_inquiry", "custody_lvm", "medical_exam", "apply_court"):
        assert steps(answer, act) == []
    assert steps(answer, "plan_after_lvm")


def test_without_a_word_of_compulsory_care_the_duty_stands() -> None:
    assert steps(ask(NURSE | GREAT | {"profession": "doctor"}), "report_lvm")


# 2. What may be a narcotic is judged, never computed


def test_every_substance_that_may_be_a_narcotic_is_in_a_class_that_the_law_rows_ask_about() -> None:
    depends = {s.class_ for s in LIBRARY.vocabulary.substances.values() if s.narcotic == "depends"}
    assert depends == {"medicine", "other_dependence"}


@pytest.mark.parametrize("substance", ["benzodiazepines", "opioid_medicine", "other_medicine", "new_substances"])
@pytest.mark.parametrize("municipality", [KALMAR, STOCKHOLM, NO_AGREEMENT])
def test_whether_a_medicine_is_a_narcotic_is_put_to_the_one_who_may_judge(substance: str, municipality: str) -> None:
    use = {"substances": {substance: "dependence"}}
    nurse = ask(NURSE | GREAT | use, municipality)
    assert [one.judge for one in steps(nurse, "judge_narcotic")] == ["Läkare"]
    for one in steps(nurse, "report_lvm"):
        assert one.judgement
    doctor = ask(NURSE | GREAT | use | {"profession": "doctor"}, municipality)
    assert ["narkotika" in one.judgement for one in steps(doctor, "report_lvm")] == [True]


def test_an_agreements_report_is_not_called_impossible_for_a_medicine_that_may_be_a_narcotic() -> None:
    assert not [o for o in ask(NURSE | GREAT | BENZO).open if o.id == "outside.report_lvm"]
    gambling = ask(NURSE | GREAT | {"substances": {"gambling": "dependence"}})
    assert [o for o in gambling.open if o.id == "outside.report_lvm"]


def test_secrecy_for_a_medicine_hangs_on_a_judgement_and_for_gambling_only_on_consent() -> None:
    (medicine,) = steps(ask(NURSE | BENZO, NO_AGREEMENT), "check_secrecy")
    assert "narkotika" in medicine.judgement
    assert medicine.strength_id == "may"
    (gambling,) = steps(ask(NURSE | {"substances": {"gambling": "dependence"}}, NO_AGREEMENT), "check_secrecy")
    assert not gambling.judgement
    assert gambling.strength_id == "shall"


# 3. Older days


@pytest.mark.parametrize("day", [date(2011, 6, 1), date(2017, 1, 2), date(2017, 6, 1), date(2021, 3, 1), NOW])
def test_no_duty_cites_a_paragraph_that_did_not_hold_that_day(day: date) -> None:
    rows = [r for table in LIBRARY.law.tables for r in table.rows] + list(LIBRARY.law.needs)
    cited = [(r.id, c) for r in rows if holds_on(r, day) for c in r.provisions]
    wrong = [(ident, c) for ident, c in cited if not LIBRARY.law.provision_on(c, day)[1]]
    assert wrong == [] if day.year > 2011 else all(w[0] not in PRINCIPAL for w in wrong)


PRINCIPAL = ("law.child.concern", "law.lvm.doctor", "law.sip.municipality.before_2025")
DUTIES = {
    "report_child",
    "children_information",
    "inform_doctor",
    "offer_voluntary",
    "consider_sip",
    "support_violence",
}


@pytest.mark.parametrize(
    ("municipality", "day"),
    [(STOCKHOLM, date(2017, 2, 1)), (STOCKHOLM, date(2019, 2, 1)), (KALMAR, date(2021, 3, 1)), (KALMAR, NOW)],
)
def test_the_principal_duties_hold_on_older_days_too(municipality: str, day: date) -> None:
    more = GREAT | {"children_near": "concern", "both_sides": "yes", "violence": "exposed", "relatives": "yes"}
    answer = ask(NURSE | more, municipality, day)
    by_law = {one.act_id for one in answer.steps if any(b.kind == "law" for b in one.basis)}
    assert by_law >= DUTIES
    for one in answer.steps:
        for basis in one.basis:
            if basis.kind == "law":
                assert basis.sure
                assert "2025:400" not in basis.anchor or day == NOW


@pytest.mark.parametrize("day", [date(2017, 2, 1), date(2021, 3, 1)])
def test_social_services_had_their_duties_before_the_new_act(day: date) -> None:
    answer = ask(SOCIAL | GREAT | {"both_sides": "yes", "violence": "exposed"}, NO_AGREEMENT, day)
    acts = {one.act_id for one in answer.steps}
    assert acts >= {"open_lvm_inquiry", "custody_lvm", "apply_court", "open_inquiry", "call_sip", "support_violence"}


# 4. Addenda beside each other


def addenda(tmp_path: Path, *abouts: dict[str, Any]) -> list[Pack]:
    """A base with two tables, and addenda that each replace the first of them."""
    LIBRARY._packs.pop("grund", None)
    tables = [table("vag", "cooperate"), table("andra", "keep_contact")]
    base = pack(tmp_path, {"id": "grund", "periods": [{"start": "2020-01-01"}]}, tables=tables)
    LIBRARY._packs["grund"] = base
    acts = ["investigate", "diagnose", "motivate_own"]
    made = [
        pack(
            tmp_path,
            {"kind": "addendum", "extends": "grund", **about},
            sections=[],
            documents=[],
            tables=[table("vag", a)],
        )
        for about, a in zip(abouts, acts, strict=False)
    ]
    LIBRARY._packs.pop("grund")
    return [base, *made]


def table(ident: str, act: str) -> dict[str, Any]:
    return {"id": ident, "title": "Tabell", "policy": "collect", "rows": [row(f"{ident}-rad", {}, step(act))]}


def acts(answer: Answer) -> list[str]:
    return [one.act_id for one in answer.steps if any(b.kind == "agreement" for b in one.basis)]


def since(ident: str, day: str, **more: Any) -> dict[str, Any]:
    return {"id": ident, "short": f"Tillägg {ident}", "periods": [{"start": day}], **more}


def test_the_later_addendum_speaks_on_what_both_changed_and_the_base_is_said_once(tmp_path: Path) -> None:
    for first, second in (("2022-01-01", "2024-01-01"), ("2024-01-01", "2022-01-01")):
        packs = addenda(tmp_path / first, since("a", first), since("b", second))
        answer = ask({}, packs=packs)
        later = "investigate" if first > second else "diagnose"
        assert sorted(acts(answer)) == sorted([later, "keep_contact"])
        (base_step,) = steps(answer, "keep_contact")
        assert len(base_step.basis) == 1
        assert not [o for o in answer.open if o.id.startswith("addenda")]


def test_the_later_decision_settles_two_addenda_of_the_same_day(tmp_path: Path) -> None:
    decided = [
        {"id": "b1", "kind": "decided", "by": "Gruppen", "day": day, "text": "Beslut", "anchors": ["A/s"]}
        for day in ("2021-05-01", "2021-09-01")
    ]
    packs = addenda(
        tmp_path, since("a", "2022-01-01", decisions=[decided[1]]), since("b", "2022-01-01", decisions=[decided[0]])
    )
    assert sorted(acts(ask({}, packs=packs))) == ["investigate", "keep_contact"]


def test_two_addenda_of_one_day_that_change_the_same_thing_are_an_open_point(tmp_path: Path) -> None:
    answer = ask({}, packs=addenda(tmp_path, since("a", "2022-01-01"), since("b", "2022-01-01")))
    assert sorted(acts(answer)) == ["diagnose", "investigate", "keep_contact"]
    (point,) = [o for o in answer.open if o.id.startswith("addenda")]
    assert "Tillägg a" in point.text
    assert "Tillägg b" in point.text


def test_an_addendum_falls_with_a_base_that_is_replaced(tmp_path: Path) -> None:
    packs = addenda(tmp_path, since("a", "2022-01-01"))
    new = pack(tmp_path, since("ny", "2025-01-01", replaces="grund"), tables=[table("ny-vag", "screen")])
    answer = ask({}, packs=[*packs, new])
    assert acts(answer) == ["screen"]
    assert {one.id: one.applies for one in answer.packs}["a"] is False


def test_of_sister_agreements_the_newest_comes_first(tmp_path: Path) -> None:
    old = pack(tmp_path, since("gammal", "2020-01-01"), tables=[table("t1", "cooperate")])
    new = pack(tmp_path, since("nyare", "2024-01-01"), tables=[table("t2", "cooperate")])
    (one,) = steps(ask({}, packs=[old, new]), "cooperate")
    assert [b.pack for b in one.basis] == ["nyare", "gammal"]


# 5. Who reports under LVM


@pytest.mark.parametrize("who", [NURSE, SCHOOL_NURSE], ids=["nurse", "school nurse"])
def test_a_nurse_is_told_what_the_law_says_of_her_before_what_the_agreement_asks(who: dict[str, Any]) -> None:
    answer = ask(who | GREAT)
    order = [one.act_id for one in answer.steps]
    assert order.index("inform_doctor") < order.index("report_lvm")
    (report,) = steps(answer, "report_lvm")
    assert "ingen egen skyldighet" in report.notes[0]
    assert "sekretessen" in report.notes[0]
    assert report.judge == "Läkare"


def test_a_school_nurse_has_no_duty_of_her_own_where_law_alone_guides() -> None:
    answer = ask(SCHOOL_NURSE | GREAT, NO_AGREEMENT)
    assert steps(answer, "report_lvm") == []
    assert steps(answer, "inform_doctor")


def test_other_staff_of_social_services_tell_those_who_inquire() -> None:
    answer = ask(SOCIAL | GREAT | {"unit": "elderly_care"})
    (report,) = steps(answer, "report_lvm")
    assert "anmäler inte till sig själv" in report.notes[0]
    assert answer.steps.index(steps(answer, "tell_own_board")[0]) < answer.steps.index(report)


def test_a_doctor_gets_one_report_with_the_test_of_the_law() -> None:
    (report,) = steps(ask(NURSE | GREAT | {"profession": "doctor"}), "report_lvm")
    assert {b.kind for b in report.basis} == {"law", "agreement"}
    assert report.judge == "Läkare"


# 6. The way first, and each thing once


@pytest.mark.parametrize("municipality", [KALMAR, STOCKHOLM, NO_AGREEMENT])
@pytest.mark.parametrize("who", [NURSE, SOCIAL, SCHOOL_NURSE], ids=["nurse", "social", "school nurse"])
def test_what_to_think_of_is_said_once_for_each_act_and_receiver(municipality: str, who: dict[str, Any]) -> None:
    more = {"children_near": "concern", "both_sides": "yes", "violence": "exposed", "psychiatric": "yes"}
    for facts in (who, who | more, who | GREAT | more, who | more | {"age": 16, "injects": "yes"}):
        answer = ask(facts, municipality)
        side = [
            (s.act_id, s.receiver_id, s.strength_id, s.deadline)
            for s in answer.steps
            if s.part == "also" and not (s.after or s.judgement or s.act_id in ("find_out", "answer_need"))
        ]
        assert len(side) == len(set(side))
        reports = [(s.act_id, s.receiver_id) for s in answer.steps if s.act_id == "report_child"]
        assert len(reports) == len(set(reports))


def test_a_sure_duty_to_report_stands_before_one_that_hangs_on_a_judgement() -> None:
    facts = NURSE | {"age": 16, "injects": "yes", "children_near": "concern", "substances": {"cannabis": "dependence"}}
    (report,) = steps(ask(facts, NO_AGREEMENT), "report_child")
    assert not report.judgement


def test_where_the_agreement_shows_no_way_the_law_says_who_answers() -> None:
    answer = ask(NURSE, STOCKHOLM)
    assert [o for o in answer.open if o.id.startswith("no_way")]
    way = {one.receiver_id for one in answer.steps if one.part == "way"}
    assert way >= {"addiction_clinic", "social_adult"}


# 7. Where there is no agreement

SITUATIONS: dict[str, dict[str, Any]] = {
    "adult": {},
    "young": {"age": 15, "substances": {"cannabis": "harmful_use"}},
    "pregnant": {"age": 30, "pregnant": "yes"},
    "gambling": {"substances": {"gambling": "dependence"}},
    "violence": {"violence": "exposed"},
    "child": {"children_near": "concern"},
    "driving": {"drives": "yes"},
    "firearm": {"firearm": "yes"},
}
# What must be among the steps, whoever asks.
EXPECTED = {
    "adult": {"stay_responsible"},
    "young": {"involve_guardians", "report_child"},
    "pregnant": {"protect_unborn", "cooperate"},
    "gambling": {"refer_helpline"},
    "violence": {"support_violence"},
    "child": {"report_child"},
    "driving": {"inform_doctor", "talk_driving"},
    "firearm": {"inform_doctor", "talk_firearm"},
}


@pytest.mark.parametrize("situation", list(SITUATIONS))
@pytest.mark.parametrize("who", [NURSE, SOCIAL, SCHOOL_NURSE], ids=["nurse", "social", "school nurse"])
def test_without_an_agreement_the_law_shows_who_answers_and_someone_holds_on(
    situation: str, who: dict[str, Any]
) -> None:
    answer = ask(who | SITUATIONS[situation], NO_AGREEMENT)
    found = {one.act_id for one in answer.steps}
    assert answer.law_only
    assert found & EXPECTED[situation]
    assert "stay_responsible" in found
    way = [one for one in answer.steps if one.part == "way" and one.receiver_id]
    assert way, "someone to turn to"
    assert any(b.kind == "law" for one in way for b in one.basis)


@pytest.mark.parametrize("more", [{}, {"violence": "exposed"}, {"danger": ["violence_now"]}, {"pregnant": "yes"}])
def test_a_child_is_sent_to_those_who_care_for_children(more: dict[str, Any]) -> None:
    answer = ask(NURSE | SITUATIONS["young"] | more, NO_AGREEMENT)
    assert [one for one in answer.steps if one.receiver_id == "social_child"]
    assert not [one for one in answer.steps if one.receiver_id == "social_adult"]


def test_danger_has_its_step_before_the_age_is_known() -> None:
    answer = ask({"unit": "health_centre", "danger": ["violence_now"]}, NO_AGREEMENT)
    assert steps(answer, "protect_from_violence")


def test_an_authority_that_the_law_does_not_name_is_asked_whether_it_meets_the_group() -> None:
    (report,) = steps(ask(NURSE | GREAT | {"unit": "court", "profession": "other"}), "report_lvm")
    assert report.judgement


# Days that our rules do not reach, and places that do not exist


@pytest.mark.parametrize(
    ("day", "told"), [(date(1999, 1, 1), "law.before"), (date(2031, 1, 1), "law.planned_2028"), (NOW, None)]
)
def test_a_day_that_our_law_does_not_reach_is_told(day: date, told: str | None) -> None:
    assert [o.id for o in ask(NURSE, day=day).open if o.id.startswith("law.")] == [told] * bool(told)


@pytest.mark.parametrize("code", ["", "9999", "880", "Kalmar"])
def test_a_municipality_that_does_not_exist_is_never_answered_as_one_without_agreement(
    code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["advise", "--municipality", code, "--facts", "/dev/null", "--json"]) == 2
    assert "fyra siffror" in capsys.readouterr().out


@pytest.mark.parametrize("danger", ["overdose", "severe_withdrawal", "suicide_risk", "violence_now", "child_in_danger"])
@pytest.mark.parametrize("unit", ["health_centre", "social_adult", "school", "police", "user_organisation"])
def test_danger_is_the_first_step_whoever_asks(unit: str, danger: str) -> None:
    answer = ask(NURSE | {"unit": unit, "profession": "other", "danger": [danger]}, NO_AGREEMENT)
    assert answer.steps[0].part == "first"
    assert answer.act_now[0].holds == "yes"
