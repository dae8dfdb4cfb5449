"""Limits in the document against limits set nationally: the same measure with other numbers."""

import re
from collections.abc import Iterable, Iterator

from ..law import holds_on
from ..phrases import phrase
from ..schema.knowing import CriteriaSet, Threshold
from ..schema.law_says import LawThreshold
from .say import day_text, listed, quoted, slug
from .subject import Draft, Subject

Numbers = frozenset[tuple[tuple[tuple[str, str], ...], float | None, float | None]]

# Words in the name of a measure that do not tell it from another.
_EMPTY = {"i", "per", "om", "en", "ett", "vid", "minst", "fler", "och", "eller", "samma", "antal", "på", "av", "enligt"}

# A word with a short tail is a name of its own (AUDIT-C is not AUDIT), also when the tail stands alone (AUDIT C).
_WORD = re.compile(r"[A-ZÅÄÖ]{3,} [A-Z]\b|\w+(?:[–-]\w{1,2}\b)?")
# Stems of words that say that only some of an instrument is counted: a question, a subscale, a short version.
_PARTS = ("fråga", "frågo", "delsk", "kortv")


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
    if any(word in _PARTS for word in here) != any(word in _PARTS for word in there):
        return False
    return here == there or (bool(here and there) and (here <= there or there <= here))


def _stems(measure: str, units: Iterable[str]) -> set[str]:
    words = [w for w in _WORD.findall(measure) if w.casefold() not in _EMPTY]
    return {_stem(word) for word in words if not any(unit in slug(word) for unit in units)}


def _stem(word: str) -> str:
    """The beginning of an ordinary word; a name in capitals or with a tail is kept whole."""
    whole = re.sub(r"[ –]", "-", word.casefold())
    return whole if word.isupper() or "-" in whole else whole[:5]


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
    label = f"{limit.label} vid" if limit.label else ""
    who = listed(_answer(subject, fact, value) for fact, value in limit.when.items())
    return " ".join(filter(None, (label, _span(limit, bare=bare), unit, f"({who})" if who else "")))


def _span(limit: Threshold, *, bare: bool) -> str:
    """What counts: "minst 8", "8–15", "mer än 3 men högst 8"; only the numbers when bare."""
    low, above, high = (None if n is None else _number(n) for n in (limit.at_least, limit.more_than, limit.at_most))
    if low and high:
        return low if low == high else f"{low}–{high}"
    words = (("minst", low), ("mer än", above), ("högst", high))
    return " men ".join(number if bare else f"{word} {number}" for word, number in words if number)


def _number(number: float) -> str:
    """A number as Swedes write it: 6,5."""
    return f"{number:.10g}".replace(".", ",")


# Sex decides thresholds but no way through the guide, so it is no fact of the vocabulary.
_SEX = {"male": "män", "female": "kvinnor"}


def _answer(subject: Subject, fact: str, value: str) -> str:
    try:
        return phrase({fact: value}, subject.vocabulary)
    except (KeyError, ValueError):
        return _SEX.get(value) or f"{fact} {value}"
