"""When someone says what the person needs: who answers for it, by the agreement's duties and by law."""

from collections.abc import Iterable

from .answer import Advised, Basis
from .conditions import NO, Condition, state_of
from .law import holds_on
from .rulebook import CompiledPack, Compiler
from .situation import Situation, State

Bases = dict[str, list[Basis]]


def steps_for_needs(
    compiler: Compiler, needs: Iterable[str], situation: Situation, covering: list[CompiledPack]
) -> list[Advised]:
    """A step for each need and each who answers for it."""
    states = situation.states
    found = []
    for need in needs:
        holders: Bases = {}
        _by_agreement(need, covering, states, holders)
        _by_law(need, compiler, states, holders)
        found += [_step(compiler, need, holder, basis) for holder, basis in holders.items()]
    return found


def _may_hold(condition: Condition, states: list[State]) -> bool:
    return any(state_of(condition, *state) != NO for state in states)


def _by_agreement(need: str, covering: list[CompiledPack], states: list[State], holders: Bases) -> None:
    for compiled in covering:
        for duty, condition in compiled.duties:
            if need in duty.needs and _may_hold(condition, states):
                basis = [
                    Basis("agreement", a, duty.text, duty.strength, compiled.pack.id, duty.id, duty.standing)
                    for a in duty.anchors
                ]
                for holder in duty.units or (duty.principal,):
                    holders.setdefault(holder, []).extend(basis)


def _by_law(need: str, compiler: Compiler, states: list[State], holders: Bases) -> None:
    for entry in compiler.law.needs:
        if entry.need != need or not holds_on(entry, compiler.day):
            continue
        if _may_hold(compiler.condition(dict(entry.applies)), states):
            basis = [Basis("law", p, entry.text, "shall", None, entry.id, sure=entry.sure) for p in entry.provisions]
            for holder in entry.units or entry.principals:
                holders.setdefault(holder, []).extend(basis)


def _step(compiler: Compiler, need: str, holder: str, basis: list[Basis]) -> Advised:
    label = compiler.words.needs[need].label
    who = compiler.words.label(holder)
    text = f"{who} svarar för: {label[0].lower() + label[1:]}."
    step = compiler.plain("answer_need", text, basis[0].strength, basis)
    step.actor, step.actor_id = who, holder
    step.receiver, step.receiver_id = who, holder
    step.contact = compiler.reach(holder)
    step.needs = [need]
    return step
