"""Which question comes next when they are asked one at a time, and when an item is asked, in words."""

from collections.abc import Sequence

from ..schema.instruments import Asked, Instrument, Item, Trigger
from .answering import answers


def passed_by(instrument: Instrument, entered: Sequence[str]) -> frozenset[str]:
    """The items that are not asked after these answers."""
    return answers(instrument, entered).not_asked


def after(instrument: Instrument, entered: Sequence[str], place: int) -> int | None:
    """The place (from 0) of the next item to ask; None when there is none."""
    passed = passed_by(instrument, entered)
    return next((n for n in range(place + 1, len(instrument.items)) if instrument.items[n].id not in passed), None)


def before(instrument: Instrument, entered: Sequence[str], place: int) -> int | None:
    """The place of the item asked before this one; None for the first."""
    passed = passed_by(instrument, entered)
    return next((n for n in range(place - 1, -1, -1) if instrument.items[n].id not in passed), None)


def cleaned(instrument: Instrument, entered: Sequence[str]) -> list[str]:
    """The entries without what stands at items that are not asked: somebody went back and answered otherwise."""
    passed = passed_by(instrument, entered)
    return ["" if item.id in passed else text for item, text in zip(instrument.items, entered, strict=True)]


def when_asked(instrument: Instrument, item: Item) -> str:
    """When an item is asked, as a sentence; empty for one that always is."""
    number = {one.id: place for place, one in enumerate(instrument.items, start=1)}
    parts = [_asked(asked, number) for asked in item.asked_when]
    return f"Ställs bara om {' och '.join(parts)}." if parts else ""


def _asked(asked: Asked, number: dict[str, int]) -> str:
    every = " och ".join(_trigger(one, number) for one in asked.all)
    some = " eller ".join(_trigger(one, number) for one in asked.any)
    return " och ".join(filter(None, [every, f"({some})" if every and some else some]))


def _trigger(one: Trigger, number: dict[str, int]) -> str:
    which = f"fråga {number[one.item]}"
    if one.answered is not None:
        return f"{which} {'är' if one.answered else 'inte är'} besvarad"
    if one.one_of or one.none_of:
        listed = " eller ".join(map(str, one.one_of or one.none_of))
        return f"{which} {'är' if one.one_of else 'inte är'} {listed}"
    if one.at_least is not None:
        return f"{which} är minst {one.at_least}"
    return f"{which} är högst {one.at_most}"
