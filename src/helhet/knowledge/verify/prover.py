"""The prover: clingo finds situations, and shows that there are none.

One program is grounded for a session. Every question becomes one atom, added to the same grounding, and is
asked under assumptions: *find* a situation, *widen* it value by value to the largest box in which nobody is
outside the answer, *block* the box, and ask again until there is nothing left to find.
"""

from collections.abc import Iterable, Iterator, Sequence

import clingo

from ..schema.base import When
from .clauses import Clause, clauses, ties
from .question import AnyOf, Question, Region
from .variables import Value, Variables

PROGRAM = """
% Each variable has exactly one value (a class of values that no condition tells apart).
1 { is(V,X) : value(V,X) } 1 :- variable(V).
% A clause is met by any of its literals; a condition holds when all its clauses are met.
met(C) :- literal(C,V,X), is(V,X).
holds(K) :- condition(K), met(C) : clause(K,C).
% Ties hold in every situation there is.
:- tie(C), not met(C).
"""
Box = dict[int, set[int]]


class Prover:
    """A session on one grounding."""

    def __init__(self, variables: Variables, whens: Iterable[When]) -> None:
        self.variables = variables
        listed = {repr(when): clauses(when, variables) for when in whens}
        self.names = variables.closed(name for found in listed.values() for c in found for name, _ in c)
        self._index = {name: number for number, name in enumerate(self.names)}
        tied = ties(self.names, variables)
        every = [*(c for found in listed.values() for c in found), *tied]
        self._values = [_classes(name, variables, every) for name in self.names]
        self._control = clingo.Control(["--warn=none"])
        self._ground(listed, tied)
        self._any: dict[str, int] = {}
        self._asked: dict[str, int] = {}

    def _ground(self, listed: dict[str, list[Clause]], tied: list[Clause]) -> None:
        facts: list[str] = []
        for v, values in enumerate(self._values):
            facts += [f"variable({v}).", *(f"value({v},{x})." for x in range(len(values)))]
        numbers: dict[Clause, int] = {}
        for k, found in enumerate(listed.values()):
            facts.append(f"condition({k}).")
            facts += [f"clause({k},{numbers.setdefault(c, len(numbers))})." for c in found]
        facts += [f"tie({numbers.setdefault(c, len(numbers))})." for c in tied]
        for clause, number in numbers.items():
            facts += [f"literal({number},{v},{x})." for v, x in self._literals(clause)]
        self._control.add("base", [], PROGRAM + "".join(facts))
        self._control.ground([("base", [])])
        self._is = [[self._atom("is", v, x) for x in range(len(vs))] for v, vs in enumerate(self._values)]
        with self._control.backend() as backend:
            self._true, self._false = backend.add_atom(), backend.add_atom()
            backend.add_rule([self._true])
        self._holds = {key: self._atom("holds", k) if found else self._true for k, (key, found) in _counted(listed)}

    def _literals(self, clause: Clause) -> Iterator[tuple[int, int]]:
        for name, allowed in clause:
            v = self._index[name]
            yield from ((v, x) for x, values in enumerate(self._values[v]) if values[0] in allowed)

    def _atom(self, name: str, *numbers: int) -> int:
        found = self._control.symbolic_atoms[clingo.Function(name, [clingo.Number(n) for n in numbers])]
        return int(found.literal) if found else self._false

    def possible(self, question: Question) -> bool:
        """Whether there is any such situation."""
        return self._solve([self._scope(question), self._atom_for(question)]) is not None

    def regions(self, question: Question) -> list[Region]:
        """Find, widen, block, until nothing is left."""
        inside, answer = self._scope(question), self._atom_for(question)
        decides = [self._index[name] for name in self.variables.of(question.asked())]
        shown = [v for v in map(self._index.__getitem__, self.variables.of(question.scope())) if v not in decides]
        found = []
        fresh = self._new(answer, choice=True)  # true only when asked for, so that a block harms no other question
        while (point := self._first([inside, fresh], [*decides, *shown])) is not None:
            box = self._widened(point, decides, [inside, -answer])
            self._block(fresh, box)
            found.append(self._region(self._trimmed(box, inside), {v: point[v] for v in [*decides, *shown]}))
        return found

    def _first(self, assumed: list[int], order: list[int]) -> list[int] | None:
        """The first situation in the order of the variables and of their values: the same in every run."""
        point = self._solve(assumed)
        if point is None:
            return None
        for v in order:
            for x in range(point[v]):
                better = self._solve([*assumed, self._is[v][x]])
                if better:
                    point = better
                    break
            assumed = [*assumed, self._is[v][point[v]]]
        return point

    def _widened(self, point: list[int], decides: list[int], outside: list[int]) -> Box:
        """The box around a situation, with every value that lets in nobody from outside."""
        box = {v: {point[v]} for v in decides}
        for v in map(self._index.__getitem__, self.variables.widened(self.names[v] for v in decides)):
            every = set(range(len(self._values[v])))
            for more in (every, *({x} for x in sorted(every))):
                wider = {**box, v: box[v] | more}
                if wider[v] != box[v] and self._solve([*outside, *self._within(wider)]) is None:
                    box = wider
        return box

    def _trimmed(self, box: Box, inside: int) -> Box:
        """The box without what lies wholly outside the scope, and without variables that are free."""
        told = {v: kept for v, kept in box.items() if len(kept) < len(self._values[v])}
        return {
            v: {x for x in kept if self._solve([inside, *self._within({**told, v: {x}})]) is not None}
            for v, kept in told.items()
        }

    def _within(self, box: Box) -> list[int]:
        """Assumptions that keep to a box."""
        return [-self._is[v][x] for v, kept in box.items() for x in range(len(self._values[v])) if x not in kept]

    def _block(self, question: int, box: Box) -> None:
        with self._control.backend() as backend:
            backend.add_rule([], [question, *self._within(box)])

    def _region(self, box: Box, point: dict[int, int]) -> Region:
        shown = {}
        for v, kept in box.items():
            allowed = {value for x in kept for value in self._values[v][x]}
            shown[self.names[v]] = tuple(x for x in self.variables.named(self.names[v]).values if x in allowed)
        return Region(shown, {self.names[v]: self._values[v][x][0] for v, x in point.items()})

    def together(self, within: tuple[AnyOf, ...], groups: Sequence[AnyOf]) -> list[tuple[int, int]]:
        """Pairs of groups that can hold at once: the solver chooses two, and each pair found is blocked."""
        inside, each = self._scope(Question(within)), [self._any_of(group) for group in groups]
        with self._control.backend() as backend:
            seek = backend.add_atom()
            left, right = [[backend.add_atom() for _ in each] for _ in range(2)]
            backend.add_rule([seek], [], choice=True)
            for side in (left, right):
                backend.add_rule(side, [seek], choice=True)
                backend.add_rule([], [seek, *(-chosen for chosen in side)])
                for chosen, group in zip(side, each, strict=True):
                    backend.add_rule([], [chosen, -group])
            # Later on the right: "earlier" is true of every place after the one chosen on the left.
            earlier = [backend.add_atom() for _ in each]
            for n in range(1, len(each)):
                backend.add_rule([earlier[n]], [left[n - 1]])
                backend.add_rule([earlier[n]], [earlier[n - 1]])
            for n, chosen in enumerate(right):
                backend.add_rule([], [chosen, -earlier[n]])
            for side in (left, right):
                backend.add_weight_rule([], 2, [(chosen, 1) for chosen in side])
        found = []
        while pair := self._chosen([inside, seek], left, right):
            found.append(pair)
            with self._control.backend() as backend:
                backend.add_rule([], [left[pair[0]], right[pair[1]]])
        return sorted(found)

    def _chosen(self, assumed: list[int], left: list[int], right: list[int]) -> tuple[int, int] | None:
        found: list[tuple[int, int]] = []

        def keep(model: clingo.Model) -> bool:
            one, other = ([n for n, a in enumerate(side) if model.is_true(a)] for side in (left, right))
            found.append((one[0], other[0]))
            return False

        self._control.solve(assumptions=assumed, on_model=keep)
        return found[0] if found else None

    def _scope(self, question: Question) -> int:
        return self._both(tuple(self._any_of(any_of) for any_of in question.within))

    def _atom_for(self, question: Question) -> int:
        """The atom that is true in exactly the situations asked for."""
        body = [*(self._any_of(a) for a in question.where), *(-self._any_of(a) for a in question.without)]
        return self._both(tuple(body))

    def _any_of(self, any_of: AnyOf) -> int:
        key = repr(any_of)
        if key not in self._any:
            each = [self._holds[repr(when)] for when in any_of]
            self._any[key] = self._new(*each) if len(each) > 1 else (each or [self._false])[0]
        return self._any[key]

    def _new(self, *ways: int, choice: bool = False) -> int:
        """An atom that is true (or with choice: may be) when any of the literals is."""
        with self._control.backend() as backend:
            atom: int = backend.add_atom()
            for literal in ways:
                backend.add_rule([atom], [literal], choice)
        return atom

    def _both(self, body: tuple[int, ...]) -> int:
        key = repr(body)
        if key not in self._asked:
            with self._control.backend() as backend:
                self._asked[key] = backend.add_atom()
                backend.add_rule([self._asked[key]], body)
        return self._asked[key]

    def _solve(self, assumed: list[int]) -> list[int] | None:
        """A situation under assumptions, as one value for each variable; None when there is none."""
        found: list[list[int]] = []

        def keep(model: clingo.Model) -> bool:
            found.append([next(x for x, a in enumerate(each) if model.is_true(a)) for each in self._is])
            return False

        self._control.solve(assumptions=assumed, on_model=keep)
        return found[0] if found else None


def _counted(listed: dict[str, list[Clause]]) -> Iterator[tuple[int, tuple[str, list[Clause]]]]:
    return ((number, item) for number, item in enumerate(listed.items()))


def _classes(name: str, variables: Variables, every: list[Clause]) -> list[tuple[Value, ...]]:
    """The values of a variable, those together that no clause tells apart."""
    told = [allowed for clause in every for other, allowed in clause if other == name]
    classes: dict[tuple[bool, ...], list[Value]] = {}
    for value in variables.named(name).values:
        classes.setdefault(tuple(value in allowed for allowed in told), []).append(value)
    return [tuple(values) for values in classes.values()]
