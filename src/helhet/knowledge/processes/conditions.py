"""Whether a condition is met in a matter, by what was told: yes, no, or not known."""

from collections.abc import Mapping
from datetime import date

from ..schema.processes import FactAnswer, When
from .facts import Answer
from .matter import Matter


def holds(when: When, matter: Matter, answers: Mapping[str, Answer]) -> bool | None:
    """Whether a condition is met: yes, no, or None while a fact it looks at is not told."""
    if not set(when.has) <= set(matter.marks) or set(when.lacks) & set(matter.marks):
        return False
    if when.any and not set(when.any) & set(matter.marks):
        return False
    judged = [_answered(wanted, answers.get(name)) for name, wanted in when.facts.items()]
    return False if False in judged else None if None in judged else True


def _answered(wanted: FactAnswer, told: Answer | None) -> bool | None:
    if wanted == "told":
        return told is not None and told is not False and told != frozenset()
    if told is None:
        return None
    if isinstance(told, frozenset):
        return bool(told & set(wanted if isinstance(wanted, tuple) else [str(wanted)]))
    if isinstance(told, int) and not isinstance(told, bool) and isinstance(wanted, str):
        low, _, high = wanted.partition("-")
        return int(low or 0) <= told <= int(high or 10**9)
    if isinstance(told, date):
        return False
    return told in wanted if isinstance(wanted, tuple) else told == wanted


def asked(when: When, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """The facts a condition looks at that nobody has told."""
    return tuple(name for name, wanted in when.facts.items() if wanted != "told" and name not in answers)
