"""Who may consent: SoL 21:1–2, OSL 12:2–3 and LVU 1 §, case by case; what is unclear is asked."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helhet.kernel.errors import BadContent, BadInput
from helhet.knowledge.consenting import Consenting, consenting_of
from tests.knowledge.making import LIBRARY

DAY = date(2026, 11, 25)
CONSENTING = consenting_of(LIBRARY)
BOTH = ("guardian", "other_guardian")


def asked(act: str, age: int, **more: Any) -> dict[str, Any]:
    return {"act": act, "age": age, "guardians": "two_agree", **more}


CASES: list[tuple[str, dict[str, Any], tuple[str, ...], bool]] = [
    ("adult shares", asked("share_data", 40, can_consent="yes"), ("person",), False),
    ("adult makes a plan", asked("plan", 18, can_consent="yes"), ("person",), False),
    ("adult who cannot", asked("share_data", 40, can_consent="no"), (), True),
    ("adult, nobody has looked", asked("share_data", 40), ("person",), True),
    ("data, maturity not judged", asked("share_data", 17), (), True),
    ("data, small child", asked("share_data", 6, child_decides="guardian"), BOTH, False),
    ("data, together", asked("share_data", 13, child_decides="together"), ("person", *BOTH), False),
    ("data, mature", asked("share_data", 16, child_decides="child"), ("person",), False),
    ("data, one guardian", asked("share_data", 6, child_decides="guardian", guardians="one"), ("guardian",), False),
    ("data, they disagree", asked("share_data", 6, child_decides="guardian", guardians="two_disagree"), (), True),
    ("data, who they are is unknown", asked("share_data", 6, child_decides="guardian", guardians="unknown"), (), True),
    ("service at 11", asked("service", 11, suitable="yes", child_says="asks"), BOTH, False),
    (
        "service at 12, suitable, says yes",
        asked("service", 12, suitable="yes", child_says="consents"),
        ("person",),
        False,
    ),
    ("service at 14, not suitable", asked("service", 14, suitable="no", child_says="consents"), BOTH, False),
    ("service at 14, nobody has asked", asked("service", 14), (), True),
    ("service at 14, says no", asked("service", 14, suitable="yes", child_says="refuses"), BOTH, False),
    ("service at 15, asks for it", asked("service", 15, suitable="yes", child_says="asks"), ("person",), False),
    ("service at 17, says no", asked("service", 17, suitable="yes", child_says="refuses"), (), True),
    ("service at 17, not suitable", asked("service", 17, suitable="no", child_says="asks"), ("person", *BOTH), False),
    ("service at 17, suitability not judged", asked("service", 17, child_says="asks"), (), True),
    ("open service at 14", asked("service_without_assessment", 14, suitable="yes", child_says="asks"), BOTH, False),
    ("open service at 15", asked("service_without_assessment", 15, suitable="yes"), ("person",), False),
    ("placement at 10", asked("placement", 10), BOTH, False),
    (
        "placement at 14, suitable changes nothing",
        asked("placement", 14, suitable="yes", child_says="asks"),
        BOTH,
        False,
    ),
    ("placement at 16", asked("placement", 16, suitable="yes", child_says="asks"), ("person", *BOTH), False),
    ("placement at 16, says no", asked("placement", 16, child_says="refuses"), (), True),
    ("placement, guardians disagree", asked("placement", 10, guardians="two_disagree"), (), True),
    ("placement, no guardian", asked("placement", 10, guardians="none"), (), True),
    ("plan at 11", asked("plan", 11), BOTH, False),
    ("plan at 13", asked("plan", 13, suitable="yes", child_says="consents"), ("person",), False),
    ("plan at 16, says no", asked("plan", 16, suitable="yes", child_says="refuses"), (), True),
    ("age not known", {"act": "plan"}, (), True),
    ("act not known", {"age": 12}, (), True),
]


@pytest.mark.parametrize(("facts", "who", "ask"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_who_consents(facts: dict[str, Any], who: tuple[str, ...], ask: bool) -> None:
    found = CONSENTING.who(facts, DAY)
    assert found.who == who
    assert bool(found.ask) is ask


def test_the_basis_is_cited_and_a_reading_is_called_one() -> None:
    service = CONSENTING.who(asked("service", 11), DAY)
    assert service.basis == ("SoL 2025:400 21 kap. 1 §",)
    assert not service.inferred
    assert CONSENTING.who(asked("plan", 11), DAY).inferred


def test_before_the_act_the_rules_are_not_read_and_a_lawyer_is_asked() -> None:
    found = CONSENTING.who(asked("service", 11), date(2025, 6, 30))
    assert found.who == ()
    assert "jurist" in str(found.ask)


def test_every_provision_is_known() -> None:
    cited = {one for rule in CONSENTING.rules for one in rule.provisions}
    assert cited <= LIBRARY.law.provision.keys()


ASKED = {q.fact.id: q for q in CONSENTING.questions.asked}
ANY = st.fixed_dictionaries(
    {"age": st.integers(0, 120), "act": st.sampled_from(sorted(ASKED["act"].allowed))},
    optional={
        name: st.sampled_from(sorted(question.allowed))
        for name, question in ASKED.items()
        if name not in {"age", "act"}
    },
)


@given(ANY)
@settings(max_examples=400, deadline=None)
def test_there_is_always_someone_or_a_question(facts: dict[str, Any]) -> None:
    found = CONSENTING.who(facts, DAY)
    assert found.who or found.ask
    assert found.basis
    assert not (facts["age"] >= 18 and {"guardian", "other_guardian"} & set(found.who))
    if facts["act"] == "placement" and facts["age"] < 18:
        assert found.ask or "guardian" in found.who


@given(ANY)
@settings(max_examples=200, deadline=None)
def test_below_twelve_a_child_never_decides_alone_on_services(facts: dict[str, Any]) -> None:
    if facts["act"] != "share_data" and facts["age"] < 12:
        assert "person" not in CONSENTING.who(facts, DAY).who


@pytest.mark.parametrize("facts", [{"act": "adoption"}, {"age": "12"}, {"mood": "good"}])
def test_bad_input(facts: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match=next(iter(facts))):
        CONSENTING.who(facts, DAY)


def test_rules_that_do_not_end_are_told_of() -> None:
    with pytest.raises(BadContent, match="den sista regeln ska gälla alltid") as caught:
        Consenting(CONSENTING.questions, list(CONSENTING.rules), [], "")
    assert "otherwise saknas" in caught.value.text
