"""Screening in every way of seeing the site: numbers from a paper, the result, its way over time, and a lent screen."""

import json

import pytest
from playwright.sync_api import Page, expect

from helhet.config.cli import main
from helhet.organisations.models import Staff
from tests.records import world as worlds
from tests.screening.conftest import worded
from tests.wiping import wipe

PASSWORD = "ett långt lösenord"


@pytest.fixture
def world(live_server, tmp_path, monkeypatch):
    """The county on a running site, with an invented wording of AUDIT-C."""
    monkeypatch.setenv("HELHET_INSTRUMENTS", str(tmp_path))
    (tmp_path / "words.txt").write_text(json.dumps(worded()))
    assert main(["instrument", "add", str(tmp_path / "words.txt")]) == 0
    yield worlds.build()
    wipe()


@pytest.fixture
def sound(request, fits, axe):
    """What is wrong with a page: wider than its window, or not accessible; the checker itself needs scripts."""
    scripts = "noscript" not in request.node.callspec.id
    return lambda page: ([] if fits(page) else ["wider than its window"]) + (axe(page) if scripts else [])


@pytest.fixture
def entered(any_page, world, live_server) -> Page:
    """A browser that is signed in at the health centre, by somebody with a password."""
    staff = Staff.objects.get(username="health")
    staff.set_password(PASSWORD)
    staff.save()
    cookie = worlds.signed_in(world.actors["health"]).cookies["sessionid"].value
    any_page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    return any_page


def fill(page: Page, answers: list[str]) -> None:
    for number, value in enumerate(answers, start=1):
        if value:
            page.locator(f'input[name="svar-{number}"][value="{value}"]').check(force=True)


def test_from_paper_to_the_guide_and_over_time(entered, world, sound):
    page, course = entered, world.course("health", world.person(sex="female"))
    page.goto(f"/arbete/person/{course.person_id}/")
    page.get_by_role("link", name="Fyll i AUDIT, DUDIT eller något annat").click()
    assert sound(page) == []
    page.locator('a[href$="/screening/ny/audit/"]').click()
    assert sound(page) == []
    fill(page, ["2", "2", "2", "1", "", "0", "0", "0", "0", "0"])
    page.get_by_role("button", name="Räkna och spara").click()
    expect(page.get_by_text("Svar saknas på fråga 5").first).to_be_visible()
    assert sound(page) == []
    fill(page, ["", "", "", "", "0"])
    page.get_by_role("button", name="Räkna och spara").click()
    expect(page.get_by_text("7 poäng").first).to_be_visible()
    expect(page.get_by_text("stöd, ingen diagnos")).to_be_visible()
    assert sound(page) == []
    page.get_by_role("button", name="Fråga guiden med resultatet").click()
    expect(page.get_by_text("Är det fara just nu?").first).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Rätta", exact=True).click()
    assert sound(page) == []
    fill(page, ["4"])
    page.get_by_label("Vad var fel?").fill("Läste fel rad")
    page.get_by_role("button", name="Spara rättelsen").click()
    expect(page.get_by_text("9 poäng").first).to_be_visible()
    page.get_by_role("link", name="Alla screeningar").click()
    expect(page.locator(".trend circle")).to_have_count(1)
    assert sound(page) == []


def test_the_person_answers_on_a_lent_screen(entered, world, sound):
    page, course = entered, world.course("health", world.person(sex="male"))
    page.goto(f"/arbete/person/{course.person_id}/screening/")
    page.locator('a[href$="/screening/fraga/audit-c/"]').click()
    assert sound(page) == []
    page.get_by_role("button", name="Börja och lämna över").click()
    expect(page.get_by_role("heading", name="Påhittad fråga 1?")).to_be_visible()
    assert sound(page) == []
    page.goto("/arbete/")
    expect(page.get_by_text("Skärmen är lämnad till någon annan")).to_be_visible()
    assert sound(page) == []
    page.get_by_role("link", name="Till frågorna").click()
    page.get_by_role("button", name="Nästa").click()
    expect(page.get_by_text("Välj ett svar")).to_be_visible()
    assert sound(page) == []
    for number in (1, 2):
        page.get_by_label("Svar 2").check()
        page.get_by_role("button", name="Nästa").click()
        expect(page.get_by_role("heading", name=f"Påhittad fråga {number + 1}?")).to_be_visible()
    page.get_by_label("Svar 2").check()
    page.get_by_role("button", name="Nästa").click()
    expect(page.get_by_role("heading", name="Tack! Lämna tillbaka skärmen nu.")).to_be_visible()
    assert sound(page) == []
    page.get_by_label("Ditt lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Öppna skärmen och spara svaren").click()
    expect(page.get_by_text("6 poäng").first).to_be_visible()
    expect(page.get_by_text("Personen svarade själv på skärmen")).to_be_visible()
