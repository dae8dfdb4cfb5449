"""Whether a condition is met. What is unknown never meets one, not even a "not": nobody is presumed anything."""

import re
from collections.abc import Iterator
from enum import IntEnum

from ..schema.disclosing import Condition, Spec, When
from .questions import Answers, Known, Question, Questions

_SPAN = re.compile(r"^(\d{1,3})?-(\d{1,3})?$")


class State(IntEnum):
    """How it stands with a condition; the order is that of how near it is to being met."""

    NO = 0
    UNKNOWN = 1
    YES = 2


def state_of(condition: Condition, answers: Answers) -> State:
    """The best of the ways in which it can be met."""
    return max(state_when(when, answers) for when in condition.alternatives)


def state_when(when: When, answers: Answers) -> State:
    """NO as soon as one fact speaks against it, YES when all are known and speak for it."""
    found = [_holds(spec, answers[name]) if name in answers else None for name, spec in when.items()]
    if False in found:
        return State.NO
    return State.UNKNOWN if None in found else State.YES


def unknown_in(condition: Condition, answers: Answers) -> tuple[str, ...]:
    """The facts to find out: those not known in the ways that can still be met."""
    if state_of(condition, answers) is not State.UNKNOWN:
        return ()
    open_ways = [when for when in condition.alternatives if state_when(when, answers) is State.UNKNOWN]
    return tuple(dict.fromkeys(name for when in open_ways for name in when if name not in answers))


def _holds(spec: Spec, known: Known) -> bool:
    if isinstance(spec, dict):
        kind, named = next(iter(spec.items()))
        if kind == "not":
            return not _any_of(named, known)
        return isinstance(known, frozenset) and bool(known) and known <= {str(one) for one in _listed(named)}
    return _any_of(spec, known)


def _any_of(spec: Spec, known: Known) -> bool:
    listed = _listed(spec)
    if isinstance(known, frozenset):
        return any(one in known for one in listed)
    return isinstance(known, int) and any(known in _years(one) for one in listed)


def _listed(spec: Spec) -> tuple[str | int, ...]:
    if isinstance(spec, dict):
        return ()
    return spec if isinstance(spec, tuple) else (spec,)


def _years(one: str | int) -> range:
    """Ages as years; an open end reaches beyond any age. Empty for what is no span."""
    if isinstance(one, int):
        return range(one, one + 1)
    match = _SPAN.match(one)
    if not match or one == "-":
        return range(0)
    low, high = match.groups()
    return range(int(low or 0), int(high or 998) + 1)


def faults_in(when: When, questions: Questions) -> Iterator[str]:
    """What a condition names that does not exist, in Swedish."""
    for name, spec in when.items():
        question = questions.all.get(name)
        if question is None:
            yield f"frågan {name} finns inte. Tillåtet: {', '.join(questions.all)}"
            continue
        if isinstance(spec, dict) and len(spec) != 1:
            yield f"{name}: skriv antingen not eller only"
        named = _listed(next(iter(spec.values()))) if isinstance(spec, dict) and spec else _listed(spec)
        yield from _value_faults(question, named)


def _value_faults(question: Question, named: tuple[str | int, ...]) -> Iterator[str]:
    ident = question.fact.id
    if not named:
        yield f"{ident}: minst ett svar behövs"
    for one in named:
        if question.fact.type == "integer":
            if not _years(one):
                yield f'{ident}: {one!r} skrivs som ett tal, "18-", "-17" eller "13-17"'
        elif one not in question.allowed:
            yield f"{ident} kan inte vara {one!r}. Tillåtet: {', '.join(sorted(question.allowed))}"
