"""Clones of what was played, for size: rows copied inside the database, with new ids and numbers of an invented series.

A clone's id is its original's with a counter in place of the first eight digits, which hold the time. So what belongs
together in the original does in the clone, on both sides of a hand-off, and no two are alike. The chain of events is
not cloned: it tells what somebody did, and nobody did this. One event in each holding says that clones were made.
"""

# ruff: noqa: S608 (only the names of our own tables are put together; what varies is given as parameters)

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db import connection, models, transaction

from helhet.audit import actions as audit
from helhet.courses.models import CourseEvent
from helhet.organisations import queries as organisations
from helhet.organisations.models import Authority
from helhet.people.models import Identifier, Merge, Person
from helhet.secrecy.models import Copy, Disclosure, Notice
from helhet.secrecy.wall import acting

from .script import Script

CLONED = ("people", "secrecy", "courses", "handoffs", "documents")
# Keys that were played begin with the time, which is past this; clones begin with a counter, which never gets here.
FIRST_PLAYED = "01000000000000000000000000000000"
ROWS_AT_ONCE = 200_000


@dataclass(frozen=True)
class Source:
    """What is cloned: everyone who was played, or only those with at most so many events in their ways."""

    most_events: int | None = None

    @property
    def people(self) -> str:
        """The people, as a select of their ids."""
        played = f"SELECT p.id FROM {_table(Person)} p WHERE p.id >= '{FIRST_PLAYED}'"
        if self.most_events is None:
            return played
        events = f"SELECT count(*) FROM {_table(CourseEvent)} e WHERE e.person_id = p.id"
        merged = f"SELECT 1 FROM {_table(Merge)} m WHERE m.person_id = p.id"
        return f"{played} AND NOT EXISTS ({merged}) AND ({events}) BETWEEN 1 AND {self.most_events}"

    def rows(self, model: type[models.Model]) -> str:
        """Which rows of a table belong to them, as a condition."""
        sent = f"SELECT d.id FROM {_table(Disclosure)} d WHERE d.person_id IN ({self.people})"
        known = {
            Person: f"t.id IN ({self.people})",
            Copy: f"t.id IN (SELECT o.copy_id FROM secrecy_copyof o WHERE o.person_id IN ({self.people}))",
            Notice: f"t.disclosure IN ({sent})",
        }
        return known.get(model, f"t.person_id IN ({self.people})")


def clone(script: Script, now: datetime, persons: int, source: Source | None = None) -> str:
    """Copy until there are so many people in all, or the first round more than that. Says what was done."""
    source = source or Source()
    there, each = count(), sum(_in_holdings(now, source).values())
    rounds = max(0, -(-(persons - there) // each)) if each else 0
    begin = there // each + 1 if each else 1
    step = max(1, ROWS_AT_ONCE // max(1, each * 30))
    for first in range(begin, begin + rounds, step):
        _batch(script, now, source, first, min(first + step, begin + rounds) - 1)
    if rounds:
        _tell(now, rounds * each)
        _analyse()
    return f"Nu finns {count()} personer, varav {count() - there} nya kopior."


def count() -> int:
    """How many people all holdings have together."""
    return sum(_in_holdings(None, None).values())


def _in_holdings(now: datetime | None, source: Source | None) -> Mapping[object, int]:
    moment = now or datetime.fromisoformat("2000-01-01T00:00:00+00:00")
    where = f"t.id IN ({source.people})" if source else "1 = 1"
    found = {}
    for holding in organisations.holdings():
        with acting(organisations.system_actor(holding, "Kopior i demolänet"), moment), connection.cursor() as cursor:
            query = f"SELECT count(*) FROM {_table(Person)} t WHERE t.holding_id = %s AND {where}"
            cursor.execute(query, [_key(holding)])
            found[holding.id] = cursor.fetchone()[0]
    return found


@transaction.atomic
def _batch(script: Script, now: datetime, source: Source, first: int, last: int) -> None:
    """Every holding's rows, for clones number first to last."""
    for holding in organisations.holdings():
        with acting(organisations.system_actor(holding, "Kopior i demolänet"), now), connection.cursor() as cursor:
            for model in _models():
                cursor.execute(_insert(script, model, source), [first, last, _key(holding)])


def _key(holding: Authority) -> object:
    return holding.id if connection.vendor == "postgresql" else holding.id.hex


def _insert(script: Script, model: type[models.Model], source: Source) -> str:
    table, columns = _table(model), dict(_columns(script, model))
    names = ", ".join(f'"{name}"' for name in columns)
    return f"""INSERT INTO {table} ({names})
        WITH RECURSIVE k(n) AS (SELECT %s UNION ALL SELECT n + 1 FROM k WHERE n < %s)
        SELECT {", ".join(columns.values())} FROM {table} t CROSS JOIN k
        WHERE t.holding_id = %s AND t.id >= '{FIRST_PLAYED}' AND {source.rows(model)}"""


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


def _tell(now: datetime, rows: int) -> None:
    for holding in organisations.holdings():
        by = organisations.system_actor(holding, "Kopior i demolänet")
        with acting(by, now):
            audit.record(by=by, at=now, act="demo.cloned", kind="holding", subject=holding.id, content=rows)


def _analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
