"""Conditions and ties as clauses, the form that the solver takes.

A condition is a list of clauses that must all hold; a clause is a list of (variable, values), one of which
must hold. Ties are clauses that hold in every situation there is.
"""

from collections.abc import Iterator
from itertools import combinations, product

from ..schema.base import When
from .variables import ABSENT, NO, OF_A_SUBSTANCE, YES, Part, Value, Variables

Literal = tuple[str, frozenset[Value]]
Clause = tuple[Literal, ...]


def clauses(when: When, variables: Variables) -> list[Clause]:
    """A condition of a pack or of the law."""
    return [clause for part in variables.parts(when) for clause in _part(part, variables)]


def _part(part: Part, variables: Variables) -> list[Clause]:
    words = variables.words
    if part.fact == "principal":
        units = {u.id for u in words.units.values() if (u.principal in part.values) != part.negated}
        return [(("unit", frozenset(units)),)]
    if variables.per == "person" and part.fact in OF_A_SUBSTANCE:
        return [tuple(_is(f"classes={c}", YES) for c in sorted(variables.classes_met(part)))]
    if variables.per == "person" and part.fact == "level":
        return _part(Part("highest_level", part.values, part.negated), variables)
    if variables.per == "substance" and part.fact in ("substance_class", "substances", "classes"):
        return _of_substance(part, variables)
    return _plain(part, variables)


def _plain(part: Part, variables: Variables) -> list[Clause]:
    """A fact that is a variable of its own, or one yes or no for each answer."""
    fact = variables.words.facts[part.fact]
    if fact.many or fact.type == "many":
        names = [f"{fact.id}={value}" for value in sorted(map(str, part.values))]
        return _any(names) if not part.negated else [(_is(name, NO),) for name in names]
    # What does not apply is not so: ABSENT is among the values that "not" leaves.
    every = set(variables.named(fact.id).values)
    return [((fact.id, frozenset(every - part.values if part.negated else part.values)),)]


def _of_substance(part: Part, variables: Variables) -> list[Clause]:
    """Facts read off the substance: its class, or the classes of all that the person uses."""
    met = variables.class_of if part.fact != "substances" else {s: s for s in variables.class_of}
    chosen = frozenset(s for s, c in met.items() if c in part.values)
    if part.fact == "classes":
        others = [f"other_classes={c}" for c in sorted(map(str, part.values))]
        if part.negated:
            return [(_not_in("substance", chosen, variables),), *((_is(name, NO),) for name in others)]
        return [(("substance", chosen), *(_is(name, YES) for name in others))]
    return [(_not_in("substance", chosen, variables) if part.negated else ("substance", chosen),)]


def _is(name: str, value: Value) -> Literal:
    return name, frozenset([value])


def _not_in(name: str, values: frozenset[Value], variables: Variables) -> Literal:
    return name, frozenset(variables.named(name).values) - values


def _any(names: list[str]) -> list[Clause]:
    return [tuple(_is(name, YES) for name in names)]


def ties(names: tuple[str, ...], variables: Variables) -> list[Clause]:
    """What always holds between these variables."""
    found = [clause for name in names for clause in _applying(name, variables)]
    present = set(names)
    if variables.per == "substance":
        return [*found, *_others(present, variables), *_highest(present, variables)]
    return [*found, *_at_least_one(present, variables)]


def _applying(name: str, variables: Variables) -> Iterator[Clause]:
    """A fact is absent exactly when its `applies_when` does not hold."""
    fact = variables.words.facts[name.partition("=")[0]]
    if not fact.applies_when or "=" in name:
        return
    applies = clauses(fact.applies_when, variables)
    for clause in applies:
        yield (*clause, _is(name, ABSENT))
    for broken in product(*applies):
        yield (*(_not_in(*literal, variables) for literal in broken), _not_in(name, frozenset([ABSENT]), variables))


def _others(present: set[str], variables: Variables) -> Iterator[Clause]:
    """A class among the other substances means that there are others; others are of some class."""
    each = [f"other_classes={c}" for c in variables.words.classes]
    for name in each:
        if name in present:
            yield _is(name, NO), _is("mixed_use", YES)
    if present.issuperset(each):
        yield _is("mixed_use", NO), *(_is(name, YES) for name in each)


def _highest(present: set[str], variables: Variables) -> Iterator[Clause]:
    """The highest level is no lower than this substance's, and is this one's when there are no others."""
    if "highest_level" not in present:
        return
    order = {level.id: level.order for level in variables.words.levels.values()}
    for level, place in order.items():
        below = _not_in("level", frozenset([level]), variables)
        yield below, ("highest_level", frozenset(other for other, above in order.items() if above >= place))
        yield _is("mixed_use", YES), below, _is("highest_level", level)


def _at_least_one(present: set[str], variables: Variables) -> Iterator[Clause]:
    """A person here uses something, and with one substance there is one class."""
    each = [f"classes={c}" for c in variables.words.classes]
    for one, other in combinations([name for name in each if name in present], 2):
        yield _is(one, NO), _is(other, NO), _is("mixed_use", YES)
    if present.issuperset(each):
        yield from _any(each)
