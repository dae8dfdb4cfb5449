"""The way from the first page to the answer, as forms; without a browser and without a database."""

import re

import pytest

from helhet.guide.questions import Option, examples

from .fixtures import GOTLAND, KALMAR, NURSE, agreements, asked, carried, send, words  # noqa: F401

FIRST = {"danger": "ingen", "great_concern": "no", "fraga": ["danger", "great_concern", "kommun"], "kommun": KALMAR}


def walk(send, **answers):  # noqa: F811
    """From the first page to the answer, one question at a time; gives the answer and what was asked."""
    page, questions = send(**FIRST | {k: v for k, v in answers.items() if k in FIRST}), []
    while asking := asked(page):
        (name,) = asking
        questions.append(name)
        given = {key: value for key, value in answers.items() if key.split(".")[0] == name}
        page = send(**carried(page) | (given or {name: "unknown"}))
    return page, questions


def test_from_the_first_page_to_the_answer_in_at_most_six_questions(send):  # noqa: F811
    page, questions = walk(send, **NURSE)
    assert len(questions) <= 6
    assert len(questions) == len(set(questions))
    text = words(page)
    assert "Det här ska du göra" in text
    assert "Hjälp personen att ansöka hos socialtjänsten" in text


def test_do_not_know_all_the_way_gives_an_answer_too(send):  # noqa: F811
    page, questions = walk(send)
    assert len(questions) <= 6
    assert "Ta reda på mer" in words(page)


def test_danger_comes_before_everything(client):
    page = client.get("/guiden/").content.decode()
    assert asked(page) == ["danger", "great_concern", "kommun"]
    assert page.index("Överdos") < page.index("stor oro") < page.index("Vilken kommun")


def test_a_danger_stands_on_top_of_every_page_from_then_on(send):  # noqa: F811
    page = send(**FIRST | {"danger": "overdose"})
    assert asked(page) == ["unit"]
    assert words(page).index("Gör nu") < words(page).index("Var arbetar du?")
    assert 'href="tel:112"' in page
    answer = send(**NURSE | {"danger": "overdose"})
    assert answer.index("Gör nu") < answer.index("I korthet")


@pytest.mark.parametrize("danger", ["ingen", "unknown"])
def test_act_now_stands_on_top_of_every_answer(send, danger):  # noqa: F811
    page = send(kommun=KALMAR, danger=danger, great_concern="unknown", visa="1")
    assert page.index('id="gor-nu"') < page.index("I korthet")
    assert 'href="tel:112"' in page


def test_the_answer_may_be_seen_before_all_is_asked(send):  # noqa: F811
    page = send(**FIRST | {"visa": "1"})
    assert not asked(page)
    assert "kan ändra det" in words(page)
    following = send(**carried(page, "notice") | {"andra": "unit"})
    assert asked(following) == ["unit"]
    assert carried(following)["visa"] == ["1"]


def test_nothing_chosen_is_said_and_what_was_given_is_kept(send):  # noqa: F811
    page = send(status=422, kommun=KALMAR, danger="suicide_risk", fraga=["danger", "great_concern", "kommun"])
    assert "<title>Fel: " in page
    assert 'id="fel" tabindex="-1" autofocus' in page
    assert 'href="#fraga-great_concern"' in page
    assert re.search(r'value="suicide_risk"[^>]* checked', page)
    assert re.search(rf'<option value="{KALMAR}" selected', page)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"fraga": "age", "age": "fyrtio"}, 'value="fyrtio"'),
        ({"fraga": "substances", "substances": ["alcohol", "cannabis"], "substances.alcohol": "risk_use"},
         'id="substances-alcohol-risk_use" checked'),
    ],
)  # fmt: skip
def test_a_fault_loses_nothing(send, given, kept):  # noqa: F811
    before = {"kommun": KALMAR, "danger": "ingen", "great_concern": "no", "unit": "health_centre"}
    page = send(status=422, **before | given)
    assert kept in page
    assert carried(page)["unit"] == ["health_centre"]
    assert asked(page) == [given["fraga"]]


def test_a_tampered_answer_is_asked_again(send):  # noqa: F811
    page = send(status=422, **NURSE | {"unit": "moon_base"})
    assert asked(page) == ["unit"]
    assert carried(page)["age"] == ["45"]


def test_back_leads_one_question_back_each_time(send):  # noqa: F811
    page = send(**carried(send(**FIRST)) | {"unit": "health_centre"})
    second = asked(page)
    page = send(**carried(page, "back"))
    assert asked(page) == ["unit"]
    assert 'id="unit-health_centre" checked' in page
    assert asked(send(**carried(page) | {"unit": "health_centre"})) == second
    assert asked(send(**carried(page, "back"))) == ["danger", "great_concern", "kommun"]


def test_any_answer_can_be_changed_or_left_as_it_was(send):  # noqa: F811
    page = send(**NURSE)
    changing = send(**NURSE | {"andra": "age"})
    assert 'value="45"' in changing
    assert "Ändra ditt svar" in changing
    assert words(send(**carried(changing, "back"))) == words(page)
    assert "17" in words(send(**carried(changing) | {"age": "17"}))


def test_an_if_so_answer_adds_its_steps_and_marks_them(send):  # noqa: F811
    page = send(**NURSE | {"lagg": "children_near=concern"})
    assert "Anmäl oro för barnet till socialtjänsten" in words(page)
    assert "Nytt" in words(page)
    assert "Du lade till ett svar: barn i närheten" in words(page)
    assert "Finns det barn i personens närhet?" not in words(page)


def test_where_no_agreement_applies_the_law_alone_guides_and_the_page_says_so(send):  # noqa: F811
    text = words(send(**NURSE | {"kommun": GOTLAND, "visa": "1"}))
    assert "Här svarar bara lagen." in text
    assert "Vi har inget avtal för Gotland" in text
    text = words(send(**NURSE | {"kommun": "unknown", "visa": "1"}))
    assert "vet inte vilket avtal" in text


def test_what_is_folded_in_is_hinted_at_with_abbreviations_as_they_are_written():
    options = [Option("unit", "x", label, "") for label in ("Kriminalvård", "SiS-institution", "HVB (hem)")]
    assert examples(options) == "kriminalvård, SiS-institution, HVB …"
