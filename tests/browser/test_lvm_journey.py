"""Care without consent, from a doctor's report to aftercare, and one where the submission is a day late.

Everything is done as a social worker on call does it, from the sign-in page on; what others decide is written in.
"""

import os
import re

import pytest

from tests.browser.journey import Screen
from tests.browser.test_journey import JOURNEY, SECRET, county, library  # noqa: F401
from tests.records.conftest import served_world  # noqa: F401

KNOWN = "Protokoll och kvitto i akten"
GROUNDS = {
    "fact_substances": "Alkohol", "fact_need_of_care": "Ja", "fact_voluntary_insufficient": "Ja",
    "fact_danger": "Allvarlig fara för hälsan",
}  # fmt: skip
CUSTODY = GROUNDS | {"fact_care_probable": "Ja", "fact_urgency": "Hälsan blir allvarligt sämre", "fact_urgent": "Ja"}
CHAIR, OFFICER, DOCTOR, COURT, SIS = "Ordföranden", "Handläggaren", "Läkaren", "Rätten", "Statens institutionsstyrelse"
BOARD = "Socialnämnden"


@pytest.fixture(
    params=[
        pytest.param((1280, True), id="wide", marks=JOURNEY),
        pytest.param((320, False), id="narrow-noscript"),
    ]
)
def desk(request, county, new_page, axe, fits) -> Screen:  # noqa: F811
    return _desk(request.param, new_page, axe, fits)


@pytest.fixture(params=[pytest.param((320, True), id="narrow", marks=JOURNEY)])
def phone(request, county, new_page, axe, fits) -> Screen:  # noqa: F811
    return _desk(request.param, new_page, axe, fits)


def _desk(how, new_page, axe, fits) -> Screen:
    width, javascript = how

    def sound(page) -> list[str]:
        broken = axe(page) if javascript else []
        return broken + ([] if fits(page) else ["wider than its window"])

    return Screen("social", new_page(width, javascript), SECRET, sound)


def picture(screen: Screen, name: str) -> None:
    """A picture for whoever wants to look (HELHET_PICTURES: a folder)."""
    if folder := os.environ.get("HELHET_PICTURES"):
        screen.page.screenshot(path=f"{folder}/{name}-{screen.page.viewport_size['width']}.png")


def opened(desk: Screen, person, when: tuple[str, str]) -> str:
    """From the person's page: a doctor's report opens a case. Gives its address."""
    desk.sign_in()
    desk.go(f"/arbete/person/{person.id}/")
    desk.follow("Ärenden med tider i lag")
    desk.says("Personen har inget sådant ärende")
    with desk.page.expect_navigation():
        desk.page.locator("a[href$='oppna/lvm.report/']").click()
    desk.look()
    desk.choose(role=DOCTOR, fact_doctor_need="Ja", fact_doctor_no_other_care="Ja", deputy="Social Manager")
    desk.fill(day=when[0], clock=when[1], known_by="Anmälan med post")
    picture(desk, "anmalan")
    desk.press("Skriv in: Anmälan")
    desk.says("Stöd för arbetet, inte juridisk rådgivning", "Förhandsbedömning")
    return desk.page.url


def act(desk: Screen, case: str, name: str, who: str, when: tuple[str, str], **answers: str) -> None:
    """Write in that something was done. What the page offers leads there."""
    desk.go(case)
    address = f"{case}skriv/{name}/".removeprefix(re.match(r"https?://[^/]+", case)[0])
    assert address in desk.page.content(), f"the page does not offer {name}"
    desk.go(address)
    told = {key: text for key, text in answers.items() if key in ("fact_circumstances", "fact_doctor_named")}
    desk.choose(role=who, **{key: text for key, text in answers.items() if key not in told})
    desk.fill(day=when[0], clock=when[1], **told)
    if desk.page.locator("main [name=known_by]").count():
        desk.fill(known_by=KNOWN)
    desk.press(desk.page.locator("main form button[type=submit]").last.inner_text())


def test_from_a_doctors_report_to_aftercare(desk: Screen, county):  # noqa: F811
    person = county.course("social").person
    case = opened(desk, person, ("2026-06-01", "09:00"))
    the_report_is_looked_into(desk, case)
    the_chair_decides_and_the_court_upholds(desk, case)
    the_board_applies_and_the_court_orders_care(desk, case)
    the_care_ends_with_somebody_who_receives(desk, case)


def the_report_is_looked_into(desk: Screen, case: str) -> None:
    act(desk, case, "assess", OFFICER, ("2026-06-02", "10:00"))
    act(desk, case, "open_investigation", OFFICER, ("2026-06-02", "11:00"))
    desk.says("Utredning")
    act(desk, case, "voluntary_tried", OFFICER, ("2026-06-03", "09:00"))
    act(desk, case, "decide_examination", OFFICER, ("2026-06-04", "09:00"), fact_doctor_named="Överläkare Ek")
    act(desk, case, "certificate", DOCTOR, ("2026-06-08", "09:00"))


def the_chair_decides_and_the_court_upholds(desk: Screen, case: str) -> None:
    what = {"fact_circumstances": "Hittad utomhus i natt"}
    act(desk, case, "custody", CHAIR, ("2026-06-09", "14:00"), **CUSTODY | what)
    act(desk, case, "inform", OFFICER, ("2026-06-09", "15:00"))
    act(desk, case, "submit", OFFICER, ("2026-06-10", "09:00"), documents="Handlingarna i ärendet")
    act(desk, case, "uphold", COURT, ("2026-06-11", "13:00"))
    desk.says("Tider")
    picture(desk, "omhandertagen")
    desk.follow("Till dig som är omhändertagen")
    desk.says("offentligt biträde", "Allt som ska finnas finns")
    picture(desk, "information")
    desk.press("Gör PDF och spara bland dokumenten")
    desk.says("Till dig som är omhändertagen")


def the_board_applies_and_the_court_orders_care(desk: Screen, case: str) -> None:
    act(desk, case, "investigation_done", OFFICER, ("2026-06-15", "09:00"))
    act(desk, case, "apply", BOARD, ("2026-06-16", "09:00"), **GROUNDS, documents="Utredningen")
    act(desk, case, "application_received", COURT, ("2026-06-16", "15:00"))
    act(desk, case, "hearing", COURT, ("2026-06-22", "09:00"))
    act(desk, case, "judgment", COURT, ("2026-06-24", "09:00"), fact_outcome="Bifall")
    act(desk, case, "order_immediate", COURT, ("2026-06-24", "09:01"))
    act(desk, case, "request_place", OFFICER, ("2026-06-24", "10:00"))
    act(desk, case, "assign_place", SIS, ("2026-06-24", "14:00"))
    act(desk, case, "transport", "Polisen", ("2026-06-25", "08:00"))
    act(desk, case, "arrival", SIS, ("2026-06-25", "12:00"))
    desk.says("Vård")
    picture(desk, "vard")


def the_care_ends_with_somebody_who_receives(desk: Screen, case: str) -> None:
    act(desk, case, "plan", OFFICER, ("2026-08-03", "09:00"))
    act(desk, case, "receiver_accepts", "Den som tar emot", ("2026-08-04", "09:00"))
    act(desk, case, "care_outside", SIS, ("2026-08-05", "09:00"))
    act(desk, case, "consult", SIS, ("2026-11-02", "09:00"))
    act(desk, case, "sip", OFFICER, ("2026-11-09", "09:00"))
    desk.go(case)
    desk.says("Ingen har sagt ja till att ta emot")
    act(desk, case, "receiver_accepts", "Kommunen", ("2026-11-11", "09:00"))
    act(desk, case, "discharge", SIS, ("2026-11-13", "09:00"))
    act(desk, case, "aftercare", OFFICER, ("2026-11-19", "09:00"))
    act(desk, case, "close", OFFICER, ("2026-11-24", "09:00"), fact_reason="Stödet efter vården är klart")
    desk.says("Ärendet är avslutat", "Stöd efter vården")
    picture(desk, "avslutat")


def test_a_submission_a_day_late_and_the_same_facts_found_nothing_new(phone: Screen, county):  # noqa: F811
    """Decided on a Tuesday: the Wednesday is the last day. On Thursday the custody has ceased."""
    case = opened(phone, county.course("social").person, ("2026-11-16", "09:00"))
    same = {"fact_circumstances": "Hittad utomhus i natt"}
    act(phone, case, "custody", CHAIR, ("2026-11-17", "14:00"), **CUSTODY | same)
    phone.says("Omhändertagandet har upphört", "låt hen gå", "Ett nytt omhändertagande kräver nya omständigheter")
    picture(phone, "for-sent")
    phone.go(f"{case}skriv/submit/")
    phone.choose(role=OFFICER)
    phone.fill(day="2026-11-19", clock="10:00")
    if phone.page.locator("main [name=known_by]").count():
        phone.fill(known_by=KNOWN)
    phone.press("Skriv in: Underställning")
    phone.says("Underställning går inte att göra", "LVM 1988:870 15 §")
    phone.go("/arbete/arenden/")
    phone.go("/arbete/arenden/hela/")
    phone.says("För sent: har upphört")
    picture(phone, "dagens")
    phone.go(case)
    phone.go(f"{case}skriv/custody/")
    phone.choose(role=CHAIR, **CUSTODY)
    phone.fill(day="2026-11-19", clock="10:00", known_by=KNOWN, fact_circumstances="Hittad utomhus i natt")
    phone.press("Skriv in: Omedelbart omhändertagande")
    phone.says("Samma omständigheter får inte bära ett nytt")
    picture(phone, "samma")
    phone.fill(fact_circumstances="Förd till akuten med kramper i dag")
    phone.press("Skriv in: Omedelbart omhändertagande")
    phone.says("Så är tiden räknad")
    phone.go("/arbete/")
