"""Who does what, as people search it."""

import pytest
from playwright.sync_api import expect

from tests.guide.fixtures import agreements  # noqa: F401


def test_search_in_everyday_words(any_page, fits):
    any_page.goto("/vem-gor-vad/?kommun=0880")
    any_page.get_by_label("Vad behöver personen?").fill("spruta")
    any_page.get_by_role("button", name="Sök").click()
    expect(any_page.get_by_role("status")).to_contain_text("passar ”spruta”")
    row = any_page.get_by_role("row", name="Byta sprutor")
    expect(row).to_contain_text("Regionen")
    row.locator("summary").first.click()
    assert "/avtal/kalmar-2021/#k21-" in (row.locator("details a").first.get_attribute("href") or "")
    assert fits(any_page)


def test_the_table_follows_what_is_typed(page):
    page.goto("/vem-gor-vad/?kommun=0880")
    before = page.get_by_role("row").count()
    page.get_by_label("Vad behöver personen?").press_sequentially("avgiftn")
    expect(page.get_by_role("status")).to_contain_text("passar ”avgiftn”")
    expect(page.get_by_role("row", name="Vård vid abstinens")).to_be_visible()
    assert page.get_by_role("row").count() < before
    assert page.get_by_label("Vad behöver personen?").input_value() == "avgiftn"


def test_choosing_a_municipality_is_enough(page):
    page.goto("/vem-gor-vad/")
    page.get_by_label("Vilken kommun").select_option("0880")
    expect(page.get_by_role("columnheader", name="Kommunen")).to_be_visible()


def test_from_the_start_page_with_the_municipality(any_page):
    any_page.goto("/")
    any_page.get_by_label("Vilken kommun").select_option("0880")
    any_page.get_by_role("button", name="Vem gör vad?").click()
    expect(any_page.get_by_label("Vilken kommun")).to_have_value("0880")
    expect(any_page.locator("#behov-income_support")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("query", ["", "?kommun=0880", "?kommun=0880&q=pengar", "?q=xyzzy"])
def test_accessible(new_page, axe, fits, width, query):
    page = new_page(width)
    page.goto(f"/vem-gor-vad/{query}")
    assert axe(page) == []
    assert fits(page)
