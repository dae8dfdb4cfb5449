"""The only writes of people: add, change with what was before kept, numbers, ways to reach, relations."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from helhet.audit import actions as audit
from helhet.kernel.errors import BadInput, NotAllowed
from helhet.kernel.identity import IdentityNumber
from helhet.organisations.actor import Actor

from . import queries, rules
from .models import Change, ContactWay, Identifier, Person, Relation
from .rules import Details

TAKEN = "Numret finns redan hos er. Sök fram personen i stället."


@transaction.atomic
def add(*, by: Actor, at: datetime, details: Details, number: IdentityNumber | None = None) -> Person:
    """A person who is new to the holding. Raises BadInput when a number is somebody's already, or details are wrong."""
    details = _right(by, details, number, at)
    if number and queries.by_number(by.holding_id, number.system, number.value):
        raise BadInput(TAKEN, "number_taken")
    person = Person.objects.create(holding_id=by.holding_id, created_at=at, **asdict(details))
    if number:
        _number(at, person, number)
    told = {"kind": "person", "subject": person.id, "person": person.id, "content": asdict(details)}
    audit.record(by=by, at=at, act="person.added", **told)
    return person


def _right(
    by: Actor, details: Details, number: IdentityNumber | None, at: datetime, person: Person | None = None
) -> Details:
    details = rules.completed(details, number)
    found = rules.faults(details, number, localdate(at))
    if queries.case_number_taken(by.holding_id, details.case_number, person):
        found.append("Ärendenumret finns redan hos en annan person. Kontrollera det, eller sök fram personen.")
    if found:
        raise BadInput(" ".join(found))
    return details


def _number(at: datetime, person: Person, number: IdentityNumber) -> Identifier:
    given = {"system": number.system, "value": number.value, "since": at}
    try:
        with transaction.atomic():
            return Identifier.objects.create(holding_id=person.holding_id, person=person, **given)
    except IntegrityError:
        # Two wrote the same number at the same moment; the other was first.
        raise BadInput(TAKEN, "number_taken") from None


def mine(by: Actor, holding_id: object) -> None:
    """Raises NotAllowed unless it is the actor's own holding. Who may open whom is secrecy's, one tier up."""
    if by.holding_id != holding_id:
        raise NotAllowed("Uppgifterna hör till en annan myndighet och kan inte ändras härifrån.")


@transaction.atomic
def change(*, by: Actor, at: datetime, person: Person, details: Details, why: str, version: int) -> Person:
    """Change details; what stood before is kept with who, when and why. Becoming protected takes addresses away.

    Raises BadInput when somebody else has changed the person since `version` was read.
    """
    mine(by, person.holding_id)
    _right(by, details, None, at, person)
    locked = Person.objects.select_for_update().get(id=person.id)
    if locked.version != version:
        raise BadInput(
            "Någon annan har ändrat uppgifterna medan du skrev. Läs vad som är nytt och spara igen.", "stale"
        )
    _kept(by, at, locked, {name: _plain(getattr(locked, name)) for name in asdict(details)}, why)
    Person.objects.filter(id=person.id).update(version=version + 1, **asdict(details))
    if details.protected != "none":
        ContactWay.objects.filter(person=person, kind__in=rules.PLACES).delete()
    told = {"kind": "person", "subject": person.id, "person": person.id, "content": asdict(details)}
    audit.record(by=by, at=at, act="person.changed", **told)
    return Person.objects.get(id=person.id)


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _kept(by: Actor, at: datetime, person: Person, before: Mapping[str, Any], why: str) -> None:
    """What stood before, for the history."""
    staff = None if by.is_system else by.staff_id
    given = {"before": dict(before), "at": at, "by_id": staff, "why": why[:300]}
    Change.objects.create(holding_id=person.holding_id, person=person, **given)


@transaction.atomic
def add_number(*, by: Actor, at: datetime, person: Person, number: IdentityNumber) -> Identifier:
    """A new number for a person; the ones whose place it takes stay, marked as replaced.

    Birth date and sex are filled in where the number says them and nobody had written them. Raises BadInput when the
    number is somebody's already, or is of another birth date.
    """
    mine(by, person.holding_id)
    if queries.by_number(by.holding_id, number.system, number.value):
        raise BadInput("Numret finns redan hos er. Är det samma person: slå ihop dem.", "number_taken")
    before = details_of(person)
    details = _right(by, before, number, at, person)
    old = [row for row in queries.identifiers(person) if rules.takes_place_of(number, row.system)]
    Identifier.objects.filter(id__in=[row.id for row in old]).update(replaced=True)
    row = _number(at, person, number)
    if details != before:
        change(by=by, at=at, person=person, details=details, why="Framgår av numret", version=person.version)
    audit.record(by=by, at=at, act="person.numbered", kind="person", subject=person.id, person=person.id)
    return row


def details_of(person: Person) -> Details:
    """A person's details as they stand."""
    return Details(**{name: getattr(person, name) for name in Details.__dataclass_fields__})


@transaction.atomic
def add_contact_way(*, by: Actor, at: datetime, person: Person, way: Mapping[str, Any]) -> ContactWay:
    """A way to reach a person, or one that must not be used. A protected person has no letters or visits."""
    mine(by, person.holding_id)
    rules.may_reach(person.protected, str(way.get("kind"))).demand()
    if not (way.get("value") or way.get("note")):
        raise BadInput("Skriv numret eller adressen, eller vad ni ska tänka på.")
    row = ContactWay.objects.create(holding_id=person.holding_id, person=person, **way)
    told = {"kind": "person", "subject": person.id, "person": person.id, "content": dict(way)}
    audit.record(by=by, at=at, act="person.reach_added", **told)
    return row


@transaction.atomic
def remove_contact_way(*, by: Actor, at: datetime, way: ContactWay) -> None:
    """A way that no longer holds is taken away; that it stood there is kept as a change."""
    mine(by, way.holding_id)
    _kept(by, at, way.person, {"contact_way": [way.kind, way.value, way.note, way.allowed]}, "Gäller inte längre")
    audit.record(by=by, at=at, act="person.reach_removed", kind="person", subject=way.person_id, person=way.person_id)
    way.delete()


@transaction.atomic
def add_relation(*, by: Actor, at: datetime, person: Person, relation: Mapping[str, Any]) -> Relation:
    """Somebody near a person: a child, an expected child, a relative, a helper …

    Raises BadInput when nothing says who it is, or a child's days do not fit.
    """
    mine(by, person.holding_id)
    if found := rules.relation_faults(relation, localdate(at)):
        raise BadInput(" ".join(found))
    row = Relation.objects.create(holding_id=person.holding_id, person=person, **relation)
    told = {"kind": "relation", "subject": row.id, "person": person.id, "content": dict(relation)}
    audit.record(by=by, at=at, act="person.relation_added", **told)
    return row


@transaction.atomic
def end_relation(*, by: Actor, at: datetime, relation: Relation) -> None:
    """The relation is over, or was wrong; it stays in the history."""
    mine(by, relation.holding_id)
    Relation.objects.filter(id=relation.id).update(ended=True)
    told = {"kind": "relation", "subject": relation.id, "person": relation.person_id}
    audit.record(by=by, at=at, act="person.relation_ended", **told)
