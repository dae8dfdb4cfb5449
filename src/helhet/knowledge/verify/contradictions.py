"""Layer 2, across tables: one way says stay and another says hand over, for the same need at the same time."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from ..findings import Finding
from ..schema.base import When
from ..schema.routes import Row, Step, Table
from ..vocabulary import Vocabulary
from .question import Question
from .routes import fires
from .work import Scope, Work


@dataclass(frozen=True)
class Said:
    """What one row says of one need: stay or hand over, and whether that is in first hand."""

    table: Table
    row: Row
    need: str
    course: str
    step: Step


def needs_of(step: Step, words: Vocabulary) -> tuple[str, ...]:
    """The needs a step is about: its own, else that of its act."""
    own = words.acts[step.act].need
    return step.needs or ((own,) if own else ())


def _said(table: Table, words: Vocabulary) -> Iterator[Said]:
    """Steps that come second in hand ("if that is not enough …") are ordered and contradict nothing."""
    for row in table.rows:
        for step in row.steps:
            course = words.acts[step.act].course
            if course in ("stay", "hand_over") and step.after is None:
                for need in needs_of(step, words):
                    yield Said(table, row, need, course, step)


def check_pair(work: Work, scope: Scope, one: Table, other: Table) -> list[Finding]:
    """Contradictions between two tables that decide the way (or between the rows of one)."""
    said = [*_said(one, work.words), *(_said(other, work.words) if other is not one else ())]
    against = [(a, b) for a, b in combinations(said, 2) if _opposed(a, b, one, other)]
    found = {}
    for a, b in against:
        first, second = fires(a.table, a.row, scope.spoken), fires(b.table, b.row, scope.spoken)
        who = tuple((when,) for said in (a, b) for when in _actor(said, work))
        where, without = (*first.where, *second.where, *who), (*first.without, *second.without)
        question = Question((*first.within, *second.within), where, without)
        session = work.open("substance", [*question.asked(), *question.scope()])
        for region in session.regions(question)[:1]:
            one_way, other_way = work.say.row(a.row), work.say.row(b.row)
            text = (
                f"För behovet {work.say.need(a.need)} säger {one_way} och {other_way} emot varandra: den ena att "
                f"hjälpen ges där personen är, den andra att personen lämnas över{work.say.region(region)}."
            )
            about = f"{a.need}.{'.'.join(sorted((a.row.id, b.row.id)))}"
            anchors = (*a.row.anchors, *b.row.anchors)
            found[about] = work.finding(
                "routes", "conflict", "error", about, text, anchors, region, rests=[a.row, b.row]
            )
    return list(found.values())


def _actor(said: Said, work: Work) -> Iterator[When]:
    """A step that a named unit or principal does is about the one who asks only when that is who asks."""
    actor = said.step.actor
    if actor in work.words.units:
        yield {"unit": actor}
    elif actor in work.words.principals:
        yield {"principal": actor}


def _opposed(a: Said, b: Said, one: Table, other: Table) -> bool:
    """Rows of two tables, or two rows that a table collects; other rows of one table never fire together."""
    apart = a.table is not b.table if one is not other else one.policy == "collect" and a.row is not b.row
    stays, goes = (a, b) if a.course == "stay" else (b, a)
    # Whoever stays with it may be the one who gets it.
    return apart and a.need == b.need and a.course != b.course and stays.step.actor != goes.step.receiver
