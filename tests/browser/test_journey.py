"""One person's way through three sign-ins: health centre, addiction clinic and social services.

Everything is done as staff do it, from the sign-in page on. What the others may see is checked after each act.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path

import pyotp
import pytest
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from helhet.agreements import actions as agreements
from helhet.agreements import queries as published
from helhet.knowledge.checking import CheckReport
from helhet.knowledge.library import Library
from helhet.organisations.models import Staff
from tests.browser.journey import PASSWORD, Screen
from tests.records.conftest import served_world  # noqa: F401

ROOT = Path(__file__).parents[2]
NUMBERS = (ROOT / "tests/kernel/data/testpersonnummer.txt").read_text().splitlines()[1:]
NUMBER = next(number for number in NUMBERS if number.startswith("1980"))
NAME = "Ada Berg"
SECRET = pyotp.random_base32()
# What the health centre writes in its own record, and nobody else has a right to read.
OWN_WORDS = "Orolig för sin syster i Lund"
MANAGER, CLINIC, BOARD = "Health Manager", "Beroendemottagningen", "Vuxenenheten, Socialnämnden"
QUESTION = "Vad kan en person som saknar boende få hos er?"
ANSWER = "Ring oss, så berättar vi vad som finns i kommunen."


@pytest.fixture(scope="module")
def library() -> Library:
    """What is shipped, read once."""
    return Library(ROOT / "content")


@pytest.fixture
def county(served_world, library, monkeypatch):  # noqa: F811
    """The county, its staff with passwords and codes, and the agreement of Kalmar published."""
    said = CheckReport(True, (), 0.1, (), (), {"total": 1, "failed": 0})
    monkeypatch.setattr(published, "_library", lambda _: library)
    # Whether the agreement holds is for other tests.
    monkeypatch.setattr(agreements, "check", lambda *_: said)
    agreements.publish(library=library, pack_id="kalmar-2021", by="Provaren", at=timezone.now())
    Staff.objects.update(password=make_password(PASSWORD), totp_secret=SECRET)
    # The clinic's worker comes for the first time, and gets an app for the codes.
    Staff.objects.filter(username="clinic").update(totp_secret="")
    return served_world


@dataclass
class Three:
    """The three screens, and the addresses that have been met on the way."""

    nurse: Screen
    clinic: Screen
    social: Screen
    person: str = ""
    course: str = ""

    def sent(self) -> str:
        return self.nurse.page.url

    def others_see_nothing(self, *screens: Screen) -> None:
        """The person, their course and what was sent are shut for them, and nothing in their lists says more."""
        for screen in screens:
            screen.shut(self.person, f"/arbete/kontakt/{self.course}/anteckna/")
            screen.worklist()
            screen.silent("Ada", NUMBER, NUMBER[2:], OWN_WORDS)


# On PostgreSQL too: with and without scripts. What a narrow window does is the same on both.
JOURNEY = pytest.mark.journey


@pytest.fixture(
    params=[
        pytest.param((1280, True), id="wide", marks=JOURNEY),
        pytest.param((1280, False), id="wide-noscript", marks=JOURNEY),
        pytest.param((320, True), id="narrow"),
    ]
)
def three(request, county, new_page, axe, fits) -> Three:
    """Three browsers, in each way of seeing the site."""
    width, javascript = request.param

    def sound(page) -> list[str]:
        broken = axe(page) if javascript else []
        return broken + ([] if fits(page) else ["wider than its window"])

    secrets = {"health": SECRET, "clinic": "", "social": SECRET}
    met: set[str] = set()
    return Three(*(Screen(who, new_page(width, javascript), secret, sound, met) for who, secret in secrets.items()))


def test_the_whole_way_through_three_sign_ins(three: Three):
    for screen in (three.nurse, three.clinic, three.social):
        screen.sign_in()
        screen.says("Inget väntar")
    a_person_is_added(three)
    the_guide_gives_a_step(three)
    a_referral_is_accepted(three)
    a_referral_is_refused_and_comes_back(three)
    the_board_opens_an_inquiry_and_decides(three, an_application_is_sent(three))
    a_consent_is_withdrawn(three)
    a_question_without_identity_is_answered(three)


def a_person_is_added(three: Three) -> None:
    nurse = three.nurse
    nurse.go("/arbete/ny-person/")
    nurse.fill(number=NUMBER, given_name="Ada", family_name="Berg", about="Oro för alkohol", text="Ring Ada")
    nurse.choose(municipality="Kalmar", deputy=MANAGER)
    nurse.press("Lägg till personen")
    three.person = nurse.page.url
    nurse.says(NAME, "Du är ansvarig", "Ring Ada")
    nurse.follow("Anteckna")
    three.course = re.search(r"kontakt/([0-9a-f-]{36})/", nurse.page.url)[1]
    nurse.fill(text=OWN_WORDS)
    nurse.press("Spara anteckningen")
    nurse.says(OWN_WORDS)
    three.others_see_nothing(three.clinic, three.social)


def the_guide_gives_a_step(three: Three) -> None:
    """The guide is asked about the person, and the first step of its answer becomes theirs."""
    nurse = three.nurse
    nurse.press("Fråga avtalet om den här personen")
    nurse.page.get_by_label("Vilken kommun").select_option("0880")
    nurse.page.locator("#danger-ingen").check()
    nurse.page.locator("#great_concern-no").check()
    nurse.press("Fortsätt")
    nurse.press("Visa svaret nu, utan fler frågor")
    nurse.press("Lägg in som nästa steg")
    nurse.says(NAME, "Vilka steg tar ni?")
    nurse.page.locator("main [name=steps]").first.check()
    nurse.choose(deputy=MANAGER)
    nurse.press("Lägg in")
    nurse.says("Avtalet frågades", "Du är ansvarig")
    three.others_see_nothing(three.clinic, three.social)


def send(nurse: Screen, three: Three, **answers: str) -> str:
    """The way to a sent referral inside the region. Gives the address of it."""
    nurse.go(three.person)
    nurse.follow("Lämna över till en annan")
    nurse.choose(kind="Intern remiss")
    nurse.press("Fortsätt")
    nurse.page.locator("main summary", has_text="Vård").first.click()
    nurse.page.get_by_label(answers["need"]).check()
    nurse.press("Fortsätt")
    nurse.choose(to=CLINIC)
    nurse.press("Fortsätt")
    nurse.fill(question=answers["question"])
    nurse.press("Fortsätt")
    nurse.choose(kinds="Bedömning och resultat av screening")
    nurse.press("Fortsätt")
    nurse.says("Det stannar hos er", answers["question"])
    nurse.silent(OWN_WORDS)
    nurse.press("Skicka")
    nurse.says("framme, väntar på svar", "Mottagaren svarar. Ni har kvar ansvaret så länge")
    return nurse.page.url


def a_referral_is_accepted(three: Three) -> None:
    nurse, clinic = three.nurse, three.clinic
    sent = send(nurse, three, need="Psykosocial behandling", question="Kan ni bedöma och behandla?")
    clinic.open("Intern remiss från")
    clinic.says(NAME, NUMBER, "Kan ni bedöma och behandla?", "Ni svarar: ta emot, fråga tillbaka eller säg nej")
    clinic.follow("Ta emot")
    clinic.fill(next_text="Boka ett första besök")
    clinic.choose(owner="Clinic", deputy="Clinic Manager")
    clinic.press("Ta emot")
    clinic.says("ni har tagit emot", "Kontakten hos er har ansvarig och nästa steg")
    clinic.silent("Komplettering")
    clinic.open("Boka ett första besök")
    clinic.says(NAME, "Du är ansvarig")
    nurse.open("De har svarat")
    assert nurse.page.url == sent
    nurse.says("de har tagit emot", "Mottagaren ansvarar för det ni frågade om")
    nurse.press("Jag har läst det")
    three.others_see_nothing(three.social)
    three.social.shut(sent)


def a_referral_is_refused_and_comes_back(three: Three) -> None:
    nurse, clinic = three.nurse, three.clinic
    sent = send(nurse, three, need="Läkemedelsbehandling", question="Kan ni ta ställning till läkemedel?")
    clinic.open("Intern remiss från")
    clinic.follow("Säg nej")
    clinic.page.get_by_label("Vi har bedömt personen och ser inte behovet").check()
    clinic.press("Fortsätt")
    clinic.page.locator("#id_clause").select_option(index=1)
    clinic.press("Säg nej")
    clinic.says("Något behöver rättas")
    clinic.fill(route="Ring psykiatrin på 0480-44 80 00")
    clinic.press("Säg nej")
    clinic.says("Ni har svarat", "Den som skickade har fått besked och har kvar ansvaret")
    nurse.open("De har svarat")
    assert nurse.page.url == sent
    nurse.says("de har sagt nej", "Ring psykiatrin på 0480-44 80 00", "Stöd", "Ni har ansvaret. Välj en ny väg")
    nurse.press("Jag har läst det")
    three.others_see_nothing(three.social)
    three.social.shut(sent)


def apply(nurse: Screen, three: Three, question: str, consent: str, answer_back: str) -> None:
    """An application to the board with the person's yes written down, up to where it is looked through."""
    nurse.go(three.person)
    nurse.follow("Lämna över till en annan")
    nurse.choose(kind="Ansökan till socialtjänsten")
    nurse.press("Fortsätt")
    nurse.press("Fortsätt")
    nurse.choose(to=BOARD)
    nurse.press("Fortsätt")
    nurse.fill(question=question)
    nurse.press("Fortsätt")
    nurse.choose(kinds="Bedömning och resultat av screening")
    nurse.press("Fortsätt")
    nurse.page.locator("main [name=ground][value=consent]").check()
    nurse.press("Fortsätt")
    nurse.choose(consent=consent, answer_back=answer_back, given_by="Personen själv", how="Muntligt", judged="Ja")
    nurse.fill(words="Att ni får veta varför jag ansöker")
    nurse.press("Fortsätt")
    nurse.says("Det här skickas, och inget annat", question, "Personen har sagt ja till: Att ni får veta")
    nurse.silent(OWN_WORDS, "inte besvarat")


def an_application_is_sent(three: Three) -> str:
    nurse, social = three.nurse, three.social
    apply(nurse, three, "Ada behöver hjälp hemma", consent="Ett nytt", answer_back="Ja")
    three.others_see_nothing(social)
    nurse.press("Skicka")
    nurse.says("inkommen hos dem", "Det är mottagarens sak nu")
    return nurse.page.url


def the_board_identifies(three: Three) -> None:
    """Whoever got it says whom it is about, in their own record. What they add shares no id with the sender's."""
    social = three.social
    social.open("Ansökan till socialtjänsten från")
    social.says("Ada behöver hjälp hemma", "Säg först vem det gäller")
    social.silent(OWN_WORDS)
    social.follow("Säg vem det gäller")
    social.choose(pick="Någon som är ny hos oss")
    social.press("Det gäller den jag valt")
    social.says("Personen har sagt ja till att ni svarar")
    social.press("Spara samtycket hos oss")


def the_board_opens_an_inquiry_and_decides(three: Three, sent: str) -> None:
    nurse, social = three.nurse, three.social
    the_board_identifies(three)
    came = social.page.url
    social.follow("Inled en utredning")
    social.fill(next_text="Boka ett möte med Ada")
    social.choose(owner="Social", deputy="Social Manager", ground="Samtycke från")
    social.press("Inled utredningen")
    social.says("utredning inledd")
    nurse.open("De har svarat")
    nurse.says("utredning inledd")
    nurse.press("Jag har läst det")
    social.open("Boka ett möte med Ada")
    social.says(NAME, "Du är ansvarig")
    social.silent(OWN_WORDS, "Oro för alkohol", CLINIC)
    for screen in (nurse, three.clinic):
        screen.shut(came, social.page.url)
    social.go(came)
    social.follow("Skriv vad det blev")
    social.choose(outcome="Avslag", ground="Ingen grund")
    social.fill(text="Ansökan avslås, behovet är redan tillgodosett")
    social.press("Spara beslutet")
    social.says("överklaga")
    social.fill(appeal="Skriv till nämnden inom tre veckor. Vi hjälper dig.")
    social.press("Spara beslutet")
    social.says("Ni har svarat", "Berätta för den det gäller hur det blev")
    nurse.open("Fråga personen vad de sa")
    assert nurse.page.url == sent
    nurse.silent("Avslag", "tillgodosett", "Skriv till nämnden")
    nurse.press("Jag har läst det")


def a_consent_is_withdrawn(three: Three) -> None:
    """One more application goes. Then the person takes the yes back, while a third one stands ready to be sent."""
    nurse, social = three.nurse, three.social
    apply(nurse, three, "Ada ansöker om stöd för att bo kvar", consent="Ett nytt", answer_back="Nej")
    nurse.press("Skicka")
    social.open("Ansökan till socialtjänsten från")
    came = social.page.url
    social.follow("Säg vem det gäller")
    social.choose(pick=NAME)
    social.press("Det gäller den jag valt")
    social.silent("tagit tillbaka sitt samtycke")
    other = replace(nurse, page=nurse.page.context.new_page())
    apply(other, three, "Ada ansöker om ett boende", consent="Att ni får veta", answer_back="Nej")
    while take_back_one(three):
        pass
    other.press("Skicka")
    other.says("Något behöver rättas")
    social.go(came)
    social.says("Personen har tagit tillbaka sitt samtycke hos avsändaren", "Det som redan har kommit får ni ha kvar")


def take_back_one(three: Three) -> bool:
    """The person takes a consent back. False when none stands."""
    nurse = three.nurse
    nurse.go(three.person)
    nurse.follow("Samtycken, spärrar och vad som delats")
    standing = nurse.page.locator("main a", has_text="Personen tar tillbaka det")
    if not standing.count():
        return False
    standing.first.click()
    nurse.press("Personen tar tillbaka samtycket")
    return True


def a_question_without_identity_is_answered(three: Three) -> None:
    nurse, social = three.nurse, three.social
    nurse.go(three.person)
    nurse.follow("Lämna över till en annan")
    nurse.choose(kind="Fråga utan att säga vem det gäller")
    nurse.press("Fortsätt")
    nurse.press("Fortsätt")
    nurse.choose(to=BOARD)
    nurse.press("Fortsätt")
    for named in (f"Hur gör vi med {NUMBER} som saknar boende?", "Hur gör vi med Ada som saknar boende?"):
        nurse.fill(question=named)
        nurse.press("Fortsätt")
        nurse.says("Texten ska inte visa vem det gäller")
    nurse.fill(question=QUESTION)
    nurse.press("Fortsätt")
    nurse.press("Skicka")
    nurse.says("framme, väntar på svar")
    answered_by_keyboard(social)
    nurse.open("De har svarat")
    nurse.says(ANSWER)


def answered_by_keyboard(social: Screen) -> None:
    """The board answers without a mouse."""
    social.worklist()
    social.tab_to("Fråga utan att säga vem det gäller från")
    social.enter()
    social.says(QUESTION)
    social.silent("Ada", NUMBER)
    social.tab_to("Ta emot")
    social.enter()
    social.tab_to("Ert svar")
    social.page.keyboard.type(ANSWER)
    social.tab_to("Ta emot")
    social.enter()
    social.says("ni har tagit emot")
