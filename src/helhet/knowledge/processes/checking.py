"""Proves a process: every state can be reached and left, has an owner, and a clock that is sure to run or our own time.

What can happen, walks.py finds out.
"""

from collections.abc import Iterable, Iterator

from ..clocks.rules import Clocks
from ..schema.processes import Act
from .pointing import pointers
from .ready import Ready
from .walks import Place, Walks


def faults_in(ready: Ready, clocks: Clocks) -> Iterator[str]:
    """Every fault, as a sentence. None means that the process is proved."""
    yield from _names(ready)
    yield from pointers(ready, clocks)
    if any(True for _ in _targets(ready)):
        yield from _targets(ready)
        return
    walks = Walks(ready)
    yield from _reached(ready, walks)
    yield from _owned(ready)
    yield from _timed(ready, walks)
    yield from _acts(ready)


def _from(ready: Ready, act: Act) -> tuple[str, ...]:
    return tuple(ready.state) if act.from_states == ("*",) else act.from_states


def _names(ready: Ready) -> Iterator[str]:
    for names, what in ((ready.acts, "handlingen"), (ready.facts, "uppgiften"), (ready.roles, "rollen")):
        yield from (f"{what} {name} betyder två saker" for name in names.twice)
    for fact, answers in ready.answers.items():
        yield from (f"{fact}: svaret {name} betyder två saker" for name in answers.twice)


def _targets(ready: Ready) -> Iterator[str]:
    """Acts and lapses that lead from or to states that do not exist."""
    states = set(ready.state)
    if ready.process.start not in states:
        yield f"start: läget {ready.process.start} finns inte"
    for act in ready.process.acts:
        for name in {*_from(ready, act), *(goes.state for goes in act.to)} - states:
            yield f"{act.id}: läget {name} finns inte"
    for use in ready.process.clocks:
        for goes in use.lapse.to if use.lapse else ():
            if goes.state not in states:
                yield f"{use.rule}: läget {goes.state} finns inte"


def _reached(ready: Ready, walks: Walks) -> Iterator[str]:
    """States that nothing leads to, and dead ends: where no way leads to an end."""
    finals = frozenset(state.id for state in ready.process.states if state.final)
    if not finals:
        yield "inget läge är slutet (final)"
    reached = {place.state for place in walks.came}
    yield from (f"{state}: läget går aldrig att nå" for state in ready.state if state not in reached)
    ending = walks.ending(finals)
    stuck = _first(walks, (place for place in walks.came if place not in ending))
    yield from (f"{state}: återvändsgränd efter {path}" for state, path in stuck.items())


def _first(walks: Walks, places: Iterable[Place]) -> dict[str, str]:
    """One place of each state, with the way there."""
    found: dict[str, Place] = {}
    for place in places:
        found.setdefault(place.state, place)
    return {state: " → ".join(walks.path(place)) or "början" for state, place in found.items()}


def _owned(ready: Ready) -> Iterator[str]:
    for state in ready.process.states:
        if state.owner not in ready.roles.by_id:
            yield f"{state.id}: ägaren {state.owner or '?'} finns inte"
        if not state.next:
            yield f"{state.id}: det står inte vad som kommer härnäst"


def _timed(ready: Ready, walks: Walks) -> Iterator[str]:
    """Places where no clock of the state runs, and the state has no time of our own either."""
    bare = [state for state in ready.process.states if not (state.final or state.own)]
    yield from (f"{state.id}: ingen klocka, och ingen egen tid" for state in bare if not state.clocks)
    clocks = {state.id: set(state.clocks) for state in bare if state.clocks}
    still = (place for place in walks.came if place.state in clocks and not clocks[place.state] & place.runs)
    for state, path in _first(walks, still).items():
        yield f"{state}: ingen av klockorna ({', '.join(sorted(clocks[state]))}) går efter {path}"


def _acts(ready: Ready) -> Iterator[str]:
    """Acts that nobody may take, or that do not say where in law they stand."""
    for act in ready.process.acts:
        if not act.by:
            yield f"{act.id}: det står inte vem som får göra det"
        for by in act.by:
            yield from (f"{act.id}: rollen {role} finns inte" for role in by.roles if role not in ready.roles.by_id)
