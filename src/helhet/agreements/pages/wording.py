"""The vocabulary's labels put together: lists, conditions, numbers, sentences."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from helhet.knowledge.lint.say import listed
from helhet.knowledge.phrases import phrase
from helhet.knowledge.vocabulary import Vocabulary

# Facts whose answers say enough by themselves.
SELF_EXPLAINING = ("unit", "substance", "substance_class", "classes", "level", "highest_level", "setting", "needs")
# How many words in common make two texts the same, and how much of a word tells it from others.
SAME, STEM = 0.6, 5


def number(value: float) -> str:
    """A number as written in Swedish: 1.5 → "1,5"."""
    return f"{value:g}".replace(".", ",")


def capital(text: str) -> str:
    """Text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def inside(text: str) -> str:
    """A label inside a sentence: a small first letter, save for abbreviations such as SIP."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def says_the_same(text: str, other: str) -> bool:
    """Whether nearly every word of a text stands in another: then it need not be said beside it."""
    words, others = _stems(text), _stems(other)
    return bool(words) and len(words & others) >= SAME * len(words)


def _stems(text: str) -> set[str]:
    """The words that carry meaning, without their endings."""
    return {word[:STEM] for word in re.findall(r"\w+", text.casefold()) if len(word) > 3}


def ended(*parts: str) -> str:
    """Sentences after each other, each with its stop; empty ones are left out."""
    given = [capital(part.strip()) for part in parts if part.strip()]
    return " ".join(part if part.endswith((".", "?", "!", "…")) else f"{part}." for part in given)


def ages_of(span: str) -> str:
    """An age as people say it: "18-" → "18 år eller äldre"."""
    low, dash, high = span.partition("-")
    if not dash:
        return f"{low} år"
    if not high:
        return f"{low} år eller äldre"
    return f"{low}–{high} år" if low else f"högst {high} år"


class Words:
    """What we call things in this installation."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def name(self, ident: str | None) -> str:
        """A unit, principal or role."""
        return self.vocabulary.label(ident)

    def names(self, idents: Iterable[str], last: str = "och") -> str:
        """Units, principals and roles in a row; only the first has a capital."""
        return capital(listed((inside(self.vocabulary.label(ident)) for ident in idents), last))

    def needs(self, idents: Iterable[str]) -> str:
        """Needs in a row; only the first has a capital."""
        return capital(listed(inside(self.label("needs", ident)) for ident in idents))

    def label(self, kind: str, ident: str) -> str:
        """The label of an entry on one of the fixed lists; the id itself when it is not there."""
        entries: Mapping[str, Any] = getattr(self.vocabulary, kind)
        return entries[ident].label if ident in entries else ident

    def condition(self, when: Mapping[str, Any]) -> str:
        """When something holds, as one phrase; empty when it always does."""
        return phrase(when, self.vocabulary)

    def spelt_out(self, when: Mapping[str, Any]) -> str:
        """The same with the name of each fact, save where the answer says enough: "Vad enheten kan: …"."""
        return " · ".join(self._named(name, phrase({name: given}, self.vocabulary)) for name, given in when.items())

    def _named(self, name: str, said: str) -> str:
        fact = self.vocabulary.facts[name]
        bare = name in SELF_EXPLAINING or fact.type == "integer" or said.startswith(f"{fact.label.lower()}: ")
        return capital(said if bare else f"{fact.label}: {said}")
