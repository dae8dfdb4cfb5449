"""What is ours and never counted as the county's."""

from hypothesis import given, settings
from hypothesis import strategies as st

from .build import SECTIONS, found, item, only, pack

SLIP = {"id": "m", "anchors": ["A21/ett#1"], "printed": "SOPS", "meant": "SOSFS"}


@settings(deadline=None)
@given(st.sampled_from(["county", "machine", "unclear"]))
def test_only_the_countys_own_misprints_are_asked(cause: str):
    of = pack(misprints=[SLIP | {"cause": cause}])
    asked, unsure = found("misprint", of), found("misread", of)
    assert bool(asked) == (cause == "county")
    assert all(f.kind == "fault" and f.severity == "info" for f in asked)
    assert bool(unsure) == (cause != "county")
    assert all(f.kind == "unsure" and "inte som länets fel" in f.text for f in unsure)


def test_every_reading_is_listed():
    of = pack(readings=[item(i, why="Det följer.") for i in ("a", "b")])
    assert [f.kind for f in found("reading", of)] == ["reading", "reading"]
    assert not found("reading", pack())


def test_everything_unclear_in_one_table():
    notes = [item("n", kind="method", standing="unclear", note="Två sätt"), item("klar", kind="method")]
    finding = only("unclear", pack(notes=notes))
    assert len(finding.table) == 2
    assert "Två sätt" in finding.table[1]
    assert not found("unclear", pack(notes=notes[1:]))


def test_bullets_that_nothing_rests_on():
    sections = [SECTIONS[0] | {"kind": "list"}, SECTIONS[1]]
    duty = item("d", "A21/ett#1", principal="region", needs=["laro"])
    finding = only("bare", pack(sections=sections, duties=[duty]))
    assert finding.where == ("A21/ett#2",)
    both = duty | {"anchors": ["A21/ett#1", "A21/ett#2"]}
    assert not found("bare", pack(sections=sections, duties=[both]))
    assert not found("bare", pack(sections=sections, notes=[item("n", "A21/ett", kind="method")]))


def test_a_misprint_is_not_content():
    assert only(
        "bare",
        pack(
            sections=[SECTIONS[1] | {"kind": "list"}], misprints=[SLIP | {"anchors": ["A21/tva#1"], "cause": "county"}]
        ),
    )


def test_a_misprint_that_a_conflict_already_asks_about():
    slip = SLIP | {"printed": "denna överenskommelse", "cause": "county"}
    said = [item("a", topic="t", value="överenskommelse"), item("b", "A21/tva#1", topic="t", value="anvisningar")]
    assert not found("misprint", pack(misprints=[slip], statements=said))
    assert found("misprint", pack(misprints=[slip], statements=said[:1]))
    assert found("misprint", pack(misprints=[slip | {"anchors": ["A21/ett#2"]}], statements=said))
    assert found("misprint", pack(misprints=[slip | {"printed": "något annat"}], statements=said))


def test_what_is_asked_elsewhere_is_not_also_unclear():
    said = [item("a", topic="t", value="ja", standing="unclear"), item("b", topic="t", value="nej")]
    assert not found("unclear", pack(statements=said, readings=[item("r", why="Så.", standing="unclear")]))
    assert found("unclear", pack(statements=said[:1]))
    assert found("unclear", pack(statements=said, notes=[item("a", kind="method", standing="unclear")]))


def test_a_reference_that_leads_wrong_is_asked_about_there_and_not_also_as_unclear():
    wrong = {"id": "r", "anchors": ["A21/ett#1"], "text": "Fotnot 1", "to_anchor": "A21/tva", "standing": "unclear"}
    assert found("unclear", pack(references=[wrong]))
    assert found("pointer", pack(references=[wrong | {"holds": False}]))
    assert not found("unclear", pack(references=[wrong | {"holds": False}]))
