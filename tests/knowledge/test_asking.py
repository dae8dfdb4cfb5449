"""A question is asked exactly when its answer can still change which rows fire."""

from datetime import date
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from helhet.knowledge.advise import Guide
from helhet.knowledge.law import Law
from tests.knowledge.making import LIBRARY, pack, row, step

# Four small facts, so that every completion can be tried.
ANSWERS: dict[str, list[Any]] = {
    "competence": ["none", "screening", "good"],
    "assessment": ["enough_here", "beyond_own", "other_should"],
    "great_concern": ["yes", "no"],
    "age": [12, 30],
}
AGES = {"age": ["-17", "18-"]}
conditions = st.dictionaries(st.sampled_from(list(ANSWERS)), st.integers(min_value=1, max_value=6), max_size=3).map(
    lambda chosen: {
        fact: [v for n, v in enumerate(AGES.get(fact, ANSWERS[fact])) if bits >> n & 1] or AGES.get(fact, ANSWERS[fact])
        for fact, bits in chosen.items()
    }
)
tables = st.lists(conditions, min_size=1, max_size=4)
known = st.dictionaries(st.sampled_from(list(ANSWERS)), st.integers(min_value=0, max_value=5), max_size=2).map(
    lambda chosen: {fact: ANSWERS[fact][n % len(ANSWERS[fact])] for fact, n in chosen.items()}
)


class NoLaw(Law):
    """A law without rows, so that only the pack's own tables can ask."""

    def __init__(self) -> None:
        self.tables, self.needs, self.act_now, self.phones = [], [], [], []
        self.provisions, self.statements, self.thresholds, self.deadlines, self.grounds = [], [], [], [], []
        self.provision, self.phone, self.cautions = {}, {}, []


def guide_of(rows: list[dict[str, Any]], policy: str, folder: Path) -> Guide:
    made = pack(
        folder,
        tables=[
            {
                "id": "t",
                "title": "Tabell",
                "policy": policy,
                "rows": [row(f"r{n}", when, step("cooperate")) for n, when in enumerate(rows)],
            }
        ],
    )
    return Guide([made], NoLaw(), LIBRARY.vocabulary, LIBRARY.directory, date(2027, 2, 1), None, named=True)


def by_brute_force(guide: Guide, facts: dict[str, Any]) -> set[str]:
    """Try every completion and compare the pairs that differ in one fact."""
    free = [fact for fact in ANSWERS if fact not in facts]
    fired = {
        values: tuple(guide.answer({**facts, **dict(zip(free, values, strict=True))}).fired)
        for values in product(*(ANSWERS[fact] for fact in free))
    }
    return {
        fact
        for n, fact in enumerate(free)
        for one, other in product(fired, fired)
        if one[:n] + one[n + 1 :] == other[:n] + other[n + 1 :] and fired[one] != fired[other]
    }


@settings(max_examples=150, deadline=None)
@given(rows=tables, policy=st.sampled_from(["collect", "first"]), facts=known)
def test_asked_is_exactly_what_can_still_matter(rows: list[dict[str, Any]], policy: str, facts: dict[str, Any]) -> None:
    with TemporaryDirectory() as folder:
        guide = guide_of(rows, policy, Path(folder))
        assert set(guide.answer(facts).ask) == by_brute_force(guide, facts)


def test_an_unanswered_additive_fact_drives_no_question(tmp_path: Path) -> None:
    guide = guide_of([{"pregnant": "yes", "competence": "none"}], "collect", tmp_path)
    answer = guide.answer({})
    assert answer.ask == []
    assert [i.fact for i in answer.if_so] == ["pregnant"]
    assert guide.answer({"pregnant": "yes"}).ask == ["competence"]
