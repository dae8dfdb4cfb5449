"""What a deviation may say, and how a clause travels in an address."""

import pytest

from helhet.deviations import rules
from helhet.deviations.rules import Clause

FINE = "Beroendemottagningen svarade inte på en vecka."


def test_a_text_without_anybody_is_kept():
    assert rules.may_write(FINE, ["Ada", "Berg"])


@pytest.mark.parametrize("text", ["", "kort", " " * 50, "x" * (rules.LONGEST + 1)])
def test_too_short_and_too_long_are_told(text):
    assert not rules.may_write(text, [])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"{FINE} Det gällde 19121212-1212.", "19121212-1212"),
        (f"{FINE} Ada fick vänta.", "Ada"),
        (f"{FINE} Adas mamma ringde.", "Adas"),
        (f"{FINE} Ingen ringde BERG.", "BERG"),
        (f"{FINE} Anna ringde.", "Anna"),
    ],
)
def test_what_shows_somebody_is_named_in_the_answer(text, shown):
    decision = rules.may_write(text, ["Ada", "Berg", "Anna-Karin Lund"])
    assert not decision
    assert shown in decision.why


def test_a_short_name_that_is_also_a_word_counts_as_written():
    assert rules.may_write("De ringer två gånger per vecka.", ["Per", "Bo"])
    assert not rules.may_write("De ringer Per två gånger om dagen.", ["Per", "Bo"])


@pytest.mark.parametrize("clause", [Clause(), Clause("kalmar-2021", "K21/mal"), Clause("", "SoL 2025:400 10 kap. 8 §")])
def test_a_clause_comes_back_as_it_went(clause):
    assert rules.read(str(clause), ["kalmar-2021"]) == clause
