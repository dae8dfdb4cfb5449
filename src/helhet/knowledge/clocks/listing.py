"""Every clock as data for scripts."""

from typing import Any

from .rule import Rule
from .rules import Clocks


def listed(clocks: Clocks) -> list[dict[str, Any]]:
    """Every rule as data, in the wording now in force, with the older ones beside it."""
    return [_as_json(clocks, key) for key in clocks.keys]


def _as_json(clocks: Clocks, key: str) -> dict[str, Any]:
    wordings = clocks.wordings(key)
    newest = wordings.newest
    unit, number = newest.length.counted
    return {
        "rule": key,
        "section": newest.section,
        "start": newest.start,
        "limit": newest.limit,
        "who": newest.who,
        "whose": newest.whose,
        "sort": newest.sort,
        "unit": unit,
        "number": number,
        "at_once": newest.at_once or None,
        "relief": newest.clock.relief.sure if newest.clock.relief else None,
        "extension": newest.extension.text if newest.extension else None,
        "pauses": list(newest.pauses),
        "done": newest.done,
        "lapses": newest.lapses or None,
        "lapses_by": list(newest.lapses_by),
        "ends_something": newest.ends_something,
        "sure": newest.sure,
        "valid_from": newest.entry.valid_from,
        "valid_to": newest.entry.valid_to,
        "unread_from": newest.entry.unread_from,
        "earlier": [{"section": one.section, "sure": one.sure, **_spell(one)} for one in wordings.older],
        "also": clocks.names.others(key),
    }


def _spell(rule: Rule) -> dict[str, Any]:
    return {"valid_from": rule.valid_from, "valid_to": rule.valid_to}
