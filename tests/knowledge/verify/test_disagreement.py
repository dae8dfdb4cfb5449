"""A checker that is wrong is found out by the other, and the report says so."""

from typing import Any

import pytest

from helhet.knowledge.verify import second, verify
from helhet.knowledge.verify.bits import Product, TooMany
from helhet.knowledge.verify.prover import Prover
from helhet.knowledge.verify.question import Question, Region
from helhet.knowledge.verify.table import Enumerator
from tests.knowledge.verify.packs import WORDS, duty, item, no_law, pack, row, step, table

MADE = pack(
    duties=[duty("r", "region", "motivation", applies={"age": "18-"})],
    tables=[table("t", row("a", {"age": "18-"}, step("treat_own")), row("b", {"age": "16-"}, step("screen")))],
)


def errors() -> list[str]:
    report = verify(MADE, WORDS, no_law())
    assert report.agreed == (not [f for f in report.findings if f.key.startswith("checkers.")])
    assert {said["agreed"] for said in report.checkers.values()} == {report.agreed}
    return [f.key for f in report.findings if f.key.startswith("checkers.") and f.severity == "error"]


def test_they_agree():
    assert errors() == []


def test_a_prover_that_sees_too_little(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Prover, "regions", lambda self, question: [])
    assert "checkers.disagree.needs.gap.motivation" in errors()


def test_a_prover_that_sees_too_much(monkeypatch: pytest.MonkeyPatch):
    def everywhere(self: Prover, question: Question) -> list[Region]:
        return [Region()]

    monkeypatch.setattr(Prover, "regions", everywhere)
    assert "checkers.disagree.needs.gap.motivation" in errors()


def test_both_wrong_in_the_same_way_is_seen_from_the_beginning(monkeypatch: pytest.MonkeyPatch):
    for checker in (Prover, Enumerator):
        monkeypatch.setattr(checker, "together", lambda self, within, groups: [])
        monkeypatch.setattr(checker, "regions", lambda self, question: [])
    assert {"checkers.disagree.routes.overlap.a.b", "checkers.disagree.needs.gap.motivation"} <= set(errors())


def test_a_row_called_unreachable_that_is_not(monkeypatch: pytest.MonkeyPatch):
    for checker in (Prover, Enumerator):
        monkeypatch.setattr(checker, "possible", lambda self, question: False)
    assert "checkers.disagree.routes.unreachable.a" in errors()


def test_a_course_seen_wrongly(monkeypatch: pytest.MonkeyPatch):
    states = [item("s", owner="region", next=["e"], time="genast"), item("e", end=True)]
    made = pack(courses=[{"id": "c", "title": "Förlopp", "start": "s", "states": states}])
    monkeypatch.setattr(
        "helhet.knowledge.verify.layers.walked", lambda course: {"unreached": {"s"}, "stuck": set(), "round": set()}
    )
    report = verify(made, WORDS, no_law())
    assert "checkers.disagree.courses.unreachable.s" in [f.key for f in report.findings]


def test_too_much_to_count_is_told(monkeypatch: pytest.MonkeyPatch):
    def refuse(self: Product, sizes: dict[str, Any]) -> None:
        raise TooMany("för många")

    monkeypatch.setattr(Product, "__init__", refuse)
    assert errors() == ["checkers.too_many"]


def test_once_and_twice():
    assert second.once_and_twice([0b011, 0b110]) == (0b111, 0b010)
