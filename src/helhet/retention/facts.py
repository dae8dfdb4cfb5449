"""What decides how long the records of a holding are kept, read from its rows."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import DateTimeField, Max

from helhet.courses.models import Course, Step
from helhet.handoffs.models import ReceivedStep
from helhet.kernel.calendar import local_day
from helhet.knowledge.home import open_library
from helhet.knowledge.retention import Retention, retention_of
from helhet.knowledge.schema.retention import Matter, RecordFacts
from helhet.organisations.models import Authority
from helhet.organisations.queries import records
from helhet.people.models import Person

from . import graph
from .models import Matters

# Rows that are no notes in a record: that somebody has read it, was told it was late, or said how long to keep it.
NO_NOTES = {"secrecy.Access", "secrecy.Review", "courses.Alarm", "retention.Matters"}
# Moments that lie ahead when they are written.
AHEAD = {"until", "report_by"}


def rules() -> Retention:
    """The rules of this installation."""
    return retention_of(open_library())


@dataclass
class Record:
    """A person and everyone who turned out to be the same, with what is known of them."""

    person: Person
    members: set[UUID] = field(default_factory=set)
    last: datetime | None = None
    ongoing: bool = False
    held: frozenset[str] | None = None
    found: frozenset[str] = frozenset()

    def facts(self, holding: Authority) -> RecordFacts:
        """As the rules ask for them."""
        kind = records().authorities[holding.kind]
        return RecordFacts(
            domain=kind.domain, public=kind.public, county=holding.principal.county,
            municipality=holding.principal.municipality, last_note=local_day(self.last) if self.last else None,
            ongoing=self.ongoing, matters=self.held, found=self.found, birth_date=self.person.birth_date,
        )  # fmt: skip


def records_in(holding: Authority, only: Iterable[UUID] | None = None) -> list[Record]:
    """The records of a holding (or those of some people), with what their own rows tell."""
    people = {one.id: one for one in Person.objects.filter(holding=holding)}
    roots = {ident: _root(people, ident) for ident in people}
    found = {root: Record(people[root]) for root in set(roots.values())}
    for ident, root in roots.items():
        found[root].members.add(ident)
    _add_notes(holding, found, roots)
    _add_ongoing(holding, found, roots)
    _add_matters(holding, found, roots)
    wanted = found if only is None else {roots[ident] for ident in only if ident in roots}
    return sorted((found[root] for root in wanted), key=lambda one: (str(one.person), one.person.id))


def _root(people: dict[UUID, Person], ident: UUID) -> UUID:
    """Whom somebody was merged into, in the end."""
    while (into := people[ident].merged_into_id) in people:
        ident = into
    return ident


def note_fields(model: graph.Model) -> list[str]:
    """The moments of a model's rows that count as notes."""
    if model._meta.label in NO_NOTES:
        return []
    named = [f.name for f in model._meta.concrete_fields if isinstance(f, DateTimeField)]
    return [name for name in named if name not in AHEAD]


def _add_notes(holding: Authority, found: dict[UUID, Record], roots: dict[UUID, UUID]) -> None:
    for model in graph.kept_models():
        key = "id" if model is Person else "person_id"
        names = note_fields(model)
        if not names or not hasattr(model, key):
            continue
        rows = model._base_manager.filter(holding=holding).order_by().values_list(key)
        for ident, *moments in rows.annotate(*[Max(name) for name in names]):
            if ident in roots:
                one = found[roots[ident]]
                one.last = max(filter(None, [one.last, *moments]), default=None)


def last_note(rows: graph.Rows) -> datetime | None:
    """The newest note in all the rows about a person, also those that do not say whom they are about."""
    found: list[datetime] = []
    for model, keys in rows.items():
        for name in note_fields(model):
            for some in graph.rows_of(model, keys):
                found += filter(None, some.aggregate(last=Max(name)).values())
    return max(found, default=None)


def _add_ongoing(holding: Authority, found: dict[UUID, Record], roots: dict[UUID, UUID]) -> None:
    open_courses = Course.objects.filter(holding=holding, is_open=True).values_list("person_id", flat=True)
    # News that nobody has read is no matter of its own.
    steps = Step.objects.filter(holding=holding, open=True).exclude(kind="news").values_list("person_id", flat=True)
    for ident in {*open_courses, *steps} & set(roots):
        found[roots[ident]].ongoing = True


def _add_matters(holding: Authority, found: dict[UUID, Record], roots: dict[UUID, UUID]) -> None:
    said: dict[UUID, frozenset[str]] = {}
    for ident, held in Matters.objects.filter(holding=holding).order_by("at", "id").values_list("person_id", "held"):
        said[ident] = frozenset(held)
    for ident, held in said.items():
        one = found[roots[ident]]
        one.held = held | (one.held or frozenset())
    for ident, matters in _shown(holding).items():
        if ident in roots:
            found[roots[ident]].found |= matters


def _shown(holding: Authority) -> dict[UUID, set[str]]:
    """What received hand-offs show by themselves that a record holds."""
    shown: dict[UUID, set[str]] = defaultdict(set)
    steps = ReceivedStep.objects.filter(holding=holding, received__person__isnull=False)
    for ident, kind, state, data in steps.values_list("received__person_id", "received__kind", "state", "data"):
        outcome = (data or {}).get("outcome", "")
        shown[ident] |= {m.id for m in rules().matters.values() if _shows(m, kind, state, outcome)}
    return shown


def _shows(matter: Matter, kind: str, state: str, outcome: str) -> bool:
    return any(one.kind == kind and (state in one.states or outcome in one.outcomes) for one in matter.found_in)
