"""What the document does not say, and where unsolved problems go."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .build import found, item, only, pack

GROUP = {"name": "Samordnande gruppen", "level": "local"}


@pytest.mark.parametrize(
    ("rule", "kind", "empty", "full"),
    [
        ("activity", "activities", {}, {"owner": "Gruppen", "day": "2022-01-01"}),
        ("commitment", "commitments", {"party": "both", "occurs": []}, {"owner": "Chefen", "time": "2022"}),
        ("structure", "structures", GROUP, {"meetings": "Varje månad", "mandate": "Beslutar"}),
        ("ladder-time", "ladder", {"who": "Gruppen"}, {"time": "En månad"}),
    ],
)
def test_what_is_not_said_is_one_finding_with_a_table(rule: str, kind: str, empty: dict, full: dict):
    lacking = [item("a", **empty), item("b", **empty), item("c", **empty | full)]
    finding = only(rule, pack(**{kind: lacking}))
    assert finding.kind == "silence"
    assert finding.key == f"text.{rule}"
    assert [row[0] for row in finding.table[1:]] == [empty.get("name") or empty.get("who") or f"Om {i}." for i in "ab"]
    assert not found(rule, pack(**{kind: [item("c", **empty | full)]}))


def test_one_alone_is_not_counted():
    assert only("activity", pack(activities=[item("a")])).text.startswith("En aktivitet säger inte")
    two = [item("a"), item("b", owner="Gruppen", time="2022")]
    assert only("activity", pack(activities=two)).text.startswith("1 av 2 aktiviteter")


def rungs(**more):
    return pack(ladder=[item("t1", who="Lokala gruppen", next="t2"), item("t2", who="Samordnande gruppen") | more])


def test_a_ladder_that_ends_without_a_decision_maker():
    assert "Samordnande gruppen" in only("ladder-end", rungs()).text
    assert not found("ladder-end", rungs(who="Ledningen i länet"))
    parties = [item("p", name="Samordnande gruppen", roles=["decided"])]
    assert not found("ladder-end", pack({"parties": parties}, ladder=rungs().ladder))
    assert found("ladder-end", pack({"parties": [parties[0] | {"roles": ["party"]}]}, ladder=rungs().ladder))


def test_a_mandate_decides():
    structures = [item("s", **GROUP, mandate="Avgör tvister")]
    of = pack(ladder=[item("t", who="Samordnande gruppen", structure="s")], structures=structures)
    assert not found("ladder-end", of)
    without = pack(ladder=of.ladder, structures=[item("s", **GROUP)])
    assert only("ladder-end", without)


def test_groups_and_no_way_for_the_unsolved():
    assert only("ladder-none", pack(structures=[item("s", **GROUP)]))
    two = [item("s", **GROUP, unsolved_to="t"), item("t", **GROUP)]
    assert not found("ladder-none", pack(structures=two))
    assert not found("ladder-none", pack())


@settings(deadline=None)
@given(st.lists(st.integers(0, 4), min_size=5, max_size=5))
def test_a_ring_is_found_exactly_when_following_never_ends(onward: list[int]):
    of = pack(
        structures=[item(f"s{i}", **GROUP, unsolved_to=f"s{to}" if to != i else None) for i, to in enumerate(onward)]
    )
    ends = []
    for start in range(5):
        at, steps = start, 0
        while onward[at] != at and steps < 6:
            at, steps = onward[at], steps + 1
        ends.append(steps < 6)
    assert bool(found("loop", of)) == (not all(ends))
    assert all(f.severity == "error" for f in found("loop", of))


def test_what_some_lack_is_not_said_of_all():
    one, other = item("a", **GROUP, mandate="Beslutar"), item("b", **GROUP)
    text = only("structure", pack(structures=[one, other])).text
    assert text.startswith(
        "För 2 av 2 grupper som möts fattas besked om hur ofta den möts eller vad gruppen får bestämma"
    )
    assert "säger inte vad gruppen får bestämma och hur ofta" in only("structure", pack(structures=[other])).text


@pytest.mark.parametrize("mandate", ["Utveckla och följa avtalet", "Lämnar förslag"])
def test_a_mandate_to_follow_is_none_to_decide(mandate: str):
    structures = [item("s", **GROUP, mandate=mandate)]
    assert only("ladder-end", pack(ladder=[item("t", who="Gruppen", structure="s")], structures=structures))
