"""The worklist and a person's page as staff use them, in every way of seeing the site."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from helhet.courses.models import Course, Step
from helhet.people import actions as people
from helhet.secrecy.wall import acting
from tests.records import world as worlds
from tests.wiping import wipe


@pytest.fixture
def world(live_server):
    """The county on a running site, with three persons at the health centre."""
    world = worlds.build()
    actor, now = world.actors["health"], timezone.now()
    for given, days, protected in (("Ada", 0, "none"), ("Bo", 9, "none"), ("Hemlig", -3, "marked")):
        course = world.course(person=world.person(given=given, protected=protected), about="Oro för alkohol")
        Step.objects.filter(course=course).update(due=timezone.localdate() - timedelta(days=days))
        with acting(actor, now):
            for allowed, value in ((False, "0480-111 22"), (True, "070-174 06 05")):
                way = {"kind": "phone", "value": value, "note": "Säg bara ditt förnamn", "allowed": allowed}
                people.add_contact_way(by=actor, at=now, person=course.person, way=way)
    yield world
    wipe()


@pytest.fixture
def enter(world, live_server):
    """Signs a browser in as an actor, past the door that other tests go through."""

    def sign_in(page: Page, who: str = "health") -> Page:
        cookie = worlds.signed_in(world.actors[who]).cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page.goto("/arbete/")
        return page

    return sign_in


def test_from_the_list_to_a_person_and_a_new_step(any_page, enter, fits):
    page = enter(any_page)
    assert fits(page)
    expect(page.get_by_role("heading", name="Att göra för dig")).to_be_visible()
    expect(page.get_by_role("heading", name="Försenat 1")).to_be_visible()
    page.locator("li.work-row", has_text="Bo Berg").get_by_role("link", name="Ring personen").click()
    assert fits(page)
    expect(page.get_by_text("Inte telefon: 0480-111 22")).to_be_visible()
    expect(page.get_by_text("Du är ansvarig")).to_be_visible()
    page.get_by_role("link", name="Klart, sätt nästa steg").click()
    assert fits(page)
    page.get_by_label("Vad är nästa steg?").fill("Skriv brev till Bo")
    page.get_by_role("button", name="Spara nästa steg").click()
    expect(page.locator(".next-what")).to_have_text("Skriv brev till Bo")
    assert Course.objects.get(person__given_name="Bo").next.text == "Skriv brev till Bo"


def test_what_was_wrong_is_said_and_what_was_typed_stays(any_page, enter, fits):
    page = enter(any_page)
    page.goto("/arbete/ny-person/")
    assert fits(page)
    page.get_by_label("Förnamn").fill("Eva")
    page.get_by_label("Personnummer eller samordningsnummer").fill("19850709-9806")
    page.get_by_role("button", name="Lägg till personen").click()
    expect(page.get_by_role("alert")).to_contain_text("Något behöver rättas")
    expect(page.get_by_label("Förnamn")).to_have_value("Eva")
    assert fits(page)


def test_a_search_leads_to_the_person(any_page, enter, fits):
    page = enter(any_page)
    page.get_by_label("Namn, personnummer eller ärendenummer").fill("ada")
    page.get_by_role("button", name="Sök person").click()
    assert fits(page)
    expect(page.get_by_role("heading", name="1 person")).to_be_visible()
    assert "ada" not in page.url
    page.get_by_role("link", name="Öppna Ada Berg").click()
    expect(page.get_by_role("heading", name="Ada Berg")).to_be_visible()


def test_the_whole_way_with_the_keyboard_alone(page, enter):
    enter(page)
    page.locator("li.work-row", has_text="Ada Berg").get_by_role("link").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/person/**")
    page.get_by_role("link", name="Anteckna", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/anteckna/")
    page.get_by_label("Vad hände?").focus()
    page.keyboard.type("Mår bättre")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/person/*/")
    expect(page.get_by_text("Mår bättre")).to_be_visible()


def test_text_is_copied_for_the_journal(page, enter):
    enter(page)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("li.work-row", has_text="Ada Berg").get_by_role("link").click()
    page.get_by_role("link", name="Text till journalen", exact=True).click()
    page.get_by_role("button", name="Kopiera texten").click()
    expect(page.get_by_text("Kopierat.")).to_be_visible()
    assert "Gäller: Ada Berg" in page.evaluate("navigator.clipboard.readText()")


def test_the_pages_of_work_meet_wcag(page, enter, axe):
    enter(page, "health.manager")
    person = Course.objects.get(person__given_name="Ada").person_id
    course = Course.objects.get(person__given_name="Ada").id
    places = [
        "",
        "?vems=enheten",
        "sok/",
        "ny-person/",
        "utan-ansvarig/",
        f"person/{person}/",
        f"person/{person}/text/",
    ]
    places += [f"person/{person}/{name}/" for name in ("uppgifter", "nummer", "kontakt", "narstaende", "sla-ihop")]
    places += [f"kontakt/{course}/{name}/" for name in ("nasta", "sokt", "uppfoljning", "fas", "avsluta")]
    found = {}
    for place in places:
        page.goto(f"/arbete/{place}")
        if faults := axe(page):
            found[place] = faults
    assert not found


def test_on_paper_a_protected_person_has_no_name(page, enter):
    enter(page)
    page.locator("li.work-row", has_text="skyddade uppgifter").get_by_role("link").click()
    expect(page.get_by_role("heading", name="Hemlig Berg")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_text("Hemlig Berg")).to_be_hidden()
    expect(page.locator("p.print-only").first).to_be_visible()
