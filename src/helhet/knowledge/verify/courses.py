"""Layer 4, courses of states: every state can be reached, has an owner, goes on or ends, and can come to an end."""

from collections.abc import Iterator

import clingo

from ..findings import Finding
from ..schema.courses import Course, State
from .work import Work

PROGRAM = """
reached(S) :- start(S).
reached(T) :- reached(S), next(S,T).
ends(S) :- end(S).
ends(S) :- next(S,T), ends(T).
unreached(S) :- state(S), not reached(S).
stuck(S) :- reached(S), not ends(S).
% A state that is stuck, and from which every way leads back to it: the round itself, not what leads into it.
leads(S,T) :- next(S,T), stuck(S).
leads(S,U) :- leads(S,T), next(T,U).
round(S) :- leads(S,S), leads(T,S) : leads(S,T).
#show unreached/1.
#show stuck/1.
#show round/1.
"""


def proved(course: Course) -> dict[str, set[str]]:
    """States that are unreached, stuck (no way to an end), or in a round without a way out."""
    control = clingo.Control(["--warn=none"])
    # What leads to a state that does not exist is a fault of form, told before this.
    known = {state.id for state in course.states}
    facts = [f'start("{course.start}").'] if course.start in known else []
    for state in course.states:
        facts.append(f'state("{state.id}").')
        facts += [f'next("{state.id}","{after}").' for after in state.next if after in known]
        facts += [f'end("{state.id}").'] if state.end else []
    control.add("base", [], PROGRAM + "".join(facts))
    control.ground([("base", [])])
    found: dict[str, set[str]] = {"unreached": set(), "stuck": set(), "round": set()}

    def keep(model: clingo.Model) -> None:
        for symbol in model.symbols(shown=True):
            found[symbol.name].add(symbol.arguments[0].string)

    control.solve(on_model=keep)
    return found


def check_course(work: Work, course: Course) -> list[Finding]:
    """What is wrong in one course."""
    shape = work.shape(course)
    states = {state.id: state for state in course.states}
    return [
        *(_unreached(work, course, states[s]) for s in sorted(shape["unreached"])),
        *(_nobody(work, course, state) for state in course.states if not state.owner and not state.end),
        *(_dead_end(work, course, states[s]) for s in sorted(shape["stuck"]) if not states[s].next),
        *_rounds(work, course, shape["round"]),
    ]


def _unreached(work: Work, course: Course, state: State) -> Finding:
    text = f"Inget leder till läget ”{state.text.rstrip('.')}” i förloppet ”{course.title}”."
    return work.finding("courses", "unreachable", "error", state.id, text, state.anchors)


def _nobody(work: Work, course: Course, state: State) -> Finding:
    text = f"Ingen äger läget ”{state.text.rstrip('.')}” i förloppet ”{course.title}”."
    return work.finding("courses", "gap", "error", state.id, text, state.anchors, rests=[state])


def _dead_end(work: Work, course: Course, state: State) -> Finding:
    text = f"Avtalet säger inte vad som följer på läget ”{state.text.rstrip('.')}” i förloppet ”{course.title}”."
    return work.finding("courses", "dead_end", "error", state.id, text, state.anchors, rests=[state])


def _rounds(work: Work, course: Course, states: set[str]) -> Iterator[Finding]:
    """One finding for each round: states that lead to each other."""
    left = set(states)
    after = {state.id: set(state.next) & states for state in course.states}
    while left:
        round_, waiting = set[str](), [min(left)]
        while waiting:
            state = waiting.pop()
            waiting += after[state] - round_ - {state}
            round_.add(state)
        left -= round_
        members = [s for s in course.states if s.id in round_]
        told = " → ".join(s.id for s in members)
        text = f"Förloppet ”{course.title}” kan gå runt utan att ta slut: {told}."
        where = [a for s in members for a in s.anchors]
        yield work.finding("courses", "loop", "error", min(round_), text, where, rests=members)
