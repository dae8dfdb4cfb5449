"""Limits in the document against limits set nationally: the same measure with other numbers."""

import re
from collections.abc import Iterable, Iterator

from ..law import holds_on
from ..schema.knowing import CriteriaSet, Threshold
from ..schema.law_says import LawThreshold
from .say import day_text, listed, quoted, slug
from .subject import Draft, Subject

Numbers = frozenset[tuple[tuple[tuple[str, str], ...], float | None, float | None]]

# Words in the name of a measure that do not tell it from another.
_EMPTY = {"i", "per", "om", "en", "ett", "vid", "minst", "fler", "och", "eller", "samma", "antal", "på", "av", "enligt"}


def asked_at(subject: Subject) -> set[str]:
    """The places whose limits are asked about here."""
    return {anchor for draft in superseded(subject) for anchor in draft.where}


def superseded(subject: Subject) -> Iterator[Draft]:
    """A limit in the document that is not the national one on the day."""
    for ours in subject.pack.criteria:
        theirs = [t for t in subject.law.thresholds if _same_concept(subject, ours, t) and _same_measure(ours, t)]
        current = [t for t in theirs if holds_on(t, subject.day)]
        if ours.thresholds and current and not any(_same(ours, t) for t in current):
            yield _other_numbers(subject, ours, theirs, current[0])


def _same_concept(subject: Subject, ours: CriteriaSet, theirs: LawThreshold) -> bool:
    concept = next((c for c in subject.pack.concepts if c.id == ours.concept), None)
    names = {ours.concept, *((concept.term, *concept.words) if concept else ())}
    return slug(theirs.concept) in {slug(name) for name in names}


def _same_measure(ours: CriteriaSet, theirs: LawThreshold) -> bool:
    """Units that differ tell measures apart; else what is left of the names when unit and filling words go."""
    if ours.unit and theirs.unit and slug(ours.unit) != slug(theirs.unit):
        return False
    units = {slug(unit) for unit in (ours.unit, theirs.unit) if unit}
    here, there = _stems(ours.measure, units), _stems(theirs.measure, units)
    return here == there or (bool(here and there) and (here <= there or there <= here))


def _stems(measure: str, units: Iterable[str]) -> set[str]:
    words = [w for w in re.findall(r"\w+", measure.casefold()) if w not in _EMPTY]
    return {word[:5] for word in words if not any(unit in slug(word) for unit in units)}


def _numbers(thresholds: Iterable[Threshold]) -> Numbers:
    """Limits as numbers; "more than 5" of something counted is the same as "at least 6"."""
    return frozenset(
        (tuple(sorted(t.when.items())), t.at_least if t.more_than is None else t.more_than + 1, t.at_most)
        for t in thresholds
    )


def _same(ours: CriteriaSet, theirs: LawThreshold) -> bool:
    """Whether the limits are the same; where the document leaves open if the number itself counts, either will do."""
    same = _numbers(ours.thresholds) == _numbers(theirs.thresholds)
    return same or (ours.standing == "unclear" and _drawn_at(ours.thresholds) == _drawn_at(theirs.thresholds))


def _drawn_at(thresholds: Iterable[Threshold]) -> set[tuple[object, ...]]:
    return {(*sorted(t.when.items()), t.at_least or t.more_than or t.at_most) for t in thresholds}


def _other_numbers(subject: Subject, ours: CriteriaSet, theirs: list[LawThreshold], current: LawThreshold) -> Draft:
    then = [t for t in theirs if holds_on(t, subject.decided)]
    was_right = any(_same(ours, t) or _drawn_at(t.thresholds) == _drawn_at(ours.thresholds) for t in then)
    history = "Talen stämde när dokumentet beslutades" if was_right else "Vi har inte sett att de gällt nationellt"
    text = (
        f"Dokumentet anger en gräns för {ours.measure}: {_limits(subject, ours)}. {history}. "
        f"Sedan {day_text(current.valid_from)} är den nationella gränsen en annan ({current.origin}): "
        f"{quoted(current.text)}. Ska dokumentets gräns bytas ut?"
    )
    known = current.sure in ("read", "secondary")
    return Draft((ours.id,), text, ours.anchors, "fault", "warning" if known else "info", "law")


def _limits(subject: Subject, ours: CriteriaSet) -> str:
    """The limits in words; where the document leaves open if the number itself counts, only the number."""
    return listed(_limit(subject, t, ours.unit, bare=ours.standing == "unclear") for t in ours.thresholds)


def _limit(subject: Subject, limit: Threshold, unit: str, *, bare: bool) -> str:
    parts = [
        f"{number:g}" if bare else f"{word} {number:g}"
        for word, number in (("minst", limit.at_least), ("fler än", limit.more_than), ("högst", limit.at_most))
        if number is not None
    ]
    who = listed(_answer(subject, fact, value) for fact, value in limit.when.items())
    return " ".join(filter(None, (limit.label, *parts, unit, f"({who})" if who else "")))


# Sex decides thresholds but no way through the guide, so it is no fact of the vocabulary.
_SEX = {"male": "män", "female": "kvinnor"}


def _answer(subject: Subject, fact: str, value: str) -> str:
    known = subject.vocabulary.facts.get(fact)
    label = next((v.label for v in known.values if v.id == value), None) if known else None
    return label or _SEX.get(value) or f"{known.label.casefold() if known else fact} {value}"
