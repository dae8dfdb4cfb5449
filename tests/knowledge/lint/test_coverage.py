"""What rests on each place of the source."""

from hypothesis import given, settings
from hypothesis import strategies as st

from helhet.knowledge.coverage import KINDS, coverage, in_document_order, without_items
from helhet.knowledge.pack import Pack

from .build import SECTIONS, item, pack

DUTY = {"principal": "region", "needs": ["laro"]}


def test_items_stand_on_their_bullet_and_on_the_section():
    of = pack(duties=[item("d", "A21/ett#2", **DUTY)], notes=[item("n", "A21/ett", kind="method", standing="inferred")])
    first, second = coverage(of)
    assert [(i.kind, i.id, i.text, i.standing) for i in first.bullets[1].items] == [("duties", "d", "Om d.", "stated")]
    assert [(i.id, i.standing) for i in first.whole.items] == [("n", "inferred")]
    assert first.counts == {"duties": 1, "notes": 1}
    assert first.bullets[0].bare
    assert not first.bullets[1].bare
    assert second.counts == {}


def test_a_commitment_rests_where_it_occurs_and_a_period_where_it_is_said():
    commitment = item("c", "A21/ett#1", party="both", occurs=[{"list": "l", "anchor": "A21/tva#1"}])
    of = pack({"periods": [{"start": "2021", "anchors": ["A21/tva"]}]}, commitments=[commitment])
    second = coverage(of)[1]
    assert [i.id for i in second.bullets[0].items] == ["c"]
    assert [i.id for i in second.whole.items] == ["period-2021"]


def test_every_kind_that_rests_on_the_source_has_a_name():
    about_us = {"documents", "sections", "questions", "cases"}
    assert set(KINDS) == set(pack().by_kind()) - about_us


def test_what_is_shown_for_entries_without_a_text():
    slip = {"id": "m", "anchors": ["A21/ett#1"], "printed": "SOPS", "meant": "SOSFS", "cause": "county"}
    day = {"id": "d", "anchors": ["A21/ett#1"], "day": "2021", "what": "Planen klar"}
    shown = [i.text for i in coverage(pack(misprints=[slip], dates=[day]))[0].bullets[0].items]
    assert sorted(shown) == ["Planen klar", "SOPS → SOSFS"]


@settings(deadline=None)
@given(st.sets(st.sampled_from(["A21/ett#1", "A21/ett#2", "A21/tva#1"])))
def test_bare_is_exactly_what_nothing_rests_on(resting: set[str]):
    of: Pack = pack(
        sections=[section | {"kind": "list"} for section in SECTIONS],
        duties=[item(f"d{i}", anchor, **DUTY) for i, anchor in enumerate(resting)],
    )
    assert {anchor for anchor, _ in without_items(of)} == {"A21/ett#1", "A21/ett#2", "A21/tva#1"} - resting


def test_sections_stand_as_in_the_document():
    named = {"title": "Avsnitt", "text": "Text."}
    sections = [
        {"anchor": f"A21/{name}", "lines": lines} | named for name, lines in (("c", "30–40"), ("c.1", ""), ("a", "2"))
    ]
    of = pack(sections=[*sections, {"anchor": "B21/x", "lines": "1"} | named])
    assert [s.anchor for s in in_document_order(of.sections)] == ["A21/a", "A21/c", "A21/c.1", "B21/x"]
    assert [c.section.anchor for c in coverage(of)] == ["A21/a", "A21/c", "A21/c.1", "B21/x"]
