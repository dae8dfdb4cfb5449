"""A pack's cases are judged in the situation that each tells of."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from helhet.knowledge.casebook import Casebook, failing
from tests.knowledge.making import LIBRARY, pack

DAY = date(2027, 2, 1)
DUTIES = [
    {"id": "alla", "principal": "municipality", "needs": ["relatives_support"], "text": "Alla", "anchors": ["A/s#1"]},
    {
        "id": "aldre",
        "principal": "region",
        "needs": ["relatives_support"],
        "applies": {"age": "65-"},
        "text": "Äldre",
        "anchors": ["A/s#2"],
    },
]


def fails(folder: Path, holders: list[str], facts: dict[str, Any], **about: Any) -> list[str]:
    case = {"id": "vem", "text": "Vem", "anchors": ["A/s"], "need": "relatives_support", "holders": holders}
    made = pack(folder, about, duties=DUTIES, cases=[{**case, "facts": facts}])
    told = [failure.text for failure in Casebook(LIBRARY, made, DAY).failures()]
    assert failing(LIBRARY, made, DAY) == ({"vem"} if told else set())
    return told


@pytest.mark.parametrize(
    ("facts", "holders"),
    [
        ({"age": 40}, ["municipality"]),
        ({"age": 80}, ["municipality", "region"]),
        # Nothing is said of the person: everyone who may have to answer.
        ({}, ["municipality", "region"]),
    ],
)
def test_who_holds_a_need_is_judged_within_the_facts(tmp_path: Path, facts: dict[str, Any], holders: list[str]) -> None:
    assert fails(tmp_path / "rätt", holders, facts) == []
    assert len(fails(tmp_path / "fel", ["region"], facts)) == 1


def test_nobody_holds_a_need_of_someone_the_agreement_does_not_cover(tmp_path: Path) -> None:
    claims = [{"id": "vuxna", "text": "Vuxna", "anchors": ["A/s"], "covers": {"age": "18-"}}]
    assert fails(tmp_path, [], {"age": 15}, claims=claims) == []


def test_a_case_that_fails_is_told_by_name(tmp_path: Path) -> None:
    step = {"act": "help_application", "actor": "region"}
    case = {"id": "hon", "text": "En kvinna söker hjälp.", "anchors": ["A/s"], "steps": [step], "facts": {}}
    (told,) = Casebook(LIBRARY, pack(tmp_path, cases=[case]), DAY).failures()
    assert told.text.startswith(
        "Situationen hon (”En kvinna söker hjälp”): steget saknas: act: help_application, actor"
    )
    assert fails(tmp_path / "vem", ["region"], {"age": 40})[0].startswith("Situationen vem (”Vem”): relatives_support")
