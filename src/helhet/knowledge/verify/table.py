"""The other checker: every combination of the facts that a question speaks of, looked at one and all.

It shares the variables with the prover and nothing else. Values that no condition names apart are merged; a
condition is settled by spelling out each situation as facts about a person and reading it plainly; sets of
situations are the bits of a number.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, product

from ..schema.base import When
from .bits import Product, first
from .persons import spelt_out
from .question import AnyOf, Question, Region
from .variables import ABSENT, NO, YES, Part, Value, Variables

# Variables with so few values are never merged.
FEW = 4
# Tables larger than this are not kept for the next question: their sets take too much memory.
LARGE = 1 << 18
Classes = dict[str, list[tuple[Value, ...]]]


class Table:
    """All combinations of some variables, and the sets in which conditions hold."""

    def __init__(self, variables: Variables, names: tuple[str, ...], classes: Classes) -> None:
        self.variables, self.names = variables, names
        self.classes = {name: classes[name] for name in names}
        self.space = Product({name: len(classes[name]) for name in names})
        self._parts: dict[Part, int] = {}
        self.possible = self._possible()

    def holds(self, when: When) -> int:
        """The situations in which a condition holds."""
        found = self.space.all
        for part in self.variables.parts(when):
            if part not in self._parts:
                self._parts[part] = self._enumerate(part)
            found &= self._parts[part]
        return found

    def any(self, any_of: AnyOf) -> int:
        """The situations in which any of the conditions holds."""
        found = 0
        for when in any_of:
            found |= self.holds(when)
        return found

    def every(self, all_of: Iterable[AnyOf]) -> int:
        """The situations that exist and in which each of the alternatives holds."""
        found = self.possible
        for any_of in all_of:
            found &= self.any(any_of)
        return found

    def _enumerate(self, part: Part) -> int:
        """Spell out the facts that the part depends on, and read it for each combination."""
        names = self.variables.of_part(part)
        found = 0
        for places in product(*(range(len(self.classes[name])) for name in names)):
            chosen = dict(zip(names, places, strict=True))
            if spelt_out(part, tuple(self.classes[name][place][0] for name, place in chosen.items()), self.variables):
                here = self.space.all
                for name, place in chosen.items():
                    here &= self.space.where(name, place)
                found |= here
        return found

    def is_(self, name: str, *values: Value) -> int:
        """The situations in which a variable has any of some values."""
        places = [n for n, merged in enumerate(self.classes[name]) if merged[0] in values]
        return self.space.where_any(name, places)

    def _possible(self) -> int:
        """Leave out what cannot be; see variables.py."""
        found = self.space.all
        facts = self.variables.words.facts
        for name in self.names:
            if "=" not in name and facts[name].applies_when:
                found &= self.holds(facts[name].applies_when) ^ self.is_(name, ABSENT)
        for some, kind in self._kinds():
            alone, one, two = self.is_("mixed_use", NO), 0, 0
            for name in some:
                one, two = one | self.is_(name, YES), two | (one & self.is_(name, YES))
            found &= ~(alone & (one if kind == "other_classes" else two))
            if len(some) == len(self.variables.words.classes):
                found &= one | (alone if kind == "other_classes" else 0)
        if self.variables.per == "substance" and "highest_level" in self.names:
            found &= self._levels()
        return found

    def _kinds(self) -> Iterator[tuple[list[str], str]]:
        kind = "other_classes" if self.variables.per == "substance" else "classes"
        some = [name for name in self.names if name.startswith(f"{kind}=")]
        if some:
            yield some, kind

    def _levels(self) -> int:
        found = 0
        levels = sorted(self.variables.words.levels.values(), key=lambda level: level.order)
        for place, level in enumerate(levels):
            this = self.is_("level", level.id)
            found |= this & self.is_("highest_level", level.id)
            higher = self.is_("highest_level", *(other.id for other in levels[place:]))
            found |= this & higher & self.is_("mixed_use", YES)
        return found


class Enumerator:
    """A session by enumeration; each question gets a table of only the facts it speaks of."""

    def __init__(self, variables: Variables, whens: Iterable[When]) -> None:
        self.variables = variables
        self._named = _named_apart(variables, whens)
        self._classes: Classes = {}
        self._tables: dict[tuple[str, ...], Table] = {}

    def table(self, names: Iterable[str]) -> Table:
        """The table of some variables and those tied to them; the given ones come first, in their order."""
        given = tuple(dict.fromkeys(names))
        key = (*given, *(name for name in self.variables.closed(given) if name not in given))
        if key in self._tables:
            return self._tables[key]
        for name in key:
            if name not in self._classes:
                self._classes[name] = _merged(self.variables.named(name).values, self._named.get(name, []))
        table = Table(self.variables, key, self._classes)
        if table.space.count <= LARGE:
            self._tables[key] = table
        return table

    def _open(self, question: Question) -> tuple[Table, list[str], list[str]]:
        decides = list(self.variables.of(question.asked()))
        shown = [name for name in self.variables.of(question.scope()) if name not in decides]
        return self.table([*decides, *shown]), decides, shown

    def possible(self, question: Question) -> bool:
        """Whether there is any such situation. A scope of many claims is looked at claim by claim."""
        for place, any_of in enumerate(question.within):
            if len(any_of) > 1:
                alone = ((*question.within[:place], (when,), *question.within[place + 1 :]) for when in any_of)
                return any(self.possible(replace(question, within=within)) for within in alone)
        table, _, _ = self._open(question)
        return bool(_answer(table, question)[1])

    def regions(self, question: Question) -> list[Region]:
        """The boxes, found by looking instead of by solving."""
        table, decides, shown = self._open(question)
        inside, answer = _answer(table, question)
        outside, left, found = inside & ~answer, answer, []
        while left:
            point = table.space.places(first(left))
            box = self._widened(table, {name: point[name] for name in decides}, outside)
            left &= ~_within(table, box)
            found.append(_region(table, _trimmed(table, box, inside), {n: point[n] for n in [*decides, *shown]}))
        return found

    def _widened(self, table: Table, point: dict[str, int], outside: int) -> dict[str, set[int]]:
        box = {name: {place} for name, place in point.items()}
        for name in self.variables.widened(point):
            every = range(table.space.sizes[name])
            for more in (set(every), *({place} for place in every)):
                wider = {**box, name: box[name] | more}
                if not outside & _within(table, wider):
                    box = wider
        return box

    def together(self, within: tuple[AnyOf, ...], groups: Sequence[AnyOf]) -> list[tuple[int, int]]:
        """Each pair of groups, looked at by itself."""
        found = []
        for (i, one), (j, other) in combinations(enumerate(groups), 2):
            if self.possible(Question(within, (one, other))):
                found.append((i, j))
        return found


def _answer(table: Table, question: Question) -> tuple[int, int]:
    inside = table.every(question.within)
    answer = inside & table.every(question.where)
    for any_of in question.without:
        answer &= ~table.any(any_of)
    return inside, answer


def _within(table: Table, box: dict[str, set[int]]) -> int:
    found = table.space.all
    for name, places in box.items():
        if len(places) < table.space.sizes[name]:
            found &= table.space.where_any(name, sorted(places))
    return found


def _trimmed(table: Table, box: dict[str, set[int]], inside: int) -> dict[str, set[int]]:
    """The box without what lies wholly outside the scope, and without variables that are free."""
    told = {name: places for name, places in box.items() if len(places) < table.space.sizes[name]}
    here = inside & _within(table, told)
    return {name: {p for p in places if here & table.space.where(name, p)} for name, places in told.items()}


def _region(table: Table, box: dict[str, set[int]], point: dict[str, int]) -> Region:
    shown = {}
    for name, places in box.items():
        allowed = {value for place in places for value in table.classes[name][place]}
        shown[name] = tuple(v for v in table.variables.named(name).values if v in allowed)
    return Region(shown, {name: table.classes[name][place][0] for name, place in point.items()})


def _named_apart(variables: Variables, whens: Iterable[When]) -> dict[str, list[frozenset[Value]]]:
    """For each variable with many values: the sets of values that conditions name."""
    words = variables.words
    found: dict[str, list[frozenset[Value]]] = {}
    conditions = [*whens, *(fact.applies_when for fact in words.facts.values())]
    for part in dict.fromkeys(part for when in conditions for part in variables.parts(when)):
        if part.fact == "principal":
            units = frozenset(u.id for u in words.units.values() if u.principal in part.values)
            found.setdefault("unit", []).append(units)
        elif part.fact in ("substance_class", "classes"):
            chosen = frozenset(s for s, c in variables.class_of.items() if c in part.values)
            found.setdefault("substance", []).append(chosen)
        else:
            found.setdefault("substance" if part.fact == "substances" else part.fact, []).append(part.values)
    return found


def _merged(values: tuple[Value, ...], named: list[frozenset[Value]]) -> list[tuple[Value, ...]]:
    if len(values) <= FEW:
        return [(value,) for value in values]
    merged: dict[tuple[bool, ...], list[Value]] = {}
    for value in values:
        merged.setdefault((value == ABSENT, *(value in some for some in named)), []).append(value)
    return [tuple(group) for group in merged.values()]
