"""Writes: two rows that turned out to be one human, and two that were not. The manager's word; nothing is moved."""

from datetime import datetime

from django.db import transaction

from helhet.audit import actions as audit
from helhet.kernel.errors import BadInput, NotAllowed, Refused
from helhet.organisations.actor import Actor

from . import rules
from .actions import mine
from .models import Merge, Person


@transaction.atomic
def merge(*, by: Actor, at: datetime, keep: Person, other: Person, why: str) -> Merge:
    """Two rows are one human: the other leads to the one that is kept. Nothing is moved, so it can be undone."""
    _may(by, keep, other, why)
    # Always in the same order, so that two who merge the same two the other way round wait for each other.
    locked = list(Person.objects.select_for_update().filter(id__in=[keep.id, other.id]).order_by("id"))
    leads = Person.objects.filter(merged_into_id=other.id).exists()
    merged = any(row.merged_into_id for row in locked)
    decision = rules.may_merge(keep.id, other.id, merged=merged, leads_here=leads)
    if not decision:
        raise Refused(decision.why)
    Person.objects.filter(id=other.id).update(merged_into=keep)
    return _written(by, at, keep, other, why, undone=False)


@transaction.atomic
def unmerge(*, by: Actor, at: datetime, keep: Person, other: Person, why: str) -> Merge:
    """They were two after all: both stand alone again."""
    _may(by, keep, other, why)
    if not Person.objects.filter(id=other.id, merged_into=keep).update(merged_into=None):
        raise Refused("De två är inte ihopslagna.")
    return _written(by, at, keep, other, why, undone=True)


def _may(by: Actor, keep: Person, other: Person, why: str) -> None:
    mine(by, keep.holding_id)
    mine(by, other.holding_id)
    if "manage" not in by.may:
        raise NotAllowed("Det här beslutar chefen för enheten.")
    if len(why.strip()) < 5:
        raise BadInput("Skriv hur ni vet det.")


def _written(by: Actor, at: datetime, keep: Person, other: Person, why: str, *, undone: bool) -> Merge:
    given = {"undone": undone, "at": at, "by_id": by.staff_id, "why": why}
    row = Merge.objects.create(holding_id=keep.holding_id, person=keep, merged=other, **given)
    act = "person.unmerged" if undone else "person.merged"
    audit.record(by=by, at=at, act=act, kind="person", subject=other.id, person=keep.id)
    return row
