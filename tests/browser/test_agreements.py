"""The pages of agreements as people use them: every width, with and without JavaScript, by keyboard and on paper."""

import pytest
from playwright.sync_api import expect

from tests.agreements.fixtures import (  # noqa: F401
    PACK,
    content,
    library,
    nothing_kept,
    publish,
    served,
    shipped,
    verdict,
)

pytestmark = pytest.mark.usefixtures("served")
HOME = f"/avtal/{PACK}/"
PATHS = ["", "vagar/", "malgrupper/", "behandlingar/", "begrepp/", "strukturer/", "parter/", "kvalitet/"]
ADDRESSES = ["/avtal/", "/avtal/finns-inte/", *(HOME + path for path in PATHS)]


def test_pages_are_whole_in_every_way_of_seeing_them(any_page, fits):
    for address in ADDRESSES:
        any_page.goto(address)
        expect(any_page.locator("h1")).to_have_count(1)
        assert fits(any_page), address


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_are_accessible(new_page, axe, width):
    page = new_page(width)
    for address in ADDRESSES:
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert axe(page) == [], address


def test_a_development_lead_finds_what_the_agreement_leaves_open(any_page):
    any_page.goto("/avtal/")
    any_page.get_by_role("link", name="Se vad det lämnar öppet").click()
    expect(any_page.get_by_role("heading", name="Prövat att det hänger ihop, inte att det är rätt")).to_be_visible()
    expect(any_page.get_by_role("heading", name="Provlandets råd")).to_be_visible()
    expect(any_page.get_by_role("heading", name="Svar senast den 31 mars 2027")).to_be_visible()
    any_page.locator("#fraga-bilaga").get_by_role("link", name="5. Samverkan").click()
    expect(any_page.locator(":target")).to_contain_text("Var finns bilaga 9?")


def test_findings_can_be_filtered(any_page):
    any_page.goto(HOME + "kvalitet/")
    overlap, reference = (
        any_page.get_by_text("Två svarar för att motivera."),
        any_page.locator(".finding", has_text="bilaga 9"),
    )
    any_page.get_by_label("Slag").select_option(label="Två håller i det")
    if any_page.get_by_text("Du ser ett urval.").count() == 0 and not any_page.evaluate("!!window.htmx"):
        any_page.get_by_role("button", name="Visa").click()
    expect(any_page.get_by_text("Du ser ett urval.")).to_be_visible()
    expect(overlap).to_be_visible()
    expect(reference).to_have_count(0)
    assert "kind=overlap" in any_page.url
    any_page.get_by_role("link", name="Visa alla fynd").click()
    expect(reference).to_have_count(1)


def test_from_a_word_to_its_meaning_and_back_to_the_text(any_page):
    any_page.goto(HOME + "#p-vuxna")
    any_page.locator("#p-vuxna").get_by_role("link", name="Riskbruket").click()
    expect(any_page.get_by_role("heading", name="Enligt AUDIT")).to_be_visible()
    any_page.get_by_role("link", name="4. Riskbruk, punkt 4").first.click()
    expect(any_page.locator(":target")).to_contain_text("Riskbruk är också minst 8 poäng")


def test_the_text_is_a_list_of_sections_that_open(any_page):
    any_page.goto(HOME)
    bullet = any_page.locator("#p-vuxna-ansvar-p3")
    expect(bullet).to_be_hidden()
    any_page.locator("summary", has_text="3. Vuxna").click()
    expect(bullet).to_be_visible()
    expect(any_page.locator("#p-riskbruk")).to_be_hidden()


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("place", ["p-vuxna-ansvar-p3", "p-vuxna", "p-riskbruk-p4"])
def test_an_address_of_a_place_opens_the_section_it_stands_in(new_page, javascript, place):
    page = new_page(320, javascript)
    page.goto(f"{HOME}plats/{place}/")
    expect(page.locator(":target")).to_be_in_viewport()


def test_the_whole_text_can_be_shown_at_once_and_is_on_paper(any_page):
    any_page.goto(HOME)
    any_page.get_by_role("link", name="Visa hela texten på en gång").click()
    expect(any_page.locator("#p-vuxna-ansvar-p3")).to_be_visible()
    any_page.get_by_role("link", name="Fäll ihop avsnitten").click()
    expect(any_page.locator("#p-vuxna-ansvar-p3")).to_be_hidden()
    any_page.emulate_media(media="print")
    assert any_page.locator("#p-vuxna-ansvar-p3").bounding_box()["height"] > 0


def test_wide_things_scroll_in_regions_that_a_keyboard_reaches(new_page):
    page = new_page(320)
    page.goto(HOME + "behandlingar/")
    region = page.get_by_role("region", name="Behandling för varje substans")
    region.focus()
    expect(region).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("node => node.scrollLeft > 0", arg=region.element_handle())


def test_paper_has_the_folded_tables_and_no_menus(page):
    page.goto(HOME + "kvalitet/")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Om avtalet")).to_be_hidden()
    expect(page.locator("form.filter")).to_be_hidden()
    table = page.get_by_role("table", name="Vem svarar för varje behov")
    assert table.bounding_box()["height"] > 0
    expect(page.locator(".picture.narrow")).to_be_hidden()
