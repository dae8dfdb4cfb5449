"""Words and limits: every definition of a term beside the others, and every set of criteria for it."""

from dataclasses import dataclass, field

from helhet.knowledge.lint.say import day_text
from helhet.knowledge.schema.knowing import CriteriaSet, Threshold

from . import labels
from .agreement import Agreement, Place
from .terms import term_slug
from .wording import ages_of, number

WHOM = {"male": "män", "female": "kvinnor"}


@dataclass(frozen=True)
class Definition:
    """One definition of a term."""

    id: str
    system: str
    text: str
    words: tuple[str, ...]
    standing: str
    note: str
    places: list[Place]


@dataclass(frozen=True)
class Criteria:
    """One set of criteria or limits."""

    id: str
    measure: str
    limits: list[str]
    criteria: tuple[str, ...]
    origin: str
    validity: str
    standing: str
    text: str
    note: str
    places: list[Place]


@dataclass
class Term:
    """A term with everything the agreement says of it."""

    term: str
    slug: str
    definitions: list[Definition] = field(default_factory=list)
    criteria: list[Criteria] = field(default_factory=list)


def terms(agreement: Agreement) -> list[Term]:
    """Every term, in the order of the pack."""
    found: dict[str, Term] = {}
    term_of = {}
    for c in agreement.pack.concepts:
        term = found.setdefault(c.term.casefold(), Term(c.term, term_slug(c.term)))
        shown = (c.id, c.system, c.text, c.words, labels.STANDING.get(c.standing, ""), c.note)
        term.definitions.append(Definition(*shown, agreement.places(c.anchors)))
        term_of[c.id] = term
    for criteria in agreement.pack.criteria:
        # An addendum may have withdrawn the word and kept the limit: then it stands under what it measures.
        if criteria.concept not in term_of:
            alone = Term(criteria.measure, term_slug(criteria.measure))
            term_of[criteria.concept] = found.setdefault(criteria.measure.casefold(), alone)
        term_of[criteria.concept].criteria.append(_criteria(agreement, criteria))
    return list(found.values())


def _criteria(agreement: Agreement, given: CriteriaSet) -> Criteria:
    return Criteria(
        given.id,
        given.measure,
        [_limit(given, threshold) for threshold in given.thresholds],
        given.criteria,
        given.origin,
        _validity(given),
        labels.STANDING.get(given.standing, ""),
        given.text,
        given.note,
        agreement.places(given.anchors),
    )


def _limit(given: CriteriaSet, threshold: Threshold) -> str:
    """A limit in words: "män: minst 14 glas"."""
    of = (
        f" av {len(given.criteria)} kriterier"
        if given.kind == "count" and given.criteria
        else f" {given.unit}".rstrip()
    )
    bounds = [
        f"{word} {number(value)}"
        for word, value in (
            ("minst", threshold.at_least),
            ("mer än", threshold.more_than),
            ("högst", threshold.at_most),
        )
        if value is not None
    ]
    within = f" inom {given.within_months} månader" if given.within_months else ""
    whom = ", ".join(_whom(name, value) for name, value in threshold.when.items())
    said = f"{whom}: " if whom else ""
    means = f" ger {threshold.label}" if threshold.label else ""
    return f"{said}{' och '.join(bounds)}{of}{within}{means}"


def _whom(name: str, value: str) -> str:
    return ages_of(value) if name == "age" else WHOM.get(value, value)


def _validity(given: CriteriaSet) -> str:
    parts = [
        f"från {day_text(given.valid_from)}" if given.valid_from else "",
        f"till {day_text(given.valid_to)}" if given.valid_to else "",
    ]
    return " ".join(filter(None, parts)) or "sägs inte"
