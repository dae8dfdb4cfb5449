"""The generated pages."""

from dataclasses import replace

import pytest

from helhet.knowledge.documents import findings_page, pages, source_coverage, vocabulary_page
from helhet.knowledge.findings import Finding
from helhet.knowledge.library import Library

from .build import ROOT, SECTIONS, WORDS, item, pack

FINDING = Finding("text.missing.bilaga", "fault", "text", "error", "Bilagan saknas.", ("A21/ett#1",))


def test_each_bullet_stands_with_its_items():
    page = source_coverage(
        pack(duties=[item("d", "A21/ett#2", principal="region", needs=["laro"], standing="inferred")])
    )
    first = page[page.index("## Avsnitt ett") : page.index("## Avsnitt två")]
    assert "- **1** En sak.\n  - *inget bygger på detta*" in first
    assert "- **2** En till.\n  - ansvar `d`: Om d. (följer av det som står)" in first
    assert "inget bygger på 2 av dem" in page


def test_only_a_place_that_says_something_itself_is_marked():
    below = {"anchor": "A21/tre", "title": "Avsnitt tre", "text": "Det tredje."}
    page = source_coverage(pack(sections=[below, below | {"anchor": "A21/tre/ett", "title": "Under"}]))
    assert page.count("inget bygger på detta") == 1


def test_a_missing_section_says_so():
    assert "**Saknas:** Finns inte." in source_coverage(pack(sections=[SECTIONS[1] | {"missing": "Finns inte."}]))


def test_findings_stand_the_gravest_first_and_the_known_last():
    low = replace(
        FINDING, key="text.reading.x", kind="reading", severity="info", table=(("Slag", "Text"), ("a|b", "c"))
    )
    known = replace(FINDING, key="text.missing.annat", declared=True, question="fraga-1")
    page = findings_page(pack(), [low, known, FINDING])
    assert page.index("text.missing.bilaga") < page.index("text.reading.x") < page.index("text.missing.annat")
    assert "| a\\|b | c |" in page
    assert "fråga `fraga-1`" in page
    assert "3 fynd, varav 1" in page


def test_the_vocabulary_page_has_every_fact_and_need():
    page = vocabulary_page(WORDS)
    assert all(f"`{fact}`" in page for fact in WORDS.facts)
    assert all(f"`{need}`" in page for need in WORDS.needs)


@pytest.mark.parametrize("page", [source_coverage(pack()), vocabulary_page(WORDS), findings_page(pack(), [FINDING])])
def test_pages_are_tidy(page: str):
    assert page.startswith("# ")
    assert page.endswith("\n")
    assert not page.endswith("\n\n")
    assert "\n\n\n" not in page


def test_pages_are_the_same_every_time():
    library = Library(ROOT / "content")
    made = pages(library)
    assert made == pages(Library(ROOT / "content"))
    assert {f"kalla-{name.id}.md" for name in library.packs()} <= set(made)
