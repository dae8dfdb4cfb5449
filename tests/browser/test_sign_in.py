"""The way in by keyboard, in every way of seeing it; who is signed in; the pages of units and staff."""

import pytest
from django.contrib.auth.hashers import make_password
from playwright.sync_api import Page, expect

from helhet.organisations.models import Staff
from tests.records import world as worlds
from tests.wiping import wipe

PASSWORD = "sju gula rävar i snö"


@pytest.fixture
def world(live_server, settings):
    settings.DEMO = True
    world = worlds.build()
    worlds.employ(world, "health.manager", world.units["health"], "administrator")
    Staff.objects.filter(username__startswith="health").update(password=make_password(PASSWORD))
    yield world
    wipe()


def sign_in(page: Page, username: str) -> None:
    """By keyboard alone: from the first field on."""
    page.goto("/logga-in/?next=/arbete/min-franvaro/")
    page.get_by_label("Användarnamn").focus()
    page.keyboard.type(username)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")


def test_in_and_out_by_keyboard(any_page, world, fits):
    any_page.goto("/logga-in/")
    assert fits(any_page)
    sign_in(any_page, "health")
    expect(any_page.locator("h1")).to_have_text("Min frånvaro")
    assert fits(any_page)
    who = any_page.locator("details.who > summary")
    expect(who).to_contain_text("Health, Hälsocentralen Norr")
    who.focus()
    any_page.keyboard.press("Enter")
    out = any_page.get_by_role("button", name="Logga ut")
    expect(out).to_be_visible()
    assert fits(any_page)
    out.focus()
    any_page.keyboard.press("Enter")
    expect(any_page.get_by_role("link", name="Logga in som personal")).to_be_visible()


def test_what_was_wrong_is_said_and_the_name_stays(page, world):
    page.goto("/logga-in/")
    page.get_by_label("Användarnamn").fill("health")
    page.get_by_label("Lösenord", exact=True).fill("fel")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("hör inte ihop")
    expect(page.get_by_label("Användarnamn")).to_have_value("health")
    expect(page.get_by_label("Lösenord", exact=True)).to_have_value("")


@pytest.mark.parametrize("width", [1280, 320])
def test_accessible(new_page, world, axe, fits, width):
    page = new_page(width)
    page.goto("/logga-in/")
    assert axe(page) == []
    sign_in(page, "health.manager")
    expect(page.locator("h1")).to_have_text("Välj uppdrag")
    assert axe(page) == []
    page.get_by_label("Administratör").check()
    page.get_by_role("button", name="Fortsätt").click()
    unit, staff = world.units["health"].id, world.staff["health"].id
    for address in (
        "/arbete/enheter/", "/arbete/enheter/ny/", f"/arbete/enheter/{unit}/", f"/arbete/enheter/{unit}/jour/",
        "/arbete/personal/", "/arbete/personal/ny/", f"/arbete/personal/{staff}/", "/logga-in/engangskoder/",
        "/logga-in/losenord/",
    ):  # fmt: skip
        page.goto(address)
        assert axe(page) == [], address
        assert fits(page), address
    page.locator("details.who > summary").click()
    if width == 320:
        page.get_by_text("Ditt arbete", exact=True).click()
    expect(page.get_by_role("link", name="Enheter")).to_be_visible()
    assert axe(page) == []
    for link in page.locator(".staff-nav a").all():
        box = link.bounding_box()
        assert min(box["width"], box["height"]) >= 44
