"""The conditions of an instrument as FHIR's enableWhen; as an expression where FHIR's one list does not suffice."""

from collections.abc import Iterable
from typing import Any

from ...schema.instruments import Asked, Instrument, Item, Trigger
from ..answering import holds
from . import ADDRESS, ENABLED
from .expression import code_of, enabled

type Written = dict[str, Any]


def enabling(instrument: Instrument, item: Item) -> Written:
    """When an item is asked; nothing for one that always is."""
    if not item.asked_when:
        return {}
    items = {one.id: one for one in instrument.items}
    listed = _listed(instrument, items, item.asked_when[0]) if len(item.asked_when) == 1 else None
    if listed is None:
        written = {"language": "text/fhirpath", "expression": enabled(item, items)}
        return {"extension": [{"url": ENABLED, "valueExpression": written}]}
    triggers, behaviour = listed
    return {"enableWhen": triggers, **({"enableBehavior": behaviour} if len(triggers) > 1 else {})}


def _listed(instrument: Instrument, items: dict[str, Item], asked: Asked) -> tuple[list[Written], str] | None:
    """One list of conditions and how they join; None when it takes more than one list."""
    if asked.all and asked.any:
        return None
    some = [list(_either(instrument, items[one.item], one)) for one in asked.triggers]
    if asked.any or len(some) == 1:
        return [one for ways in some for one in ways], "any"
    return ([ways[0] for ways in some], "all") if all(len(ways) == 1 for ways in some) else None


def _either(instrument: Instrument, item: Item, trigger: Trigger) -> Iterable[Written]:
    """The ways in which a test is met, any of which will do."""
    base = {"question": item.id}
    if trigger.answered is not None:
        yield {**base, "operator": "exists", "answerBoolean": trigger.answered}
    elif not item.range:
        for option in item.options:
            if holds(trigger, option.value):
                yield {**base, "operator": "=", "answerCoding": coding_of(instrument, item, option.value)}
    else:
        yield from ({**base, **one} for one in _sizes(item, trigger))


def _sizes(item: Item, trigger: Trigger) -> Iterable[Written]:
    if trigger.at_least is not None:
        yield {"operator": ">=", "answerInteger": trigger.at_least}
    elif trigger.at_most is not None:
        yield {"operator": "<=", "answerInteger": trigger.at_most}
    elif trigger.one_of:
        yield from ({"operator": "=", "answerInteger": one} for one in trigger.one_of)
    else:
        # Whole numbers: all but those are the rest of the range.
        numbers = range(item.range.least, item.range.most + 1) if item.range else ()
        yield from ({"operator": "=", "answerInteger": one} for one in numbers if one not in trigger.none_of)


def coding_of(instrument: Instrument, item: Item, value: int | str) -> Written:
    """An answer as a coding: its own system, else one of the instrument's."""
    own = next((one.system for one in item.options if one.value == value), "")
    return {"system": own or f"{ADDRESS}{instrument.id}:answers", "code": code_of(item, value)}
