"""The second checker's own way through a course: it walks, where the prover solves."""

from ..schema.courses import Course


def walked(course: Course) -> dict[str, set[str]]:
    """States that are unreached, stuck (no way to an end), or in a round without a way out."""
    known = {state.id for state in course.states}
    after = {state.id: set(state.next) & known for state in course.states}
    reach = {state: _walk({state}, after) for state in after}
    ends = {state.id for state in course.states if state.end}
    reached = reach.get(course.start, set())
    stuck = {s for s in reached if not reach[s] & ends}
    round_ = {s for s in stuck if after[s] and all(s in _beyond(t, after, reach) for t in _beyond(s, after, reach))}
    return {
        "unreached": set(after) - reached,
        "stuck": stuck,
        "round": {s for s in round_ if s in _beyond(s, after, reach)},
    }


def _walk(found: set[str], after: dict[str, set[str]]) -> set[str]:
    while more := set().union(*(after.get(s, set()) for s in found)) - found:
        found = found | more
    return found


def _beyond(state: str, after: dict[str, set[str]], reach: dict[str, set[str]]) -> set[str]:
    """What comes after at least one step."""
    return set().union(*(reach.get(s, set()) for s in after.get(state, set())))
