"""What a pack points at must exist: places in the country, and after an addendum what it left of its base."""

from pathlib import Path
from typing import Any

import pytest

from helhet.kernel.errors import BadInput
from tests.knowledge.making import LIBRARY, write

ROWS = [{"id": f"r{n}", "text": "Rad", "anchors": ["A/s"], "steps": []} for n in (1, 2)]
BASE: dict[str, Any] = {
    "tables": [{"id": "t", "title": "Väg", "policy": "collect", "rows": ROWS}],
    "concepts": [{"id": "riskbruk", "term": "Riskbruk", "text": "Ord", "anchors": ["A/s"], "criteria": "glas"}],
    "criteria": [
        {
            "id": "glas",
            "concept": "riskbruk",
            "measure": "glas",
            "kind": "threshold",
            "origin": "Avtalet",
            "text": "Tio",
            "anchors": ["A/s#1"],
        }
    ],
    "courses": [
        {
            "id": "lvm",
            "title": "LVM",
            "start": "a",
            "states": [
                {"id": "a", "owner": "region", "text": "Först", "anchors": ["A/s"], "next": ["b"]},
                {"id": "b", "owner": "region", "text": "Sedan", "anchors": ["A/s"]},
            ],
        }
    ],
}
GROUPS = [{"id": i, "text": f"Grupp {i}", "anchors": ["A/s"]} for i in ("unga", "vuxna")]


def told(folder: Path, about: dict[str, Any], **lists: Any) -> list[str]:
    """What is wrong with an addendum to BASE that lies beside it, outside the content folder."""
    write(folder, {"groups": GROUPS}, **BASE)
    about = {"id": "tillagg-2028", "kind": "addendum", "extends": "prov-2027"} | about
    return [str(problem) for problem in LIBRARY.read(str(write(folder, about, **lists)))[1]]


PARTY = {"id": "p", "name": "Orten", "text": "En part", "anchors": ["A/s"], "roles": ["party"]}


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({"county": "99"}, "county: koden 99 finns inte i content/organisations. Välj bland: 01 Stockholms län"),
        ({"municipalities": ["0880", "0899"]}, "municipalities: koden 0899 finns inte i content/organisations. Välj"),
        ({"parties": [PARTY | {"municipalities": ["0880", "8008"]}]}, "p: municipalities: koden 8008 finns inte"),
    ],
)
def test_codes_of_counties_and_municipalities_exist(tmp_path: Path, about: dict[str, Any], said: str) -> None:
    (problem,) = LIBRARY.read(str(write(tmp_path, about)))[1]
    assert said in str(problem)
    assert "county" in about or "0880 Kalmar" in str(problem)


def test_an_addendum_finds_its_base_beside_it(tmp_path: Path) -> None:
    assert told(tmp_path, {}) == []
    made, _ = LIBRARY.read(str(tmp_path / "tillagg-2028"))
    assert made
    assert [row.id for table in made.tables for row in table.rows] == ["r1", "r2"]


def test_an_addendum_without_a_base_is_told_with_its_line(tmp_path: Path) -> None:
    folder = write(tmp_path, {"extends": "borta-1999"})
    (folder / "pack.yaml").write_text((folder / "pack.yaml").read_text().replace(', "extends"', ',\n "extends"'))
    (problem,) = LIBRARY.read(str(folder))[1]
    assert str(problem).startswith("pack.yaml:2: extends: Paketet borta-1999 finns inte")


def test_packs_that_extend_each_other_are_told(tmp_path: Path) -> None:
    write(tmp_path, {"id": "a-2027", "extends": "b-2027"})
    folder = write(tmp_path, {"id": "b-2027", "extends": "a-2027"})
    with pytest.raises(BadInput, match="b-2027 → a-2027 → b-2027") as caught:
        LIBRARY.read(str(folder))
    assert caught.value.code == "bad_pack"


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ("glas", "withdraws: riskbruk: criteria glas finns inte"),
        ("riskbruk", "withdraws: glas: concept riskbruk finns inte"),
        ("b", "withdraws: a: next b finns inte"),
    ],
)
def test_what_is_left_of_the_base_must_not_point_at_what_is_withdrawn(tmp_path: Path, gone: str, said: str) -> None:
    (problem,) = told(tmp_path, {"withdraws": [gone]})
    assert problem.startswith("pack.yaml:1: ")
    assert said in problem
    assert "Dra tillbaka" in problem


def test_nor_may_the_addendum_itself(tmp_path: Path) -> None:
    goals = [{"id": "g", "text": "Mål", "anchors": ["A/s"], "group": "unga"}]
    assert told(tmp_path, {}, goals=goals) == []
    (problem,) = told(tmp_path, {"withdraws": ["unga"]}, goals=goals)
    assert problem.startswith("structures.yaml:1: g: group unga finns inte")


def test_both_ends_may_be_withdrawn_together(tmp_path: Path) -> None:
    assert told(tmp_path, {"withdraws": ["glas", "riskbruk", "r2", "unga"]}) == []
    made, _ = LIBRARY.read(str(tmp_path / "tillagg-2028"))
    assert made
    assert [group.id for group in made.about.groups] == ["vuxna"]
    assert (made.criteria, made.concepts) == ((), ())


def test_a_fault_in_a_limit_stands_on_its_line(tmp_path: Path) -> None:
    folder = write(tmp_path)
    limit = "{id: x, concept: borta, measure: glas, kind: threshold, origin: Här, text: Tio, anchors: [A/s]}"
    (folder / "concepts.yaml").write_text(f"criteria:\n  - {limit}\n", "utf-8")
    (problem,) = LIBRARY.read(str(folder))[1]
    assert str(problem).startswith("concepts.yaml:2: x: concept borta")
