"""What may vary in a situation. This is the abstraction that both checkers work on; they share nothing else.

Derived facts are never free. In a table `per: substance` a situation is *one* substance with its level and
what is said of the others:
  unit → principal · substance → substance_class · substance + other_classes=… → classes
  mixed_use (are there others?) · highest_level (at least `level`, and the same when there are no others)
  other_classes=… (one yes or no for each class; a "yes" means that there are others)
In a table `per: person` a situation is the person: classes=… (one yes or no for each class), mixed_use and
highest_level. A condition on one substance (a claim, a duty) is then read as "the person has such a substance":
substance and substance_class become classes, level becomes highest_level.
What this leaves out: two substances of the same class, and how their levels combine. It makes more situations
possible than there are, never fewer: a proof holds, a counter-example may need a second look.

A fact with `applies_when` has the value ABSENT when it does not apply, and then no
condition that names an answer holds, and every "not" does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from ..schema.base import When
from ..terms import values_of
from ..vocabulary import Vocabulary

Value = str | int
Per = Literal["substance", "person"]
ABSENT = "-"
NO, YES = "no", "yes"
# Conditions on one substance, read for a whole person.
OF_A_SUBSTANCE = ("substance", "substances", "substance_class", "other_classes")


@dataclass(frozen=True)
class Part:
    """One fact's part of a condition, read: the answers it names, and whether it says "not"."""

    fact: str
    values: frozenset[Value]
    negated: bool


@dataclass(frozen=True)
class Variable:
    """Something that may vary, with its values; the most ordinary value first (it is used in examples)."""

    name: str
    fact: str
    values: tuple[Value, ...]


class Variables:
    """The variables of one kind of table, and which of them a condition speaks of."""

    def __init__(self, words: Vocabulary, per: Per) -> None:
        self.words, self.per = words, per
        self._order = {fact: index for index, fact in enumerate(words.facts)}
        self._known: dict[str, Variable] = {}
        self._read: dict[str, tuple[Part, ...]] = {}

    @cached_property
    def class_of(self) -> dict[Value, str]:
        """Substance → its legal class."""
        return {s.id: s.class_ for s in self.words.substances.values()}

    def parts(self, when: When) -> tuple[Part, ...]:
        """A condition, fact by fact."""
        key = repr(when)
        if key not in self._read:
            facts = self.words.facts
            self._read[key] = tuple(Part(name, *values_of(facts[name], given)) for name, given in when.items())
        return self._read[key]

    def named(self, name: str) -> Variable:
        """A variable by name: a fact, or "fact=answer" for one answer of a fact with many."""
        if name not in self._known:
            fact = self.words.facts[name.partition("=")[0]]
            self._known[name] = Variable(name, fact.id, (NO, YES) if "=" in name else self._values(fact))
        return self._known[name]

    def _values(self, fact: Any) -> tuple[Value, ...]:
        if fact.type == "integer":
            # Ordered from the middle of a life, so that an example is an adult when it may be one.
            middle = (fact.min + fact.max) // 3
            return tuple(sorted(range(fact.min, fact.max + 1), key=lambda year: (abs(year - middle), year)))
        absent = (ABSENT,) if fact.applies_when else ()
        # "no" first: an example person has nothing that makes no difference.
        return (*sorted((value.id for value in fact.values), key=lambda value: value != NO), *absent)

    def of_part(self, part: Part) -> tuple[str, ...]:
        """The variables that one part of a condition depends on."""
        fact = part.fact
        if fact == "principal":
            return ("unit",)
        if self.per == "substance" and fact in ("substance_class", "substances"):
            return ("substance",)
        if self.per == "substance" and fact == "classes":
            return ("substance", *(f"other_classes={c}" for c in sorted(map(str, part.values))))
        if self.per == "person" and fact == "level":
            return ("highest_level",)
        if self.per == "person" and fact in OF_A_SUBSTANCE:
            return tuple(f"classes={c}" for c in sorted(self.classes_met(part)))
        if self.words.facts[fact].many or self.words.facts[fact].type == "many":
            return tuple(f"{fact}={v}" for v in sorted(map(str, part.values)))
        return (fact,)

    def classes_met(self, part: Part) -> set[str]:
        """For a person: the classes of which one is enough, for a condition on one of the substances."""
        if part.fact in ("substance", "substances"):
            return {c for s, c in self.class_of.items() if (s in part.values) != part.negated}
        return {c for c in self.words.classes if (c in part.values) != part.negated}

    def of(self, whens: Iterable[When]) -> tuple[str, ...]:
        """The variables that conditions depend on, in a fixed order."""
        return self.ordered(name for when in whens for part in self.parts(when) for name in self.of_part(part))

    def ordered(self, names: Iterable[str]) -> tuple[str, ...]:
        """Names once each, in the order of the vocabulary."""
        return tuple(sorted(set(names), key=lambda name: (self._order[name.partition("=")[0]], name)))

    def widened(self, names: Iterable[str]) -> tuple[str, ...]:
        """Names in the order to widen: what only some people are asked first, so that regions speak of the rest."""
        facts = self.words.facts
        return tuple(sorted(names, key=lambda name: not facts[name.partition("=")[0]].applies_when))

    def closed(self, names: Iterable[str]) -> tuple[str, ...]:
        """The names, with every variable that ties them to each other."""
        found: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self._tied(name)
        return self.ordered(found)

    def _tied(self, name: str) -> tuple[str, ...]:
        fact = self.words.facts[name.partition("=")[0]]
        if fact.applies_when:
            return self.of([fact.applies_when])
        if self.per == "substance" and fact.id == "highest_level":
            return ("level", "mixed_use")
        if fact.id in ("classes", "other_classes"):
            return ("mixed_use",)
        return ()
