"""Many people at once, as when a holding's register is taken over: all of them or none, with every fault told."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from helhet.audit import actions as audit
from helhet.kernel.errors import BadInput
from helhet.kernel.identity import IdentityNumber
from helhet.organisations.actor import Actor

from . import queries, rules
from .models import Identifier, Person
from .rules import Details

type Row = tuple[Details, IdentityNumber | None]

BATCH = 1000
# So many faults are told at once; whoever mends them finds the rest the next time.
FAULTS = 20
CASE_TAKEN = "ärendenumret finns redan."
NUMBER_TAKEN = "numret finns redan hos er."
TWICE = "numret eller ärendenumret står två gånger."


@transaction.atomic
def add_many(*, by: Actor, at: datetime, rows: Sequence[Row]) -> list[Person]:
    """Add people who are new to the holding, each under the same rules as one alone; one event for each in the chain.

    Raises BadInput that names the rows (from 1) and what is wrong with them; then nobody is added.
    """
    rows = [(rules.completed(details, number), number) for details, number in rows]
    if found := list(_faults(by, at, rows)):
        more = f" … och {len(found) - FAULTS} till." if len(found) > FAULTS else ""
        raise BadInput("\n".join(found[:FAULTS]) + more, "rows_refused")
    people = [Person(holding_id=by.holding_id, created_at=at, **asdict(details)) for details, _ in rows]
    try:
        with transaction.atomic():
            Person.objects.bulk_create(people, batch_size=BATCH)
            Identifier.objects.bulk_create(_numbers(at, people, rows), batch_size=BATCH)
    except IntegrityError:
        # Somebody wrote one of the numbers at the same moment, and was first.
        raise BadInput("Ett av numren finns redan hos er. Läs in filen igen.", "rows_refused") from None
    told = [
        audit.Told("person.added", "person", one.id, one.id, asdict(details))
        for one, (details, _) in zip(people, rows, strict=True)
    ]
    audit.record_all(by=by, at=at, told=told)
    return people


def _numbers(at: datetime, people: Sequence[Person], rows: Sequence[Row]) -> list[Identifier]:
    return [
        Identifier(holding_id=one.holding_id, person=one, system=number.system, value=number.value, since=at)
        for one, (_, number) in zip(people, rows, strict=True)
        if number
    ]


def _faults(by: Actor, at: datetime, rows: Sequence[Row]) -> Iterator[str]:
    """What is wrong with which row."""
    today = localdate(at)
    marks = Counter(mark for row in rows for mark in _marks(row))
    numbers, cases = queries.taken(by.holding_id, [n.value for _, n in rows if n], [d.case_number for d, _ in rows])
    for place, row in enumerate(rows, start=1):
        details, number = row
        said = rules.faults(details, number, today)
        said += [TWICE] if any(marks[mark] > 1 for mark in _marks(row)) else []
        said += [NUMBER_TAKEN] if number and (number.system, number.value) in numbers else []
        said += [CASE_TAKEN] if details.case_number in cases else []
        yield from (f"Rad {place}: {text}" for text in said)


def _marks(row: Row) -> Iterator[tuple[str, str]]:
    """What must name one person alone."""
    details, number = row
    if number:
        yield number.system, number.value
    if details.case_number:
        yield "", details.case_number
