"""The closed facts of a disclosure: what may be answered, and what was."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from helhet.kernel.errors import BadInput

from ..schema.disclosing import Choice, DisclosureFact
from ..vocabulary import Vocabulary

UNKNOWN = "unknown"
NONE = "none"
NARCOTIC = {"yes": "Narkotika", "no": "Inte narkotika", "depends": "Kan vara narkotikaklassat"}

# A fact with one answer is a set of one; a fact with several may be an empty set. What is unknown is not there.
Known = frozenset[str] | int | date
Answers = dict[str, Known]


@dataclass(frozen=True)
class Question:
    """A fact with its answers filled in from the vocabulary."""

    fact: DisclosureFact
    choices: tuple[Choice, ...]

    @property
    def allowed(self) -> frozenset[str]:
        """The ids of its answers."""
        return frozenset(choice.id for choice in self.choices)


class Questions:
    """Every fact, in the order of the file."""

    def __init__(self, facts: Iterable[DisclosureFact], vocabulary: Vocabulary) -> None:
        self._words = vocabulary
        self.all = {fact.id: Question(fact, self._choices(fact)) for fact in facts}

    @property
    def asked(self) -> list[Question]:
        """Those that a person is asked: what is derived is computed."""
        return [question for question in self.all.values() if question.fact.type != "derived"]

    def _choices(self, fact: DisclosureFact) -> tuple[Choice, ...]:
        if fact.from_:
            return tuple(Choice(id=s.id, label=s.label) for s in self._words.substances.values())
        if fact.derive == "class":
            return tuple(Choice(id=c.id, label=c.label) for c in self._words.classes.values())
        if fact.derive == "narcotic":
            return tuple(Choice(id=ident, label=label) for ident, label in NARCOTIC.items())
        return fact.values

    def read(self, given: Mapping[str, Any]) -> Answers:
        """Check and encode what was answered. Raises BadInput naming every fault and what is allowed."""
        if not isinstance(given, Mapping):
            raise BadInput('Uppgifterna skrivs som {"sender": "health_authority", "age": 45}.', "bad_facts")
        faults = [fault for name, value in given.items() for fault in self._faults(name, value)]
        if faults:
            raise BadInput("Uppgifterna går inte att använda:\n" + "\n".join(faults), "bad_facts")
        known = {name: _encode(self.all[name].fact, value) for name, value in given.items() if not unknown(value)}
        return known | self._derived(known)

    def _faults(self, name: object, value: Any) -> Iterator[str]:
        question = self.all.get(name) if isinstance(name, str) else None
        if question is None or question.fact.type == "derived":
            # A name may hold half a character that no screen can show.
            shown = str(name).encode("utf-8", "backslashreplace").decode()
            yield f"{shown}: frågan finns inte. Tillåtet: {', '.join(q.fact.id for q in self.asked)}"
        elif not unknown(value):
            yield from _value_faults(question, value)

    def _derived(self, known: Answers) -> Answers:
        """What follows from the substances; nothing while nobody has said which."""
        found: Answers = {}
        for name, question in self.all.items():
            chosen = known.get("substances")
            if question.fact.derive and isinstance(chosen, frozenset):
                kept = [self._words.substances[one] for one in chosen]
                found[name] = frozenset(s.class_ if question.fact.derive == "class" else s.narcotic for s in kept)
        return found


def unknown(value: object) -> bool:
    """Whether somebody answered that they do not know."""
    return value is None or (isinstance(value, str) and value == UNKNOWN)


def _value_faults(question: Question, value: Any) -> Iterator[str]:
    fact, allowed = question.fact, ", ".join(choice.id for choice in question.choices)
    if fact.type == "integer":
        if not isinstance(value, int) or isinstance(value, bool) or not fact.min <= value <= fact.max:
            yield f"{fact.id}: ska vara ett heltal från {fact.min} till {fact.max}, eller {UNKNOWN}, inte {value!r}"
    elif fact.type == "date":
        if not _is_date(value):
            yield f"{fact.id}: ska vara en dag som 2026-11-22, eller {UNKNOWN}, inte {value!r}"
    elif fact.type == "one":
        if not isinstance(value, str) or value not in question.allowed:
            yield f"{fact.id}: {value!r} finns inte. Tillåtet: {allowed}, {UNKNOWN}"
    else:
        yield from _list_faults(question, value, allowed)


def _list_faults(question: Question, value: Any, allowed: str) -> Iterator[str]:
    ident = question.fact.id
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list | tuple):
        yield f"{ident}: ska vara en lista, inte {value!r}. Tillåtet: {allowed}, {NONE}, {UNKNOWN}"
        return
    for one in listed:
        if one == NONE and len(listed) > 1:
            yield f"{ident}: {NONE} betyder inget av dem och står ensamt"
        elif one != NONE and (not isinstance(one, str) or one not in question.allowed):
            yield f"{ident}: {one!r} finns inte. Tillåtet: {allowed}, {NONE}, {UNKNOWN}"


def _is_date(value: Any) -> bool:
    if isinstance(value, str):
        try:
            date.fromisoformat(value)
        except ValueError:
            return False
        return True
    return type(value) is date


def _encode(fact: DisclosureFact, value: Any) -> Known:
    if fact.type == "integer":
        return int(value)
    if fact.type == "date":
        return value if isinstance(value, date) else date.fromisoformat(value)
    return frozenset({value} if isinstance(value, str) else value) - ({NONE} if fact.type == "many" else set())
