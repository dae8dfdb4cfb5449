"""The only way an event is written: in the same transaction as what it tells of."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, Protocol
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from helhet.selects.kept import Kept

from .models import Event, Head, Purging
from .rules import BEGINNING, fingerprint, sealed


class Who(Protocol):
    """Whoever acts: what an event needs to know of an actor."""

    @property
    def holding_id(self) -> UUID: ...
    @property
    def staff_id(self) -> UUID: ...
    @property
    def assignment_id(self) -> UUID: ...
    @property
    def unit_id(self) -> UUID: ...
    @property
    def purpose(self) -> str: ...


@dataclass(frozen=True)
class Told:
    """What an event tells of. content is only fingerprinted; purpose overrides the assignment's own."""

    act: str
    kind: str
    subject: object
    person: UUID | None = None
    content: object = None
    purpose: str = ""


def record(
    *,
    by: Who,
    at: datetime,
    act: str,
    kind: str,
    subject: object,
    person: UUID | None = None,
    content: object = None,
    purpose: str = "",
) -> Event:
    """Add one event to the chain of the actor's holding."""
    return record_all(by=by, at=at, told=[Told(act, kind, subject, person, content, purpose)])[0]


@transaction.atomic
def record_all(*, by: Who, at: datetime, told: Sequence[Told]) -> list[Event]:
    """Add events in order: one lock of the chain and one insert, however many they are."""
    events = list(_chained(_locked(by.holding_id), by, at, told))
    if events:
        _write(events)
    return events


def _write(events: Sequence[Event]) -> None:
    """Every page that is read adds one event, so the statements for that are not put together anew each time."""
    if len(events) > 1:
        Event.objects.bulk_create(events, batch_size=500)
    with connection.cursor() as cursor:
        if len(events) == 1:
            cursor.execute(_statement(), [_value(events[0], field) for field in Event._meta.concrete_fields])
            events[0]._state.adding = False
        end = [events[-1].sequence, events[-1].hash, _value(events[-1], Event._meta.get_field("holding"))]
        cursor.execute("UPDATE audit_head SET sequence = %s, hash = %s WHERE holding = %s", end)


@cache
def _statement() -> str:
    columns = [field.column for field in Event._meta.concrete_fields]
    return f"INSERT INTO audit_event ({', '.join(columns)}) VALUES ({', '.join(['%s'] * len(columns))})"  # noqa: S608


def _value(event: Event, field: Any) -> Any:
    return field.get_db_prep_save(getattr(event, field.attname), connection)


def _locked(holding: UUID) -> Head:
    """The end of a holding's chain, held until the transaction ends. Two that write the first event at the same moment
    both try to begin the chain: one of them does, and the other waits for it."""
    found = _heads(holding)
    if not found:
        Head.objects.bulk_create([Head(holding=holding, hash=BEGINNING)], ignore_conflicts=True)
        found = _heads(holding)
    return found[0]


@Kept
def _heads(holding: UUID) -> QuerySet[Head]:
    return Head.objects.select_for_update().filter(holding=holding)


def _chained(head: Head, by: Who, at: datetime, told: Iterable[Told]) -> Iterator[Event]:
    sequence, previous = head.sequence, head.hash
    for one in told:
        sequence += 1
        event = Event(
            holding=by.holding_id,
            sequence=sequence,
            at=at.astimezone(UTC),
            act=one.act,
            staff=by.staff_id,
            assignment=by.assignment_id,
            unit=by.unit_id,
            purpose=(one.purpose or by.purpose)[:200],
            subject_kind=one.kind,
            subject=str(one.subject),
            person=one.person,
            content_hash=fingerprint(one.content, _key()) if one.content is not None else "",
            previous=previous,
        )
        event.hash = previous = sealed(fields_of(event), previous)
        yield event


@cache
def _key() -> bytes:
    """The installation's own key for fingerprints: without it nobody can try numbers until one fits."""
    return salted_hmac("helhet.audit.content", "", algorithm="sha256").digest()


def fields_of(event: Event) -> dict[str, object]:
    """What is sealed: everything but the hashes that seal it."""
    return {
        "id": str(event.id),
        "holding": str(event.holding),
        "sequence": event.sequence,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "act": event.act,
        "who": [str(event.staff), str(event.assignment), str(event.unit)],
        "purpose": event.purpose,
        "subject": [event.subject_kind, event.subject],
        "person": str(event.person) if event.person else "",
        "content": event.content_hash,
    }


@contextmanager
def purging(*, holding: UUID, at: datetime) -> Iterator[None]:
    """Within this, rows that are written once may be removed. Only retention uses it."""
    with transaction.atomic():
        row = Purging.objects.create(holding=holding, at=at)
        yield
        row.delete()
