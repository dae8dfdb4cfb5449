"""Rows that are written once. The model refuses to change them, and so does the database itself.

The one exception is retention: what law says must be purged goes, while a `Purging` row stands in the same
transaction. Nobody else can see that row, and it is gone when the transaction ends.
"""

from collections.abc import Iterator
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


def _sqlite(table: str) -> Iterator[str]:
    yield f"""CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
        BEGIN SELECT RAISE(ABORT, '{WRITTEN_ONCE}'); END"""
    yield f"""CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
        WHEN NOT EXISTS ({PURGING}) BEGIN SELECT RAISE(ABORT, '{WRITTEN_ONCE}'); END"""


def _postgresql(table: str) -> Iterator[str]:
    yield f"""CREATE FUNCTION {table}_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' AND EXISTS ({PURGING}) THEN RETURN OLD; END IF;
            RAISE EXCEPTION '{WRITTEN_ONCE}' USING ERRCODE = 'restrict_violation';
        END $$"""
    yield f"""CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION {table}_written_once()"""


def _undo(vendor: str, table: str) -> Iterator[str]:
    if vendor == "postgresql":
        yield f"DROP FUNCTION {table}_written_once() CASCADE"
    else:
        yield from (f"DROP TRIGGER {table}_no_{act}" for act in ("update", "delete"))


def written_once(*tables: str) -> migrations.RunPython:
    """The migration step that makes the database guard these tables.

    On SQLite a later migration that remakes a table drops its triggers: it must use this again.
    """

    def lock(apps: Any, schema_editor: Any) -> None:
        make = _postgresql if schema_editor.connection.vendor == "postgresql" else _sqlite
        for table in tables:
            for statement in make(table):
                schema_editor.execute(statement, None)

    def unlock(apps: Any, schema_editor: Any) -> None:
        for table in tables:
            for statement in _undo(schema_editor.connection.vendor, table):
                schema_editor.execute(statement, None)

    return migrations.RunPython(lock, unlock)
