"""What a process points at and does not exist: facts, documents, acts, clocks, marks and provisions."""

from collections.abc import Iterator

from ..clocks.rules import Clocks
from ..schema.base import Part
from ..schema.processes import Act, By, ClockUse, Instead, Lapse, Proof, Starts, When
from .ready import EVERYTHING, Ready


def pointers(ready: Ready, clocks: Clocks) -> Iterator[str]:
    """Everything that is named somewhere in the process and stands nowhere."""
    places = [*ready.process.acts, *ready.process.clocks, *ready.process.states, *ready.process.consequences]
    made = {mark for part in parts(ready.process) for mark in getattr(part, "marks", ())}
    for place in places:
        name = getattr(place, "id", None) or getattr(place, "rule", "")
        for part in parts(place):
            yield from (f"{name}: {fault}" for fault in _in(ready, part, made))
    for rule in [*(use.rule for use in ready.process.clocks), *(one.rule for one in ready.process.consequences)]:
        if rule not in clocks.keys:
            yield f"{rule}: tiden finns inte bland lagens tider"
    for state in ready.process.states:
        yield from (f"{state.id}: klockan {rule} finns inte" for rule in state.clocks if rule not in ready.clock)


def parts(part: Part) -> Iterator[Part]:
    """A part of the content and every part within it."""
    yield part
    for name in type(part).model_fields:
        value = getattr(part, name)
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, Part):
                yield from parts(inner)


def _in(ready: Ready, part: Part, made: set[str]) -> Iterator[str]:
    """What one part names that stands nowhere."""
    acts, facts, marks = set[str](), set[str](), set[str]()
    if isinstance(part, When):
        marks, facts = {*part.has, *part.lacks, *part.any}, set(part.facts)
    elif isinstance(part, By):
        facts = set(part.carries)
    elif isinstance(part, Act):
        facts, marks = set(part.carries), set(part.clears) - {EVERYTHING}
        yield from (f"handlingen {name} finns inte" for name in part.documents if name not in ready.documents.by_id)
    elif isinstance(part, ClockUse):
        acts, marks = _of_clock(part), {part.while_, *part.pauses}
    elif isinstance(part, Starts | Instead):
        acts = {part.act}
    elif isinstance(part, Proof):
        acts = {part.act, part.after}
    elif isinstance(part, Lapse):
        marks = set(part.clears)
    cited = {*getattr(part, "provisions", ()), *getattr(part, "else_provisions", ())}
    yield from (f"handlingen {name} finns inte" for name in sorted(acts - set(ready.acts.by_id)))
    yield from (f"uppgiften {name} finns inte" for name in sorted(facts - set(ready.facts.by_id)))
    yield from (f"ingen handling gör att {name} är så" for name in sorted(marks - made))
    yield from (f"lagrummet {name} finns inte i provisions" for name in sorted(cited - set(ready.law.provision)))


def _of_clock(use: ClockUse) -> set[str]:
    named = {*use.meets, *([use.proof] if use.proof else [])}
    return named | ({use.extended_by.act} if use.extended_by else set())
