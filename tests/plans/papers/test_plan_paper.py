"""The plan on paper, read back along its tags: what is said, in what order, and what is never said."""

import copy
from itertools import pairwise

import pytest

from helhet.knowledge.home import open_library
from helhet.knowledge.planning.content import planning_of
from helhet.knowledge.planning.example import example
from helhet.plans.papers.plan import told
from helhet.plans.papers.printing import printed
from tests.plans.papers.tagged import read

LIBRARY = open_library()
PLANNING = planning_of(LIBRARY)
PACK = LIBRARY.pack("kalmar-2021")
APPEAL = "Skriv till nämnden före den 12 december."
ORDER = (
    "Jag vill kunna sova", "Att samma människa ringer", "Kim Ek", "Kommunen har det övergripande ansvaret",
    "Jag sover i en egen säng", "Läkemedel mot suget", "Barnen är hos mig varannan helg", "Boendestöd", "Min syster",
    APPEAL, "Jag ringer Kim samma dag", "Svarar jag inte på en vecka", "17 februari 2027", "Har spray hemma",
    "Två barn", "Medicin på mottagningen", "Mitt ja gäller till och med 10 maj 2027",
)  # fmt: skip


@pytest.fixture
def plan():
    raw = copy.deepcopy(example(LIBRARY))
    raw["measures_needed"][2] |= {"decision": "refused", "appeal": APPEAL}
    return raw


def paper(raw, large=False, **more):
    return read(printed("plan", {"paper": told(raw, PLANNING, PACK, **more)}, large))


@pytest.mark.parametrize("large", [False, True])
def test_it_is_a_swedish_tagged_paper_with_a_title(plan, large):
    found = paper(plan, large)
    assert (found.language, found.title) == ("sv", "Min plan")
    assert found.shows_title
    assert found.marked
    assert found.ua


@pytest.mark.parametrize("large", [False, True])
def test_headings_begin_at_one_and_skip_no_level(plan, large):
    levels = [int(name[1]) for name, _ in paper(plan, large).headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("large", [False, True])
def test_the_persons_own_words_come_first_and_the_rest_in_the_order_it_is_read(plan, large):
    text = paper(plan, large).root.text
    places = [text.find(one) for one in ORDER]
    assert -1 not in places
    assert places == sorted(places)


def test_every_cell_of_a_table_points_at_the_heads_of_its_row_and_column(plan):
    tables = list(paper(plan).root.all("Table"))
    assert len(tables) == 3
    for table in tables:
        heads = {one.ident: one.text for one in table.all("TH")}
        assert {"Vad", "Vem gör det", "Från"} <= set(heads.values())
        for cell in table.all("TD"):
            assert [heads[one] for one in cell.headers][1] in ("Vem gör det", "Från", "Beslut")
            assert len(cell.headers) == 2


def test_a_measure_says_who_from_when_and_whether_it_is_decided(plan):
    rows = [row.text for row in paper(plan).root.all("TR")]
    assert "Träningslägenhet Kommunen, Vuxenenheten 15 januari 2027 Ansökan är gjord" in rows
    assert (
        "Boendestöd två gånger i veckan Kommunen, Vuxenenheten 15 januari 2027 Beslutet är nej, 20 november 2026"
        in rows
    )


def test_large_print_has_no_table_and_all_the_same_words(plan):
    large = paper(plan, large=True).root
    assert not list(large.all("Table"))
    assert (
        "Träningslägenhet Vem: Kommunen, Vuxenenheten. Från: 15 januari 2027. Beslut: ansökan är gjord." in large.text
    )


def test_that_violence_was_asked_about_is_never_in_the_persons_copy(plan):
    assert "våld" not in paper(plan).root.text
    own = paper(plan, receiver="Vuxenenheten").root.text
    assert "Ni har frågat om våld. Svaret står inte i planen." in own
    assert "Exemplar till Vuxenenheten" in own


def test_nothing_that_anybody_wrote_is_left_out_or_read_as_markup(plan):
    plan["person"]["words"] = "<b>Jag</b> & jag\nsäger {{ det }}"
    plan["measures_needed"][0] |= {"goal": "finns-inte", "text": "", "treatment": "okänd"}
    text = paper(plan).root.text
    assert "<b>Jag</b> & jag säger {{ det }}" in text
    assert "Annat som görs" in text
    assert "okänd" in text


def test_a_treatment_of_the_pack_stands_by_its_name(plan):
    treatment = PACK.treatments[0]
    plan["measures_needed"][0] |= {"text": "", "treatment": treatment.id}
    assert treatment.name in paper(plan).root.text


def test_no_one_else_does_anything_is_not_the_same_as_not_said(plan):
    plan["measures_by_others"] = []
    assert "Ingen annan gör något" in paper(plan).root.text
    del plan["measures_by_others"]
    assert "Inget är skrivet än" in paper(plan).root.text


def test_an_empty_draft_can_be_printed_and_says_that_it_is_one():
    found = paper({})
    assert "Utkast, inte beslutat" in found.root.text
    assert found.headings[0][0] == "H1"
