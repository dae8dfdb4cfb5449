"""What is written once, row security, and the guard: a person goes only in a purge of a holding that law tells to."""

from collections.abc import Iterator
from typing import Any

from django.db import migrations

from helhet.audit.append_only import written_once
from helhet.knowledge.home import open_library
from helhet.knowledge.retention import retention_of
from helhet.secrecy.row_security import walled

KEPT = "this holding is never purged"
ALLOWED = """SELECT 1 FROM organisations_authority a JOIN retention_purgeable p ON p.kind = a.kind
    WHERE a.id = NEW.holding"""
GOING = "SELECT 1 FROM audit_purging g WHERE g.holding = OLD.holding_id"
GUARDS = (
    ("audit_purging", "BEFORE INSERT", ALLOWED, "NEW"),
    # A new name for a holding that is being purged would open another one.
    ("audit_purging", "BEFORE UPDATE", "SELECT 1 WHERE 1 = 0", "NEW"),
    ("people_person", "BEFORE DELETE", GOING, "OLD"),
)


def allow(apps: Any, schema_editor: Any) -> None:
    """The kinds of authorities that law ever tells to purge. A kind that comes later must be added, on purpose."""
    library = open_library()
    rules = retention_of(library)
    kinds = [k.id for k in library.records.authorities.values() if rules.purgeable(k.domain, k.public)]
    purgeable = apps.get_model("retention", "Purgeable")
    purgeable.objects.bulk_create([purgeable(kind=kind) for kind in kinds])


def guard(apps: Any, schema_editor: Any) -> None:
    make = _postgresql if schema_editor.connection.vendor == "postgresql" else _sqlite
    for number, (table, when, allowed, row) in enumerate(GUARDS):
        for statement in make(f"retention_guard_{number}", table, when, allowed, row):
            schema_editor.execute(statement, None)


def _sqlite(name: str, table: str, when: str, allowed: str, row: str) -> Iterator[str]:
    yield f"""CREATE TRIGGER {name} {when} ON {table} WHEN NOT EXISTS ({allowed})
        BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"""


def _postgresql(name: str, table: str, when: str, allowed: str, row: str) -> Iterator[str]:
    yield f"""CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS ({allowed}) THEN RETURN {row}; END IF;
            RAISE EXCEPTION '{KEPT}' USING ERRCODE = 'restrict_violation';
        END $$"""
    yield f"CREATE TRIGGER {name} {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"


def release(apps: Any, schema_editor: Any) -> None:
    for number, (table, *_) in enumerate(GUARDS):
        name = f"retention_guard_{number}"
        postgresql = schema_editor.connection.vendor == "postgresql"
        schema_editor.execute(f"DROP FUNCTION {name}() CASCADE" if postgresql else f"DROP TRIGGER {name}", None)


class Migration(migrations.Migration):
    dependencies = [("retention", "0001_initial"), ("handoffs", "0002_walls"), ("documents", "0002_walls")]
    operations = [
        written_once("retention_matters", "retention_purge"),
        walled("person", "retention_matters"),
        walled("holding", "retention_purge"),
        migrations.RunPython(allow, migrations.RunPython.noop),
        migrations.RunPython(guard, release),
    ]
