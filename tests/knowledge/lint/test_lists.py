"""Commitments in lists that should be the same."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from .build import found, item, only, pack

PART = {"id": "del", "title": "Avsnitt tre", "anchors": ["A21/ett"]}
WHOLE = {"id": "alla", "title": "Avsnitt sex", "anchors": ["A21/tva"], "complete": True}


def promise(ident: str, **places: Any) -> dict[str, Any]:
    occurs = [{"list": name, "anchor": "A21/ett#1", **(more or {})} for name, more in places.items()]
    return item(ident, party="both", occurs=occurs)


def test_a_commitment_missing_in_the_complete_list():
    finding = only("list", pack(lists=[PART, WHOLE], commitments=[promise("nedtrappning", **{"del": None})]))
    assert finding.key == "text.list.nedtrappning.alla"
    assert (finding.kind, finding.severity) == ("conflict", "warning")
    assert "Avsnitt tre" in finding.text
    assert "Avsnitt sex" in finding.text
    assert finding.where == ("A21/ett#1", "A21/tva")
    assert "säger sig ha med alla" in finding.text


def test_what_only_we_read_as_a_commitment_is_a_reading():
    ours = promise("lob", **{"del": None}) | {"standing": "inferred"}
    finding = only("list", pack(lists=[PART, WHOLE], commitments=[ours]))
    assert (finding.kind, finding.severity) == ("reading", "info")
    assert finding.text.endswith("Är det ett åtagande?")


def test_a_commitment_in_both_is_no_fault():
    assert not found("list", pack(lists=[PART, WHOLE], commitments=[promise("a", **{"del": None, "alla": None})]))


def test_the_mirror_is_held_against_the_lists_it_gathers():
    lists = [PART, PART | {"id": "del-2"}, WHOLE | {"same_as": ["del", "del-2"]}]
    both = [promise("a", **{"del": None, "alla": None}), promise("b", **{"del-2": None, "alla": None})]
    assert not found("list", pack(lists=lists, commitments=both))
    extra = promise("c", alla=None)
    finding = only("list", pack(lists=lists, commitments=[*both, extra]))
    assert finding.key == "text.list.c.del.del-2"
    assert "borde ha med samma" in finding.text


def test_two_lists_that_mirror_each_other_are_asked_once():
    lists = [
        PART | {"same_as": ["annan"]},
        {"id": "annan", "title": "Bilagan", "anchors": ["A21/tva"], "same_as": ["del"]},
    ]
    finding = only("list", pack(lists=lists, commitments=[promise("a", **{"del": None})]))
    assert finding.key == "text.list.a.annan"
    assert "borde ha med samma" in finding.text


def test_a_list_is_held_only_against_those_it_mirrors():
    lists = [PART, WHOLE | {"complete": False, "same_as": ["del"]}, PART | {"id": "annan"}]
    assert not found("list", pack(lists=lists, commitments=[promise("a", annan=None)]))


def test_lists_that_claim_nothing_may_differ():
    lists = [PART, PART | {"id": "annan"}]
    assert not found("list", pack(lists=lists, commitments=[promise("a", **{"del": None})]))


def test_a_point_that_differs_names_both_values():
    places = {
        "del": {"points": {"enligt": "Riktlinjer 2015"}},
        "alla": {"points": {"enligt": "Riktlinjer för hemlösa"}},
    }
    finding = only("points", pack(lists=[PART, WHOLE], commitments=[promise("hemlosa", **places)]))
    assert "Riktlinjer 2015" in finding.text
    assert "Riktlinjer för hemlösa" in finding.text
    assert "Enligt" in finding.text
    assert "inget om det" not in finding.text


def test_a_point_in_one_place_only_counts():
    finding = only(
        "points",
        pack(lists=[PART, WHOLE], commitments=[promise("a", **{"del": {"points": {"vem": "alla"}}, "alla": None})]),
    )
    assert "inget om det" in finding.text


def test_the_same_points_are_no_fault():
    places = {"del": {"points": {"vem": "Alla."}}, "alla": {"points": {"vem": "alla"}}}
    assert not found("points", pack(lists=[PART, WHOLE], commitments=[promise("a", **places)]))


def test_wording_is_history_in_one_table():
    commitments = [promise(n, **{"del": None, "alla": {"wording": "I länet är tillagt."}}) for n in ("a", "b")]
    finding = only("wording", pack(lists=[PART, WHOLE], commitments=commitments))
    assert finding.severity == "info"
    assert len(finding.table) == 3


@settings(deadline=None)
@given(st.lists(st.sets(st.sampled_from(["del", "alla"]), min_size=1), max_size=6))
def test_exactly_what_stands_outside_the_complete_list_is_missing(places: list[set[str]]):
    commitments = [promise(f"c{i}", **dict.fromkeys(where)) for i, where in enumerate(places)]
    missing = {f"text.list.c{i}.alla" for i, where in enumerate(places) if "alla" not in where}
    assert {f.key for f in found("list", pack(lists=[PART, WHOLE], commitments=commitments))} == missing
