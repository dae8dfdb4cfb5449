"""States and the acts that lead from one to another, as one table: asked by rules, drawn in the documentation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from helhet.kernel.errors import Refused
from helhet.kernel.permission import Decision


@dataclass(frozen=True, slots=True)
class Transition:
    """The act `name`, done by `by`, which takes a matter in any of `from_states` to `to_state`."""

    name: str
    from_states: tuple[str, ...]
    to_state: str
    by: str


class Transitions:
    """A closed table. An act leads from a state to one state only; a table that says otherwise raises ValueError.

    `labels` has the Swedish for states and acts, for sentences and pictures; what lacks one is shown by its name.
    A state and an act of the same name share a label: give them different names.
    """

    def __init__(self, transitions: Iterable[Transition], labels: Mapping[str, str] | None = None) -> None:
        self.transitions = tuple(transitions)
        self._labels = dict(labels or {})
        self._to: dict[tuple[str, str], Transition] = {}
        for transition in self.transitions:
            self._add(transition)

    def _add(self, transition: Transition) -> None:
        if not transition.from_states:
            raise ValueError(f"{transition.name} leads from no state")
        for state in transition.from_states:
            if (state, transition.name) in self._to:
                raise ValueError(f"{transition.name} leads from {state} twice")
            self._to[state, transition.name] = transition

    @property
    def states(self) -> tuple[str, ...]:
        """Every state, in the order of the table."""
        named = (state for t in self.transitions for state in (*t.from_states, t.to_state))
        return tuple(dict.fromkeys(named))

    @property
    def final_states(self) -> tuple[str, ...]:
        """The states that no act leads from."""
        return tuple(state for state in self.states if not self.from_state(state))

    def from_state(self, state: str) -> tuple[Transition, ...]:
        """Every transition that can be made in `state`."""
        return tuple(t for t in self.transitions if state in t.from_states)

    def allowed(self, state: str, act: str) -> Decision:
        """Whether `act` can be done in `state`; who may do it is for the caller's permission to say."""
        if (state, act) in self._to:
            return Decision.yes(f"{self.label(act)} går att göra nu.")
        return Decision.no(f"{self.label(act)} går inte att göra när läget är: {self.label(state)}.")

    def next(self, state: str, act: str) -> str:
        """The state that `act` leads to. Raises Refused when it cannot be done in `state`."""
        decision = self.allowed(state, act)
        if not decision:
            raise Refused(decision.why)
        return self._to[state, act].to_state

    def label(self, name: str) -> str:
        return self._labels.get(name, name)

    def as_rows(self) -> list[tuple[str, str, str, str]]:
        """From, act, to and by whom: one row for each state an act leads from, with labels."""
        return [
            (self.label(state), self.label(t.name), self.label(t.to_state), self.label(t.by))
            for t in self.transitions
            for state in t.from_states
        ]

    def as_mermaid(self) -> str:
        """The table as a Mermaid state diagram. It begins where no act leads to, else in the table's first state."""
        reached = {t.to_state for t in self.transitions}
        starts = [state for state in self.states if state not in reached] or list(self.states[:1])
        key = {state: f"s{number}" for number, state in enumerate(self.states)}
        lines = ["stateDiagram-v2", *(f'    state "{_quoted(self.label(s))}" as {key[s]}' for s in self.states)]
        lines += [f"    [*] --> {key[state]}" for state in starts]
        lines += [
            f"    {key[state]} --> {key[t.to_state]}: {_quoted(self.label(t.name))} ({_quoted(self.label(t.by))})"
            for t in self.transitions
            for state in t.from_states
        ]
        return "\n".join([*lines, *(f"    {key[state]} --> [*]" for state in self.final_states)])


def _quoted(text: str) -> str:
    # Mermaid ends a label at these.
    return text.replace('"', "'").replace(":", " ").replace(";", ",").replace("\n", " ")
