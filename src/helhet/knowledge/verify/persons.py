"""A situation spelt out as facts about a person, and whether a condition holds for it: read plainly, one by one."""

from collections.abc import Mapping
from functools import lru_cache

from .variables import OF_A_SUBSTANCE, YES, Part, Value, Variables

Facts = dict[str, Value | set[str]]


def facts_of(situation: Mapping[str, Value], variables: Variables) -> Facts:
    """The facts that the guide would see, derived ones with them."""
    words, facts = variables.words, dict[str, Value | set[str]]()
    for name, value in situation.items():
        fact, many, answer = name.partition("=")
        if many:
            chosen = facts.setdefault(fact, set())
            if value == YES and isinstance(chosen, set):
                chosen.add(answer)
        else:
            facts[fact] = value
    if "unit" in facts:
        facts["principal"] = words.units[str(facts["unit"])].principal
    if "substance" in facts:
        own = words.substances[str(facts["substance"])]
        others = facts.get("other_classes", set())
        facts |= {"substance_class": own.class_, "substances": {own.id}}
        facts["classes"] = {own.class_} | (others if isinstance(others, set) else set())
    return facts


def holds(part: Part, facts: Facts, variables: Variables) -> bool:
    """Whether one part of a condition holds."""
    if variables.per == "person" and part.fact in OF_A_SUBSTANCE:
        return any(_of_class(part, c, variables) for c in _set(facts["classes"]))
    if variables.per == "person" and part.fact == "level":
        return (facts["highest_level"] in part.values) != part.negated
    value = facts[part.fact]
    if isinstance(value, set):
        return bool(value & part.values) != part.negated
    # What does not apply is none of the values: "not" holds of it.
    return (value in part.values) != part.negated


def _set(value: Value | set[str]) -> set[str]:
    return value if isinstance(value, set) else {str(value)}


def _of_class(part: Part, class_: str, variables: Variables) -> bool:
    """Whether some substance of a class fits a condition on one substance."""
    if part.fact in ("substance", "substances"):
        return any((s in part.values) != part.negated for s, c in variables.class_of.items() if c == class_)
    return (class_ in part.values) != part.negated


@lru_cache(maxsize=1 << 16)
def spelt_out(part: Part, values: tuple[Value, ...], variables: Variables) -> bool:
    """Whether one part of a condition holds when the variables it depends on have these values."""
    situation = dict(zip(variables.of_part(part), values, strict=True))
    return holds(part, facts_of(situation, variables), variables)
