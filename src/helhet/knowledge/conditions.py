"""Conditions as bit masks: a fact's possible answers are bits, and a test is one "and".

A situation holds, per fact, the answers that are still possible (`may`) and those known to hold
(`must`). So one test serves what is known, what nobody has asked yet, and "don't know".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from .terms import values_of
from .vocabulary import Vocabulary

NO, PERHAPS, YES = 0, 1, 2
NOT_APPLICABLE = 1  # the lowest bit of every fact: the question does not exist for this person


@dataclass(frozen=True)
class Bits:
    """How one fact's answers are numbered."""

    index: int
    bit: dict[str | int, int]
    all: int
    many: bool
    deciding: bool


class FactBook:
    """The facts of the vocabulary with their bits, and which asked fact each derived one comes from."""

    # A derived fact is asked through the fact it comes from.
    ASKED_AS = {
        "principal": "unit",
        "classes": "substances",
        "highest_level": "substances",
        "mixed_use": "substances",
        "substance": "substances",
        "substance_class": "substances",
        "level": "substances",
        "other_classes": "substances",
    }

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.facts = facts = vocabulary.facts
        self.units = list(vocabulary.units.values())
        self.classes = {s.id: s.class_ for s in vocabulary.substances.values()}
        self.bits: dict[str, Bits] = {}
        for index, fact in enumerate(facts.values()):
            answers: Iterable[str | int] = (
                range(fact.min, fact.max + 1) if fact.type == "integer" else (v.id for v in fact.values)
            )
            bit: dict[str | int, int] = {a: 2 << n for n, a in enumerate(answers)}
            asked = facts.get(self.ASKED_AS.get(fact.id, ""), fact)
            many = fact.type == "many" or fact.many
            self.bits[fact.id] = Bits(index, bit, sum(bit.values()), many, asked.deciding)

    def asked(self, fact: str) -> str:
        """The fact that a person is asked, for one that may be derived."""
        return self.ASKED_AS.get(fact, fact)

    def mask(self, fact: str, values: Iterable[str | int]) -> int:
        """The bits of some answers."""
        bit = self.bits[fact].bit
        return sum({bit[value] for value in values})


@dataclass(frozen=True)
class Test:
    """One fact's part of a condition. has and lacks are for facts with many answers."""

    fact: str
    index: int
    mask: int
    kind: Literal["in", "has", "lacks"]
    deciding: bool

    def state(self, may: list[int], must: list[int]) -> int:
        """YES, NO, or PERHAPS as long as the answer is not known."""
        if self.kind == "in":
            now = may[self.index]
            if not now & self.mask:
                return NO
            return PERHAPS if now & ~self.mask else YES
        if self.kind == "has":
            if must[self.index] & self.mask:
                return YES
            return PERHAPS if may[self.index] & self.mask else NO
        if must[self.index] & self.mask:
            return NO
        return PERHAPS if may[self.index] & self.mask else YES


Condition = tuple[Test, ...]


def compile_condition(when: Mapping[str, Any], book: FactBook) -> Condition:
    """A condition of the packs as tests; the most telling facts first is the writer's own order.

    What does not exist for a person is not so: "not X" holds where the question does not apply, "X" does not.
    """
    tests = []
    for name, given in when.items():
        values, negated = values_of(book.facts[name], given)
        bits = book.bits[name]
        mask = book.mask(name, values)
        kind: Literal["in", "has", "lacks"] = "in"
        if bits.many:
            kind = "lacks" if negated else "has"
        elif negated:
            mask = NOT_APPLICABLE | bits.all & ~mask
        tests.append(Test(name, bits.index, mask, kind, bits.deciding))
    return tuple(tests)


def both(one: Condition, other: Condition) -> Condition:
    """The tests of two conditions that must both hold, `one` first; two tests of one answer become one."""
    found = {_same_answer(test): test for test in one}
    for test in other:
        known = found.get(_same_answer(test), test)
        found[_same_answer(test)] = replace(test, mask=test.mask & known.mask)
    return tuple(found.values())


def _same_answer(test: Test) -> tuple[str, str, int]:
    """Tests alike in this can be made one: of a fact with one answer, those that name what it may be."""
    return test.fact, test.kind, 0 if test.kind == "in" else test.mask


def state_of(condition: Condition, may: list[int], must: list[int]) -> int:
    """NO as soon as one test fails, YES when all hold, PERHAPS otherwise."""
    result = YES
    for test in condition:
        # Spelt out for the common kind: this is the innermost loop of every answer.
        if test.kind == "in":
            now = may[test.index]
            if not now & test.mask:
                return NO
            if now & ~test.mask:
                result = PERHAPS
        else:
            state = test.state(may, must)
            if state == NO:
                return NO
            if state == PERHAPS:
                result = PERHAPS
    return result
