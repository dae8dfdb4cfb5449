"""`helhet doctor`: is everything here that Helhet needs, and what to do about what is missing."""

import argparse
import ctypes.util
import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import Error

from helhet.config import env, machine


@dataclass(frozen=True)
class Check:
    name: str
    necessary: bool
    todo: str
    find: Callable[[], str]
    """Says what was found; empty when it is missing."""


def python_version() -> str:
    return sys.version.split()[0] if sys.version_info >= (3, 12) else ""


def secret_key() -> str:
    return "satt" if env.secret_key(settings.VAR) else ""


def database() -> str:
    try:
        connection.ensure_connection()
    except Error:
        return ""
    return connection.display_name


def migrations() -> str:
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return ""
    return "" if missing else "alla är gjorda"


def content() -> str:
    return str(settings.CONTENT) if settings.CONTENT.is_dir() else ""


def static_files() -> str:
    return finders.find("vendor/designsystemet.css") or ""


def postgres() -> str:
    return str(machine.postgres_programs() or "")


def pango() -> str:
    return ctypes.util.find_library("pango-1.0") or ""


def fonts() -> str:
    folders = [Path("/usr/share/fonts"), Path.home() / ".fonts", Path("/Library/Fonts")]
    return next((str(folder) for folder in folders if next(folder.rglob("*.[ot]tf"), None)), "")


CHECKS = (
    Check("Python 3.12 eller nyare", True, "Installera en nyare Python och kör ./up igen.", python_version),
    Check("Hemlig nyckel", True, "Sätt HELHET_SECRET_KEY, eller kör make demo som skapar en.", secret_key),
    Check("Databas", True, "Kontrollera HELHET_DATABASE_URL och att databasen är igång.", database),
    Check("Databasens tabeller", True, "Kör: ./up run helhet manage migrate", migrations),
    Check("Innehåll (content/)", True, "Kör från källkodens mapp, eller sätt HELHET_ROOT.", content),
    Check("Filer till webbsidorna", True, "Kör: ./up", static_files),
    Check("Pango (för PDF)", False, "Installera paketet libpangoft2-1.0-0.", pango),
    Check("Typsnitt (för PDF)", False, "Installera paketet fonts-dejavu-core.", fonts),
    Check("Chromium (för test)", False, "Kör: ./up test", machine.chromium),
    Check("PostgreSQL (för test)", False, "Kör: ./up test", postgres),
)


def run(args: argparse.Namespace) -> int:
    rows = [(check, check.find()) for check in CHECKS]
    print(as_json(rows) if args.json else as_text(rows))
    return int(any(check.necessary and not found for check, found in rows))


def as_text(rows: list[tuple[Check, str]]) -> str:
    return "\n".join(
        f"{'OK    ' if found else 'SAKNAS'}  {check.name}: {found or check.todo}"
        + ("" if found or check.necessary else " (behövs inte för att starta)")
        for check, found in rows
    )


def as_json(rows: list[tuple[Check, str]]) -> str:
    report = []
    for check, found in rows:
        row = asdict(check) | {"ok": bool(found), "found": found}
        report.append({key: value for key, value in row.items() if key != "find"})
    return json.dumps(report, ensure_ascii=False, indent=2)
