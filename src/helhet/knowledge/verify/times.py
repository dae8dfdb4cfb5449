"""Layer 4: times that the document does not give, as one finding with a table."""

from collections.abc import Iterator

from ..findings import Finding
from ..schema.courses import Course
from ..schema.routes import Table
from .work import Work

MOVES = ("hand_over", "sip", "report")
Rows = tuple[str, ...]


def check_times(work: Work, courses: tuple[Course, ...], tables: tuple[Table, ...]) -> list[Finding]:
    """One finding for the pack: states, and steps that move the matter to someone, without a time."""
    rows = [*_states(work, courses), *_steps(work, tables)]
    if not rows:
        return []
    text = "Avtalet säger inte när det ska vara gjort: se tabellen. Där lagen har en tid visar Helhet den."
    where = dict.fromkeys(anchor for row in rows for anchor in row[2].split(", "))
    finding = work.finding("courses", "silence", "warning", "time", text, where)
    header = ("Läge eller steg", "Ansvarig", "Ställe")
    return [Finding(**{**finding.as_json(), "where": tuple(where), "table": (header, *rows)})]


def _states(work: Work, courses: tuple[Course, ...]) -> Iterator[Rows]:
    for course in courses:
        for state in course.states:
            if not state.end and not state.time and not state.rule:
                owner = work.say.who([state.owner]) if state.owner else "ingen nämnd"
                yield state.text, owner, ", ".join(state.anchors)


def _steps(work: Work, tables: tuple[Table, ...]) -> Iterator[Rows]:
    """The same step in several rows stands once, with every place."""
    found: dict[tuple[str, str], list[str]] = {}
    for table in tables:
        for row in table.rows:
            for step in row.steps:
                moves = work.words.acts[step.act].course in MOVES
                if moves and not step.deadline and not step.rule:
                    found.setdefault((step.text, work.say.who([step.actor])), []).extend(step.anchors or row.anchors)
    for (text, actor), anchors in found.items():
        yield text, actor, ", ".join(dict.fromkeys(anchors))
