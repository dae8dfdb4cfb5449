"""Changed packs: each differs from the real one in exactly one way, to see whether anyone notices."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..pack import FILES, NOT_FROZEN, Pack
from ..schema.base import Part, When
from ..schema.courses import Course
from ..schema.routes import Row, Step, Table
from ..schema.work import Duty
from ..vocabulary import Vocabulary

# What each way of changing is called, in the order of the report.
WAYS = {
    "remove": "ta bort",
    "swap_principal": "byt huvudman",
    "swap_need": "byt huvudman för hela behovet",
    "swap_receiver": "byt mottagare",
    "widen": "vidga ett villkor",
    "narrow": "snäva ett villkor",
    "weaken": "gör mindre bindande",
}
# Lists whose entries are about us or about the source as it stands, not about what the agreement says.
LEFT_OUT = ("documents", "sections", "readings", "misprints", *NOT_FROZEN)
OTHER = {"region": "municipality", "municipality": "region"}
CONDITIONS = ("when", "applies", "covers", "scope", "unless")


@dataclass(frozen=True)
class Mutant:
    """A pack with one change: which way, in what kind of entry, what stood there and what stands there now."""

    way: str
    kind: str
    id: str
    pack: Pack
    was: Any
    now: Any
    anchors: frozenset[str]
    # For a row, or a step in one: when it holds, before and after the change.
    holds: tuple[When, ...] = ()

    @property
    def steps(self) -> list[Step]:
        """The steps of what stood there."""
        return [self.was] if isinstance(self.was, Step) else list(getattr(self.was, "steps", ()))

    @property
    def needs(self) -> frozenset[str]:
        """The needs that what stood there was about."""
        return frozenset([*getattr(self.was, "needs", ()), *(need for step in self.steps for need in step.needs)])


@dataclass(frozen=True)
class Place:
    """An entry of a pack, and how to put another (or nothing) where it stands."""

    pack: Pack
    kind: str
    entry: Any
    path: tuple[tuple[str, int], ...]
    name: str
    anchors: tuple[str, ...]
    row: Row | None = None

    def mutant(self, way: str, instead: Part | None, note: str = "") -> Mutant:
        """The pack with this entry replaced, or without it."""
        pack = fresh(_replaced(self.pack, self.path, instead))
        holds = tuple(row.when for row in (self.row, instead) if isinstance(row, Row))
        return Mutant(way, self.kind, self.name + note, pack, self.entry, instead, frozenset(self.anchors), holds)


def fresh(pack: Pack) -> Pack:
    """A copy of a pack without what was worked out for the pack it was copied from."""
    for name in ("canonical", "hash", "anchors"):
        pack.__dict__.pop(name, None)
    return pack


def _replaced(owner: Any, path: tuple[tuple[str, int], ...], instead: Part | None) -> Any:
    """The owner with another entry at the end of a path; all else is the same objects."""
    (name, place), *rest = path
    if name == "about":
        return owner.model_copy(update={"about": _replaced(owner.about, tuple(rest), instead)})
    entries = list(getattr(owner, name))
    changed = _replaced(entries[place], tuple(rest), instead) if rest else instead
    entries[place : place + 1] = [] if changed is None else [changed]
    return owner.model_copy(update={name: tuple(entries)})


def places(pack: Pack) -> Iterator[Place]:
    """Every entry that says something, in the order of the files."""
    for name in ("parties", "decisions", "groups", "claims", "not_covered"):
        for place, entry in enumerate(getattr(pack.about, name)):
            yield Place(pack, name, entry, (("about", 0), (name, place)), entry.id, entry.anchors)
    for lists in FILES.values():
        for name in lists:
            if name not in LEFT_OUT:
                for place, entry in enumerate(getattr(pack, name)):
                    yield from _within(pack, name, entry, place)


def _within(pack: Pack, name: str, entry: Any, place: int) -> Iterator[Place]:
    """An entry, and the rows, steps or states inside it."""
    path = ((name, place),)
    yield Place(pack, name, entry, path, entry.id, getattr(entry, "anchors", ()))
    if isinstance(entry, Table):
        for i, row in enumerate(entry.rows):
            yield Place(pack, "rows", row, (*path, ("rows", i)), row.id, row.anchors, row)
            for j, step in enumerate(row.steps):
                anchors = step.anchors or row.anchors
                yield Place(pack, "steps", step, (*path, ("rows", i), ("steps", j)), f"{row.id}#{j + 1}", anchors, row)
    if isinstance(entry, Course):
        for i, state in enumerate(entry.states):
            yield Place(pack, "states", state, (*path, ("states", i)), state.id, state.anchors)


def mutants(pack: Pack, words: Vocabulary) -> Iterator[Mutant]:
    """Every change, one at a time."""
    for place in places(pack):
        yield place.mutant("remove", None)
        yield from _swapped(place, words)
        yield from _conditions(place, words)
        if getattr(place.entry, "strength", "") == "shall":
            yield place.mutant("weaken", place.entry.model_copy(update={"strength": "may"}))
    for need in words.needs:
        for principal in OTHER:
            yield from _other_holder(pack, need, principal)


def _other_holder(pack: Pack, need: str, principal: str) -> Iterator[Mutant]:
    """All that a principal has of a need, given to the other."""
    theirs = [duty for duty in pack.duties if need in duty.needs and duty.principal == principal]
    if not theirs:
        return
    duties: list[Duty] = []
    for duty in pack.duties:
        if duty not in theirs:
            duties.append(duty)
            continue
        left = tuple(other for other in duty.needs if other != need)
        duties += [duty.model_copy(update={"needs": left})] if left else []
        moved = {"id": f"{duty.id}.moved", "principal": OTHER[principal], "units": (), "needs": (need,)}
        duties.append(duty.model_copy(update=moved))
    changed = fresh(pack.model_copy(update={"duties": tuple(duties)}))
    anchors = frozenset(anchor for duty in theirs for anchor in duty.anchors)
    was = theirs[0].model_copy(update={"needs": (need,)})
    yield Mutant("swap_need", "duties", f"{need} ({principal})", changed, was, None, anchors)


def _swapped(place: Place, words: Vocabulary) -> Iterator[Mutant]:
    entry = place.entry
    if place.kind == "duties" and entry.principal in OTHER:
        changed = {"principal": OTHER[entry.principal], "units": ()}
        yield place.mutant("swap_principal", entry.model_copy(update=changed))
    if isinstance(entry, Step) and words.principal_of(entry.receiver) in OTHER:
        other = OTHER[str(words.principal_of(entry.receiver))]
        instead = words.principals[other].first_door[0] if entry.receiver in words.units else other
        yield place.mutant("swap_receiver", entry.model_copy(update={"receiver": instead}))


def _conditions(place: Place, words: Vocabulary) -> Iterator[Mutant]:
    """Drop one fact of a condition; or ask for one level more, or for one answer less."""
    for name in CONDITIONS:
        when: When | None = getattr(place.entry, name, None)
        if when is None:
            continue
        for fact in when:
            fewer = {other: given for other, given in when.items() if other != fact}
            yield place.mutant("widen", place.entry.model_copy(update={name: fewer}), f" utan {fact}")
        tighter = _tighter(when, place.entry)
        if tighter is not None:
            yield place.mutant("narrow", place.entry.model_copy(update={name: tighter}))


def _tighter(when: When, entry: Any) -> When | None:
    for fact, given in when.items():
        if isinstance(given, list) and len(given) > 1:
            return {**when, fact: given[1:]}
    if {"level", "highest_level"} & set(when) or isinstance(entry, Table):
        return None
    # A row may stand in a table for the person, where there is no one level.
    return None if isinstance(entry, Row | Step) else {**when, "level": "dependence"}
