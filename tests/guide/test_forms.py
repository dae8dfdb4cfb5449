"""What is read from a form, and what is said about what cannot be."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from helhet.guide.forms import PLACE, Told, read
from helhet.guide.links import LONGEST, code_of, told_by

from .fixtures import KALMAR, shelf

PLACES = shelf().directory.municipalities
WORDS = shelf().vocabulary


def sent(query: str):
    return read(QueryDict(query), WORDS, PLACES)


@pytest.mark.parametrize(
    ("query", "facts"),
    [
        ("danger=overdose&danger=suicide_risk", {"danger": ["overdose", "suicide_risk"]}),
        ("danger=ingen", {"danger": []}),
        ("danger=unknown", {"danger": "unknown"}),
        ("great_concern=no", {"great_concern": "no"}),
        ("age=45", {"age": 45}),
        ("age=+45+", {"age": 45}),
        ("age=&age=unknown", {"age": "unknown"}),
        ("substances=alcohol&substances.alcohol=dependence", {"substances": {"alcohol": "dependence"}}),
        ("substances.alcohol=dependence&substances=unknown", {"substances": "unknown"}),
    ],
)
def test_answers(query, facts):
    found = sent(query)
    assert found.told.facts == facts
    assert not found.faults


@pytest.mark.parametrize(
    ("query", "fact", "says"),
    [
        ("fraga=unit", "unit", "Välj ett svar"),
        ("unit=moon_base", "unit", "Välj igen"),
        ("fraga=danger", "danger", "Nej, inget av det här"),
        ("danger=ingen&danger=overdose", "danger", "inte går ihop"),
        ("danger=fire", "danger", "Välj igen"),
        ("fraga=age&age=", "age", "Skriv ett tal"),
        ("age=121", "age", "från 0 till 120"),
        ("age=-1", "age", "från 0 till 120"),
        ("age=fyrtio", "age", "bara siffror"),
        ("age=٤٥", "age", "bara siffror"),
        ("age=45&age=unknown", "age", "Välj det ena"),
        ("fraga=substances", "substances", "Kryssa i vad det gäller"),
        ("substances=alcohol", "substances", "hur allvarligt det är: Alkohol"),
        ("substances=alcohol&substances.alcohol=extreme", "substances", "hur allvarligt det är: Alkohol"),
        ("substances=alcohol&substances=unknown", "substances", "Ta bort det som inte stämmer"),
        ("substances=tea", "substances", "Välj igen"),
        ("fraga=kommun&kommun=", "kommun", "Välj en kommun"),
        ("kommun=9999", "kommun", "Välj en kommun"),
    ],
)
def test_faults_say_what_to_do(query, fact, says):
    found = sent(query)
    assert says in found.faults[fact]
    assert fact not in found.told.facts


def test_one_fault_leaves_the_other_answers_alone():
    found = sent(f"kommun={KALMAR}&unit=health_centre&age=200&willing=wants")
    assert list(found.faults) == ["age"]
    assert found.told == Told(KALMAR, {"unit": "health_centre", "willing": "wants"})
    assert found.filled["age"] == ["200"]


def test_what_is_no_question_is_left_out():
    assert sent("principal=region&name=Kim&csrf=1").told.facts == {}


def test_an_if_so_button_adds_one_answer():
    found = sent("age=45&lagg=pregnant%3Dyes")
    assert found.told.facts == {"age": 45, "pregnant": "yes"}
    assert found.added == "pregnant"
    assert sent("setting=lob&lagg=setting%3Dhospital").told.facts == {"setting": ["lob", "hospital"]}
    assert sent("setting=ingen&lagg=setting%3Dhospital").told.facts == {"setting": ["hospital"]}
    assert sent("age=45&lagg=nonsense").told.facts == {"age": 45}


def values(fact):
    ids = [value.id for value in fact.values]
    if fact.type == "integer":
        return st.integers(fact.min, fact.max)
    if fact.type == "levels":
        return st.dictionaries(
            st.sampled_from(ids), st.sampled_from([*(v.id for v in fact.levels), "unknown"]), min_size=1
        )
    if fact.type == "many":
        return st.lists(st.sampled_from(ids), unique=True)
    return st.sampled_from(ids)


ANSWERS = {fact.id: st.just("unknown") | values(fact) for fact in WORDS.facts.values() if fact.type != "derived"}
FIRST = {"danger": ANSWERS.pop("danger")}
TOLD = st.builds(Told, st.sampled_from([KALMAR, "unknown"]), st.fixed_dictionaries(FIRST, optional=ANSWERS))


@given(TOLD)
def test_what_is_told_survives_a_form_and_a_link(told):
    data = QueryDict(mutable=True)
    for name, value in told.pairs():
        data.appendlist(name, value)
    assert read(data, WORDS, PLACES).told == told
    assert told_by(code_of(told), WORDS, PLACES) == told


@given(st.text(max_size=60) | st.text("ABCabc019-_=", max_size=60))
def test_a_broken_link_is_never_an_error(code):
    assert told_by(code, WORDS, PLACES) is None


@pytest.mark.parametrize(
    "held", ["[]", "3", '{"danger":{"a":1}}', '{"danger":[1]}', '{"kommun":{"a":"b"}}', "[" * 900, '{"unit":"x"}']
)
def test_a_forged_link_is_refused(held):
    from base64 import urlsafe_b64encode

    assert told_by(urlsafe_b64encode(held.encode()).decode(), WORDS, PLACES) is None


def test_a_link_has_an_end():
    assert told_by("A" * (LONGEST + 1), WORDS, PLACES) is None


def test_back_and_change_name_only_what_can_be_asked():
    assert sent("andra=unit").change == "unit"
    assert sent("bak=kommun").back == PLACE
    assert sent("andra=principal&bak=x").change == ""
