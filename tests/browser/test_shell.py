"""The page shell, as people see it."""

import pytest
from playwright.sync_api import expect

PAGES = ["/", "/finns-inte"]


@pytest.mark.parametrize("address", PAGES)
def test_page_is_whole_in_every_way_of_seeing_it(any_page, fits, address):
    any_page.goto(address)
    expect(any_page.locator("h1")).to_have_count(1)
    expect(any_page.get_by_role("banner")).to_be_visible()
    expect(any_page.get_by_role("navigation", name="Huvudmeny")).to_be_visible()
    expect(any_page.get_by_role("contentinfo")).to_be_attached()
    assert fits(any_page)


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("address", PAGES)
def test_accessible(new_page, axe, address, width):
    page = new_page(width)
    page.goto(address)
    assert axe(page) == []


def test_first_tab_leads_past_the_menu(page):
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_text_is_large_and_targets_are_big_enough(any_page):
    any_page.goto("/")
    size = any_page.locator("main p").first.evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
    assert size >= 18
    for link in any_page.locator("header a").all():
        box = link.bounding_box()
        assert min(box["width"], box["height"]) >= 44


def test_htmx_runs_under_our_policy(page):
    page.goto("/")
    assert page.evaluate("htmx.version").startswith("4.")


def test_menu_and_buttons_stay_off_paper(page):
    page.goto("/")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Huvudmeny")).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
