"""Everyday words find the need that a professional would name."""

import pytest

from helhet.guide.search import find, meant, plain, words_of
from helhet.guide.who import searched
from helhet.knowledge.holders import holders

from .fixtures import DAY, shelf

VOCABULARY = shelf().vocabulary
ROWS = holders([shelf().pack("kalmar-2021")], VOCABULARY, shelf().law, DAY)
TEXTS = {row.need.id: searched(row, VOCABULARY) for row in ROWS}


@pytest.mark.parametrize(
    ("asked", "need"),
    [
        ("pengar", "income_support"),
        ("Pengar", "income_support"),
        ("penger", "income_support"),
        ("avgiftning", "withdrawal_care"),
        ("avgifning", "withdrawal_care"),
        ("spruta", "needle_exchange"),
        ("sprutor", "needle_exchange"),
        ("hemlös", "housing"),
        ("hemlos", "housing"),
        ("subutex", "laro"),
        ("vem hjälper med skulder", "debt_advice"),
        ("vill inte leva", "suicide_assessment"),
        ("behandlingshem", "treatment_placement"),
    ],
)
def test_found_first(asked, need):
    assert find(asked, TEXTS)[0] == need


def test_nothing_asked_shows_all():
    assert find("", TEXTS) == list(TEXTS)
    assert find("vem gör vad för personen", TEXTS) == list(TEXTS)


def test_nonsense_finds_nothing_and_says_what_may_be_meant():
    assert find("xyzzy", TEXTS) == []
    assert meant("peng", ["pengar", "bostad"]) == ["pengar"]


def test_words_are_plain():
    assert plain("ÅÄÖé") == "aaoe"
    assert words_of("Byta sprutor, och på en kanyl!") == ["byta", "sprutor", "kanyl"]
