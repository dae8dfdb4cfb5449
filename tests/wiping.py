"""Leaves an empty database after a test that really writes, past every guard: what no user can do.

Django's own way of emptying the tables is refused by the triggers that guard rows written once.
"""

from django.apps import apps
from django.db import connection


def ours() -> list[str]:
    """Every table of ours that stands in the database."""
    standing = set(connection.introspection.table_names())
    return [model._meta.db_table for model in apps.get_models() if model._meta.db_table in standing]


def wipe() -> None:
    """Empty every table."""
    (_wipe_postgresql if connection.vendor == "postgresql" else _wipe_sqlite)()


def _wipe_postgresql() -> None:
    # A published agreement is guarded against this too, so the guards stand aside meanwhile.
    with connection.cursor() as cursor:
        for table in ours():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"TRUNCATE {', '.join(ours())} CASCADE")
        for table in ours():
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _wipe_sqlite() -> None:
    with connection.cursor() as cursor:
        triggers = cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        cursor.execute("PRAGMA foreign_keys = OFF")
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        for table in ours():
            cursor.execute(f"DELETE FROM {table}")
        for _, statement in triggers:
            cursor.execute(statement)
        cursor.execute("PRAGMA foreign_keys = ON")
