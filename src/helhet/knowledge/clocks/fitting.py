"""What may be told of a rule, and what does not fit it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from helhet.kernel.errors import BadInput

from .counting import Span
from .rule import Rule

# What may be told beside the start; a rule may ask for more.
FACTS = ("extended_to", "agreed_days")
MOST_DAYS = 366


def check(rule: Rule, start: date | datetime, extended: bool, pauses: Sequence[Span], facts: Mapping[str, Any]) -> None:
    """Raises BadInput, with what is allowed, for the first thing that does not fit."""
    usable = (*FACTS, *(one.fact for one in rule.clock.choices if one.fact))
    if strange := sorted(set(facts) - set(usable)):
        told = f"Uppgiften {', '.join(strange)} används inte"
        raise BadInput(f"{rule.key}: {told}. Det som kan anges är: {', '.join(usable)}.")
    if not isinstance(start, datetime) and _needs_time(rule, facts):
        raise BadInput(f"{rule.key} räknas från ett klockslag. Skriv det också, till exempel {start}T10:00.")
    if extended and rule.extension is None:
        raise BadInput(f"{rule.key} kan inte förlängas ({rule.section}).")
    if pauses and not rule.pauses:
        raise BadInput(f"{rule.key} har inga uppehåll: tiden går hela tiden ({rule.section}).")
    _check_agreed(rule, facts.get("agreed_days"))


def _needs_time(rule: Rule, facts: Mapping[str, Any]) -> bool:
    by_the_clock = any(one.after for one in rule.clock.choices) and facts.get("agreed_days") is None
    return rule.in_hours or by_the_clock


def _check_agreed(rule: Rule, agreed: Any) -> None:
    if agreed is None:
        return
    if not rule.clock.agreed:
        raise BadInput(f"{rule.key}: ett avtal kan inte ändra den tiden ({rule.section}).")
    if type(agreed) is not int or not 0 <= agreed <= MOST_DAYS:
        raise BadInput(f"agreed_days är ett antal dagar, från 0 till {MOST_DAYS}.")
