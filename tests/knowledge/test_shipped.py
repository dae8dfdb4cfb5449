"""Every pack we ship: its cases, the number of questions, and that nobody is left without an owner."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helhet.knowledge.advise import Guide
from helhet.knowledge.casebook import Casebook
from helhet.knowledge.pack import Pack
from helhet.knowledge.schema.case import Case
from tests.knowledge.making import LIBRARY
from tests.knowledge.promise import contradictions, doubled

DAY = date(2026, 11, 22)
SHIPPED = LIBRARY.pack_ids()
FACTS = LIBRARY.vocabulary.facts
MAX_QUESTIONS = 6


def guide_for(pack: Pack) -> Guide:
    return Guide([pack], LIBRARY.law, LIBRARY.vocabulary, LIBRARY.directory, DAY, None, named=True)


GUIDES = {ident: guide_for(LIBRARY.pack(ident)) for ident in SHIPPED}
ALL = Guide(LIBRARY.packs(), LIBRARY.law, LIBRARY.vocabulary, LIBRARY.directory, DAY, None, named=True)


def answers_to(fact: str) -> st.SearchStrategy[Any]:
    """Any answer to one fact, with "don't know" among them."""
    entry = FACTS[fact]
    if entry.type == "integer":
        return st.integers(min_value=entry.min, max_value=100)
    if entry.type == "levels":
        levels = st.sampled_from([*LIBRARY.vocabulary.levels, "unknown"])
        return st.dictionaries(st.sampled_from(list(LIBRARY.vocabulary.substances)), levels, max_size=3)
    values = [value.id for value in entry.values]
    if entry.type == "many":
        return st.lists(st.sampled_from(values), unique=True, max_size=2)
    return st.sampled_from([*values, "unknown"])


situations = st.fixed_dictionaries(
    {}, optional={name: answers_to(name) for name, fact in FACTS.items() if fact.type != "derived"}
)


@pytest.mark.parametrize("ident", SHIPPED)
def test_the_pack_says_what_its_source_says(ident: str) -> None:
    pack = LIBRARY.pack(ident)
    assert len([case for case in pack.cases if case.facts]) >= 40
    assert [f"{f.case}: {f.text}" for f in Casebook(LIBRARY, pack, DAY).failures()] == []


@pytest.mark.parametrize("ident", SHIPPED)
def test_no_case_needs_more_than_six_questions(ident: str) -> None:
    for case in LIBRARY.pack(ident).cases:
        assert len(questions(GUIDES[ident], case)) <= MAX_QUESTIONS, (case.id, questions(GUIDES[ident], case))


def questions(guide: Guide, case: Case) -> list[str]:
    """What the guide asks on the way from the first page to the case, one question at a time."""
    facts = {
        name: case.facts.get(name, "no" if fact.type == "one" else [])
        for name, fact in FACTS.items()
        if fact.first_page
    }
    asked = []
    while left := guide.answer(facts).ask:
        asked.append(left[0])
        facts[left[0]] = case.facts.get(left[0], "unknown")
    return asked


@pytest.mark.parametrize("ident", SHIPPED)
@settings(max_examples=400, deadline=None)
@given(facts=situations)
def test_every_situation_has_an_owner_or_a_declared_open_question(ident: str, facts: dict[str, Any]) -> None:
    answer = GUIDES[ident].answer(facts)
    assert answer.steps
    for step in answer.steps:
        assert step.actor
        assert step.basis
        assert step.strength in ("ska", "bör", "kan")
    # Our own reminder to hold on to the person is in every answer, and shows nobody a way.
    owned = any(step.course and step.basis[0].kind != "reading" for step in answer.steps)
    assert owned or answer.open or answer.law_only or answer.ask


@settings(max_examples=300, deadline=None)
@given(facts=situations)
def test_steps_never_contradict(facts: dict[str, Any]) -> None:
    for guide in GUIDES.values():
        assert contradictions(guide.answer(facts), str(facts.get("unit", ""))) == []
    # Agreements of two counties may well differ; still nothing is reported to two sides or said twice.
    assert doubled(ALL.answer(facts)) == []
