"""Row security for a table, as a migration step. The policies say in SQL what `rules` says in Python."""

# ruff: noqa: S608 (only names of our own tables and settings are put together)

from collections.abc import Iterator
from typing import Any, Literal

from django.db import migrations

Kind = Literal["own", "holding", "unit", "person", "entry", "copy", "under", "review"]

HOLDING = "nullif(current_setting('helhet.holding', true), '')::uuid"
UNIT = "nullif(current_setting('helhet.unit', true), '')::uuid"
STAFF = "nullif(current_setting('helhet.staff', true), '')::uuid"
AT = "nullif(current_setting('helhet.at', true), '')::timestamptz"
MAY = "current_setting('helhet.may', true)"
REVIEW = "current_setting('helhet.review', true)"
# `= any(array(select …))` runs the inner select once; `exists (…)` would run it for every row.
OPEN = f"""array(SELECT a.person_id FROM secrecy_access a WHERE a.unit_id = {UNIT}
    AND (a.staff_id IS NULL OR a.staff_id = {STAFF}) AND a.since <= {AT} AND a.until > {AT})"""
LIFTED = OPEN.replace("WHERE", "WHERE a.lifts_blocks AND", 1)
BLOCKED = f"""array(SELECT b.person_id::text || b.unit_id::text FROM secrecy_block b WHERE b.holding_id = {HOLDING}
    AND b.unit_id <> {UNIT} AND b.since <= {AT} AND (b.until IS NULL OR b.until > {AT}))"""


# What is not yet about anybody is seen by the unit it came to; then whoever may open that person sees it.
COPY = f"""(unit_id = {UNIT} AND NOT EXISTS (SELECT 1 FROM secrecy_copyof o WHERE o.copy_id = secrecy_copy.id))
    OR EXISTS (SELECT 1 FROM secrecy_copyof o WHERE o.copy_id = secrecy_copy.id AND o.person_id = ANY({OPEN})
    AND (o.person_id = ANY({LIFTED}) OR NOT (o.person_id::text || secrecy_copy.unit_id::text) = ANY({BLOCKED})))"""


def condition(kind: Kind, person: str, unit: str, under: tuple[str, str] = ("", "")) -> str:
    """Which rows are seen: of the own holding; of persons that may be opened; and not behind another unit's block."""
    own = f"holding_id = {HOLDING}"
    if kind == "own":
        return own
    if kind == "review":
        return f"{own} AND ({MAY} = 'system' OR {REVIEW} = 'yes')"
    return f"{own} AND ({MAY} = 'system' OR ({MAY} = 'records' AND ({_seen(kind, person, unit, under)})))"


def _seen(kind: Kind, person: str, unit: str, under: tuple[str, str]) -> str:
    """Which rows of the own holding somebody sees who may read about persons."""
    behind = f"coalesce(({person}::text || {unit}::text) = ANY({BLOCKED}), false)"
    seen: dict[Kind, str] = {
        "holding": "true",
        "unit": f"{unit} = {UNIT}",
        "person": f"{person} IS NULL OR {person} = ANY({OPEN})",
        # What is not about anybody is seen by the unit that has it.
        "entry": f"({person} IS NULL AND {unit} = {UNIT}) OR "
        f"({person} = ANY({OPEN}) AND (NOT {behind} OR {person} = ANY({LIFTED})))",
        "copy": COPY,
        "under": f"EXISTS (SELECT 1 FROM {under[1]} u WHERE u.id = {under[0]})",
    }
    return seen[kind]


def _statements(table: str, seen: str) -> Iterator[str]:
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
    yield f"CREATE POLICY wall ON {table} USING ({seen}) WITH CHECK (holding_id = {HOLDING})"


def walled(
    kind: Kind, *tables: str, person: str = "person_id", unit: str = "unit_id", under: tuple[str, str] = ("", "")
) -> migrations.RunPython:
    """Put row security on tables. own: everyone in the holding, also who may not read about persons; review: who may
    review the log. The others for who may read about persons: holding: the whole holding's; unit: the own unit's;
    person: of persons that may be opened; entry: and written by a unit, so that blocks count; copy: as COPY says;
    under: where the row that it belongs to is seen (`under` is the column and the table)."""
    seen = condition(kind, person, unit, under)

    def build(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            for table in tables:
                for statement in _statements(table, seen):
                    schema_editor.execute(statement, None)

    def tear_down(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            for table in tables:
                schema_editor.execute(f"DROP POLICY wall ON {table}", None)
                schema_editor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY", None)

    return migrations.RunPython(build, tear_down)
