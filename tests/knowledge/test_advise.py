"""The guide's answer: each substance by itself, what is unknown, danger, needs, and law beside agreement."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from helhet.kernel.errors import BadInput
from helhet.knowledge.advise import advise
from helhet.knowledge.answer import Answer
from helhet.knowledge.pack import Pack
from tests.knowledge.making import LIBRARY, pack, row, step

DAY = date(2027, 2, 1)


def ask(packs: list[Pack], facts: dict[str, Any], municipality: str | None = None, day: date = DAY) -> Answer:
    return advise(
        packs,
        LIBRARY.law,
        LIBRARY.vocabulary,
        LIBRARY.directory,
        facts,
        day,
        municipality,
        named=municipality is None,
    )


def table(*rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": "t", "title": "Tabell", "policy": "collect", "rows": list(rows), **more}


def acts(answer: Answer) -> list[str]:
    return [s.act_id for s in answer.steps if any(b.kind == "agreement" for b in s.basis)]


def test_each_substance_is_judged_by_itself_and_knows_the_others(tmp_path: Path) -> None:
    made = pack(
        tmp_path,
        tables=[
            table(
                row("alkohol", {"substance": "alcohol", "level": "dependence"}, step("treat_met")),
                row("blandat", {"substance_class": "medicine", "other_classes": ["narcotics"]}, step("cooperate")),
                per="substance",
            )
        ],
    )
    assert acts(ask([made], {"substances": {"alcohol": "dependence", "cannabis": "risk_use"}})) == ["treat_met"]
    mixed = ask([made], {"substances": {"benzodiazepines": "risk_use", "cannabis": "risk_use"}})
    assert [(s.act_id, s.substances) for s in mixed.steps if s.act_id == "cooperate"] == [
        ("cooperate", ["benzodiazepines"])
    ]
    assert acts(ask([made], {"substances": {"benzodiazepines": "risk_use"}})) == []


def test_dont_know_is_an_answer_with_a_step_or_a_cautious_default(tmp_path: Path) -> None:
    rows = [
        row("oro", {"great_concern": "yes"}, step("report_lvm")),
        row("se", {"great_concern": "yes"}, step("screen")),
    ]
    made = pack(tmp_path, tables=[table(*rows)])
    answer = ask([made], {"great_concern": "unknown"})
    assert answer.assumed == ["great_concern"]
    # A cautious assumption makes us look closer; it never reports anyone.
    assert acts(answer) == ["screen"]
    assert "report_lvm" in acts(ask([made], {"great_concern": "yes"}))
    assert any(s.act_id == "find_out" for s in answer.steps)
    assert "great_concern" not in answer.ask


def test_an_age_nobody_knows_says_what_would_hold_for_a_child(tmp_path: Path) -> None:
    made = pack(tmp_path, tables=[table(row("barn", {"age": "-17"}, step("report_child")))])
    answer = ask([made], {"age": "unknown"})
    assert ("age", "upp till 17 år", "report_child") in [(i.fact, i.value, i.steps[0].act_id) for i in answer.if_so]


def test_an_agreement_never_brings_compulsory_care_where_the_law_has_none(tmp_path: Path) -> None:
    made = pack(tmp_path, tables=[table(row("oro", {"great_concern": "yes"}, step("report_lvm")))])
    child = ask([made], {"great_concern": "yes", "age": 15, "substances": {"alcohol": "dependence"}})
    gambler = ask([made], {"great_concern": "yes", "age": 40, "substances": {"gambling": "dependence"}})
    for answer in (child, gambler):
        assert "report_lvm" not in acts(answer)
        assert "outside.report_lvm" in [o.id for o in answer.open]


def test_act_now_stands_even_when_nothing_else_is_known() -> None:
    answer = ask([], {"danger": ["overdose"]})
    assert [(a.danger, a.holds) for a in answer.act_now] == [("overdose", "yes")]
    assert {a.holds for a in ask([], {}).act_now} == {"unknown"}
    assert ask([], {"danger": []}).act_now == []


def test_a_row_keeps_the_documents_order_whatever_the_acts_urgency(tmp_path: Path) -> None:
    made = pack(tmp_path, tables=[table(row("r", {}, step("call_sip"), step("screen")))])
    assert acts(ask([made], {})) == ["call_sip", "screen"]


def test_law_and_agreement_on_the_same_act_are_one_step_with_two_kinds_of_reason(tmp_path: Path) -> None:
    report = step("report_child", receiver="social_child", strength="should")
    made = pack(tmp_path, tables=[table(row("barn", {"children_near": "concern"}, report))])
    steps = [
        s
        for s in ask([made], {"children_near": "concern", "unit": "health_centre"}).steps
        if s.act_id == "report_child"
    ]
    assert len(steps) == 1
    assert {b.kind for b in steps[0].basis} == {"law", "agreement"}
    assert steps[0].strength_id == "shall"


def test_other_counties_and_other_days_do_not_apply(tmp_path: Path) -> None:
    made = pack(tmp_path)
    assert not ask([made], {}, "0880").law_only
    assert ask([made], {}, "0114").law_only
    assert ask([made], {}, "0114").packs == []
    before = ask([made], {}, "0880", date(2026, 1, 1))
    assert before.law_only
    assert "2027-01-01" in before.packs[0].why


def test_claims_decide_whom_a_pack_covers(tmp_path: Path) -> None:
    claim = {"id": "c", "text": "Vuxna", "anchors": ["A/s"], "covers": {"age": "18-"}}
    made = pack(tmp_path, {"claims": [claim]}, tables=[table(row("r", {}, step("cooperate")))])
    assert acts(ask([made], {"age": 40})) == ["cooperate"]
    young = ask([made], {"age": 15})
    assert acts(young) == []
    assert young.law_only


def test_a_need_is_answered_by_whoever_has_the_duty(tmp_path: Path) -> None:
    duty = {"id": "d", "principal": "municipality", "needs": ["housing"], "text": "Bostad", "anchors": ["A/s#2"]}
    made = pack(tmp_path, duties=[duty])
    found = [s for s in ask([made], {"needs": ["housing"]}).steps if s.act_id == "answer_need"]
    assert "municipality" in {s.actor_id for s in found}
    assert "A/s#2" in {b.anchor for s in found for b in s.basis}


def test_where_a_course_table_shows_no_way_the_answer_says_so_and_someone_still_holds_on(tmp_path: Path) -> None:
    made = pack(tmp_path, tables=[table(row("r", {"competence": "good"}, step("investigate")), course=True)])
    answer = ask([made], {"competence": "none"})
    assert [o.id for o in answer.open] == ["no_way.t"]
    assert "stay_responsible" in [s.act_id for s in answer.steps]


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"unti": "health_centre"}, "faktat finns inte"),
        ({"unit": "rymdstation"}, "health_centre"),
        ({"age": 200}, "från 0 till 120"),
        ({"age": "45"}, "heltal"),
        ({"substances": "alcohol"}, "risk_use"),
        ({"substances": {"alcohol": "mycket"}}, "dependence"),
        ({"substances": {"kaffe": "risk_use"}}, "cannabis"),
        ({"unit": ["health_centre"]}, "ett av"),
        ({"danger": ["eld"]}, "overdose"),
        ({"danger": {"a": 1}}, "overdose"),
        ({"danger": [["overdose"]]}, "overdose"),
        ({"substances": {"alcohol": {"x": 1}}}, "risk_use"),
        ({"substances": [["alcohol"]]}, "risk_use"),
    ],
)
def test_what_cannot_be_read_is_told_with_what_is_allowed(facts: dict[str, Any], told: str) -> None:
    with pytest.raises(BadInput, match=told):
        ask([], facts)


def test_explain_names_the_fact_that_stopped_a_row(tmp_path: Path) -> None:
    made = pack(tmp_path, tables=[table(row("r", {"competence": "good"}, step("investigate")))])
    answer = advise(
        [made],
        LIBRARY.law,
        LIBRARY.vocabulary,
        LIBRARY.directory,
        {"competence": "none"},
        DAY,
        named=True,
        explain=True,
    )
    assert {n.row: n.because for n in answer.not_fired}["prov-2027/t/r"] == "Vad enheten kan: svaret är ett annat"


@pytest.mark.parametrize("policy", ["collect", "first", "unique"])
def test_a_row_holds_only_inside_the_scope_of_its_table(tmp_path: Path, policy: str) -> None:
    made = pack(tmp_path, tables=[table(row("r", {}, step("cooperate")), scope={"age": "18-"}, policy=policy)])
    assert acts(ask([made], {"age": 40})) == ["cooperate"]
    assert acts(ask([made], {"age": 15})) == []


def test_a_scope_that_is_not_known_to_hold_is_asked_about_like_any_condition(tmp_path: Path) -> None:
    only = table(row("r", {}, step("cooperate")), scope={"competence": "good", "pregnant": "yes"})
    made = pack(tmp_path, tables=[only])
    assert acts(ask([made], {"competence": "good"})) == []
    assert "pregnant" in [i.fact for i in ask([made], {"competence": "good"}).if_so]
    assert "competence" in ask([made], {"pregnant": "yes"}).ask
    assert acts(ask([made], {"competence": "good", "pregnant": "yes"})) == ["cooperate"]


def test_a_row_that_says_more_than_its_scope_does_not_widen_it(tmp_path: Path) -> None:
    wide = row("r", {"age": "13-25"}, step("cooperate"))
    made = pack(tmp_path, tables=[table(wide, scope={"age": "18-"})])
    assert [acts(ask([made], {"age": age})) for age in (15, 20, 30)] == [[], ["cooperate"], []]


def test_not_holds_where_the_question_does_not_apply(tmp_path: Path) -> None:
    made = pack(tmp_path, tables=[table(row("r", {"pregnant": {"not": ["yes"]}}, step("cooperate")))])
    assert acts(ask([made], {"age": 70})) == ["cooperate"]
    assert acts(ask([made], {"age": 30})) == []
    assert acts(ask([made], {"age": 30, "pregnant": "no"})) == ["cooperate"]
    said = pack(tmp_path, tables=[table(row("r", {"pregnant": "no"}, step("cooperate")))])
    assert acts(ask([said], {"age": 70})) == []
