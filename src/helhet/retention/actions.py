"""The only writes of retention: a preview that leaves a trace, what a record holds, and the purge itself."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from helhet.audit import actions as audit
from helhet.audit.actions import Told
from helhet.kernel.errors import BadInput, Refused
from helhet.organisations.actor import Actor
from helhet.organisations.models import Authority
from helhet.organisations.queries import system_actor
from helhet.people.models import Person
from helhet.secrecy.wall import acting

from . import facts, graph, queries, rules
from .models import Matters, Purge
from .queries import Line, Preview

PURPOSE = "Gallring och bevarande"
CHANGED = "Något har ändrats sedan du förhandsgranskade. Inget är gallrat. Granska listan igen."
NOT_DUE = "Bara det som förhandsgranskningen visar som färdigt att gallra kan gallras."


def preview(*, by: Actor, at: datetime) -> Preview:
    """What is due in the actor's holding. Nothing is removed; each person shown leaves a trace."""
    rules.may_look(by).demand()
    of = queries.holding_of(by)
    with acting(system_actor(of, PURPOSE), at):
        found = queries.preview(of, at)
        told = [Told("retention.previewed", "person", line.person_id, line.person_id) for line in found.lines]
        audit.record_all(by=by, at=at, told=told)
    return found


def say_matters(*, by: Actor, at: datetime, person_id: UUID, held: Collection[str]) -> Matters:
    """Write down what a record holds; an empty list says that somebody has looked, and it holds none of them."""
    rules.may_look(by).demand()
    of = queries.holding_of(by)
    if strange := set(held) - {matter.id for matter in queries.matters(of)}:
        raise BadInput(f"Det går inte att välja {', '.join(sorted(strange))} här.")
    with acting(system_actor(of, PURPOSE), at):
        person = queries.person(of, person_id)
        staff = None if by.is_system else by.staff_id
        row = Matters.objects.create(holding=of, person=person, held=sorted(held), at=at, by_id=staff)
        told = {"kind": "matters", "subject": row.id, "person": person.id, "content": row.held}
        audit.record(by=by, at=at, act="retention.matters_said", **told)
    return row


def purge(*, by: Actor, at: datetime, persons: Collection[UUID], preview_hash: str) -> Purge:
    """Purge these records: only what the preview showed, and only if nothing has changed since. All of them or none.

    Raises NotAllowed where law never purges, Refused when something changed, BadInput when nothing (or what is not due)
    was chosen.
    """
    of = queries.holding_of(by)
    rules.may_purge(by, queries.purgeable(of)).demand()
    if not persons:
        raise BadInput("Välj minst en akt att gallra.")
    with acting(system_actor(of, PURPOSE), at), audit.purging(holding=of.id, at=at):
        everyone = _locked(of, persons)
        lines = _unchanged(queries.preview(of, at), persons, preview_hash)
        counts = _removed(of, everyone)
        return _told(by, at, of, lines, counts, preview_hash)


def _locked(of: Authority, persons: Iterable[UUID]) -> set[UUID]:
    """Held until the end, so that nobody writes about them meanwhile: a new row would wait, and then find nobody."""
    everyone = queries.members(of, persons)
    list(Person.objects.select_for_update().filter(id__in=everyone).order_by("id").values_list("id"))
    return everyone


def _unchanged(now: Preview, persons: Collection[UUID], preview_hash: str) -> list[Line]:
    if now.hash != preview_hash:
        raise Refused(CHANGED, "changed")
    chosen = [line for line in now.having("purge") if line.person_id in set(persons)]
    if len(chosen) != len(set(persons)):
        raise BadInput(NOT_DUE)
    return chosen


def _removed(of: Authority, everyone: set[UUID]) -> dict[str, int]:
    rows = graph.rows_about(of.id, everyone)
    graph.empty_mentions(of.id, everyone)
    return graph.remove(rows)


def _told(
    by: Actor, at: datetime, of: Authority, lines: list[Line], counts: dict[str, int], preview_hash: str
) -> Purge:
    """The log keeps that it was done, on which rule; ids and fingerprints only."""
    used = Counter(rule for line in lines for rule in line.verdict.rules)
    row = Purge.objects.create(
        holding=of, people=len(lines), rows=dict(sorted(counts.items())), rules=dict(sorted(used.items())),
        preview_hash=preview_hash, at=at, by_id=None if by.is_system else by.staff_id,
    )  # fmt: skip
    told = [_purged(line, row) for line in lines]
    audit.record_all(by=by, at=at, told=[*told, Told("retention.purged", "purge", row.id, content=row.rows)])
    return row


def _purged(line: Line, row: Purge) -> Told:
    content = {"purge": str(row.id), "rules": line.verdict.rules, "rows": line.counts, "was": line.fingerprint}
    purpose = f"Gallring enligt {', '.join(line.verdict.basis)}"
    return Told("person.purged", "person", line.person_id, line.person_id, content, purpose)


def named(*, by: Actor, at: datetime, person_id: UUID) -> tuple[str, str]:
    """Name and number of a person, to know which record it is. Raises NotFound."""
    rules.may_look(by).demand()
    of = queries.holding_of(by)
    with acting(system_actor(of, PURPOSE), at):
        found = queries.named(queries.person(of, person_id))
        audit.record(by=by, at=at, act="retention.previewed", kind="person", subject=person_id, person=person_id)
    return found


def shown(*, by: Actor, at: datetime, purge_id: UUID) -> Purge:
    """A purge that was done in the actor's holding: nobody is named in it. Raises NotFound."""
    rules.may_look(by).demand()
    with acting(system_actor(queries.holding_of(by), PURPOSE), at):
        return queries.purge(by, purge_id)


def log_rule() -> str:
    """What law says of the log, for showing."""
    return " ".join(rule.text for rule in facts.rules().logs)
