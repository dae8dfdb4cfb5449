"""A FHIR Questionnaire as the official wording of an instrument that we have."""

from collections.abc import Iterator, Mapping
from typing import Any

from ...schema.instruments import Instrument, Item
from .node import Node
from .questionnaire import Form


def fitting(form: Form, instruments: Mapping[str, Instrument]) -> Instrument | None:
    """The instrument whose items are exactly those of the form."""
    links = {item["id"] for item in form.items}
    return next((one for one in instruments.values() if {item.id for item in one.items} == links), None)


def nearly(form: Form, instruments: Mapping[str, Instrument]) -> Instrument | None:
    """The instrument that shares some items with the form: probably the same, with something missing or added."""
    links = {item["id"] for item in form.items}
    return next((one for one in instruments.values() if links & {item.id for item in one.items}), None)


def wording_data(root: Node, form: Form, instrument: Instrument) -> Mapping[str, Any]:
    """The wording as data; what does not fit the instrument is noted as faults."""
    pairs = _paired(root, form, instrument)
    return {
        "wording_for": instrument.id,
        "version": root.text("version") or root.text("date") or "utan version",
        "source": root.text("publisher") or root.text("copyright") or root.text("url") or "Inläst från en fil",
        "intro": root.text("description"),
        "items": [
            {"id": item.id, "text": asked["label"], "options": _options(root, item, asked["options"])}
            for item, asked in pairs
        ],
    }


def _paired(root: Node, form: Form, instrument: Instrument) -> list[tuple[Item, dict[str, Any]]]:
    """Each item with the question of the form: by its link, else by its place."""
    by_link = {item["id"]: item for item in form.items}
    if by_link.keys() == {item.id for item in instrument.items}:
        return [(item, by_link[item.id]) for item in instrument.items]
    if len(form.items) != len(instrument.items):
        root.fault(f"{instrument.title} har {len(instrument.items)} frågor, men filen har {len(form.items)}")
        return []
    return list(zip(instrument.items, form.items, strict=True))


def _options(root: Node, item: Item, given: list[dict[str, Any]]) -> list[str]:
    """The texts of the answers in the order of the item's; they must give the same points."""
    ours = [one.gives for one in item.options]
    if sorted(ours) != sorted(one["points"] for one in given):
        listed = ", ".join(str(one) for one in ours)
        root.fault(f"{item.id}: svaren ska ge poängen {listed}, som i vårt instrument")
        return []
    return list(_in_order(ours, given))


def _in_order(ours: list[int | float], given: list[dict[str, Any]]) -> Iterator[str]:
    left = list(given)
    for points in ours:
        found = next(one for one in left if one["points"] == points)
        left.remove(found)
        yield found["label"]
