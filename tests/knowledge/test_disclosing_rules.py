"""Disclosure: what must hold for every answer anyone can give, and what is said when the answers are wrong."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helhet.kernel.errors import BadContent, BadInput, NotFound
from helhet.knowledge.disclosing.checking import Disclosing, disclosing_of
from helhet.knowledge.disclosing.questions import Question
from helhet.knowledge.disclosing.verdict import FIND_OUT
from helhet.knowledge.schema.disclosing import When
from helhet.knowledge.schema.law_says import Ground
from tests.knowledge.making import LIBRARY

DAY = date(2026, 11, 25)
DISCLOSING = disclosing_of(LIBRARY)
QUESTIONS = DISCLOSING.questions
AGES = (0, 11, 17, 18, 120)
AUTHORITIES = {"health_authority", "social_authority", "sis"}
FACTS = {
    "sender": "health_authority",
    "receiver": "social_authority",
    "age": 40,
    "substances": ["alcohol"],
    "ongoing_use": "yes",
    "purpose": "care",
    "necessary": "yes",
}


def answers(question: Question) -> st.SearchStrategy[Any]:
    ids = sorted(question.allowed)
    if question.fact.type == "integer":
        return st.integers(question.fact.min, question.fact.max)
    return st.lists(st.sampled_from(ids), unique=True) if question.fact.type == "many" else st.sampled_from(ids)


ASKED = {q.fact.id: q for q in QUESTIONS.asked if q.fact.id != "day"}
ANY_FACTS = st.fixed_dictionaries({}, optional={name: answers(question) for name, question in ASKED.items()})


def opening(ground: Ground) -> dict[str, Any]:
    """Facts that meet every condition of a ground, by its first alternatives that agree; found from the data alone."""
    facts: dict[str, Any] = {}
    for condition in ground.conditions:
        fits = (way for way in condition.alternatives if not facts.keys() & way.keys())
        _put(facts, next(fits, condition.alternatives[0]))
    return facts


def _put(facts: dict[str, Any], way: When) -> None:
    for name, spec in way.items():
        question = QUESTIONS.all[name]
        if name in facts:
            continue
        if question.fact.derive:
            facts["substances"] = ["alcohol"]
        elif question.fact.type == "integer":
            facts[name] = 40 if spec == "18-" else 12
        else:
            named = spec.get("only", ()) if isinstance(spec, dict) else spec
            listed = [named] if isinstance(named, str) else list(named)
            rest = [] if listed else sorted(question.allowed - set(spec["not"]))  # type: ignore[index, call-overload, arg-type]
            value = (listed or rest)[0]
            facts[name] = [value] if question.fact.type == "many" else value


@pytest.mark.parametrize("ground", DISCLOSING.grounds.values(), ids=list(DISCLOSING.grounds))
def test_every_ground_can_open_and_each_condition_counts(ground: Ground) -> None:
    facts = opening(ground)
    verdict = DISCLOSING.verdict_for(ground.id, facts, DAY)
    assert verdict.all_met, [c.said for c in verdict.conditions if not c.met]
    assert verdict.content
    assert verdict.kinds
    for name in facts:
        without = {key: value for key, value in facts.items() if key != name}
        closed = DISCLOSING.verdict_for(ground.id, without, DAY)
        assert not closed.all_met, name
        assert any(name in c.unknown and FIND_OUT in c.said for c in closed.conditions), name


@given(ANY_FACTS)
@settings(max_examples=300, deadline=None)
def test_what_is_not_known_never_opens(facts: dict[str, Any]) -> None:
    """A ground that opens goes on doing so whatever is answered to the questions nobody has answered."""
    for ground in DISCLOSING.check(facts, DAY).grounds:
        if not ground.all_met:
            continue
        for name, question in ASKED.items():
            if name not in facts:
                for value in AGES if question.fact.type == "integer" else sorted(question.allowed):
                    more = facts | {name: [value] if question.fact.type == "many" else value}
                    assert DISCLOSING.verdict_for(ground.id, more, DAY).all_met, (ground.id, name, value)


CARE = [ground for ground in DISCLOSING.grounds if ground.startswith(("health.care", "health.unborn", "social.care"))]


@given(facts=ANY_FACTS, ident=st.sampled_from([*CARE, "social.unborn_child"]), data=st.data())
@settings(max_examples=400, deadline=None)
def test_necessary_care_opens_between_authorities_only(facts: dict[str, Any], ident: str, data: st.DataObject) -> None:
    """25:12 and 26:9 with everything else in favour: only authorities of care, only in the right direction."""
    sender = data.draw(answers(ASKED["sender"]))
    receiver = data.draw(answers(ASKED["receiver"]))
    favour = opening(DISCLOSING.grounds[ident]) | {"sender": sender, "receiver": receiver}
    verdict = DISCLOSING.verdict_for(ident, facts | favour, DAY)
    from_right_side = (
        sender == "health_authority" if ident.startswith("health") else sender in {"social_authority", "sis"}
    )
    assert verdict.all_met == (receiver in AUTHORITIES and from_right_side)
    assert verdict.sections == (
        ("OSL 2009:400 25 kap. 12 §",) if ident.startswith("health") else ("OSL 2009:400 26 kap. 9 §",)
    )


@given(facts=ANY_FACTS, withdrawn=st.sampled_from(["withdrawn", "refused", "none"]))
@settings(max_examples=200, deadline=None)
def test_consent_that_is_not_there_never_opens(facts: dict[str, Any], withdrawn: str) -> None:
    assert not DISCLOSING.verdict_for("consent", facts | {"consent": withdrawn}, DAY).all_met


@given(ANY_FACTS)
@settings(max_examples=200, deadline=None)
def test_the_grounds_that_open_come_first_then_the_nearest(facts: dict[str, Any]) -> None:
    verdict = DISCLOSING.check(facts, DAY)
    assert [g.distance for g in verdict.grounds] == sorted(g.distance for g in verdict.grounds)
    assert verdict.allowed == verdict.grounds[0].all_met
    assert len(verdict.grounds) == len(DISCLOSING.grounds)
    assert bool(verdict.reason) != verdict.allowed
    assert verdict.as_json()["content"] == (list(verdict.grounds[0].content) if verdict.allowed else [])


def test_unknown_in_every_way_it_can_be_said_is_the_same() -> None:
    said = [DISCLOSING.check(FACTS | {"ongoing_use": value}, DAY) for value in (None, "unknown")]
    left_out = {key: value for key, value in FACTS.items() if key != "ongoing_use"}
    assert said[0] == said[1] == DISCLOSING.check(left_out, DAY)
    assert not said[0].allowed


def test_what_to_find_out_is_a_question_people_can_answer() -> None:
    verdict = DISCLOSING.verdict_for("health.care_use", {"sender": "health_authority"}, DAY)
    asked = [question for condition in verdict.conditions for question in condition.ask]
    assert asked == list(dict.fromkeys(asked))
    assert "Vad använder personen?" in asked


def test_one_ground_at_a_time() -> None:
    assert DISCLOSING.verdict_for("health.care_use", FACTS, DAY).all_met
    assert not DISCLOSING.verdict_for("health.care_child", FACTS, DAY).all_met
    assert [f.id for f in DISCLOSING.asked_by("health.care_use")] == [
        "sender", "receiver", "purpose", "necessary", "substances", "narcotic_classed", "ongoing_use",
    ]  # fmt: skip
    with pytest.raises(NotFound, match="general_clause"):
        DISCLOSING.verdict_for("general_clause", FACTS, DAY)


def test_a_ground_not_in_force_that_day_does_not_open() -> None:
    ground = DISCLOSING.grounds["fraud_prevention"]
    assert DISCLOSING.verdict_for(ground.id, opening(ground), date(2025, 12, 1)).all_met
    assert not DISCLOSING.verdict_for(ground.id, opening(ground), date(2025, 11, 30)).all_met


def test_the_general_clause_is_no_ground() -> None:
    assert not any("10 kap. 27 §" in cited for g in DISCLOSING.grounds.values() for cited in g.provisions)


def test_every_fact_is_looked_at_by_a_ground() -> None:
    used = {fact.id for ident in DISCLOSING.grounds for fact in DISCLOSING.asked_by(ident)}
    assert set(ASKED) == used


WRONG = [
    ({"sender": "hospital"}, ["sender", "'hospital'", "health_authority", "unknown"]),
    ({"sender": ["school"]}, ["sender", "school"]),
    ({"colour": "red"}, ["colour: frågan finns inte", "receiver"]),
    ({"substance_classes": ["alcohol"]}, ["substance_classes: frågan finns inte"]),
    ({"age": "40"}, ["age: ska vara ett heltal från 0 till 120"]),
    ({"age": True}, ["age: ska vara ett heltal"]),
    ({"age": 40.0}, ["age: ska vara ett heltal"]),
    ({"age": 121}, ["från 0 till 120"]),
    ({"age": -1}, ["från 0 till 120"]),
    ({"substances": ["tea"]}, ["substances: 'tea' finns inte", "alcohol"]),
    ({"substances": {"alcohol": 1}}, ["substances: ska vara en lista"]),
    ({"substances": [["alcohol"]]}, ["substances: ['alcohol'] finns inte"]),
    ({"compulsory_care": ["none", "lpt"]}, ["none betyder inget av dem"]),
    ({"day": "i går"}, ["day: ska vara en dag som 2026-11-22"]),
    ({"day": "2026-11-24"}, ["2026-11-24", "2026-11-25"]),
    ({"age": "q", "sender": 3, "x": 1}, ["age:", "sender:", "x:"]),
]


@pytest.mark.parametrize(("facts", "said"), WRONG)
def test_bad_input_names_every_fault_and_what_is_allowed(facts: dict[str, Any], said: list[str]) -> None:
    with pytest.raises(BadInput) as caught:
        DISCLOSING.check(facts, DAY)
    assert all(part in caught.value.text for part in said), caught.value.text


@pytest.mark.parametrize("facts", [None, [], "sender", 3])
def test_facts_of_another_shape(facts: Any) -> None:
    with pytest.raises(BadInput):
        DISCLOSING.check(facts, DAY)


def test_one_answer_or_none_may_be_written_without_a_list() -> None:
    assert DISCLOSING.check(FACTS | {"substances": "alcohol"}, DAY) == DISCLOSING.check(FACTS, DAY)
    assert DISCLOSING.check(FACTS | {"substances": "none"}, DAY) == DISCLOSING.check(FACTS | {"substances": []}, DAY)


FAULTY = [
    ({"conditions": [{"text": "En sats.", "when": {"colour": "red"}}]}, "frågan colour finns inte"),
    ({"conditions": [{"text": "En sats.", "when": {"sender": "hospital"}}]}, "sender kan inte vara 'hospital'"),
    ({"conditions": [{"text": "En sats.", "when": {"age": "gammal"}}]}, "age: 'gammal' skrivs som ett tal"),
    ({"conditions": [{"text": "En sats.", "when": {"sender": {"not": []}}}]}, "sender: minst ett svar behövs"),
    ({"provisions": ["OSL 2009:400 99 kap. 1 §"]}, "lagrummet OSL 2009:400 99 kap. 1 § finns inte"),
    ({"content": {"text": ["Något."], "kinds": ["gossip"]}}, "slaget gossip finns inte"),
]


@pytest.mark.parametrize(("changed", "said"), FAULTY)
def test_a_ground_with_a_fault_is_told_of(changed: dict[str, Any], said: str) -> None:
    class Faulty:
        grounds = [Ground.model_validate(DISCLOSING.grounds["crime"].model_dump() | changed)]
        provision = LIBRARY.law.provision

    with pytest.raises(BadContent) as caught:
        Disclosing(Faulty(), QUESTIONS)  # type: ignore[arg-type]
    assert f"crime: {said}" in caught.value.text


@pytest.mark.parametrize(
    "condition", [{"text": "En sats."}, {"text": "En sats.", "when": {"age": 1}, "any": [{"age": 2}]}]
)
def test_a_condition_has_when_or_any(condition: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="antingen when eller any"):
        Ground.model_validate(DISCLOSING.grounds["crime"].model_dump() | {"conditions": [condition]})
