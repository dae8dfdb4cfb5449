"""Clones of what was played, for size: rows copied inside the database, with new ids and numbers of an invented series.

A clone's id is its original's with a counter in place of the first eight digits, which hold the time. So what belongs
together in the original does in the clone, on both sides of a hand-off, and no two are alike. The chain of events is
not cloned: it tells what somebody did, and nobody did this. One event in each holding says that clones were made.
"""

# ruff: noqa: S608 (only the names of our own tables are put together; what varies is given as parameters)

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models, transaction
from django.utils import timezone

from helhet.audit import actions as audit
from helhet.courses.models import CourseEvent
from helhet.organisations import queries as organisations
from helhet.organisations.actor import Actor
from helhet.organisations.models import Authority
from helhet.people.models import Identifier, Merge, Person
from helhet.plans.models import Joined, Plan
from helhet.secrecy.models import Access, Copy, CopyOf, Disclosure, Notice
from helhet.secrecy.wall import acting

from .script import Script

CLONED = ("people", "secrecy", "courses", "handoffs", "documents", "screening")
# Keys that were played begin with the time, which is past this; clones begin with a counter, which never gets here.
FIRST_PLAYED = "01000000000000000000000000000000"
ROWS_AT_ONCE = 400_000
# About so many rows belong to one person.
ROWS_A_PERSON = 20


@dataclass(frozen=True)
class Source:
    """What is cloned: everyone who was played and has no plan made together (what stands in one names its own people
    by id), or only those with at most so many events in their ways, and none of those whom a unit has to do with."""

    most_events: int | None = None
    not_at: UUID | None = None

    @property
    def people(self) -> str:
        """The people, as a select of their ids."""
        played = f"SELECT p.id FROM {_table(Person)} p WHERE p.id >= '{FIRST_PLAYED}'"
        for planned in (Plan, Joined):
            played += f" AND NOT EXISTS (SELECT 1 FROM {_table(planned)} j WHERE j.person_id = p.id)"
        if self.not_at:
            unit = self.not_at if connection.vendor == "postgresql" else self.not_at.hex
            at_unit = f"SELECT 1 FROM {_table(Access)} a WHERE a.person_id = p.id AND a.unit_id = '{unit}'"
            played = f"{played} AND NOT EXISTS ({at_unit})"
        if self.most_events is None:
            return played
        events = f"SELECT count(*) FROM {_table(CourseEvent)} e WHERE e.person_id = p.id"
        merged = f"SELECT 1 FROM {_table(Merge)} m WHERE m.person_id = p.id"
        return f"{played} AND NOT EXISTS ({merged}) AND ({events}) BETWEEN 1 AND {self.most_events}"


def _rows_of(model: type[models.Model], people: str) -> str:
    """Which rows of a table belong to people (a list of placeholders), as a condition."""
    known = {
        Person: f"t.id IN ({people})",
        Copy: f"t.id IN (SELECT o.copy_id FROM {_table(CopyOf)} o WHERE o.person_id IN ({people}))",
        Notice: f"t.disclosure IN (SELECT d.id FROM {_table(Disclosure)} d WHERE d.person_id IN ({people}))",
    }
    return known.get(model, f"t.person_id IN ({people})")


def clone(script: Script, now: datetime, persons: int, source: Source | None = None) -> str:
    """Copy until there are at least so many people in all. Says what was done."""
    chosen = _chosen(now, source or Source())
    there, each = count(), sum(map(len, chosen.values()))
    if not each or there >= persons:
        return f"Nu finns {there} personer, varav 0 nya kopior."
    begin, rounds = _next_clone(chosen), -(-(persons - there) // each)
    step = max(1, ROWS_AT_ONCE // (each * ROWS_A_PERSON))
    for first in range(begin, begin + rounds, step):
        _batch(script, now, chosen, first, min(first + step, begin + rounds) - 1)
    _tell(now, rounds * each)
    _analyse()
    return f"Nu finns {there + rounds * each} personer, varav {rounds * each} nya kopior."


def count() -> int:
    """How many people all holdings have together."""
    found = 0
    for holding in organisations.holdings():
        with acting(_system(holding), timezone.now()):
            found += Person.objects.filter(holding=holding).count()
    return found


def _system(holding: Authority) -> Actor:
    return organisations.system_actor(holding, "Kopior i demolänet")


def _chosen(now: datetime, source: Source) -> dict[Authority, list[Any]]:
    """Each holding that has any of those who are to be cloned, with their keys."""
    found = {}
    for holding in organisations.holdings():
        with acting(_system(holding), now), connection.cursor() as cursor:
            cursor.execute(
                f"SELECT t.id FROM {_table(Person)} t WHERE t.holding_id = %s AND t.id IN ({source.people})",
                [_key(holding)],
            )
            found[holding] = [row[0] for row in cursor.fetchall()]
    return {holding: people for holding, people in found.items() if people}


def _next_clone(chosen: Mapping[Authority, object]) -> int:
    """The first counter that no clone has."""
    last = 0
    for holding in chosen:
        with acting(_system(holding), timezone.now()):
            newest = Person.objects.filter(holding=holding, id__lt=UUID(FIRST_PLAYED)).order_by("-id").first()
            last = max(last, int(newest.id.hex[:8], 16) if newest else 0)
    return last + 1


@transaction.atomic
def _batch(script: Script, now: datetime, chosen: Mapping[Authority, Sequence[Any]], first: int, last: int) -> None:
    """Every holding's rows, for clones number first to last."""
    for holding, people in chosen.items():
        with acting(_system(holding), now), connection.cursor() as cursor:
            for model in _models():
                query = _insert(script, model, ", ".join(["%s"] * len(people)))
                cursor.execute(query, [first, last, _key(holding), *people])


def _key(holding: Authority) -> object:
    return holding.id if connection.vendor == "postgresql" else holding.id.hex


def _insert(script: Script, model: type[models.Model], people: str) -> str:
    table, columns = _table(model), dict(_columns(script, model))
    names = ", ".join(f'"{name}"' for name in columns)
    return f"""INSERT INTO {table} ({names})
        WITH RECURSIVE k(n) AS (SELECT %s UNION ALL SELECT n + 1 FROM k WHERE n < %s)
        SELECT {", ".join(columns.values())} FROM {table} t CROSS JOIN k
        WHERE t.holding_id = %s AND t.id >= '{FIRST_PLAYED}' AND {_rows_of(model, people)}"""


def _models() -> Iterator[type[models.Model]]:
    for name in CLONED:
        for model in apps.get_app_config(name).get_models():
            names = {field.name for field in model._meta.concrete_fields}
            if "holding" in names and ("person" in names or model in (Person, Copy, Notice)):
                yield model


def _columns(script: Script, model: type[models.Model]) -> Iterator[tuple[str, str]]:
    """Each column with what a clone has in it."""
    special = {
        (Identifier, "system"): f"'{script.county['reserve_system']}'",
        (Identifier, "value"): f"'K' || k.n || {_text('t.id')}",
        (Person, "case_number"): "CASE WHEN t.case_number = '' THEN '' ELSE t.case_number || '-' || k.n END",
    }
    cloned = set(_models())
    for field in model._meta.concrete_fields:
        column = f't."{field.column}"'
        key = field.related_model in cloned if field.is_relation else isinstance(field, models.UUIDField)
        yield field.column, special.get((model, field.name)) or (_clone(column) if key else column)


def _clone(column: str) -> str:
    """The id of the clone of what an id names."""
    if connection.vendor == "postgresql":
        return f"(lpad(to_hex(k.n), 8, '0') || substr({column}::text, 9))::uuid"
    return f"(printf('%%08x', k.n) || substr({column}, 9))"


def _text(column: str) -> str:
    """The last characters of an id: two rows of one round differ in them."""
    text = f"replace({column}::text, '-', '')" if connection.vendor == "postgresql" else column
    return f"upper(substr({text}, 21))"


def _table(model: type[models.Model]) -> str:
    return str(model._meta.db_table)


def _tell(now: datetime, people: int) -> None:
    """What was done stands in every holding's chain."""
    for holding in organisations.holdings():
        by = _system(holding)
        with acting(by, now):
            audit.record(by=by, at=now, act="demo.cloned", kind="holding", subject=holding.id, content=people)


def _analyse() -> None:
    """The database counts anew what its tables hold: plans made for a small one would serve a large one badly."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
