"""Instruments and results as scripts get them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ..law import holds_on
from ..schema.instruments import Instrument, Item, LimitSet
from .answering import plain, points
from .classing import Class
from .counting import Scored, items_of, reach, scores_of
from .result import Result
from .saying import disclaimer, for_whom, reason
from .shelf import Kept
from .who import text_for

NOTHING: Mapping[str, Any] = {"total": None, "class": None, "set": None}


def nothing(why: str) -> dict[str, Any]:
    """A result that came to nothing, in the same shape as others."""
    return {**NOTHING, "reason": why}


def result_as_json(result: Result, hash_: str) -> dict[str, Any]:
    """A result: first what was asked for, then what it rests on."""
    total, given, chosen = result.total, result.given, result.chosen
    return {
        "total": None if total is None else plain(total),
        "class": given.label if given else None,
        "set": chosen.id if chosen else result.named.id if result.named else None,
        "reason": reason(result),
        "level": given.level if given else None,
        "classes": classes(result),
        "missing": list(result.answers.missing),
        "scores": scores(result),
        "items": answers(result),
        "instrument": result.instrument.id,
        "version": result.instrument.version,
        "hash": hash_,
        "date": result.day.isoformat(),
        "sex": result.person.sex,
        "age": result.person.age,
        "note": disclaimer(result.instrument),
    }


def classes(result: Result) -> list[dict[str, Any]]:
    """What every set that holds says."""
    return [_class(one, one.limits is result.chosen) for one in result.classes]


def scores(result: Result) -> list[dict[str, Any]]:
    """The total and the sub-scales."""
    return [_score(one) for one in result.scores]


def answers(result: Result) -> list[dict[str, Any]]:
    """What was answered, item by item, with the points it gave."""
    return [_answer(result, item) for item in result.instrument.items]


def _class(one: Class, chosen: bool) -> dict[str, Any]:
    return {
        "set": one.limits.id,
        "score": one.limits.score,
        "class": one.label,
        "level": one.level,
        "for": one.whom or None,
        "sex": one.who.sex,
        "age": one.who.age,
        "origin": one.limits.origin,
        "chosen": chosen,
    }


def _score(one: Scored) -> dict[str, Any]:
    value = None if one.value is None else plain(one.value)
    return {
        "id": one.score.id,
        "label": one.score.label,
        "value": value,
        "min": plain(one.least),
        "max": plain(one.most),
    }


def _answer(result: Result, item: Item) -> dict[str, Any]:
    given = result.answers.points.get(item.id)
    return {
        "id": item.id,
        "label": text_for(item.label, result.person),
        "value": result.answers.values.get(item.id),
        "points": None if given is None else plain(given),
        "asked": item.id not in result.answers.not_asked,
    }


def instrument_as_json(kept: Kept, day: date) -> dict[str, Any]:
    """An instrument, whole; `holds` says which sets hold on the day."""
    instrument = kept.instrument
    return {
        **in_short(kept),
        **{name: getattr(instrument, name) for name in ("unit", "period", "note", "source", "rights", "substance")},
        "items": [_item(item) for item in instrument.items],
        "scores": [_score_of(instrument, index) for index in range(len(scores_of(instrument)))],
        "sets": [{**_set(one), "holds": holds_on(one, day)} for one in instrument.sets],
    }


def in_short(kept: Kept) -> dict[str, Any]:
    """An instrument as one row of a list."""
    instrument = kept.instrument
    return {
        "id": instrument.id,
        "title": instrument.title,
        "about": instrument.about,
        "kind": instrument.kind,
        "version": instrument.version,
        "hash": kept.hash,
        "item_count": len(instrument.items),
        "loaded": kept.loaded,
        "wording": kept.wording is not None,
    }


def _item(item: Item) -> dict[str, Any]:
    shown = item.model_dump(mode="json", include={"id", "label", "range", "reverse", "code", "system"})
    shown["options"] = [
        {"value": one.value, "points": plain(points(item, one.value)), "label": one.label, "code": one.code}
        for one in item.options
    ]
    asked = [one.model_dump(mode="json", exclude_defaults=True) for one in item.asked_when]
    return {**shown, "asked_when": asked, "not_asked": item.not_asked if asked else None}


def _score_of(instrument: Instrument, index: int) -> dict[str, Any]:
    score = scores_of(instrument)[index]
    least, most = reach(instrument, score)
    items = [item.id for item in items_of(instrument, score)]
    return {**score.model_dump(mode="json"), "items": items, "min": plain(least), "max": plain(most)}


def _set(limits: LimitSet) -> dict[str, Any]:
    return {**limits.model_dump(mode="json"), "for": for_whom(limits)}
