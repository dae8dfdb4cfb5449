"""One person's plan from the need to the follow-up: health centre, addiction clinic, social board, and the person
themself beside the staff. What each holding may see is checked all the way."""

import re
from dataclasses import replace

from django.utils import timezone

from helhet.organisations.queries import system_actor
from helhet.plans.models import Aside, Joined, Part, Plan, Version
from helhet.secrecy.wall import acting
from tests.browser.journey import PASSWORD, Screen
from tests.browser.test_journey import (  # noqa: F401
    CLINIC,
    MANAGER,
    NAME,
    OWN_WORDS,
    Three,
    a_person_is_added,
    county,
    library,
    three,
)
from tests.records.conftest import served_world  # noqa: F401

BOARD = "Vuxenenheten"
WORDS, PAUSE = "Jag vill kunna sova och träffa mina barn", "En paus varje halvtimme"
GOAL, FIRST, SECOND = "Sova om natten", "Samtal varje vecka", "Boendestöd två gånger i veckan"
# What the nurse keeps beside the plan, and nobody else may come to know.
SECRET = "Hen säger att grannen slår"
RATING = "Det går bättre när samma människa ringer"


def test_a_plan_is_made_together_and_followed_up(three: Three, county):  # noqa: F811
    for screen in (three.nurse, three.clinic, three.social):
        screen.sign_in()
    a_person_is_added(three)
    plan = the_need_is_seen_and_the_person_says_yes(three)
    the_person_chooses_who_comes(three, plan)
    the_person_prepares_on_the_staffs_screen(three, plan)
    three.others_see_nothing(three.clinic, three.social)
    everybody_is_called(three, plan)
    clinic = the_clinic_comes(three)
    social = the_board_says_who_it_is_and_sends_its_part(three)
    the_draft_is_written(three, plan)
    two_write_at_once(three, plan)
    what_is_missing_is_told_and_the_plan_is_published(three, plan)
    each_answers_for_its_own_parts(three, clinic, social)
    it_is_followed_up_and_ended(three, plan)
    each_holds_what_it_should_and_nothing_more(three, county, plan, clinic, social)


def the_need_is_seen_and_the_person_says_yes(three: Three) -> str:  # noqa: F811
    nurse = three.nurse
    nurse.go(three.person)
    nurse.follow("Börja en gemensam plan")
    nurse.fill(why="Behöver vård och stöd hemma")
    nurse.choose(deputy=MANAGER)
    nurse.press("Börja")
    plan = nurse.page.url
    nurse.says(NAME, "behovet är sett", "Fråga personen om en gemensam plan")
    nurse.follow("Fråga personen")
    nurse.fill(words="Vi pratade om vad en plan är")
    nurse.press("Jag har frågat")
    nurse.says("personen är tillfrågad")
    nurse.follow("Personen säger ja")
    nurse.choose(given_by="Personen själv", how="Muntligt", share="Socialnämnden")
    nurse.page.locator("#id_can_consent").get_by_label("Ja", exact=True).check()
    nurse.fill(words="Ja, och ni får prata med socialen")
    nurse.press("Spara personens ja")
    nurse.says("planen skrivs", "Kvar att skriva innan planen kan gälla", "SoL 2025:400 10 kap. 8 §")
    return plan


def the_person_chooses_who_comes(three: Three, plan: str) -> None:  # noqa: F811
    nurse = three.nurse
    for unit in (f"{CLINIC}, Regionstyrelsen", f"{BOARD}, Socialnämnden"):
        nurse.go(plan)
        nurse.follow("Vem vill personen ha med?")
        nurse.page.locator("#id_unit").select_option(label=unit)
        nurse.page.get_by_label("Personen vill ha med dem").check()
        nurse.press("Lägg till")
    nurse.follow("Vem vill personen ha med?")
    nurse.choose(kind="En närstående")
    nurse.fill(name="Min syster")
    nurse.press("Lägg till")
    nurse.says("Fråga personen om Min syster först")
    nurse.page.get_by_label("Personen vill ha med dem").check()
    nurse.press("Lägg till")
    nurse.says(CLINIC, BOARD, "Min syster", "inte kallad än")


def the_person_prepares_on_the_staffs_screen(three: Three, plan: str) -> None:  # noqa: F811
    """The fourth at the screens: the person, who sees the questions and comes to nothing else."""
    nurse = three.nurse
    nurse.go(plan)
    nurse.follow("Förbered med personen")
    nurse.press("Lämna skärmen till personen")
    person = replace(nurse, who="the person")
    asked = re.search(r"av (\d+)", person.page.locator("main p").first.inner_text())
    person.silent("Ada", NAME, OWN_WORDS, BOARD, CLINIC, "Logga ut")
    person.fill(**{"words-text": WORDS})
    person.press("Nästa")
    person.press("Tillbaka")
    assert person.page.locator("[name=words-text]").input_value() == WORDS
    person.press("Nästa")
    person.fill(**{"matters-text": "Att ingen ger upp"})
    person.press("Nästa")
    person.page.locator("main .answer input").first.check(force=True)
    person.page.goto(three.person)
    person.says("Lämna tillbaka skärmen")
    person.silent("Ada", OWN_WORDS)
    person.follow("Vill du ändra något? Till frågorna")
    for _ in range(int(asked[1])):
        if person.page.locator("[name=pauses-text]").count():
            person.fill(**{"pauses-text": PAUSE})
        finish = person.page.locator("main").get_by_role("button", name="Jag är klar")
        person.press("Jag är klar" if finish.count() else "Nästa")
    person.says("Tack! Lämna tillbaka skärmen nu.")
    nurse.fill(password="fel lösenord")
    nurse.press("Öppna skärmen")
    nurse.says("Lösenordet stämmer inte")
    nurse.fill(password=PASSWORD)
    nurse.press("Öppna skärmen")
    assert nurse.page.url == plan
    nurse.says(WORDS, "Att ingen ger upp", PAUSE)


def everybody_is_called(three: Three, plan: str) -> None:  # noqa: F811
    nurse = three.nurse
    nurse.go(plan)
    nurse.follow("Kalla till mötet")
    nurse.says("På vilken grund får Vuxenenheten det?", "Personens samtycke")
    nurse.fill(on=f"{timezone.localdate():%Y-%m-%d}", time="13.30", place="Biblioteket, Storgatan 1")
    nurse.press("Kalla")
    nurse.says("kallad, har inte svarat", "Biblioteket")
    nurse.follow("Skriv ner svaret från Min syster")
    nurse.choose(participant="Min syster", came="Kommer")
    nurse.press("Spara svaret")
    answer = nurse.page.request.get(f"{plan}kalender/")
    assert "SUMMARY:Möte" in answer.text()
    assert "Ada" not in answer.text()


def the_clinic_comes(three: Three) -> str:  # noqa: F811
    clinic = three.clinic
    clinic.open("Svara på kallelsen till en gemensam plan")
    joined = clinic.page.url
    clinic.says(NAME, "Biblioteket", "Svara om ni kommer")
    clinic.silent(OWN_WORDS, WORDS, PAUSE)
    clinic.follow("Kommer ni?")
    clinic.choose(came="Kommer")
    clinic.press("Svara")
    clinic.says("Ni kommer till mötet")
    return joined


def the_board_says_who_it_is_and_sends_its_part(three: Three) -> str:  # noqa: F811
    """The board does its part without a mouse, up to the form with its own measure."""
    social = three.social
    social.worklist()
    social.tab_to("Svara på kallelsen till en gemensam plan")
    social.enter()
    joined = social.page.url
    social.silent(OWN_WORDS, WORDS, PAUSE)
    social.tab_to("Kommer ni?")
    social.enter()
    social.tab_to("Kommer")
    social.page.keyboard.press("Space")
    social.tab_to("Svara")
    social.enter()
    social.follow("Säg vem det gäller")
    social.choose(pick="Någon som är ny hos oss")
    social.press("Det gäller den jag valt")
    social.says(NAME)
    social.follow("Skicka er del")
    social.fill(measure_text=SECOND, measure_start=f"{timezone.localdate():%Y-%m-%d}")
    social.choose(measure_decision="Ansökan är gjord", yes_how="Muntligt", yes_can="Ja")
    social.fill(yes_words="Ni får svara vårdcentralen")
    social.press("Skicka")
    social.says("Ni skickade er del")
    return joined


def the_draft_is_written(three: Three, plan: str) -> None:  # noqa: F811
    nurse = three.nurse
    nurse.go(plan)
    nurse.follow(f"Läs och lägg in det som {BOARD} har skickat")
    nurse.says(SECOND)
    nurse.press("Lägg in i planen")
    nurse.follow("Lägg till under Mål")
    nurse.fill(text=GOAL)
    nurse.press("Spara")
    nurse.follow("Lägg till under Det vi gör")
    nurse.fill(text=FIRST, start=f"{timezone.localdate():%Y-%m-%d}")
    nurse.choose(principal="Regionen", decision="Inget beslut behövs", goal=GOAL)
    nurse.press("Spara")
    nurse.follow("Lägg till under Det andra gör")
    nurse.fill(who="Min syster", text="Följer med till mötena")
    nurse.press("Spara")
    nurse.follow("Fråga om våld")
    nurse.choose(asked="Ja")
    nurse.fill(text=SECRET)
    nurse.press("Spara")
    nurse.silent(SECRET)


def two_write_at_once(three: Three, plan: str) -> None:  # noqa: F811
    """Two windows have the same page: what each wrote stands, and both are shown."""
    nurse = three.nurse
    other = replace(nurse, page=nurse.page.context.new_page())
    for screen in (nurse, other):
        screen.go(plan)
        screen.follow("Skriv under Återfall och avbrott")
    nurse.fill(**{"relapse-text": "Ada ringer mottagningen samma dag"})
    nurse.press("Spara")
    other.fill(**{"relapse-text": "Ada ringer sin syster, som ringer oss"})
    other.press("Spara")
    other.says("Två skrev samtidigt", "Ada ringer mottagningen samma dag", "Ada ringer sin syster, som ringer oss")
    nurse.go(plan)
    nurse.says("Två har skrivit på samma ställe", "Ada ringer mottagningen samma dag", "Ada ringer sin syster")
    other.fill(**{"relapse-text": "Ada ringer mottagningen samma dag. Annars ringer hennes syster oss."})
    other.press("Spara")
    other.page.close()
    nurse.go(plan)
    nurse.silent("Två har skrivit")


def what_is_missing_is_told_and_the_plan_is_published(three: Three, plan: str) -> None:  # noqa: F811
    nurse = three.nurse
    nurse.go(plan)
    nurse.says("Kvar att skriva innan planen kan gälla", "HSL 2017:30 16 kap. 4 §")
    nurse.follow("Vem har det övergripande ansvaret?")
    nurse.choose(whom=f"Kommunen: {BOARD}")
    nurse.press("Spara")
    nurse.follow("Skriv under Samordnare och uppföljning")
    nurse.fill(**{"coordinator-name": "Kim Ek", "coordinator-unit": BOARD})
    nurse.fill(**{"follow_up-on": f"{timezone.localdate().year + 1}-02-01", "follow_up-by": "Kim Ek"})
    nurse.press("Spara")
    nurse.says("Inget saknas")
    nurse.follow("Publicera och skicka planen")
    nurse.says(WORDS, FIRST, SECOND, GOAL)
    nurse.silent(SECRET, PAUSE)
    nurse.press("Publicera och skicka")
    nurse.says("planen gäller", "version 1")
    answer = nurse.page.request.get(f"{plan}papper/plan-stor/")
    assert answer.body().startswith(b"%PDF")


def each_answers_for_its_own_parts(three: Three, clinic_half: str, social_half: str) -> None:  # noqa: F811
    for screen, half in ((three.clinic, clinic_half), (three.social, social_half)):
        screen.open("Svara för era delar i den gemensamma planen")
        assert screen.page.url == half
        screen.says(WORDS, FIRST, SECOND)
        screen.silent(SECRET, PAUSE, OWN_WORDS)
        screen.follow("Svara på planen")
        screen.choose(how="Ja, vi gör våra delar")
        screen.press("Skicka svaret")
    three.social.says("ni har det övergripande ansvaret")


def it_is_followed_up_and_ended(three: Three, plan: str) -> None:  # noqa: F811
    nurse = three.nurse
    nurse.go(plan)
    nurse.says("säger ja till sina delar")
    nurse.follow("Följ upp tillsammans")
    nurse.choose(rating="Bättre")
    nurse.fill(words=RATING)
    nurse.choose(**{"goal-m1": "På väg"})
    nurse.press("Spara uppföljningen")
    nurse.says("Så har det gått", RATING)
    nurse.page.locator("main summary", has_text="Mer:").click()
    nurse.follow("Avsluta planen")
    nurse.choose(reason="Ni når inte personen")
    nurse.press("Avsluta planen")
    nurse.says("Att ni inte når personen avslutar ingen plan")
    nurse.choose(reason="Målen är nådda")
    nurse.press("Avsluta planen")
    nurse.says("Planen är avslutad")


def each_holds_what_it_should_and_nothing_more(three: Three, county, plan: str, *halves: str) -> None:  # noqa: F811
    clinic, social = halves
    three.social.shut(plan, three.person, clinic)
    for screen in (three.nurse, three.clinic):
        screen.shut(social)
    kept = {}
    for name, holding in county.holdings.items():
        with acting(system_actor(holding, "Prov"), timezone.now()):
            plans = [*Plan.objects.filter(holding=holding), *Version.objects.filter(holding=holding)]
            halves_here = Joined.objects.filter(holding=holding).count()
            asides = [row.text for row in Aside.objects.filter(holding=holding)]
            kept[name] = (len(plans), halves_here, asides, Part.objects.filter(holding=holding).exists())
    assert kept["region"] == (2, 1, [SECRET], True)
    assert kept["social"] == (0, 1, [], False)
    assert kept["other_social"] == kept["private"] == (0, 0, [], False)


__all__ = ["Screen"]
