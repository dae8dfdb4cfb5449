"""Layer 4: times that the document does not give, as one finding with a table."""

from collections.abc import Iterator

from ..findings import Finding
from ..schema.courses import Course
from ..schema.routes import Row, Step, Table
from .receivers import allowed_units, fits
from .work import Scope, Work

MOVES = ("hand_over", "sip", "report")
# Actors who may work with any of the parties.
STAFF = ("both", "anyone", "doctor", "prescriber")
Rows = tuple[str, ...]


def check_times(work: Work, scope: Scope, courses: tuple[Course, ...], tables: tuple[Table, ...]) -> list[Finding]:
    """One finding for the pack: states, and steps that move the matter to someone, without a time.

    An agreement can set a time for its own parties only: not for a court, and not for the person herself.
    """
    rows = [*_states(work, scope, courses), *_steps(work, scope, tables)]
    if not rows:
        return []
    text = "Avtalet säger inte när det ska vara gjort: se tabellen. Där lagen har en tid visar Helhet den."
    where = dict.fromkeys(anchor for row in rows for anchor in row[2].split(", "))
    finding = work.finding("courses", "silence", "warning", "time", text, where)
    header = ("Läge eller steg", "Ansvarig", "Ställe")
    return [Finding(**{**finding.as_json(), "where": tuple(where), "table": (header, *rows)})]


def _bound(work: Work, scope: Scope, actor: str) -> bool:
    """Whether an agreement between these parties binds whoever does it."""
    return not scope.bound or actor in STAFF or fits(actor, scope.bound, work.words)


def _states(work: Work, scope: Scope, courses: tuple[Course, ...]) -> Iterator[Rows]:
    for course in courses:
        for state in course.states:
            ours = not state.owner or _bound(work, scope, state.owner)
            if ours and not state.end and not state.time and not state.rule:
                owner = work.say.who([state.owner]) if state.owner else "ingen nämnd"
                yield state.text, owner, ", ".join(state.anchors)


def _does(work: Work, scope: Scope, table: Table, row: Row, step: Step) -> bool:
    """Whether a party does the step; "self" is any of the units that the row lets ask."""
    if step.actor != "self":
        return _bound(work, scope, step.actor)
    units = allowed_units((table.scope, row.when), work)
    return units is None or any(_bound(work, scope, unit) for unit in units)


def _steps(work: Work, scope: Scope, tables: tuple[Table, ...]) -> Iterator[Rows]:
    """The same step in several rows stands once, with every place."""
    found: dict[tuple[str, str], list[str]] = {}
    for table in tables:
        for row in table.rows:
            for step in row.steps:
                moves = work.words.acts[step.act].course in MOVES and _does(work, scope, table, row, step)
                if moves and not step.deadline and not step.rule:
                    found.setdefault((step.text, work.say.who([step.actor])), []).extend(step.anchors or row.anchors)
    for (text, actor), anchors in found.items():
        yield text, actor, ", ".join(dict.fromkeys(anchors))
