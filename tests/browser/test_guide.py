"""The guide as people use it: from the start page to the first step, in every way of seeing the site."""

import time

import pytest
from playwright.sync_api import Page, expect

from tests.guide.fixtures import agreements  # noqa: F401

ANSWERS = {
    "unit": "#unit-health_centre",
    "competence": "#competence-screening",
    "assessment": "#assessment-beyond_own",
    "profession": "#profession-other_health",
    "willing": "#willing-wants",
}
FORWARD = "Fortsätt"


def press(page: Page, name: str) -> None:
    """Presses a button and waits for the page that it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def begin(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Vilken kommun").select_option("0880")
    press(page, "Vad ska jag göra?")


def pass_first_page(page: Page, danger: str = "ingen") -> None:
    page.locator(f"#danger-{danger}").check()
    page.locator("#great_concern-no").check()
    press(page, FORWARD)


def answer_one(page: Page) -> str:
    """Answers the question that a page asks; gives its name."""
    asked = page.locator("input[name=fraga]").get_attribute("value") or ""
    if asked == "age":
        page.get_by_label("Ålder").fill("45")
    elif asked == "substances":
        page.locator("#substances-alcohol").check()
        page.locator("#substances-alcohol-risk_use").check()
    else:
        page.locator(ANSWERS[asked]).check()
    press(page, FORWARD)
    return asked


def to_answer(page: Page, each=lambda page: None) -> list[str]:
    begin(page)
    each(page)
    pass_first_page(page)
    asked = []
    while page.locator("form.question-form").count():
        each(page)
        asked.append(answer_one(page))
    each(page)
    return asked


def test_from_start_to_the_first_step(any_page, fits, record_property):
    def whole(page: Page) -> None:
        assert fits(page)
        assert page.url.endswith("/guiden/")
        expect(page.locator("h1")).to_have_count(1)

    started = time.monotonic()
    asked = to_answer(any_page, whole)
    expect(any_page.locator("h1")).to_have_text("Det här ska du göra")
    expect(any_page.locator("#steg-1")).to_be_visible()
    seconds = time.monotonic() - started
    record_property("seconds from start to first step", round(seconds, 1))
    assert len(asked) <= 6
    assert seconds < 60
    expect(any_page.locator("#gor-nu")).to_be_visible()
    expect(any_page.get_by_role("link", name="Ta ställning till SIP")).to_be_visible()


def test_a_nurse_finds_whom_to_call_and_why(any_page):
    to_answer(any_page)
    step = any_page.locator(".step-card", has_text="Hjälp personen att ansöka hos socialtjänsten")
    expect(step).to_contain_text("Socialtjänst för vuxna")
    step.locator("summary").click()
    expect(step.get_by_role("heading", name="Avtalet säger")).to_be_visible()
    assert "/avtal/kalmar-2021/#k21-" in (step.locator("details a").first.get_attribute("href") or "")


def test_danger_leads_to_what_to_do_now(any_page, fits):
    begin(any_page)
    pass_first_page(any_page, "overdose")
    expect(any_page.get_by_role("heading", name="Gör nu")).to_be_visible()
    expect(any_page.get_by_role("link", name="Ring 112")).to_have_attribute("href", "tel:112")
    press(any_page, "Visa svaret nu")
    expect(any_page.get_by_role("heading", name="Gör nu")).to_be_visible()
    assert fits(any_page)


def test_a_fault_is_said_where_the_eye_is_and_nothing_is_lost(any_page, fits):
    begin(any_page)
    any_page.locator("#danger-suicide_risk").check()
    press(any_page, FORWARD)
    expect(any_page.locator("#fel")).to_be_focused()
    expect(any_page.locator("#danger-suicide_risk")).to_be_checked()
    expect(any_page.get_by_label("Vilken kommun")).to_have_value("0880")
    any_page.locator("#fel a").click()
    expect(any_page.locator("#fraga-great_concern")).to_be_in_viewport()
    assert fits(any_page)


def test_a_level_is_asked_of_what_is_chosen_only(any_page):
    begin(any_page)
    pass_first_page(any_page)
    while any_page.locator("input[name=fraga]").get_attribute("value") != "substances":
        answer_one(any_page)
    expect(any_page.locator("#substances-cannabis-dependence")).to_be_hidden()
    any_page.locator("#substances-cannabis").check()
    expect(any_page.locator("#substances-cannabis-dependence")).to_be_visible()


def test_back_change_and_begin_again(any_page):
    to_answer(any_page)
    press(any_page, "Ändra Ålder")
    expect(any_page.get_by_label("Ålder")).to_have_value("45")
    press(any_page, "Tillbaka utan att ändra")
    expect(any_page.locator("h1")).to_have_text("Det här ska du göra")
    any_page.get_by_role("link", name="Börja om").click()
    expect(any_page.locator("input:checked")).to_have_count(0)


def test_an_if_so_answer_is_given_right_there(any_page, fits):
    to_answer(any_page)
    group = any_page.get_by_role("group", name="Finns det barn i personens närhet?")
    group.get_by_role("button", name="Ja, och ett barn kan fara illa").click()
    expect(any_page.get_by_text("Du lade till ett svar: barn i närheten")).to_be_visible()
    expect(any_page.get_by_role("heading", name="Anmäl oro för barnet till socialtjänsten")).to_be_visible()
    assert fits(any_page)


def test_copy_link_warns_and_the_link_opens_the_answer(any_page, fits):
    to_answer(any_page)
    press(any_page, "Kopiera länk")
    expect(any_page.get_by_text("Den som får länken ser det du har svarat.")).to_be_visible()
    assert "?" not in any_page.url
    assert fits(any_page)
    any_page.goto(any_page.get_by_label("Länk till svaret").input_value())
    expect(any_page.get_by_text("Du öppnade en sparad länk.")).to_be_visible()
    expect(any_page.locator("#steg-1")).to_be_visible()


def test_the_pdf_comes_as_a_file(page):
    to_answer(page)
    with page.expect_download() as found:
        page.get_by_role("button", name="Spara som PDF").click()
    assert found.value.suggested_filename == "vagen-vidare.pdf"


def test_print_has_the_reasons_and_no_buttons(page):
    to_answer(page)
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Spara som PDF")).to_be_hidden()
    expect(page.locator(".step-card details ul").first).to_be_visible()


def test_without_script_the_page_says_how_to_print(new_page):
    page = new_page(javascript=False)
    to_answer(page)
    expect(page.get_by_text("Ctrl+P")).to_be_visible()
    expect(page.get_by_role("button", name="Skriv ut")).to_be_hidden()


def tab_to(page: Page, selector: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"the keyboard never reached {selector}")


def test_the_keyboard_is_enough(page):
    page.goto("/")
    tab_to(page, "#kommun")
    page.keyboard.type("Kalm")
    tab_to(page, "button.big")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Först det viktigaste")
    tab_to(page, "#danger-ingen")
    page.keyboard.press("Space")
    tab_to(page, "input[name=great_concern]")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Vilken kommun")).to_have_value("0880")
    tab_to(page, "button.big")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Var arbetar du?")
    tab_to(page, "input[name=unit]")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).not_to_have_text("Var arbetar du?")


@pytest.mark.parametrize("width", [1280, 320])
def test_accessible_all_the_way(new_page, axe, width):
    page, found = new_page(width), []
    page.goto("/")
    found += axe(page)
    to_answer(page, lambda page: found.extend(axe(page)))
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
    found += axe(page)
    press(page, "Kopiera länk")
    found += axe(page)
    page.goto("/guiden/lank/?f=broken")
    found += axe(page)
    page.goto("/guiden/")
    press(page, FORWARD)
    found += axe(page)
    pass_first_page(page, "overdose")
    found += axe(page)
    assert not found


def test_targets_are_big_enough(any_page):
    to_answer(any_page)
    for target in any_page.locator("main button:visible, main summary:visible").all():
        box = target.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 43.9


def test_first_visit_is_light(page):
    sizes = []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    page.goto("/")
    page.wait_for_load_state("networkidle")
    # Not compressed here, and so at least as heavy as in production.
    assert sum(sizes) < 400_000
