"""Row security for a table, as a migration step. The policies say in SQL what `rules` says in Python."""

from collections.abc import Iterator
from typing import Any, Literal

from django.db import migrations

Kind = Literal["own", "holding", "person", "entry", "copy"]

HOLDING = "nullif(current_setting('helhet.holding', true), '')::uuid"
UNIT = "nullif(current_setting('helhet.unit', true), '')::uuid"
STAFF = "nullif(current_setting('helhet.staff', true), '')::uuid"
AT = "nullif(current_setting('helhet.at', true), '')::timestamptz"
MAY = "current_setting('helhet.may', true)"
# `= any(array(select …))` runs the inner select once; `exists (…)` would run it for every row.
OPEN = f"""array(SELECT a.person_id FROM secrecy_access a WHERE a.unit_id = {UNIT}
    AND (a.staff_id IS NULL OR a.staff_id = {STAFF}) AND a.since <= {AT} AND a.until > {AT})"""
LIFTED = OPEN.replace("WHERE", "WHERE a.lifts_blocks AND", 1)
BLOCKED = f"""array(SELECT b.person_id::text || b.unit_id::text FROM secrecy_block b WHERE b.holding_id = {HOLDING}
    AND b.unit_id <> {UNIT} AND b.since <= {AT} AND (b.until IS NULL OR b.until > {AT}))"""


def condition(kind: Kind, person: str, unit: str) -> str:
    """Which rows are seen: of the own holding; of persons that may be opened; and not behind another unit's block."""
    own = f"holding_id = {HOLDING}"
    if kind == "own":
        return own
    if kind == "holding":
        return f"{own} AND {MAY} IN ('records', 'system')"
    opened = f"({person} IS NULL OR {person} = ANY({OPEN}))"
    if kind == "copy":
        # The unit it came to, and whoever may open the person it turned out to be about.
        opened = f"(unit_id = {UNIT} OR id = ANY(array(SELECT o.copy_id FROM secrecy_copyof o)))"
    if kind == "entry":
        # What is not yet about anybody is seen by the unit that has it.
        opened = f"(({person} IS NULL AND {unit} = {UNIT}) OR {person} = ANY({OPEN}))"
        behind = f"({person}::text || {unit}::text) = ANY({BLOCKED})"
        opened = f"{opened} AND (NOT coalesce({behind}, false) OR {person} = ANY({LIFTED}))"
    return f"{own} AND ({MAY} = 'system' OR ({MAY} = 'records' AND {opened}))"


def _statements(table: str, kind: Kind, person: str, unit: str) -> Iterator[str]:
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
    yield f"CREATE POLICY wall ON {table} USING ({condition(kind, person, unit)}) WITH CHECK (holding_id = {HOLDING})"


def walled(kind: Kind, *tables: str, person: str = "person_id", unit: str = "unit_id") -> migrations.RunPython:
    """Put row security on tables. own: everyone in the holding, also who may not read about
    persons; holding: the whole holding's, for who may; person: of persons that may be opened; entry: and
    written by a unit, so that blocks count; copy: as `queries.copy` says."""

    def build(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            for table in tables:
                for statement in _statements(table, kind, person, unit):
                    schema_editor.execute(statement, None)

    def tear_down(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            for table in tables:
                schema_editor.execute(f"DROP POLICY wall ON {table}", None)
                schema_editor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY", None)

    return migrations.RunPython(build, tear_down)
