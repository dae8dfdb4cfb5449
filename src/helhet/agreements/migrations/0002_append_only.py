"""The database itself refuses to change, remove or write over what was published.

On SQLite a later migration that remakes one of the tables drops its triggers with it: such a migration must run
`lock` again (the tests of the triggers say so).
"""

from django.db import migrations

TABLES = ("agreements_publication", "agreements_check")
WRITTEN_ONCE = "rows are written once"
FROZEN = "an agreement in force is frozen"
# Other content under an id that has been in force.
TAKEN = """SELECT 1 FROM agreements_publication
    WHERE pack_id = NEW.pack_id AND status <> 'draft' AND hash <> NEW.hash"""


def sqlite_lock():
    for table in TABLES:
        for act in ("update", "delete"):
            yield f"""CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table}
                BEGIN SELECT RAISE(ABORT, '{WRITTEN_ONCE}'); END"""
    yield f"""CREATE TRIGGER agreements_publication_frozen BEFORE INSERT ON agreements_publication
        WHEN EXISTS ({TAKEN}) BEGIN SELECT RAISE(ABORT, '{FROZEN}'); END"""


def sqlite_unlock():
    for table in TABLES:
        for act in ("update", "delete"):
            yield f"DROP TRIGGER {table}_no_{act}"
    yield "DROP TRIGGER agreements_publication_frozen"


def postgresql_lock():
    yield f"""CREATE FUNCTION agreements_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{WRITTEN_ONCE}' USING ERRCODE = 'restrict_violation'; END $$"""
    yield f"""CREATE FUNCTION agreements_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (SELECT 1 FROM agreements_publication) THEN
                RAISE EXCEPTION '{WRITTEN_ONCE}' USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN NULL;
        END $$"""
    yield f"""CREATE FUNCTION agreements_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS ({TAKEN}) THEN
                RAISE EXCEPTION '{FROZEN}' USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN NEW;
        END $$"""
    for table in TABLES:
        yield f"""CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION agreements_written_once()"""
        yield f"""CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION agreements_no_truncate()"""
    yield """CREATE TRIGGER agreements_publication_frozen BEFORE INSERT ON agreements_publication
        FOR EACH ROW EXECUTE FUNCTION agreements_frozen()"""


def postgresql_unlock():
    for function in ("agreements_written_once", "agreements_no_truncate", "agreements_frozen"):
        yield f"DROP FUNCTION {function}() CASCADE"


STATEMENTS = {
    "sqlite": (sqlite_lock, sqlite_unlock),
    "postgresql": (postgresql_lock, postgresql_unlock),
}


def lock(apps, schema_editor):
    for statement in STATEMENTS[schema_editor.connection.vendor][0]():
        schema_editor.execute(statement, None)


def unlock(apps, schema_editor):
    for statement in STATEMENTS[schema_editor.connection.vendor][1]():
        schema_editor.execute(statement, None)


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_publication")]

    operations = [migrations.RunPython(lock, unlock)]
