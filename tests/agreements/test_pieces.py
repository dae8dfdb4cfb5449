"""The pieces that pages are made of, one at a time."""

from types import SimpleNamespace

import pytest

from helhet.agreements.pages.agreement import bullet_name, in_document_order
from helhet.agreements.pages.concepts import terms
from helhet.agreements.pages.drawing import box, wrapped
from helhet.agreements.pages.held import GAP, LAW, PARTLY, SETTLED, SHARED, SOLE, cell, nobody
from helhet.agreements.pages.structures import climbing, structure_picture
from helhet.agreements.pages.terms import Terms, term_slug
from helhet.agreements.pages.wording import ages_of, ended, inside, number, says_the_same
from helhet.knowledge.schema.governing import Rung, Structure
from helhet.knowledge.schema.knowing import Concept, CriteriaSet
from helhet.knowledge.schema.source import Section


def concept(term, *words):
    return Concept(id="x", term=term, words=words, text="Betyder något.")


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("Riskbruket och riskbruk.", ["Riskbruket"]),
        ("Ett riskbruksprogram är ett annat ord.", []),
        ("SIP:en görs. Läs om lop.", ["SIP:en"]),
        ("<b>Beroende</b> & sip", ["Beroende", "sip"]),
        ("Beroendesjukdomen", ["Beroendesjukdomen"]),
    ],
)
def test_terms_are_found_as_whole_words_once(text, linked):
    terms = Terms([concept("Riskbruk"), concept("SIP"), concept("Beroende", "beroendesjukdom")], "/b/")
    html = terms.linked(text, set())
    assert [part.split("<")[0] for part in html.split('">')[1:]] == linked
    assert "<b>" not in html


def test_text_without_any_terms_is_only_escaped():
    assert Terms([], "/b/").linked("a < b", set()) == "a &lt; b"


def test_term_slug():
    assert term_slug("Samordnad individuell plan (SIP)") == "ord-samordnad-individuell-plan-sip"


@pytest.mark.parametrize(
    ("text", "other", "same"),
    [
        ("Ger ekonomiskt bistånd.", "Kommunen ger ekonomiskt bistånd", True),
        ("Ger ekonomiskt bistånd.", "Kommunen ordnar bostad", False),
        ("", "", False),
    ],
)
def test_what_is_said_already(text, other, same):
    assert says_the_same(text, other) is same


def test_words():
    assert ended("avtalet säger bör", "", "Gäller nu.") == "Avtalet säger bör. Gäller nu."
    assert (inside("Regionen"), inside("SIP")) == ("regionen", "SIP")
    assert (number(1.5), number(14)) == ("1,5", "14")
    assert [ages_of(span) for span in ("18-", "-17", "13-17", "40")] == [
        "18 år eller äldre",
        "högst 17 år",
        "13–17 år",
        "40 år",
    ]
    assert (bullet_name("3"), bullet_name("s3"), bullet_name("sist")) == ("punkt 3", "mening 3", "punkt sist")


def test_sections_in_several_files_come_in_the_order_of_the_document():
    given = [("A/b", "20–30"), ("A/b/c", ""), ("A/a", "3"), ("B/a", "1"), ("A/d", "950")]
    sections = [Section(anchor=anchor, title="Titel", lines=lines, text="Text") for anchor, lines in given]
    assert [s.anchor for s in in_document_order(sections)] == ["A/a", "A/b", "A/b/c", "A/d", "B/a"]


def structure(ident, level, to=None):
    return Structure(id=ident, name=f"Grupp {ident}", level=level, unsolved_to=to, text="Möts.")


def test_a_group_stands_under_the_one_its_matters_go_to():
    given = [structure("a", "county", "b"), structure("b", "county"), structure("c", "local", "a")]
    picture = structure_picture(given)
    tops = {" ".join(line.text for line in drawn.lines): drawn.y for drawn in picture.boxes}
    assert tops["Grupp b"] < tops["Grupp a"] < tops["Grupp c"]
    assert len(picture.arrows) == 2


def test_a_circle_of_groups_is_drawn_without_end():
    assert structure_picture([structure("a", "local", "b"), structure("b", "local", "a")]).boxes


def test_ladder_is_climbed_from_below_and_a_circle_has_an_end():
    def rung(ident, following):
        return Rung(id=ident, who=f"Steg {ident}", next=following, text="Prövar.")

    assert [r.id for r in climbing([rung("c", None), rung("a", "b"), rung("b", "c")])] == ["a", "b", "c"]
    assert len(climbing([rung("a", "b"), rung("b", "a"), rung("c", "c")])) == 3


def test_text_stays_inside_its_box():
    drawn = box(0, 0, 200, 80, "Samordnande gruppen för missbruk")
    assert len(drawn.lines) == 2
    assert wrapped("", 200) == [""]


def part(status, *holders):
    return {"status": status, "holders": holders}


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ([part("sole", "region")], SOLE),
        ([part("sole", "region"), part("gap")], PARTLY),
        ([part("shared", "region", "municipality"), part("sole", "region")], SHARED),
        ([part("settled", "region", "municipality")], SETTLED),
        ([part("law_only", "region")], LAW),
    ],
)
def test_what_a_principal_is_for_a_need(parts, found):
    assert cell(parts, "region") == found
    assert nobody(parts) == (GAP if part("gap") in parts else nobody([]))


def limit(when, concepts=()):
    """The page's words for one limit of a pack that explains these words."""
    given = {"id": "audit-ung", "concept": "riskbruk", "measure": "AUDIT", "kind": "threshold", "origin": "Länet"}
    given |= {"text": "Gräns.", "unit": "poäng", "thresholds": [{"when": when, "at_least": 5}]}
    pack = SimpleNamespace(concepts=concepts, criteria=(CriteriaSet(**given),))
    (term,) = terms(SimpleNamespace(pack=pack, places=lambda anchors: []))
    return term.term, term.criteria[0].limits


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ({"age": "-17"}, "högst 17 år: minst 5 poäng"),
        ({"age": "18-24", "sex": "female"}, "18–24 år, kvinnor: minst 5 poäng"),
    ],
)
def test_a_limit_says_its_ages_in_words(when, said):
    assert limit(when)[1] == [said]


def test_a_limit_whose_word_an_addendum_withdrew_still_has_a_place():
    assert limit({})[0] == "AUDIT"
