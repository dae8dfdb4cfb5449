"""The only writes of people: add, change with what was before kept, numbers, ways to reach, relations, merge."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from helhet.audit import actions as audit
from helhet.kernel.errors import BadInput, Refused
from helhet.kernel.identity import IdentityNumber
from helhet.organisations.actor import Actor

from . import queries, rules
from .models import Change, ContactWay, Identifier, Merge, Person, Relation
from .rules import Details


@transaction.atomic
def add(*, by: Actor, at: datetime, details: Details, number: IdentityNumber | None = None) -> Person:
    """A person who is new to the holding. Raises BadInput when the number is somebody's already, or details are wrong."""
    details = _right(details, number, at)
    if number and queries.by_number(by.holding_id, number.system, number.value):
        raise BadInput("Numret finns redan hos er. Sök fram personen i stället.", "number_taken")
    person = Person.objects.create(holding_id=by.holding_id, created_at=at, **asdict(details))
    if number:
        _number(at, person, number)
    audit.record(
        by=by, at=at, act="person.added", kind="person", subject=person.id, person=person.id, content=asdict(details)
    )
    return person


def _right(details: Details, number: IdentityNumber | None, at: datetime) -> Details:
    details = rules.completed(details, number)
    if found := rules.faults(details, number, localdate(at)):
        raise BadInput(" ".join(found))
    return details


def _number(at: datetime, person: Person, number: IdentityNumber) -> Identifier:
    return Identifier.objects.create(
        holding_id=person.holding_id, person=person, system=number.system, value=number.value, since=at
    )


@transaction.atomic
def change(*, by: Actor, at: datetime, person: Person, details: Details, why: str, version: int) -> Person:
    """Change details; what stood before is kept with who, when and why.

    Raises BadInput when somebody else has changed the person since `version` was read.
    """
    _right(details, None, at)
    locked = Person.objects.select_for_update().get(id=person.id)
    if locked.version != version:
        raise BadInput(
            "Någon annan har ändrat uppgifterna medan du skrev. Läs vad som är nytt och spara igen.", "stale"
        )
    before = {name: getattr(locked, name) for name in asdict(details)}
    before = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in before.items()}
    Change.objects.create(
        holding_id=person.holding_id, person=person, before=before, at=at, by_id=by.staff_id, why=why[:300]
    )
    Person.objects.filter(id=person.id).update(version=version + 1, **asdict(details))
    audit.record(
        by=by, at=at, act="person.changed", kind="person", subject=person.id, person=person.id, content=asdict(details)
    )
    return Person.objects.get(id=person.id)


@transaction.atomic
def add_number(*, by: Actor, at: datetime, person: Person, number: IdentityNumber) -> Identifier:
    """A new number for a person; the ones before stay, marked as replaced within the same system."""
    other = queries.by_number(by.holding_id, number.system, number.value)
    if other:
        raise BadInput("Numret finns redan hos er. Är det samma person: slå ihop dem.", "number_taken")
    Identifier.objects.filter(person=person, system=number.system).update(replaced=True)
    row = _number(at, person, number)
    audit.record(by=by, at=at, act="person.numbered", kind="person", subject=person.id, person=person.id)
    return row


@transaction.atomic
def add_contact_way(*, by: Actor, at: datetime, person: Person, way: Mapping[str, Any]) -> ContactWay:
    """A way to reach a person, or one that must not be used. A protected person has no letters or visits."""
    if person.protected != "none" and way.get("kind") in ("letter", "visit"):
        raise Refused("Personen har skyddade uppgifter: skriv ingen adress. Post går genom Skatteverkets förmedling.")
    row = ContactWay.objects.create(holding_id=person.holding_id, person=person, **way)
    audit.record(
        by=by, at=at, act="person.reach_added", kind="person", subject=person.id, person=person.id, content=dict(way)
    )
    return row


@transaction.atomic
def remove_contact_way(*, by: Actor, at: datetime, way: ContactWay) -> None:
    """A way that no longer holds is taken away; that it stood there is kept as a change."""
    before = {"contact_way": [way.kind, way.value, way.note, way.allowed]}
    Change.objects.create(
        holding_id=way.holding_id,
        person_id=way.person_id,
        before=before,
        at=at,
        by_id=by.staff_id,
        why="Gäller inte längre",
    )
    audit.record(by=by, at=at, act="person.reach_removed", kind="person", subject=way.person_id, person=way.person_id)
    way.delete()


@transaction.atomic
def add_relation(*, by: Actor, at: datetime, person: Person, relation: Mapping[str, Any]) -> Relation:
    """Somebody near a person: a child, an expected child, a relative, a helper …"""
    row = Relation.objects.create(holding_id=person.holding_id, person=person, **relation)
    told = {"kind": "relation", "subject": row.id, "person": person.id, "content": dict(relation)}
    audit.record(by=by, at=at, act="person.relation_added", **told)
    return row


@transaction.atomic
def end_relation(*, by: Actor, at: datetime, relation: Relation) -> None:
    """The relation is over, or was wrong; it stays in the history."""
    Relation.objects.filter(id=relation.id).update(ended=True)
    audit.record(
        by=by, at=at, act="person.relation_ended", kind="relation", subject=relation.id, person=relation.person_id
    )


@transaction.atomic
def merge(*, by: Actor, at: datetime, keep: Person, other: Person, why: str) -> Merge:
    """Two rows are one human: the other leads to the one that is kept. Nothing is moved, so it can be undone."""
    if keep.id == other.id or keep.holding_id != other.holding_id or keep.merged_into_id or other.merged_into_id:
        raise Refused(
            "De två går inte att slå ihop. Välj två olika personer som ni har, och som inte redan är ihopslagna."
        )
    if len(why.strip()) < 5:
        raise BadInput("Skriv hur ni vet att det är samma person.")
    Person.objects.filter(id=other.id).update(merged_into=keep)
    return _merged(by, at, keep, other, why, undone=False)


@transaction.atomic
def unmerge(*, by: Actor, at: datetime, keep: Person, other: Person, why: str) -> Merge:
    """They were two after all: both stand alone again."""
    if other.merged_into_id != keep.id:
        raise Refused("De två är inte ihopslagna.")
    Person.objects.filter(id=other.id).update(merged_into=None)
    return _merged(by, at, keep, other, why, undone=True)


def _merged(by: Actor, at: datetime, keep: Person, other: Person, why: str, *, undone: bool) -> Merge:
    row = Merge.objects.create(
        holding_id=keep.holding_id, person=keep, merged=other, undone=undone, at=at, by_id=by.staff_id, why=why
    )
    audit.record(
        by=by,
        at=at,
        act="person.unmerged" if undone else "person.merged",
        kind="person",
        subject=other.id,
        person=keep.id,
    )
    return row
