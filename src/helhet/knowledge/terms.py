"""What a condition on one fact allows: values, ages, and "not"."""

import re
from typing import Any

from .vocabulary import Fact

_AGES = re.compile(r"^(\d{1,3})?-(\d{1,3})?$")


def values_of(fact: Fact, given: Any) -> tuple[frozenset[str | int], bool]:
    """The values a condition names, and whether it says "not".

    Ages come out as single years. Raises ValueError with a Swedish text when a value is not in the vocabulary.
    """
    negated = isinstance(given, dict)
    if isinstance(given, dict):
        given = given["not"]
    listed = given if isinstance(given, list | tuple) else [given]
    if fact.type == "integer":
        years = [year for one in listed for year in _years(fact, one)]
        return frozenset(years), negated
    allowed = {value.id for value in fact.values}
    for value in listed:
        if str(value) not in allowed:
            choices = ", ".join(sorted(allowed))
            raise ValueError(f"{fact.id} kan inte vara {value!r}. Tillåtet: {choices}")
    return frozenset(str(value) for value in listed), negated


def _years(fact: Fact, given: Any) -> range:
    if isinstance(given, int) and not isinstance(given, bool):
        return range(given, given + 1)
    match = _AGES.match(str(given).strip())
    if not match or not any(match.groups()):
        raise ValueError(f'{fact.id} skrivs som ett tal, "18-", "-17" eller "13-17", inte {given!r}')
    low, high = match.groups()
    first = int(low) if low else fact.min
    last = int(high) if high else fact.max
    if first > last:
        raise ValueError(f"{fact.id}: {given!r} är tomt: det första talet är större än det andra")
    return range(first, min(last, fact.max) + 1)
