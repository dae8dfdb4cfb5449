"""A transition table, asked and drawn."""

import pytest

from helhet.kernel.errors import Refused
from helhet.kernel.transitions import Transition, Transitions

TABLE = Transitions(
    [
        Transition("send", ("draft",), "sent", by="sender"),
        Transition("accept", ("sent", "asked"), "accepted", by="receiver"),
        Transition("ask", ("sent",), "asked", by="receiver"),
        Transition("withdraw", ("sent", "asked"), "withdrawn", by="sender"),
    ],
    labels={"send": "Skicka", "accept": "Ta emot", "accepted": "mottagen", "draft": "utkast", "sender": "avsändaren"},
)


@pytest.mark.parametrize(("state", "act", "to"), [("draft", "send", "sent"), ("asked", "accept", "accepted")])
def test_an_act_leads_on(state, act, to):
    assert TABLE.allowed(state, act)
    assert TABLE.next(state, act) == to


@pytest.mark.parametrize(
    ("state", "act"), [("accepted", "accept"), ("draft", "accept"), ("sent", "fly"), ("no", "send")]
)
def test_what_is_not_in_the_table_is_refused_and_says_why(state, act):
    decision = TABLE.allowed(state, act)
    assert not decision
    with pytest.raises(Refused) as raised:
        TABLE.next(state, act)
    assert (raised.value.text, raised.value.code) == (decision.why, "refused")


def test_the_refusal_is_in_swedish():
    assert TABLE.allowed("draft", "accept").why == "Ta emot går inte att göra när läget är: utkast."


def test_states_and_ends():
    assert TABLE.states == ("draft", "sent", "asked", "accepted", "withdrawn")
    assert TABLE.final_states == ("accepted", "withdrawn")
    assert [t.name for t in TABLE.from_state("sent")] == ["accept", "ask", "withdraw"]


def test_rows_are_one_for_each_state_an_act_leads_from():
    rows = TABLE.as_rows()
    assert len(rows) == 6
    assert rows[0] == ("utkast", "Skicka", "sent", "avsändaren")


def test_the_picture_has_every_state_and_arrow():
    lines = TABLE.as_mermaid().splitlines()
    assert lines[0] == "stateDiagram-v2"
    assert '    state "utkast" as s0' in lines
    assert "    [*] --> s0" in lines
    assert "    s0 --> s1: Skicka (avsändaren)" in lines
    assert sum("-->" in line for line in lines) == 6 + 1 + 2


@pytest.mark.parametrize(
    "table",
    [
        [Transition("send", ("a",), "b", "x"), Transition("send", ("a",), "c", "x")],
        [Transition("send", (), "b", "x")],
    ],
)
def test_a_table_that_is_no_table_is_refused(table):
    with pytest.raises(ValueError, match="send leads from"):
        Transitions(table)
