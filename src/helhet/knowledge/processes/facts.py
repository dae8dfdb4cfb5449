"""Reads what an event carries against the facts a process knows. Unknown words are told, and never guessed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from helhet.kernel.errors import BadInput

from ..schema.processes import ProcessAnswer, ProcessFact
from .moments import day_of
from .names import plain
from .ready import Ready

type Answer = bool | int | str | date | frozenset[str]

NO = frozenset({"no", "nej", "false", "falskt", "", "none", "inga", "ingen", "inget"})


@dataclass(frozen=True, slots=True)
class Carried:
    """What an event told: answers by fact, names nobody knows, and the answers that found nothing in this law."""

    answers: Mapping[str, Answer]
    unread: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    not_grounds: tuple[ProcessAnswer, ...] = ()
    # Facts where every answer founds nothing: the act rests on nothing at all.
    groundless: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reading:
    answers: dict[str, Answer] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    not_grounds: list[ProcessAnswer] = field(default_factory=list)
    groundless: list[str] = field(default_factory=list)


def carried(ready: Ready, raw: Mapping[str, Any]) -> Carried:
    """The facts of an event. Nothing raises: what cannot be read is told in `refused` or `unread`."""
    found = _Reading()
    for key, value in raw.items():
        fact = ready.facts.find(key)
        if fact is None:
            found.unread.append(key)
        elif value is not None:
            _read(ready, fact, value, found)
    return Carried(
        found.answers, tuple(found.unread), tuple(found.refused), tuple(found.not_grounds), tuple(found.groundless)
    )


def _read(ready: Ready, fact: ProcessFact, value: object, found: _Reading) -> None:
    try:
        if fact.type in ("one", "many"):
            found.answers[fact.id] = _closed(ready, fact, value, found)
        else:
            found.answers[fact.id] = _OPEN[fact.type](fact, value)
    except BadInput as error:
        found.refused.append(error.text)


def _closed(ready: Ready, fact: ProcessFact, value: object, found: _Reading) -> Answer:
    words = _words(value)
    answers = [ready.answers[fact.id].find(_word(word)) for word in words]
    if None in answers or (fact.type == "one" and len(answers) != 1):
        told = ", ".join(str(word)[:40] for word in words) or "inget"
        raise BadInput(f"{fact.label}: {told} finns inte. Tillåtet: {ready.answers[fact.id].allowed()}")
    known: list[ProcessAnswer] = [answer for answer in answers if answer is not None]
    outside = [answer for answer in known if answer.not_ground]
    found.not_grounds += outside
    if outside and len(outside) == len(known):
        found.groundless.append(fact.id)
    counted = frozenset(answer.id for answer in known if not answer.not_ground)
    return counted if fact.type == "many" else known[0].id


def _words(value: object) -> list[object]:
    """Answers in a list, or each with a yes or no."""
    if isinstance(value, Mapping):
        return [name for name, said in value.items() if said and plain(str(said)) not in NO]
    return list(value) if isinstance(value, list | tuple) else [value]


def _word(word: object) -> object:
    return str(word).lower() if isinstance(word, bool) else word


def _flag(fact: ProcessFact, value: object) -> Answer:
    """Yes or no; words that say what it was are a yes."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return plain(value) not in NO
    if isinstance(value, list):
        return bool(value)
    raise BadInput(f"{fact.label}: svara true eller false.")


def _number(fact: ProcessFact, value: object) -> Answer:
    text = str(value).strip()
    if isinstance(value, bool) or not (text.isascii() and text.isdigit() and len(text) < 5):
        raise BadInput(f"{fact.label}: {text[:40]} är inget antal. Skriv ett heltal.")
    return int(text)


def _texts(fact: ProcessFact, value: object) -> Answer:
    words = value if isinstance(value, list) else [value]
    if not all(isinstance(word, str) for word in words):
        raise BadInput(f"{fact.label}: skriv text, eller en lista med text.")
    return frozenset(plain(str(word)) for word in words if plain(str(word)))


def _date(fact: ProcessFact, value: object) -> Answer:
    return day_of(value, fact.label)


_OPEN = {"flag": _flag, "number": _number, "texts": _texts, "date": _date}
