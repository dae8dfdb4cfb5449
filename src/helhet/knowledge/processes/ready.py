"""A process with its names, and what is known of its wording on a day."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from ..law import Law, holds_on
from ..schema.processes import Act, ClockUse, Process, ProcessAnswer, ProcessFact, ProcessRole, ProcessState, Wording
from .names import Names

EVERYTHING = "*"
UNREAD = "Ordalydelsen den dagen är inte kontrollerad."


class Ready:
    """A process with its names, ready to be followed."""

    def __init__(self, process: Process, roles: Names[ProcessRole], law: Law) -> None:
        self.process, self.roles, self.law = process, roles, law
        self.acts: Names[Act] = Names(process.acts)
        self.facts: Names[ProcessFact] = Names(process.facts)
        self.documents = Names(_Document(d.id, d.label) for d in process.documents)
        self.state: dict[str, ProcessState] = {state.id: state for state in process.states}
        self.clock: dict[str, ClockUse] = {use.rule: use for use in process.clocks}

    @cached_property
    def answers(self) -> dict[str, Names[ProcessAnswer]]:
        """The closed answers of each fact that has such."""
        return {fact.id: Names(fact.values) for fact in self.process.facts if fact.values}

    def cleared(self, act: Act, marks: Iterable[str]) -> frozenset[str]:
        """What an act makes no longer so, of what is so."""
        lasting = self.process.lasting
        return frozenset(marks) - set(lasting) if EVERYTHING in act.clears else frozenset(act.clears)

    def section(self, provisions: tuple[str, ...], day: date) -> str:
        """The provisions that held on a day; all of them when we know of none that did."""
        held = [cited for cited in provisions if self.law.provision_on(cited, day)[1]]
        return ", ".join(held or provisions)

    def wording(self, day: date) -> Wording | None:
        """What is known of how the law read on a day."""
        return next((one for one in self.process.wordings if holds_on(one, day)), None)

    def unread(self, day: date) -> str:
        """A sentence when the wording of that day has not been read, else nothing."""
        found = self.wording(day)
        if found is None:
            return f"{UNREAD} Lagen fanns inte då, eller så vet vi inte hur den löd."
        return "" if found.sure == "read" else f"{UNREAD} {found.text}"


class _Document:
    """A kind of document, found by its id or label."""

    def __init__(self, ident: str, label: str) -> None:
        self.id, self.label, self.aliases = ident, label, ()
