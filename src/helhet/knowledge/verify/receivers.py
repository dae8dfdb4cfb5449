"""Who a step's sender and receiver are, and what they answer for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..schema.base import When
from ..schema.law import LawNeed
from ..schema.routes import Channel, Row, Step, Table
from ..schema.work import Duty
from ..vocabulary import Vocabulary
from .question import AnyOf
from .variables import Part
from .work import Scope, Work

# Facts about the one who asks, not about the person it concerns.
ASKER = ("unit", "principal", "profession", "competence", "assessment", "own_measures")


@dataclass(frozen=True)
class Handover:
    """One step with a receiver, in its row and table."""

    table: Table
    row: Row
    step: Step
    receiver: str
    scope: Scope

    @property
    def name(self) -> str:
        """What to call it in a key: the same as long as the row, the act and the receiver are."""
        return f"{self.row.id}.{self.step.act}.{self.receiver}"


def handovers(table: Table, scope: Scope) -> Iterator[Handover]:
    """Every step of a table that someone receives."""
    for row in table.rows:
        for step in row.steps:
            if step.receiver:
                yield Handover(table, row, step, step.receiver, scope)


def fits(party: str, listed: Iterable[str], words: Vocabulary) -> bool:
    """Whether a unit or principal is among those listed: by itself, through its principal or through its units."""
    given = set(listed)
    if party in given or words.principal_of(party) in given:
        return True
    return party in words.principals and any(words.principal_of(other) == party for other in given)


def own(receiver: str, duty_of: tuple[str, ...], words: Vocabulary) -> bool:
    """A duty of named units is theirs; one of the principal as a whole is every unit's in it."""
    return not duty_of or receiver in duty_of or receiver in words.principals


def answers(receiver: str, duties: Iterable[Duty], law: Iterable[LawNeed], words: Vocabulary) -> AnyOf:
    """When a receiver answers for something: by a duty that is its own, or by law."""
    principal = words.principal_of(receiver)
    agreed = [d.applies for d in duties if d.principal == principal and own(receiver, d.units, words)]
    lawful = [e.applies for e in law if principal in e.principals and own(receiver, e.units, words)]
    return (*agreed, *lawful)


def of_need[E: (Duty, LawNeed)](need: str, entries: Iterable[E]) -> tuple[E, ...]:
    """The duties, or entries of law, that are about a need."""
    return tuple(e for e in entries if need in (e.needs if isinstance(e, Duty) else (e.need,)))


def senders(handover: Handover, work: Work) -> tuple[str, ...]:
    """The units (or the principal, or the role) that may do the step.

    "self" is every unit that the row lets ask; where the row names none, the units of the agreement's parties.
    """
    actor, words = handover.step.actor, work.words
    if actor in words.units or actor in words.principals:
        return (actor,)
    if actor != "self":
        return ()
    named = allowed_units((handover.table.scope, handover.row.when), work)
    if named is None:
        named = allowed_units(handover.scope.parties, work)
    return named if named is not None else tuple(words.units)


def allowed_units(whens: Iterable[When], work: Work) -> tuple[str, ...] | None:
    """The units that conditions allow, all together; None when they say nothing of units."""
    variables, words = work.variables["substance"], work.words
    parts = [p for when in whens for p in variables.parts(when) if p.fact in ("unit", "principal")]
    if not parts:
        return None
    return tuple(u for u in words.units if all(_allows(p, u, words) for p in parts))


def _allows(part: Part, unit: str, words: Vocabulary) -> bool:
    value = unit if part.fact == "unit" else words.units[unit].principal
    return (value in part.values) != part.negated


def carries(channel: Channel, needs: Iterable[str]) -> bool:
    """Whether a channel is for these needs; one that lists none is for all."""
    return not channel.needs or set(needs) <= set(channel.needs)


def about_person(when: When) -> When:
    """A condition without what it asks of the one who asks."""
    return {fact: given for fact, given in when.items() if fact not in ASKER}
