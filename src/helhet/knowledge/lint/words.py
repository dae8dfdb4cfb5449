"""Words that are given more than one meaning, or a meaning and no use."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from ..findings import Severity
from ..pack import Pack
from ..schema.knowing import Concept
from .say import listed, place, places, plain, quoted, slug
from .statements import conflicting
from .subject import Draft, Subject


def defined_twice(subject: Subject) -> Iterator[Draft]:
    """A word with two definitions: a question when they claim the same system, else only worth knowing."""
    words: dict[str, list[Concept]] = defaultdict(list)
    for concept in subject.pack.concepts:
        for word in dict.fromkeys(plain(w) for w in (concept.term, *concept.words)):
            words[word].append(concept)
    seen = set()
    for word, concepts in words.items():
        ids = tuple(sorted(c.id for c in concepts))
        different = len({_meaning(subject.pack, c) for c in concepts}) > 1
        if different and ids not in seen and not _asked_elsewhere(subject, concepts):
            seen.add(ids)
            yield _twice(subject, word, concepts)


def _meaning(pack: Pack, concept: Concept) -> tuple[Any, ...]:
    """What a definition says: its criteria where it has some, else its text."""
    sets = [c for c in pack.criteria if c.id == concept.criteria or c.concept == concept.id]
    criteria = tuple(sorted((c.measure, c.within_months, c.criteria, str(c.thresholds)) for c in sets))
    return criteria or (plain(concept.text),)


def _asked_elsewhere(subject: Subject, concepts: list[Concept]) -> bool:
    """Whether the definitions already stand against each other as statements on one topic."""
    places: dict[str, set[str]] = defaultdict(set)
    for statement in conflicting(subject):
        places[statement.topic] |= set(statement.anchors)
    return any(all(set(c.anchors) & anchors for c in concepts) for anchors in places.values())


def _twice(subject: Subject, word: str, concepts: list[Concept]) -> Draft:
    systems = [plain(c.system) for c in concepts]
    apart = len(set(systems)) == len(systems)
    said = ", men ".join(
        f"{quoted(c.text)}{f' enligt {c.system}' if c.system else ''} i {places(subject.pack, c.anchors)}"
        for c in concepts
    )
    ask = (
        "Det kan vara avsikten, eftersom det är olika system. Framgår det överallt vilken betydelse som menas?"
        if apart
        else "Vilken bestämning gäller?"
    )
    text = f"Ordet {quoted(word)} bestäms på {len(concepts)} sätt: {said}. {ask}"
    where = tuple(a for c in concepts for a in c.anchors)
    severity: Severity = "info" if apart else "warning"
    return Draft(tuple(sorted(c.id for c in concepts)), text, where, "conflict", severity)


def never_used(subject: Subject) -> Iterator[Draft]:
    """Words that are defined and then never used in anything the document asks for."""
    used = plain(" ".join(_texts(subject)))
    asked = {plain(s.value) for s in conflicting(subject)}
    concepts = [c for c in subject.pack.concepts if plain(c.term) not in asked]
    unused = [c for c in concepts if not any(slug(w) and plain(w) in used for w in (c.term, *c.words))]
    if unused:
        text = (
            f"Dokumentet bestämmer {listed(quoted(c.term) for c in unused)} men använder sedan inte orden i något "
            "det begär. Behövs de?"
        )
        rows = tuple((c.term, c.system, place(subject.pack, a)) for c in unused for a in c.anchors[:1])
        where = tuple(a for c in unused for a in c.anchors)
        yield Draft((), text, where, "silence", "info", table=(("Ord", "System", "Ställe"), *rows))


# Where a word counts as used: everything but the definitions themselves and what is about the text as text.
_NOT_USE = {
    "documents",
    "sections",
    "concepts",
    "criteria_sets",
    "misprints",
    "readings",
    "questions",
    "cases",
    "references",
}


def _texts(subject: Subject) -> Iterator[str]:
    # What is said where words are defined is the definition, and no use of it.
    defined = {a for c in subject.pack.concepts for a in c.anchors}
    of_words = {s.id for s in subject.pack.statements if set(s.anchors) <= defined}
    for kind, entries in subject.pack.by_kind().items():
        uses = entries if kind != "statements" else [e for e in subject.pack.statements if e.id not in of_words]
        for entry in () if kind in _NOT_USE else uses:
            yield from (str(getattr(entry, name, "")) for name in ("text", "title", "name", "who"))
            yield from (step.text for step in getattr(entry, "steps", ()))
            yield from (str(subject.vocabulary.needs[n].label) for n in _needs(subject, entry))


def _needs(subject: Subject, entry: Any) -> list[str]:
    return [n for n in getattr(entry, "needs", ()) if n in subject.vocabulary.needs]
