"""Which deciding facts are still worth asking: only those whose answer can still change the steps.

For each table the possible answers are tried out, merged into classes that no test of the table can tell
apart. A fact is asked when two answers to it, everything else alike, make different rows fire.
Rows that hang on an unanswered additive fact do not drive questions: they stand in the "if so" list.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import product

from .conditions import NO, YES, Condition, FactBook, state_of
from .rulebook import CompiledRow, CompiledTable
from .situation import State
from .vocabulary import Fact

# One possible answer to an asked fact: what it puts in `may` and `must`.
Choice = tuple[tuple[int, int, int], ...]
LIMIT = 200_000


def still_asked(
    facts: Mapping[str, Fact],
    book: FactBook,
    tables: Iterable[tuple[CompiledTable, list[Condition], State]],
    known: Container[str],
) -> list[str]:
    """The asked facts, in the vocabulary's order, whose answer can still change the answer.

    `tables` are those that may answer, each with its pack's claims and the state it is asked with.
    """
    open_facts = {f.id for f in facts.values() if f.deciding and f.type != "derived" and f.id not in known}
    if not open_facts:
        return []
    needed: set[str] = set()
    for table, claims, state in tables:
        needed |= _matters(book, table, claims, state, open_facts - needed)
    return [fact for fact in facts if fact in needed]


def _matters(book: FactBook, table: CompiledTable, claims: list[Condition], state: State, asked: set[str]) -> set[str]:
    rows = [row for row in table.rows if _settled(row, state) and state_of(row.condition, *state) != NO]
    conditions = [row.condition for row in rows]
    gate = [c for c in claims if state_of(c, *state) != NO]
    if not rows:
        return set()
    used = _asked_in([*conditions, *gate], book, state)
    free = sorted(used)
    if not used & asked:
        return set()
    choices = [list(_choices(fact, book, [*conditions, *gate], state)) for fact in free]
    return _differs(free, choices, table, rows, gate, bool(claims), state) & asked


def _settled(row: CompiledRow, state: State) -> bool:
    return not row.additive or state_of(row.additive, *state) == YES


def _asked_in(conditions: Iterable[Condition], book: FactBook, state: State) -> set[str]:
    """Asked facts with a test that is not settled yet."""
    return {
        book.asked(test.fact)
        for condition in conditions
        for test in condition
        if test.deciding and test.state(*state) not in (NO, YES)
    }


def _choices(asked: str, book: FactBook, conditions: list[Condition], state: State) -> Iterator[Choice]:
    """Answers to one fact, one for each class that the tests can tell apart."""
    seen = set()
    for choice in _answers(asked, book, state):
        may, must = list(state[0]), list(state[1])
        _put(choice, may, must)
        tests = (t for c in conditions for t in c if book.asked(t.fact) == asked)
        sign = tuple(test.state(may, must) for test in tests)
        if sign not in seen:
            seen.add(sign)
            yield choice


def _answers(asked: str, book: FactBook, state: State) -> Iterator[Choice]:
    if asked == "substances":
        yield from _substance_answers(book, state)
        return
    bits = book.bits[asked]
    possible = [b for b in bits.bit.values() if state[0][bits.index] & b]
    if bits.many:
        for size in range(1 << len(possible)):
            mask = sum(b for n, b in enumerate(possible) if size >> n & 1)
            yield ((bits.index, mask, mask),)
    elif asked == "unit":
        yield from _unit_answers(book, possible)
    else:
        for bit in possible:
            yield ((bits.index, bit, 0),)


def _unit_answers(book: FactBook, possible: list[int]) -> Iterator[Choice]:
    unit, principal = book.bits["unit"], book.bits["principal"]
    of_unit = {v.id: v.principal for v in book.units}
    for ident, bit in unit.bit.items():
        if bit in possible:
            yield ((unit.index, bit, 0), (principal.index, principal.bit[of_unit[str(ident)]], 0))


def _substance_answers(book: FactBook, state: State) -> Iterator[Choice]:
    """One substance at one level: enough to tell whether the question matters."""
    bits = {name: book.bits[name] for name in ("substance", "substance_class", "level", "classes", "highest_level")}
    for substance, class_ in book.classes.items():
        for level in bits["level"].bit:
            chosen = {
                "substance": bits["substance"].bit[substance],
                "substance_class": bits["substance_class"].bit[class_],
                "level": bits["level"].bit[level],
                "classes": bits["classes"].bit[class_],
                "highest_level": bits["highest_level"].bit[level],
            }
            if all(state[0][bits[name].index] & bit for name, bit in chosen.items()):
                puts = [(bits[n].index, b, b if bits[n].many else 0) for n, b in chosen.items()]
                none = book.bits["other_classes"]
                mixed = book.bits["mixed_use"]
                yield (*puts, (none.index, 0, 0), (mixed.index, mixed.bit["no"], 0))


def _put(choice: Choice, may: list[int], must: list[int]) -> None:
    for index, mask, sure in choice:
        may[index] = mask
        must[index] = sure


def _differs(
    free: list[str],
    choices: list[list[Choice]],
    table: CompiledTable,
    rows: list[CompiledRow],
    gate: list[Condition],
    gated: bool,
    state: State,
) -> set[str]:
    """The facts for which two answers, everything else alike, make different rows fire."""
    total = 1
    for options in choices:
        total *= len(options)
    if total > LIMIT:
        # Too many combinations to try: ask rather than leave out a question that may matter.
        return set(free)
    outcome = {}
    for places in product(*(range(len(options)) for options in choices)):
        may, must = list(state[0]), list(state[1])
        for place, options in zip(places, choices, strict=True):
            _put(options[place], may, must)
        closed = gated and not any(state_of(c, may, must) != NO for c in gate)
        outcome[places] = () if closed else _fires(table, rows, (may, must))
    return {fact for n, fact in enumerate(free) if _depends(outcome, n)}


def _fires(table: CompiledTable, rows: list[CompiledRow], state: State) -> tuple[str, ...]:
    holding = [row.id for row in rows if state_of(row.condition, *state) == YES]
    return tuple(holding[:1] if table.policy == "first" else holding)


def _depends(outcome: dict[tuple[int, ...], tuple[str, ...]], place: int) -> bool:
    first: dict[tuple[int, ...], tuple[str, ...]] = {}
    for places, fired in outcome.items():
        rest = places[:place] + places[place + 1 :]
        if first.setdefault(rest, fired) != fired:
            return True
    return False
