"""Conditions in plain Swedish: what a row, a duty or a region of situations is about."""

from collections.abc import Iterable, Mapping
from typing import Any

from .terms import values_of
from .vocabulary import Fact, Vocabulary


def phrase(when: Mapping[str, Any], vocabulary: Vocabulary) -> str:
    """A condition as one short phrase: "alkohol · 13–17 år · hälsocentral"; empty when it always holds."""
    return " · ".join(_part(vocabulary.facts[name], given) for name, given in when.items())


def _part(fact: Fact, given: Any) -> str:
    values, negated = values_of(fact, given)
    if fact.type == "integer":
        text = ages(int(value) for value in values)
    else:
        labels = {value.id: value.label for value in fact.values}
        chosen = [labels[value.id] for value in fact.values if value.id in values]
        bare = {v.id for v in fact.values} <= {"yes", "no"}
        text = f"{fact.label.lower()}: {' eller '.join(_lower(c) for c in chosen)}" if bare else _either(chosen)
    return f"inte {text}" if negated else text


def _either(labels: list[str]) -> str:
    lowered = [_lower(label) for label in labels]
    if len(lowered) < 2:
        return "".join(lowered)
    return f"{', '.join(lowered[:-1])} eller {lowered[-1]}"


def _lower(label: str) -> str:
    """Lower case first letter, save for abbreviations such as AUDIT."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def ages(years: Iterable[int]) -> str:
    """Years as words: "13–17 år", "18 år och äldre", "upp till 17 år"."""
    listed = sorted(years)
    if not listed:
        return "ingen ålder"
    spans, start = [], listed[0]
    for year, following in zip(listed, [*listed[1:], None], strict=True):
        if following != year + 1:
            spans.append(_span(start, year))
            start = following or 0
    return " eller ".join(spans)


def _span(first: int, last: int) -> str:
    # 0 and 120 are the ends of the scale, not ages that someone chose.
    if first <= 0 and last >= 120:
        return "alla åldrar"
    if last >= 120:
        return f"{first} år och äldre"
    if first <= 0:
        return f"upp till {last} år"
    return f"{first} år" if first == last else f"{first}–{last} år"
