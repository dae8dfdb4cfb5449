"""References within the document."""

from .build import SECTIONS, found, only, pack

REFERENCE = {"id": "till", "anchors": ["A21/ett#1"], "text": "Hänvisar till bilaga 2"}


def test_a_reference_to_nothing_is_an_error():
    refs = [
        REFERENCE | {"to_anchor": "A21/bilaga-2"},
        REFERENCE | {"id": "igen", "anchors": ["A21/ett#2"], "to_anchor": "A21/bilaga-2"},
    ]
    finding = only("missing", pack(references=refs))
    assert (finding.kind, finding.severity) == ("fault", "error")
    assert finding.key == "text.missing.a21-bilaga-2"
    assert "hänvisar till bilaga 2 " in finding.text
    assert finding.where == ("A21/ett#1", "A21/ett#2")


def test_a_reference_to_a_bullet_that_is_not_there():
    assert "punkt 9 i Avsnitt två" in only("missing", pack(references=[REFERENCE | {"to_anchor": "A21/tva#9"}])).text


def test_a_reference_that_holds_is_no_fault():
    of = pack(references=[REFERENCE | {"to_anchor": "A21/tva#1"}])
    assert not found("missing", of)
    assert not found("pointer", of)


def test_a_missing_section_and_what_points_at_it_are_one_finding():
    sections = [
        *SECTIONS,
        {"anchor": "A21/figur", "title": "Figuren", "text": "En bild.", "kind": "figure", "missing": "Finns inte."},
    ]
    finding = only("missing", pack(sections=sections, references=[REFERENCE | {"to_anchor": "A21/figur"}]))
    assert (finding.kind, finding.severity) == ("unsure", "info"), "a picture may have been lost when the text was read"
    assert finding.text.startswith("En figur saknas")
    assert finding.where == ("A21/figur", "A21/ett#1")


def test_a_reference_that_does_not_say_it_shows_both_places():
    refs = [REFERENCE | {"to_anchor": "A21/tva", "holds": False, "note": "Bilagan säger inget om rutiner."}]
    finding = only("pointer", pack(references=refs))
    assert finding.where == ("A21/ett#1", "A21/tva")
    assert "Bilagan säger inget om rutiner" in finding.text


def test_four_references_to_one_place_are_one_finding():
    refs = [REFERENCE | {"id": f"r{i}", "to_anchor": "A21/tva", "holds": False} for i in range(4)]
    assert only("pointer", pack(references=refs)).kind == "fault"


def test_a_reference_we_are_unsure_of_is_not_the_countys():
    refs = [REFERENCE | {"to_anchor": "A21/tva", "holds": False, "standing": "unclear"}]
    assert (only("pointer", pack(references=refs)).kind, only("pointer", pack(references=refs)).severity) == (
        "unsure",
        "info",
    )


def test_a_figure_that_speaks_of_itself_is_not_pointed_at():
    sections = [*SECTIONS, {"anchor": "A21/figur", "title": "Figuren", "text": "En bild.", "missing": "Finns inte."}]
    own = REFERENCE | {"anchors": ["A21/figur"], "to_anchor": "A21/figur"}
    assert "hänvisar dit" not in only("missing", pack(sections=sections, references=[own])).text


def test_a_few_places_are_named_and_many_are_counted():
    bullets = [SECTIONS[0] | {"bullets": {str(n): "En sak." for n in range(1, 5)}}, SECTIONS[1]]
    refs = [REFERENCE | {"anchors": [f"A21/ett#{n}" for n in range(1, 5)], "to_anchor": "A21/borta"}]
    assert "från 4 ställen" in only("missing", pack(sections=bullets, references=refs)).text
    three = [refs[0] | {"anchors": refs[0]["anchors"][:3]}]
    assert "från Avsnitt ett, punkt 1, 2 och 3" in only("missing", pack(sections=bullets, references=three)).text


def test_a_reference_to_another_document_may_be_wrong_too():
    finding = only("pointer", pack(references=[REFERENCE | {"outside": "Riktlinjer för hemlösa", "holds": False}]))
    assert "Riktlinjer för hemlösa" in finding.text
    assert finding.where == ("A21/ett#1",)


def test_a_missing_section_that_is_no_picture_is_the_countys_to_mend():
    gone = {"anchor": "A21/bilaga", "title": "Bilaga 3", "text": "En bilaga.", "missing": "Den följer inte med."}
    finding = only("missing", pack(sections=[*SECTIONS, gone]))
    assert (finding.kind, finding.severity) == ("fault", "warning")
    assert "inte som länets fel" not in finding.text
