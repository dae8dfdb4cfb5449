"""Layer 2, situation → course: every table keeps its policy, and a table that decides the way leaves nobody out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..findings import Finding
from ..schema.about import Claim
from ..schema.base import When
from ..schema.routes import Row, Step, Table
from ..schema.said import Reading
from .question import AnyOf, Question, Region, Session
from .receivers import about_person
from .resting import Reach, within
from .variables import Per
from .work import EVERYONE, Scope, Work

Outcome = tuple[object, ...]


def outcome(row: Row, *, worded: bool = False) -> tuple[Outcome, ...]:
    """What a row comes to, as something to compare; `worded` counts a step with other words as another step."""
    return tuple(_step(step, worded) for step in row.steps)


def _step(step: Step, worded: bool) -> Outcome:
    said = (step.act, step.actor, step.receiver, step.channel, step.deadline, step.rule, step.strength, step.needs)
    return (*said, step.form, repr(step.after), repr(step.unless), step.text if worded else "")


@dataclass(frozen=True)
class Subject:
    """One table in its pack."""

    table: Table
    scope: Scope
    readings: tuple[Reading, ...] = ()

    @property
    def own(self) -> tuple[AnyOf, ...]:
        """The situations the table is for."""
        return ((self.table.scope,),)

    def whens(self) -> list[When]:
        """Every condition that is asked about."""
        claims = (claim.covers for claim in self.scope.claims)
        scope = (*claims, *self.scope.proved, *self.scope.spoken, *self.scope.parties, *EVERYONE, self.table.scope)
        return [*scope, *(row.when for row in self.table.rows)]


def check_table(work: Work, subject: Subject) -> list[Finding]:
    """Everything that is wrong inside one table."""
    table = subject.table
    session = work.open(table.per, subject.whens())
    unreached = list(_unreachable(work, session, subject))
    found = [finding for _, finding in unreached]
    live = [row for row in table.rows if row.id not in {ident for ident, _ in unreached}]
    found += _outside(work, session, subject, live)
    if table.policy == "unique":
        found += _overlaps(work, session, subject)
    if table.policy == "collect":
        found += _subsumed(work, session, subject, live)
    if table.course:
        found += _gaps(work, session, subject)
    return found


def _earlier(table: Table, row: Row) -> tuple[AnyOf, ...]:
    """What must not hold for a row to be the one that fires."""
    return tuple((other.when,) for other in before(table, row)) if table.policy == "first" else ()


def before(table: Table, row: Row) -> tuple[Row, ...]:
    """The rows above a row."""
    return table.rows[: next(place for place, other in enumerate(table.rows) if other is row)]


def fires(table: Table, row: Row, scope: AnyOf) -> Question:
    """The situations in which a row is what the table answers."""
    own_scope, own = table.asks(row)
    return Question((scope, (own_scope,)), ((own,),), _earlier(table, row))


def _unreachable(work: Work, session: Session, subject: Subject) -> Iterator[tuple[str, Finding]]:
    """Rows that can never be the answer."""
    table = subject.table
    for row in table.rows:
        if session.possible(fires(table, row, EVERYONE)):
            continue
        name, where = f"Raden {work.say.row(row)} i ”{table.title}”", list(row.anchors)
        if session.possible(Question(subject.own, ((row.when,),))):
            where += [a for other in before(table, row) if _meet(session, subject, other, row) for a in other.anchors]
            text = f"{name} kan aldrig gälla: raderna före svarar redan i alla de lägena."
        else:
            text = f"{name} kan aldrig gälla: villkoren går inte att uppfylla samtidigt."
        yield row.id, work.finding("routes", "unreachable", "error", row.id, text, where)


def _meet(session: Session, subject: Subject, one: Row, other: Row) -> bool:
    return session.possible(Question(subject.own, ((one.when,), (other.when,))))


def _outside(work: Work, session: Session, subject: Subject, rows: Iterable[Row]) -> Iterator[Finding]:
    """Rows only for those whom no claim in the pack speaks of."""
    for row in rows:
        if not session.possible(fires(subject.table, row, subject.scope.spoken)):
            text = (
                f"Raden {work.say.row(row)} i ”{subject.table.title}” gäller bara dem som avtalet inte säger sig gälla."
            )
            yield work.finding("routes", "conflict", "warning", f"scope.{row.id}", text, row.anchors, rests=[row])


def _overlaps(work: Work, session: Session, subject: Subject) -> Iterator[Finding]:
    """At most one row at a time: two that fire together must come to the same."""
    grouped: dict[tuple[Outcome, ...], list[Row]] = {}
    for row in subject.table.rows:
        grouped.setdefault(outcome(row), []).append(row)
    groups = list(grouped.values())
    for i, j in session.together(subject.own, [tuple(row.when for row in group) for group in groups]):
        pairs = ((one, other) for one in groups[i] for other in groups[j])
        for one, other in pairs:
            yield from _overlap(work, session, subject, one, other)


def _overlap(work: Work, session: Session, subject: Subject, one: Row, other: Row) -> Iterator[Finding]:
    regions = session.regions(Question(subject.own, ((one.when,), (other.when,))))
    for region in regions[:1]:
        place = work.say.region(region)
        both = f"{work.say.row(one)} och {work.say.row(other)}"
        text = f"Raderna {both} i ”{subject.table.title}” gäller båda{place}, men säger olika saker."
        about = ".".join(sorted((one.id, other.id)))
        yield work.finding(
            "routes", "overlap", "error", about, text, (*one.anchors, *other.anchors), region, rests=[one, other]
        )


def _subsumed(work: Work, session: Session, subject: Subject, rows: list[Row]) -> Iterator[Finding]:
    """A row that adds nothing: another always fires with it and says all that it says."""
    steps = [set(outcome(row, worded=True)) for row in rows]
    for i, row in enumerate(rows):
        for j, other in enumerate(rows):
            # Of two that are the same, the later is the one too many.
            if i == j or not steps[i] <= steps[j] or (steps[i] == steps[j] and j > i):
                continue
            if not session.possible(Question(subject.own, ((row.when,),), ((other.when,),))):
                this, that = work.say.row(row), work.say.row(other)
                name = f"Raden {this} i ”{subject.table.title}”"
                text = f"{name} tillför inget: {that} gäller alltid samtidigt och säger detsamma."
                anchors = (*row.anchors, *other.anchors)
                yield work.finding("routes", "unreachable", "warning", f"subsumed.{row.id}", text, anchors)
                break


def speaks_of_unit(work: Work, per: Per, whens: Iterable[When]) -> bool:
    """Whether conditions tell units apart; if not, a way is the same wherever one works."""
    return "unit" in work.variables[per].of(whens)


def _gaps(work: Work, session: Session, subject: Subject) -> Iterator[Finding]:
    """Situations inside both the table's scope and the pack's claims for which no row says anything.

    Where units are told apart, only those of the agreement's own parties count: it binds nobody else.
    """
    table, scope = subject.table, subject.scope
    whens = [row.when for row in table.rows]
    bound = (scope.parties,) if speaks_of_unit(work, table.per, whens) else ()
    question = Question((scope.proved, *subject.own, *bound), (), tuple((when,) for when in whens))
    for region in session.regions(question):
        text = f"”{table.title}” säger inte vad som gäller{work.say.region(region)}."
        where = table.anchors or tuple(a for row in table.rows for a in row.anchors)
        reach = Reach(session, question, region, work.variables[table.per])
        rests = (*claimed(scope, reach), *_left_out(work, subject, region))
        yield work.finding("routes", "gap", "error", table.id, text, where, region, named=True, rests=rests)


def claimed(scope: Scope, reach: Reach) -> tuple[Claim, ...]:
    """The claims that a gap stands or falls with, when it is only by our reading that they cover it."""
    return reach.ours((claim, claim.covers) for claim in scope.claims)


def _left_out(work: Work, subject: Subject, region: Region) -> list[Reading]:
    """Our readings of the table or its rows that put all of these situations outside them."""
    about = {subject.table.id, *(row.id for row in subject.table.rows)}
    variables = work.variables[subject.table.per]
    near = (reading for reading in subject.readings if reading.leaves_out and about & set(reading.about))
    return [reading for reading in near if within(reading.leaves_out, region, variables)]


def check_ways(work: Work, scope: Scope, tables: tuple[Table, ...]) -> list[Finding]:
    """Situations that the pack claims to cover and that no table that decides the way is for."""
    if not tables:
        return []
    scopes = tuple(about_person(table.scope) for table in tables)
    session = work.open("substance", [*(claim.covers for claim in scope.claims), *scope.proved, *scopes])
    found = []
    question = Question((scope.proved,), (), (scopes,))
    for region in session.regions(question):
        text = f"Avtalet visar ingen väg{work.say.region(region)}."
        rests = claimed(scope, Reach(session, question, region, work.variables["substance"]))
        finding = work.finding("routes", "gap", "error", "no_way", text, scope.anchors, region, named=True, rests=rests)
        found.append(finding)
    return found
