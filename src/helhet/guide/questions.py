"""Questions as a page shows them: the vocabulary's facts with their answers in groups, filled in as they were."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from helhet.knowledge.organisations import Municipality
from helhet.knowledge.vocabulary import Fact, Vocabulary

from .forms import NOTHING, PLACE, UNKNOWN

# More answers than this and all groups start folded; otherwise the first two stand open.
MANY = 40
WORDS_SHOWN = 4


@dataclass(frozen=True)
class Option:
    """One answer to choose."""

    name: str
    value: str
    label: str
    id: str
    hint: str = ""
    checked: bool = False
    levels: "tuple[Option, ...]" = ()


@dataclass(frozen=True)
class Group:
    """Answers under a heading that can be folded; one group without a label is a plain list."""

    label: str
    hint: str
    options: tuple[Option, ...]
    open: bool


@dataclass(frozen=True)
class Question:
    """One question with everything its part of the page needs."""

    id: str
    label: str
    text: str
    kind: str
    groups: tuple[Group, ...] = ()
    last: tuple[Option, ...] = ()
    typed: str = ""
    fault: str = ""
    help: str = ""
    explains: str = ""
    meanings: tuple[tuple[str, str], ...] = ()
    low: int = 0
    high: int = 0

    @property
    def control(self) -> str:
        """What an answer is chosen with."""
        return "radio" if self.kind == "one" else "checkbox"


def question(fact: Fact, words: Vocabulary, filled: Mapping[str, Sequence[str]], fault: str = "") -> Question:
    """A fact as a question; `filled` is what a form held."""
    chosen = set(filled.get(fact.id, ()))
    options = () if fact.type == "integer" else tuple(option(fact, v, words, filled) for v in fact.values)
    return Question(
        id=fact.id,
        label=fact.label,
        text=fact.question or fact.label,
        kind=fact.type,
        groups=grouped(fact, options, words),
        last=last(fact, chosen),
        typed=next((text for text in filled.get(fact.id, ()) if text != UNKNOWN), "") if fact.type == "integer" else "",
        fault=fault,
        help=fact.help,
        explains=fact.explains,
        meanings=tuple((one.label, one.means) for one in (*fact.values, *fact.levels) if one.means),
        low=fact.min,
        high=fact.max,
    )


def option(fact: Fact, value: Any, words: Vocabulary, filled: Mapping[str, Sequence[str]]) -> Option:
    name, ident = f"{fact.id}.{value.id}", f"{fact.id}-{value.id}"
    level = next(iter(filled.get(name, ())), "")
    levels = [(one.id, one.label) for one in fact.levels] + ([(UNKNOWN, "Vet inte")] if fact.levels else [])
    return Option(
        fact.id,
        value.id,
        value.label,
        ident,
        hint(fact, value.id, words),
        value.id in filled.get(fact.id, ()),
        tuple(Option(name, one, label, f"{ident}-{one}", checked=one == level) for one, label in levels),
    )


def hint(fact: Fact, value: str, words: Vocabulary) -> str:
    """Everyday words for an answer, those that its label does not already hold."""
    entry = {"unit": words.units, "substances": words.substances, "needs": words.needs}.get(fact.id, {}).get(value)
    if entry is None:
        return ""
    fresh = [word for word in entry.words if word.lower() not in entry.label.lower()]
    return ", ".join(fresh[:WORDS_SHOWN])


def last(fact: Fact, chosen: set[str]) -> tuple[Option, ...]:
    """The answers that stand last: none of these, and don't know."""
    labels = {UNKNOWN: "Vet inte vad det gäller" if fact.type == "levels" else "Vet inte"}
    if fact.type == "many":
        labels = {NOTHING: "Nej, inget av det här", **labels}
    return tuple(Option(fact.id, v, label, f"{fact.id}-{v}", checked=v in chosen) for v, label in labels.items())


def grouped(fact: Fact, options: Sequence[Option], words: Vocabulary) -> tuple[Group, ...]:
    """Units by principal, needs by their group; anything else is one list."""
    kinds: dict[str, Callable[[str], str]] = {
        "unit": lambda value: words.principals[words.units[value].principal].label,
        "needs": lambda value: words.needs[value].group,
    }
    if fact.id not in kinds:
        return (Group("", "", tuple(options), True),)
    found: dict[str, list[Option]] = {}
    for one in options:
        found.setdefault(kinds[fact.id](one.value), []).append(one)
    few = len(options) <= MANY
    return tuple(
        Group(label, examples(inside), tuple(inside), (few and n < 2) or any(one.checked for one in inside))
        for n, (label, inside) in enumerate(found.items())
    )


def examples(options: Iterable[Option]) -> str:
    """The first of a group's answers, so that one knows what is folded in; abbreviations keep their letters."""
    names = (one.label.split(",")[0].split(" (")[0] for one in list(options)[:3])
    return ", ".join(name if name[1:] != name[1:].lower() else name.lower() for name in names) + " …"


def place_question(
    counties: Iterable[tuple[str, Sequence[Municipality]]], filled: Mapping[str, Sequence[str]], fault: str = ""
) -> Question:
    """The municipality as a question, by county."""
    chosen = set(filled.get(PLACE, ()))
    groups = tuple(
        Group(county, "", tuple(Option(PLACE, m.code, m.short, "", checked=m.code in chosen) for m in inside), True)
        for county, inside in counties
    )
    unknown = Option(PLACE, UNKNOWN, "Vet inte", "", checked=UNKNOWN in chosen)
    return Question(PLACE, "Kommun", "Vilken kommun bor personen i?", "place", groups, (unknown,), fault=fault)


def said(fact: Fact, value: Any, words: Vocabulary) -> str:
    """An answer in words."""
    if value == UNKNOWN:
        return "Vet inte"
    labels = {one.id: one.label for one in fact.values}
    if isinstance(value, Mapping):
        levels = {one.id: one.label.lower() for one in fact.levels} | {UNKNOWN: "vet inte hur allvarligt"}
        return "; ".join(f"{labels[one]}: {levels[level]}" for one, level in value.items())
    if isinstance(value, list):
        return ", ".join(labels[one] for one in value) or "Nej, inget av det"
    return labels.get(str(value), str(value))
