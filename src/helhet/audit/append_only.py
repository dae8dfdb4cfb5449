"""Rows that are written once. The model refuses to change them, and so does the database itself.

The one exception is retention: what law says must be purged goes, while a `Purging` row stands in the same
transaction. Nobody else can see that row, and it is gone when the transaction ends.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NoReturn

from django.db import migrations, models

from helhet.kernel.errors import HelhetError

WRITTEN_ONCE = "rows are written once"
PURGING = "SELECT 1 FROM audit_purging"


def refuse(*_: Any, **__: Any) -> NoReturn:
    """Stands in for every way of changing or removing rows."""
    raise HelhetError("Det som är skrivet ändras eller tas aldrig bort. Skriv en ny rad i stället.", "append_only")


class WrittenOnceRows(models.QuerySet):
    """Rows that can be read and added. `purge` is for retention alone."""

    update = bulk_update = update_or_create = refuse

    def delete(self) -> NoReturn:
        refuse()

    def purge(self) -> int:
        """Remove the rows. The database refuses unless a purge is on its way."""
        return int(self._raw_delete(self.db))


class WrittenOnce(models.Model):
    """A row that is written once."""

    objects = WrittenOnceRows.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            refuse()
        super().save(*args, **{**options, "force_insert": True})

    delete = refuse


def _purged(columns: list[str]) -> str:
    """Whether a row's own holding is being purged. A row that is in none (the log, sign-ins) never goes."""
    return f"{PURGING} WHERE " + ("holding = OLD.holding_id" if "holding_id" in columns else "1 = 0")


def _sqlite(table: str, columns: list[str], mark: str, but: Sequence[str]) -> Iterator[str]:
    same = " AND ".join(f"OLD.{name} IS NEW.{name}" for name in columns if name not in {mark, *but})
    marked = f"WHEN NOT ({same} AND {f'NEW.{mark}' if mark else '1'})" if mark or but else ""
    yield f"""CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {marked}
        BEGIN SELECT RAISE(ABORT, '{WRITTEN_ONCE}'); END"""
    yield f"""CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
        WHEN NOT EXISTS ({_purged(columns)}) BEGIN SELECT RAISE(ABORT, '{WRITTEN_ONCE}'); END"""


def _postgresql(table: str, columns: list[str], mark: str, but: Sequence[str]) -> Iterator[str]:
    loose = "'{" + ",".join(but or [mark]) + "}'::text[]"
    held = f"to_jsonb(NEW) - {loose} = to_jsonb(OLD) - {loose}"
    same = f"{held} AND {f'NEW.{mark}' if mark else 'true'}" if mark or but else "false"
    yield f"""CREATE FUNCTION {table}_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' THEN
                IF EXISTS ({_purged(columns)}) THEN RETURN OLD; END IF;
            ELSIF {same} THEN RETURN NEW;
            END IF;
            RAISE EXCEPTION '{WRITTEN_ONCE}' USING ERRCODE = 'restrict_violation';
        END $$"""
    yield f"""CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION {table}_written_once()"""


def _undo(vendor: str, table: str) -> Iterator[str]:
    if vendor == "postgresql":
        yield f"DROP FUNCTION {table}_written_once() CASCADE"
    else:
        yield from (f"DROP TRIGGER {table}_no_{act}" for act in ("update", "delete"))


def written_once(*tables: str, mark: str = "", but: Sequence[str] = ()) -> migrations.RunPython:
    """The migration step that makes the database guard these tables.

    `mark` names a true-or-false column that may still be set to true, and never back; `but` the columns that may be
    corrected, where what was written before stands in the log. A table has one of them or none. On SQLite a
    later migration that remakes a table drops its triggers: it must use this again.
    """

    def lock(apps: Any, schema_editor: Any) -> None:
        connection = schema_editor.connection
        make = _postgresql if connection.vendor == "postgresql" else _sqlite
        for table in tables:
            for statement in make(table, _columns(connection, table), mark, but):
                schema_editor.execute(statement, None)

    def unlock(apps: Any, schema_editor: Any) -> None:
        for table in tables:
            for statement in _undo(schema_editor.connection.vendor, table):
                schema_editor.execute(statement, None)

    return migrations.RunPython(lock, unlock)


def _columns(connection: Any, table: str) -> list[str]:
    with connection.cursor() as cursor:
        return [column.name for column in connection.introspection.get_table_description(cursor, table)]
