"""A score as FHIRPath, so that any form filler counts as we do. A missing answer leaves no number there either."""

from ...schema.instruments import Asked, Instrument, Item, Score, Trigger
from ..answering import Value, exact, holds, plain
from ..counting import items_of


def expression(instrument: Instrument, score: Score) -> str:
    """The FHIRPath of a score, evaluated on the response with the Questionnaire at hand."""
    items = {item.id: item for item in instrument.items}
    parts = [_part(score, item, items) for item in items_of(instrument, score)]
    total = " + ".join(parts)
    return f"({total}) / {len(parts)}" if score.how == "mean" else total


def _part(score: Score, item: Item, items: dict[str, Item]) -> str:
    points = _points(item, items)
    if score.how == "count":
        points = f"({points} >= {score.counts_from}).toInteger()"
    weight = score.weights.get(item.id, 1)
    return points if weight == 1 else f"({points}) * ({weight})"


def _points(item: Item, items: dict[str, Item]) -> str:
    """What an item gives; empty when it is asked and not answered."""
    points = f"{answer(item)}.weight()"
    if item.range:
        both = plain(exact(item.range.least) + exact(item.range.most))
        points = f"({both} - {answer(item)})" if item.reverse else answer(item)
    return f"iif({enabled(item, items)}, {points}, {item.not_asked})" if item.asked_when else points


def answer(item: Item) -> str:
    """The answer of an item in the response."""
    return f"%resource.item.where(linkId = {quoted(item.id)}).answer.value"


def quoted(text: str) -> str:
    """A text as FHIRPath writes it."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def enabled(item: Item, items: dict[str, Item]) -> str:
    """Whether an item is asked."""
    return " and ".join(_asked(asked, items) for asked in item.asked_when)


def _asked(asked: Asked, items: dict[str, Item]) -> str:
    some = " or ".join(_trigger(trigger, items) for trigger in asked.any)
    every = [_trigger(trigger, items) for trigger in asked.all]
    return " and ".join([*every, *([f"({some})"] if some else [])])


def _trigger(trigger: Trigger, items: dict[str, Item]) -> str:
    item = items[trigger.item]
    if trigger.answered is not None:
        return f"({answer(item)}.exists() = {str(trigger.answered).lower()})"
    if item.range:
        return _size(trigger, answer(item))
    codes = [quoted(code_of(item, one.value)) for one in item.options if holds(trigger, one.value)]
    return f"({answer(item)}.code in ({' | '.join(codes) or '{}'}))"


def _size(trigger: Trigger, value: str) -> str:
    if trigger.one_of or trigger.none_of:
        listed = " | ".join(str(one) for one in trigger.one_of or trigger.none_of)
        return f"({value} in ({listed}))" if trigger.one_of else f"({value}.exists() and ({value} in ({listed})).not())"
    least = trigger.at_least is not None
    return f"({value} {'>=' if least else '<='} {trigger.at_least if least else trigger.at_most})"


def code_of(item: Item, value: Value) -> str:
    """The code of an answer in FHIR: its own, else what is entered."""
    return next(one.code or str(one.value) for one in item.options if one.value == value)
