"""A situation: what is known about a person, what is not, and what may still be so."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from helhet.kernel.errors import BadInput

from .conditions import NO, NOT_APPLICABLE, YES, Condition, FactBook, compile_condition, state_of
from .vocabulary import Fact, Vocabulary

UNKNOWN = "unknown"
State = tuple[list[int], list[int]]


@dataclass
class Situation:
    """The facts as given, checked, with the bits that conditions test."""

    known: dict[str, Any]
    may: list[int]
    must: list[int]
    dont_know: list[str] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    substances: list[tuple[str | None, State]] = field(default_factory=list)

    @property
    def states(self) -> list[State]:
        """Each substance by itself, or the person as a whole when no substance is named."""
        return [state for _, state in self.substances] or [(self.may, self.must)]

    def answered(self, fact: str) -> bool:
        """Whether the fact has been answered, also with "don't know"."""
        return fact in self.known


def holds_somewhere(condition: Condition, situation: Situation, least: int = YES) -> bool:
    """Whether a condition holds, at least so surely, for the person or for one of the substances."""
    # A plain loop: every open question of a pack is asked here for every answer.
    for may, must in situation.states:  # noqa: SIM110 (any() with a generator takes twice as long)
        if state_of(condition, may, must) >= least:
            return True
    return False


class Reader:
    """Turns facts as people and scripts write them into situations."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.words = vocabulary
        self.book = FactBook(vocabulary)
        self.deciding = [f.id for f in vocabulary.facts.values() if f.deciding and f.type != "derived"]
        self.additive = [f.id for f in vocabulary.facts.values() if not f.deciding and f.type != "derived"]
        size = len(self.book.bits)
        self._may, self._must = [0] * size, [0] * size
        for bits in self.book.bits.values():
            self._may[bits.index] = bits.all
        # Every single answer that is right as it stands: (fact, answer) → what it puts where.
        self._codes = {
            (fact.id, answer): (bits.index, bit)
            for fact in vocabulary.facts.values()
            if fact.type in ("one", "integer")
            for bits in [self.book.bits[fact.id]]
            for answer, bit in bits.bit.items()
        }
        self._applies = {
            fact.id: compile_condition(fact.applies_when, self.book)
            for fact in vocabulary.facts.values()
            if fact.applies_when
        }

    def read(self, facts: Mapping[str, Any]) -> Situation:
        """Check and encode the facts. Raises BadInput naming every fault and what is allowed."""
        situation = Situation(dict(facts), list(self._may), list(self._must))
        rest = {}
        for name, value in facts.items():
            code = self._codes.get((name, value)) if type(value) is str or type(value) is int else None
            if code:
                situation.may[code[0]] = code[1]
            else:
                rest[name] = value
        faults = [fault for name in rest for fault in self._faults(name, rest[name])]
        if faults:
            raise BadInput("Uppgifterna går inte att använda:\n" + "\n".join(faults), "bad_facts")
        for name, value in rest.items():
            if name != "substances":
                self._set(situation, self.words.facts[name], value)
        levels = self._derive(situation)
        for name, condition in self._applies.items():
            if name not in facts and state_of(condition, situation.may, situation.must) == NO:
                situation.may[self.book.bits[name].index] = NOT_APPLICABLE
        self._split(situation, levels)
        return situation

    def _faults(self, name: str, value: Any) -> Iterator[str]:
        fact = self.words.facts.get(name)
        if fact is None or fact.type == "derived":
            allowed = ", ".join(f.id for f in self.words.facts.values() if f.type != "derived")
            yield f"{name}: faktat finns inte. Tillåtet: {allowed}"
        elif value is None or value == UNKNOWN:
            return
        elif fact.type == "integer":
            whole = isinstance(value, int) and not isinstance(value, bool)
            if not whole or not fact.min <= value <= fact.max:
                yield f"{name}: ska vara ett heltal från {fact.min} till {fact.max}, inte {value!r}"
        elif fact.type == "levels":
            yield from self._level_faults(fact, value)
        else:
            yield from self._value_faults(fact, value)

    def _value_faults(self, fact: Fact, value: Any) -> Iterator[str]:
        allowed = {v.id for v in fact.values}
        if fact.type == "one" and not isinstance(value, str):
            yield f"{fact.id}: ska vara ett av {', '.join(sorted(allowed))}, inte {value!r}"
            return
        for one in value if isinstance(value, list | tuple) else [value]:
            if not isinstance(one, str) or one not in allowed:
                yield f"{fact.id}: {one!r} finns inte. Tillåtet: {', '.join(sorted(allowed))}"

    def _level_faults(self, fact: Fact, value: Any) -> Iterator[str]:
        if not isinstance(value, Mapping | list | tuple):
            yield f'{fact.id}: skrivs som {{"alcohol": "risk_use"}}, inte {value!r}'
            return
        if not isinstance(value, Mapping) and not all(isinstance(one, str) for one in value):
            yield f'{fact.id}: skrivs som {{"alcohol": "risk_use"}}, inte {value!r}'
            return
        levels = value if isinstance(value, Mapping) else dict.fromkeys(value)
        for substance, level in levels.items():
            if level is not None and not isinstance(level, str):
                yield f"{fact.id}: nivån för {substance} ska vara ett av {', '.join(self.words.levels)}, unknown"
                continue
            if substance not in self.words.substances:
                yield f"{fact.id}: {substance!r} finns inte. Tillåtet: {', '.join(self.words.substances)}"
            if level not in (None, UNKNOWN) and level not in self.words.levels:
                yield f"{fact.id}: nivån {level!r} finns inte. Tillåtet: {', '.join(self.words.levels)}, unknown"

    def _set(self, situation: Situation, fact: Fact, value: Any) -> None:
        bits = self.book.bits[fact.id]
        if value is None or value == UNKNOWN:
            situation.dont_know.append(fact.id)
            if not (fact.unknown and fact.unknown.assume):
                return
            value = fact.unknown.assume
            situation.assumed.append(fact.id)
        chosen = value if isinstance(value, list | tuple) else [value]
        mask = self.book.mask(fact.id, chosen)
        situation.may[bits.index] = mask
        if bits.many:
            situation.must[bits.index] = mask

    def _derive(self, situation: Situation) -> Mapping[str, Any] | None:
        """What follows for the person as a whole; gives back the levels, or None when nobody has said."""
        self._derive_principal(situation)
        given = situation.known.get("substances")
        # No substance at all says as little as "don't know": an agreement is always about something.
        if not given or given == UNKNOWN:
            if "substances" in situation.known:
                situation.dont_know.append("substances")
            return None
        levels = given if isinstance(given, Mapping) else dict.fromkeys(given)
        if any(level in (None, UNKNOWN) for level in levels.values()):
            situation.dont_know.append("substances")
        classes = {s: self.words.substances[s].class_ for s in levels}
        self._put(situation.may, situation.must, "classes", set(classes.values()))
        self._put_levels(situation.may, situation.must, "highest_level", list(levels.values()), highest=True)
        self._put(situation.may, situation.must, "mixed_use", {"yes" if len(levels) > 1 else "no"})
        return levels

    def _split(self, situation: Situation, levels: Mapping[str, Any] | None) -> None:
        """Each substance by itself, knowing the classes of the others; the last thing, as each takes a copy."""
        if levels is None:
            situation.substances = [(None, (situation.may, situation.must))]
            return
        classes = {s: self.words.substances[s].class_ for s in levels}
        situation.substances = [
            (name, self._for_substance(situation, name, level, classes)) for name, level in levels.items()
        ]

    def _derive_principal(self, situation: Situation) -> None:
        unit, principal = self.book.bits["unit"], self.book.bits["principal"]
        possible = situation.may[unit.index]
        found = {u.principal for u in self.words.units.values() if unit.bit[u.id] & possible}
        situation.may[principal.index] = self.book.mask("principal", found)

    def _put(self, may: list[int], must: list[int], fact: str, values: set[Any]) -> None:
        bits = self.book.bits[fact]
        may[bits.index] = self.book.mask(fact, values)
        if bits.many:
            must[bits.index] = may[bits.index]

    def _put_levels(self, may: list[int], must: list[int], fact: str, levels: list[Any], *, highest: bool) -> None:
        known = [level for level in levels if level not in (None, UNKNOWN)]
        if len(known) < len(levels):
            return
        order = self.words.levels
        chosen = {max(known, key=lambda level: order[level].order)} if highest and known else set(known)
        if chosen:
            self._put(may, must, fact, chosen)
        else:
            may[self.book.bits[fact].index] = NOT_APPLICABLE

    def _for_substance(self, situation: Situation, name: str, level: Any, classes: dict[str, str]) -> State:
        may, must = list(situation.may), list(situation.must)
        self._put(may, must, "substance", {name})
        self._put(may, must, "substance_class", {classes[name]})
        self._put(may, must, "other_classes", {c for s, c in classes.items() if s != name})
        self._put_levels(may, must, "level", [level], highest=False)
        return may, must
