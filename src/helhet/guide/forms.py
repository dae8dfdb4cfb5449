"""Reads what was sent to the guide: closed answers only. Every fault is named, and nothing else is lost by it."""

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from helhet.knowledge.vocabulary import Fact, Vocabulary

UNKNOWN = "unknown"
NOTHING = "ingen"  # "none of these", where a fact may have many answers
# Inputs that are not facts: where, what was asked, what to go back to or to change, what to add, and "show it now".
PLACE, ASKED, BACK, CHANGE, ADD, SHOW = "kommun", "fraga", "bak", "andra", "lagg", "visa"


class Fault(ValueError):
    """What is wrong with an answer, in words for the one who gave it."""


@dataclass(frozen=True)
class Told:
    """What has been told: the municipality (or "unknown", or nothing yet) and the facts in the order they came."""

    place: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)

    def without(self, *names: str) -> "Told":
        kept = {name: value for name, value in self.facts.items() if name not in names}
        return Told("" if PLACE in names else self.place, kept)

    def pairs(self) -> list[tuple[str, str]]:
        """As inputs of a form."""
        written = [(PLACE, self.place)] if self.place else []
        return written + [pair for name, value in self.facts.items() for pair in as_inputs(name, value)]


@dataclass(frozen=True)
class Sent:
    """A form that came in. `filled` is what the page held, so that it can be shown again as it was."""

    told: Told
    faults: dict[str, str]
    filled: dict[str, list[str]]
    back: str = ""
    change: str = ""
    added: str = ""
    show: bool = False


def as_inputs(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for one, level in value.items():
            yield name, one
            yield f"{name}.{one}", level
    elif isinstance(value, list):
        yield from ((name, one) for one in value or [NOTHING])
    else:
        yield name, str(value)


def read(data: QueryDict, words: Vocabulary, places: Container[str]) -> Sent:
    """What the form says, each answer checked against the vocabulary."""
    askable = {fact.id: fact for fact in words.facts.values() if fact.type != "derived"}
    data, added = with_added(data, askable)
    faults: dict[str, str] = {}
    facts: dict[str, Any] = {}
    asked = [name for name in data.getlist(ASKED) if name in askable or name == PLACE]
    for name in [*dict.fromkeys(key.split(".")[0] for key in data), *asked]:
        if name in askable and name not in facts:
            try:
                facts[name] = READERS[askable[name].type](askable[name], data, words)
            except Fault as fault:
                faults[name] = str(fault)
    place = data.get(PLACE, "")
    if place not in places and place != UNKNOWN:
        if place or PLACE in asked:
            faults[PLACE] = "Välj en kommun i listan. Vet du inte, välj ”Vet inte”."
        place = ""
    back, change = (data.get(key, "") for key in (BACK, CHANGE))
    known = {*askable, PLACE}
    return Sent(
        told=Told(place, facts),
        faults=faults,
        filled=dict(data.lists()),
        back=back if back in known else "",
        change=change if change in known else "",
        added=added,
        show=SHOW in data,
    )


def with_added(data: QueryDict, askable: Mapping[str, Fact]) -> tuple[QueryDict, str]:
    """The form with the one answer that an "if so" button adds, and the name of its fact."""
    name, _, value = data.get(ADD, "").partition("=")
    if name not in askable:
        return data, ""
    data = data.copy()
    before = data.getlist(name) if askable[name].type == "many" else []
    data.setlist(name, [one for one in before if one not in (NOTHING, UNKNOWN, value)] + [value])
    return data, name


def read_one(fact: Fact, data: QueryDict, words: Vocabulary) -> str:
    chosen = data.get(fact.id, "")
    if not chosen:
        raise Fault("Välj ett svar. Vet du inte, välj ”Vet inte”.")
    return checked(fact, chosen)


def read_many(fact: Fact, data: QueryDict, words: Vocabulary) -> str | list[str]:
    chosen = data.getlist(fact.id)
    if not chosen:
        raise Fault("Kryssa i det som stämmer. Stämmer inget, kryssa i ”Nej, inget av det här”.")
    alone = [one for one in chosen if one in (NOTHING, UNKNOWN)]
    if alone and len(chosen) > 1:
        raise Fault("Du har kryssat i svar som inte går ihop. Ta bort det som inte stämmer.")
    if alone:
        return UNKNOWN if alone == [UNKNOWN] else []
    return [checked(fact, one) for one in chosen]


def read_integer(fact: Fact, data: QueryDict, words: Vocabulary) -> str | int:
    given = [text.strip() for text in data.getlist(fact.id) if text.strip()]
    if not given:
        raise Fault("Skriv ett tal. Vet du inte, kryssa i ”Vet inte”.")
    if UNKNOWN in given and len(given) > 1:
        raise Fault("Du har både skrivit ett tal och kryssat i ”Vet inte”. Välj det ena.")
    if given == [UNKNOWN]:
        return UNKNOWN
    number = int(given[0]) if given[0].isascii() and given[0].isdigit() and len(given[0]) < 5 else -1
    if not fact.min <= number <= fact.max:
        raise Fault(f"Skriv ett helt tal från {fact.min} till {fact.max}, bara siffror.")
    return number


def read_levels(fact: Fact, data: QueryDict, words: Vocabulary) -> str | dict[str, str]:
    chosen = data.getlist(fact.id)
    if not chosen:
        raise Fault("Kryssa i vad det gäller. Vet du inte, kryssa i ”Vet inte vad det gäller”.")
    if UNKNOWN in chosen:
        if len(chosen) > 1:
            raise Fault("Du har kryssat i både något och ”Vet inte vad det gäller”. Ta bort det som inte stämmer.")
        return UNKNOWN
    levels = {checked(fact, one): data.get(f"{fact.id}.{one}", "") for one in chosen}
    allowed = {level.id for level in fact.levels} | {UNKNOWN}
    lacking = [words.substances[one].label for one, level in levels.items() if level not in allowed]
    if lacking:
        raise Fault(f"Välj hur allvarligt det är: {', '.join(lacking)}.")
    return levels


def checked(fact: Fact, value: str) -> str:
    if value != UNKNOWN and value not in {one.id for one in fact.values}:
        raise Fault("Svaret går inte längre att välja. Välj igen.")
    return value


READERS: dict[str, Callable[[Fact, QueryDict, Vocabulary], Any]] = {
    "one": read_one,
    "many": read_many,
    "integer": read_integer,
    "levels": read_levels,
}
