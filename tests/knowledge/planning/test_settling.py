"""Who answers for a need is worked out from agreement and law, and only what is shared is left to the meeting."""

from datetime import date

from helhet.knowledge.home import open_library
from helhet.knowledge.planning.content import planning_of
from helhet.knowledge.planning.settling import settle

DAY = date(2026, 11, 25)


def told(need: str, pack: str | None = "kalmar-2021"):
    library = open_library()
    return settle(need, [library.pack(pack)] if pack else [], library, DAY)


def test_where_one_answers_there_is_nothing_to_settle():
    found = told("withdrawal_care")
    assert (found.principals, found.how) == (("region",), "sole")
    assert found.basis[0].startswith("K21/")


def test_where_both_could_the_meeting_settles_and_the_agreement_is_cited():
    found = told("psychosocial_treatment")
    assert set(found.principals) == {"region", "municipality"}
    assert found.how == "not_settled"
    assert found.basis
    assert found.text


def test_without_an_agreement_law_speaks():
    found = told("sip", pack=None)
    assert set(found.principals) == {"region", "municipality"}
    assert any(one.startswith("SoL 2025:400") for one in found.basis)


def test_every_way_of_settling_has_words():
    library = open_library()
    for need in library.vocabulary.needs:
        assert told(need).how in planning_of(library).settled
