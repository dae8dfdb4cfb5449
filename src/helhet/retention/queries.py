"""The only selects of retention: what is due in a holding, and what was purged."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import BinaryField

from helhet.audit.rules import content_hash
from helhet.kernel.calendar import local_day
from helhet.kernel.errors import NotFound
from helhet.knowledge.retention import Verdict
from helhet.knowledge.schema.retention import Covers, Matter
from helhet.organisations.actor import Actor
from helhet.organisations.models import Authority
from helhet.organisations.queries import holdings, records
from helhet.people.models import Identifier, Person
from helhet.secrecy.models import Copy

from . import facts, graph
from .models import Purge

PROTECTED = "Skyddade personuppgifter"


@dataclass(frozen=True)
class Line:
    """A person with something due: no more than is needed to know which record it is. counts: rows by model."""

    person_id: UUID
    name: str
    number: str
    last_note: date | None
    verdict: Verdict
    counts: dict[str, int]
    fingerprint: str

    @property
    def rows(self) -> int:
        """How many rows there are about the person."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class Preview:
    """What is due in a holding on a day, and how many are kept. hash: what a purge must find unchanged. unowned: copies
    that came and that nobody has said whom they are about."""

    holding: Authority
    day: date
    lines: tuple[Line, ...]
    kept: int
    unowned: int
    hash: str

    def having(self, action: str) -> list[Line]:
        """The lines with one action: purge, hand_over, ask or may_archive."""
        return [line for line in self.lines if line.verdict.action == action]

    @property
    def late(self) -> list[Line]:
        """Those that should have been purged by now."""
        return [one for one in self.having("purge") if one.verdict.latest and one.verdict.latest < self.day]


def holding(name: str) -> Authority:
    """A holding by its id or its name. Raises NotFound, also when several have the name."""
    found = [one for one in holdings() if name in (str(one.id), one.name)]
    if len(found) != 1:
        raise NotFound(f"Det finns {len(found)} verksamheter som heter {name}. Ange id eller exakt namn.")
    return found[0]


def holding_of(actor: Actor) -> Authority:
    """The actor's own holding, with its principal."""
    return holdings().get(id=actor.holding_id)


def purgeable(of: Authority) -> bool:
    """Whether law ever tells this kind of holding to purge."""
    kind = records().authorities[of.kind]
    return facts.rules().purgeable(kind.domain, kind.public)


def matters(of: Authority) -> list[Matter]:
    """What to ask about the records of a holding."""
    kind = records().authorities[of.kind]
    return facts.rules().asked_of(kind.domain, kind.public)


def preview(of: Authority, at: datetime) -> Preview:
    """What is due. Must be run as the holding's system (see actions.preview): the one who asks opens nobody."""
    day = local_day(at)
    found = facts.records_in(of)
    due = [one for one in found if facts.rules().judge(one.facts(of), day).action != "keep"]
    lines = tuple(line for one in due if (line := _line(of, one, day)).verdict.action != "keep")
    told = [[str(one.person_id), one.verdict.action, one.verdict.rules, one.fingerprint] for one in lines]
    unowned = Copy.objects.filter(holding=of, about__isnull=True).exclude(ground="no_identity").count()
    return Preview(of, day, lines, len(found) - len(lines), unowned, content_hash([str(of.id), sorted(told)]))


def _line(of: Authority, one: facts.Record, day: date) -> Line:
    rows = graph.rows_about(of.id, one.members)
    one.last = max(filter(None, [one.last, facts.last_note(rows)]), default=None)
    known = one.facts(of)
    counts = {model._meta.label: len(keys) for model, keys in sorted(rows.items(), key=lambda row: row[0]._meta.label)}
    verdict = facts.rules().judge(known, day)
    return Line(one.person.id, *named(one.person), known.last_note, verdict, counts, _fingerprint(rows))


def named(one: Person) -> tuple[str, str]:
    """Name and number, no more than is needed to know which record it is. A protected person has no name here."""
    if one.protected != "none":
        return PROTECTED, one.case_number
    number = Identifier.objects.filter(person=one, replaced=False).order_by("since").first()
    return str(one), number.value if number else one.case_number


def _fingerprint(rows: graph.Rows) -> str:
    """Changes as soon as any row about the person is added, taken away or changed."""
    told = []
    for model, keys in rows.items():
        names = [f.attname for f in model._meta.concrete_fields if not isinstance(f, BinaryField)]
        for some in graph.rows_of(model, keys):
            told += [[model._meta.label, *map(str, values)] for values in some.values_list(*names)]
    return content_hash(sorted(told))


def person(of: Authority, person_id: UUID) -> Person:
    """A person of the holding. Raises NotFound."""
    found = Person.objects.filter(holding=of, id=person_id).first()
    if found is None:
        raise NotFound("Personen finns inte hos er. Kanske är akten redan gallrad.")
    return found


def members(of: Authority, people: Iterable[UUID]) -> set[UUID]:
    """These people and everyone who turned out to be one of them."""
    return {ident for one in facts.records_in(of, people) for ident in one.members}


def purge(actor: Actor, purge_id: UUID) -> Purge:
    """A purge of the actor's holding. Raises NotFound."""
    found = Purge.objects.filter(holding_id=actor.holding_id, id=purge_id).select_related("by").first()
    if found is None:
        raise NotFound("Gallringen finns inte.")
    return found


def rules_of(purge: Purge) -> list[tuple[int, Covers]]:
    """How many records a purge took on each rule."""
    known = {rule.id: rule for rule in (*facts.rules().periods, *facts.rules().exemptions)}
    return [(count, known[ident]) for ident, count in purge.rules.items() if ident in known]
