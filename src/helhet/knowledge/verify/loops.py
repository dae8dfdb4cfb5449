"""Layer 3, loops of "they should": A hands a need to B in situations where B hands the same need back to A.

The receiver is looked at as someone new: the person is the same, but what depends on who asks (unit, competence,
own judgement) is asked again. A row that also settles the matter in a SIP ends the going round.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..findings import Finding, Severity
from ..schema.base import When
from ..schema.routes import Row, Step, Table
from .contradictions import needs_of
from .handovers import hands_over
from .question import Question
from .receivers import ASKER, about_person, allowed_units
from .work import Scope, Work

# How long a round of hand-overs is looked for.
LONGEST = 4


@dataclass(frozen=True)
class Edge:
    """A unit hands a need over to another, in a row."""

    sender: str
    receiver: str
    need: str
    table: Table
    row: Row

    @property
    def person(self) -> When:
        """What the row asks of the person, whoever it is that asks."""
        return about_person(self.row.when)

    @property
    def certain(self) -> bool:
        """Whether the row leaves the sender no other course, whatever it can do itself."""
        return not set(self.row.when) & (set(ASKER) - {"unit", "principal"})


def check_loops(work: Work, scope: Scope, edges: tuple[Edge, ...]) -> list[Finding]:
    """Rounds in which nobody keeps the need."""
    found: dict[str, Finding] = {}
    for need in dict.fromkeys(e.need for e in edges):
        for way in _rounds([e for e in edges if e.need == need]):
            finding = _loop(work, scope, way)
            if finding:
                found.setdefault(finding.key, finding)
    return list(found.values())


def edges_of(work: Work, table: Table) -> tuple[Edge, ...]:
    """Every hand-over in a table, unit by unit; a row that must lead to a SIP sends nobody round."""
    return tuple(_edges(work, table))


def _edges(work: Work, table: Table) -> Iterator[Edge]:
    for row in table.rows:
        named = allowed_units((table.scope, row.when), work)
        if named is None or any(_settles(step, work) for step in row.steps):
            continue
        for step in row.steps:
            if hands_over(step, work) and step.actor in ("self", *named):
                yield from _of_step(work, table, row, step, named)


def _settles(step: Step, work: Work) -> bool:
    return work.words.acts[step.act].course == "sip" and step.strength == "shall"


def _of_step(work: Work, table: Table, row: Row, step: Step, named: tuple[str, ...]) -> Iterator[Edge]:
    """From each unit that the row names, and from its principal when it names all of its units."""
    units = work.words.units.values()
    whole = [p for p in work.words.principals if all(u.id in named for u in units if u.principal == p)]
    for sender in (*named, *whole):
        for need in needs_of(step, work.words):
            if step.receiver and sender != step.receiver:
                yield Edge(sender, step.receiver, need, table, row)


def _rounds(edges: list[Edge]) -> Iterator[tuple[Edge, ...]]:
    """Ways that come back to where they started; each round once, from its first unit in alphabetical order."""

    def onward(way: tuple[Edge, ...]) -> Iterator[tuple[Edge, ...]]:
        start, at = way[0].sender, way[-1].receiver
        if at == start:
            yield way
        elif len(way) < LONGEST:
            for edge in edges:
                if edge.sender == at and edge.receiver >= start and edge.receiver not in {e.receiver for e in way}:
                    yield from onward((*way, edge))

    for edge in edges:
        if edge.receiver > edge.sender:
            yield from onward((edge,))


def _loop(work: Work, scope: Scope, way: tuple[Edge, ...]) -> Finding | None:
    """A round that some person can be sent on."""
    scopes = tuple((about_person(e.table.scope),) for e in way)
    question = Question((scope.spoken, *scopes), tuple((e.person,) for e in way))
    session = work.open("substance", [*question.asked(), *question.scope()])
    regions = session.regions(question)
    if not regions:
        return None
    certain = all(e.certain for e in way)
    name, round_ = work.say.need(way[0].need), _told(work, way)
    may = "skickas runt" if certain else "kan skickas runt"
    text = f"{name} {may}{work.say.region(regions[0])}: {round_}. Avtalet säger inte vem som behåller ansvaret."
    about = ".".join((way[0].need, *(e.sender for e in way)))
    where = [a for e in way for a in e.row.anchors]
    severity: Severity = "error" if certain else "warning"
    rests = [e.row for e in way]
    return work.finding("handovers", "loop", severity, about, text, where, regions[0], rests=rests)


def _told(work: Work, way: Iterable[Edge]) -> str:
    steps = [f"{work.say.who([e.sender])} lämnar till {work.say.who([e.receiver])} ({e.row.id})" for e in way]
    return ", ".join(steps)
