"""FHIR's enableWhen as the conditions of an instrument."""

import math
from collections.abc import Mapping
from typing import Any

from .node import Node

type Options = Mapping[str, list[dict[str, Any]]]


def asked(item: Node, options: Options) -> dict[str, Any] | None:
    """When an item or a group is asked; None for always. options: the answers of every item before it."""
    triggers = [trigger for one in item.every("enableWhen") if (trigger := _trigger(one, options))]
    if any(extension.text("url").endswith("enableWhenExpression") for extension in item.every("extension")):
        item.fault("enableWhenExpression kan vi inte läsa. Skriv villkoret som enableWhen")
    if not triggers:
        return None
    behaviour = item.text("enableBehavior")
    if behaviour not in ("all", "any") and (behaviour or len(triggers) > 1):
        item.fault("ska vara all eller any när det finns flera villkor", "enableBehavior")
    return {"any" if behaviour == "any" else "all": triggers}


def _trigger(one: Node, options: Options) -> dict[str, Any] | None:
    question, operator = one.text("question"), one.text("operator")
    if question not in options:
        one.fault(f"{question or 'tomt'} är ingen fråga med valbara svar som står tidigare", "question")
        return None
    if operator == "exists":
        return {"item": question, "answered": one.flag("answerBoolean")}
    value = _answer(one, options[question])
    if value is None:
        one.fault("svaret finns inte bland frågans svar, eller är av ett slag vi inte kan läsa")
        return None
    test = _test(operator, value)
    if test is None:
        allowed = "exists, = och !=, och för tal också >, <, >= och <="
        one.fault(f"{operator!r:.20} går inte här. Tillåtet: {allowed}", "operator")
        return None
    return {"item": question, **test}


def _answer(one: Node, options: list[dict[str, Any]]) -> int | float | str | None:
    coding = one.one("answerCoding")
    if coding:
        code, system = coding.text("code"), coding.text("system")
        fitting = [o for o in options if o["code"] == code and (not system or not o["system"] or o["system"] == system)]
        return fitting[0]["value"] if fitting else None
    if "answerBoolean" in one.data:
        return int(one.flag("answerBoolean"))
    for name in ("answerInteger", "answerDecimal"):
        if name in one.data:
            return one.number(name)
    text = one.text("answerString")
    return next((o["value"] for o in options if o["code"] == text), None)


def _test(operator: str, value: int | float | str) -> dict[str, Any] | None:
    if operator in ("=", "!="):
        return {"one_of" if operator == "=" else "none_of": [value]}
    if not isinstance(value, int | float):
        return None
    above, below = math.floor(value) + 1, math.ceil(value) - 1
    tests = {">": ("at_least", above), ">=": ("at_least", value), "<": ("at_most", below), "<=": ("at_most", value)}
    return {tests[operator][0]: tests[operator][1]} if operator in tests else None
