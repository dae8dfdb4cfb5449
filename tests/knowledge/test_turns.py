"""Steps that wait for each other, what one would hand over to oneself, and needs that cannot exist for a person."""

from pathlib import Path
from typing import Any

import pytest

from helhet.knowledge.pack import Pack
from tests.knowledge.making import LIBRARY, pack, row, step, write
from tests.knowledge.test_advise import acts, ask, table

CHANNELS = [
    {
        "id": "ansokan",
        "kind": "application",
        "sender": ["person"],
        "receiver": ["social_adult"],
        "text": "Ansökan",
        "anchors": ["A/s#1"],
    },
    {
        "id": "anmalan",
        "kind": "report",
        "sender": ["region"],
        "receiver": ["social_adult"],
        "text": "Anmälan",
        "anchors": ["A/s#1"],
    },
]
AT_HAND = {"danger": [], "great_concern": "no", "age": 40, "competence": "none", "assessment": "beyond_own"}


@pytest.fixture
def waits(tmp_path: Path) -> Pack:
    """Own measures first; when they have been tried, an application."""
    own = step("exhaust_own", unless={"own_measures": "tried"})
    after = {"trigger": "De egna insatserna är uttömda", "chooses": "staff", "met_when": {"own_measures": "tried"}}
    apply = step("help_application", receiver="social_adult", after=after)
    return pack(tmp_path, tables=[table(row("r", {"age": "18-"}, own, apply))])


def of(made: Pack, **facts: Any) -> dict[str, str]:
    """The pack's steps, each with what it waits for."""
    answer = ask([made], {**AT_HAND, "unit": "health_centre", **facts})
    return {s.act_id: s.after for s in answer.steps if s.basis[0].kind == "agreement"}


def test_own_measures_first_until_they_are_tried(waits: Pack) -> None:
    first = {"exhaust_own": "", "help_application": "De egna insatserna är uttömda"}
    assert of(waits, own_measures="not_tried") == first
    assert of(waits, own_measures="tried") == {"help_application": ""}
    assert of(waits) == of(waits, own_measures="unknown") == first


def test_what_would_be_next_stands_under_if_so_while_nobody_knows(waits: Pack) -> None:
    def waiting(**facts: Any) -> list[tuple[str, list[str]]]:
        answer = ask([waits], {**AT_HAND, "unit": "health_centre", **facts})
        return [(i.value, [s.act_id + s.after for s in i.steps]) for i in answer.if_so if i.fact == "own_measures"]

    assert waiting() == waiting(own_measures="unknown") == [("tried", ["help_application"])]
    assert waiting(own_measures="tried") == waiting(own_measures="not_tried") == []


def test_no_question_is_asked_for_it(waits: Pack) -> None:
    assert "own_measures" not in ask([waits], {"unit": "health_centre"}).ask


def test_a_fact_that_does_not_exist_is_a_fault(tmp_path: Path) -> None:
    bad = step(
        "exhaust_own", unless={"tried": "yes"}, after={"trigger": "Sen", "chooses": "staff", "met_when": {"x": 1}}
    )
    made, problems = LIBRARY.read(str(write(tmp_path, tables=[table(row("r", {}, bad))])))
    assert made is None
    assert sum("finns inte" in str(problem) for problem in problems) == 2


def sends(tmp_path: Path, **more: Any) -> Pack:
    return pack(tmp_path, tables=[table(row("r", {"age": "18-"}, step(**more)))], channels=CHANNELS)


def test_nobody_hands_over_to_themselves(tmp_path: Path) -> None:
    after = {"trigger": "Det räcker inte", "chooses": "person"}
    made = sends(tmp_path, act="help_application", receiver="social_adult", channel="ansokan", after=after)
    [own] = [s for s in ask([made], {**AT_HAND, "unit": "social_adult"}).steps if s.basis[0].kind == "agreement"]
    assert (own.act_id, own.course, own.part) == ("receive_here", "stay", "way")
    assert own.text.startswith("Ta emot ansökan hos er")
    assert (own.receiver_id, own.contact, own.channel_id, own.after) == (None, None, None, "")
    # Another unit of the same municipality does hand over.
    assert acts(ask([made], {**AT_HAND, "unit": "social_economy"})) == ["help_application"]


@pytest.mark.parametrize(
    ("unit", "receiver", "act"),
    [
        ("social_adult", "municipality", "receive_here"),  # the municipality's only door
        ("social_economy", "municipality", "contact_social"),
        ("health_centre", "region", "contact_social"),  # the region has several
    ],
)
def test_a_principal_is_its_only_door(tmp_path: Path, unit: str, receiver: str, act: str) -> None:
    made = sends(tmp_path, act="contact_social", receiver=receiver)
    assert acts(ask([made], {**AT_HAND, "unit": unit})) == [act]


def test_a_report_to_oneself_is_ones_own_to_act_on(tmp_path: Path) -> None:
    made = sends(tmp_path, act="report_lvm", receiver="social_adult", channel="anmalan")
    facts = {**AT_HAND, "unit": "social_adult", "substances": {"alcohol": "dependence"}}
    [own] = [s for s in ask([made], facts).steps if s.basis[0].kind == "agreement"]
    assert own.text.startswith("Ingen anmälan behövs")


@pytest.mark.parametrize(("need", "age", "open_"), [("needle_exchange", 16, True), ("needle_exchange", 18, False)])
def test_a_need_that_cannot_exist_is_told_and_given_to_nobody(need: str, age: int, open_: bool) -> None:
    answer = ask([], {**AT_HAND, "age": age, "substances": {"opioids": "dependence"}, "needs": [need]})
    assert (f"outside.{need}" in {o.id for o in answer.open}) == open_
    assert any(s.act_id == "answer_need" for s in answer.steps) != open_


def test_laro_for_the_young_is_the_doctors_to_judge() -> None:
    def said(age: int) -> list[tuple[str, str]]:
        facts = {**AT_HAND, "age": age, "substances": {"opioids": "dependence"}, "needs": ["laro"]}
        steps = [s for s in ask([], facts).steps if s.act_id == "answer_need"]
        return [(b.anchor, b.text) for s in steps for b in s.basis if b.anchor == "HSLF-FS 2016:1"]

    assert "särskilda skäl" in said(16)[0][1]
    assert "särskilda skäl" not in said(20)[0][1]


def test_a_nurse_at_an_authority_is_asked_to_judge_before_reporting() -> None:
    facts = {**AT_HAND, "great_concern": "yes", "unit": "court", "profession": "other_health"}
    answer = ask([LIBRARY.pack("kalmar-2021")], {**facts, "substances": {"alcohol": "dependence"}})
    [report] = [s for s in answer.steps if s.act_id == "report_lvm"]
    assert report.judgement.startswith("Möter er verksamhet regelbundet")
