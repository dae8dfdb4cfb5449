"""What the answer says, and in what order."""

from dataclasses import replace
from datetime import date
from re import findall

import pytest

from helhet.guide import flow, queries, show
from helhet.guide.forms import Told
from helhet.knowledge.answer import Basis

from .fixtures import DAY, KALMAR, NURSE, agreements, send, shelf, words  # noqa: F401

TOLD = Told(
    KALMAR,
    {"danger": [], "great_concern": "no", "unit": "health_centre", "competence": "screening",
     "substances": {"alcohol": "risk_use"}, "assessment": "beyond_own", "age": 45, "willing": "wants"},
)  # fmt: skip


@pytest.fixture
def page():
    return flow.shown(TOLD, queries.answer(TOLD, DAY), DAY)


@pytest.fixture
def step(page):
    """The step that hands over to social services."""
    return next(s for part in page["parts"] for s in part.steps if s.said.act_id == "help_application")


def test_numbered_through_all_parts(page):
    numbers = [step.number for part in page["parts"] for step in part.steps]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_step_says_who_whom_how_when_how_binding_and_why(send, step):  # noqa: F811
    assert step.binding == "Ska göras"
    assert step.rests_on == "avtal"
    assert step.by_when == "Avtalet anger ingen tid."
    assert step.said.receiver == "Socialtjänst för vuxna"
    assert step.agreement[0].address.startswith("/avtal/kalmar-2021/#k21-riskbruk-hc")
    assert "punkt" in step.agreement[0].where
    assert step.agreement[0].sure == "Står i avtalet."
    text = words(send(**NURSE))
    for said in ("Ansökan till socialtjänsten", "Säg till personen:", "Varför?", "Dina svar", "Vad händer sedan?"):
        assert said in text


def test_telephone_numbers_say_where_they_come_from(send, step):  # noqa: F811
    html = send(**NURSE)
    assert 'href="tel:' in html
    if step.said.contact and step.said.contact.demo:
        assert "Numret är påhittat för visning." in html


def test_law_and_agreement_are_kept_apart(step):
    both = replace(
        step.said, basis=[Basis("law", "SoL 2025:400 19 kap. 1 §", "Anmäl.", sure="memory"), *step.said.basis]
    )
    shown = show.shown(1, both, {p.id: p for p in queries.packs()}, shelf().vocabulary, False, False)
    assert shown.rests_on == "lag och avtal"
    assert [r.where for r in shown.law] == ["SoL 2025:400 19 kap. 1 §"]
    assert shown.law[0].sure.startswith("Skrivet ur minnet")
    assert shown.by_when == "Varken avtalet eller lagen anger någon tid."


def test_a_statutory_test_is_a_question_and_no_duty_yet(step):
    judged = replace(step.said, judgement="Är faran överhängande?", judge="Socialnämnden")
    assert show.binding(judged) == "Ska göras om svaret är ja"


def test_our_own_advice_binds_nobody(step):
    advice = replace(step.said, basis=[Basis("reading", "house", "Ingen ska falla mellan två.", "shall")])
    assert show.binding(advice) == "Vårt råd"


def test_every_anchor_in_the_answer_is_in_the_agreement(page):
    known = {f"/avtal/{p.id}/#{show.anchor_slug(a)}" for p in queries.packs() for a in p.anchors}
    shown = {reason.address for part in page["parts"] for step in part.steps for reason in step.agreement}
    assert shown
    assert shown <= known


def test_reading_the_paragraph_does_not_lose_the_answer(send):  # noqa: F811
    """Browsers cannot go back to a page that was posted and may not be kept: links leave it standing in its tab."""
    html = send(**NURSE).split("<main", 1)[1].split("</main>", 1)[0]
    away = findall(r'<a [^>]*href="/avtal/[^>]*>', html)
    assert away
    assert all('target="_blank"' in link for link in away)


def test_what_is_not_settled_has_owner_and_day(send, agreements):  # noqa: F811
    html = send(**NURSE)
    if "Det här är inte bestämt" in html:
        assert "ska svara senast 20" in words(html)


def test_every_answer_given_is_shown_in_words_with_a_way_to_change_it(send):  # noqa: F811
    html = send(**NURSE)
    for said in ("Kalmar", "Nej, inget av det", "Hälsocentral eller vårdcentral", "Alkohol: riskbruk", "45"):
        assert said in html
    for name in ("kommun", "danger", "unit", "substances", "age"):
        assert f'name="andra" value="{name}"' in html


def test_an_assumption_is_shown(send):  # noqa: F811
    html = send(**NURSE | {"great_concern": "unknown"})
    assert "Vi räknar försiktigt med: Ja" in words(html)


def test_an_agreement_that_does_not_hold_yet_is_named_with_its_reason():
    before = date(2015, 1, 1)
    page = flow.shown(TOLD, queries.answer(TOLD, before), before)
    assert not page["applying"]
    assert page["not_applying"][0][0].why
