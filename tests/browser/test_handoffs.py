"""A referral on its way, in every way of seeing the site: sent one question at a time, challenged, and accepted."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from helhet.handoffs.models import Received
from helhet.organisations.queries import system_actor
from helhet.secrecy.wall import acting
from tests.records import world as worlds
from tests.wiping import wipe


@pytest.fixture
def world(live_server):
    """The county on a running site."""
    yield worlds.build()
    wipe()


@pytest.fixture
def sound(request, fits, axe):
    """What is wrong with a page: wider than its window, or not accessible; the checker itself needs scripts."""
    scripts = "noscript" not in request.node.callspec.id
    return lambda page: ([] if fits(page) else ["wider than its window"]) + (axe(page) if scripts else [])


@pytest.fixture
def enter(world, live_server):
    """Signs a browser in as an actor, past the door that other tests go through."""

    def sign_in(page: Page, who: str) -> Page:
        cookie = worlds.signed_in(world.actors[who]).cookies["sessionid"].value
        page.context.clear_cookies()
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        return page

    return sign_in


def came(world) -> str:
    holding = world.holdings["region"]
    with acting(system_actor(holding, "Prov"), timezone.now()):
        return f"/arbete/lamna-over/kommit/{Received.objects.get(holding=holding).id}/"


def test_a_referral_is_sent_challenged_and_accepted(any_page, world, enter, sound):
    course = world.course("health")
    page = enter(any_page, "health")

    def onwards(name: str = "Fortsätt") -> None:
        assert sound(page) == []
        page.get_by_role("button", name=name, exact=True).click()

    page.goto(f"/arbete/lamna-over/skicka/{course.id}/")
    page.get_by_label("Intern remiss").check()
    onwards()
    page.locator("summary", has_text="Vård").first.click()
    page.get_by_label("Psykosocial behandling").check()
    onwards()
    page.get_by_label("Beroendemottagningen").check()
    onwards()
    page.get_by_label("Vad frågar ni om").fill("Kan ni bedöma och behandla?")
    onwards()
    page.get_by_label("Bedömning och resultat av screening").first.check()
    onwards()
    expect(page.get_by_text("Det stannar hos er")).to_be_visible()
    onwards("Skicka")
    expect(page.get_by_text("framme, väntar på svar").first).to_be_visible()
    assert sound(page) == []

    enter(page, "clinic").goto(came(world))
    assert sound(page) == []
    page.get_by_role("link", name="Säg nej").click()
    page.get_by_label("Vi har för lång kö").check()
    onwards()
    expect(page.get_by_text("det räcker inte")).to_be_visible()
    assert sound(page) == []
    page.get_by_role("link", name="Ta emot eller fråga tillbaka").click()
    page.get_by_role("link", name="Ta emot", exact=True).click()
    page.get_by_label("Nästa steg").fill("Boka ett besök")
    page.get_by_label("Ersättare").select_option("Clinic Manager")
    onwards("Ta emot")
    expect(page.get_by_text("ni har tagit emot").first).to_be_visible()
