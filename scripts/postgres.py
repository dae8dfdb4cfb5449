"""A PostgreSQL for as long as it is needed: `python scripts/postgres.py CMD …` runs CMD with HELHET_DATABASE_URL set.

In order: the database that HELHET_TEST_DSN names; the machine's own programs, started in a temporary folder; those
that a Python package carries. The role we test as is no superuser, so that row-level security bites.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from helhet.config import machine

# Surviving a power cut is no use to a database that lives for one test run.
# Nor does it look at tables by itself: one that it looked at while it was empty is then taken for empty, and a select
# that joins ten of them took minutes, now and then. Whoever needs the true sizes says ANALYZE.
FAST = "-c autovacuum=off -c fsync=off -c synchronous_commit=off -c full_page_writes=off"


class NoPostgres(Exception):
    pass


def programs() -> Path:
    if found := machine.postgres_programs():
        return found
    raise NoPostgres("PostgreSQL's programs (initdb, pg_ctl) were found nowhere")


def unprivileged() -> str | None:
    """PostgreSQL refuses to run as root: the user to run it as instead."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextmanager
def running() -> Iterator[str]:
    """The address of a database that may be used freely."""
    if given := os.environ.get("HELHET_TEST_DSN"):
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="helhet-pg-") as folder, started(Path(folder)) as superuser:
        yield with_plain_role(superuser)


@contextmanager
def started(folder: Path) -> Iterator[str]:
    folder_of_programs, user = programs(), unprivileged()
    if user:
        shutil.chown(folder, user)

    def call(program: str, *arguments: str) -> None:
        command = [folder_of_programs / program, "-D", folder / "data", *arguments]
        subprocess.run(command, check=True, cwd=folder, user=user, stdout=subprocess.DEVNULL)

    call("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    call("pg_ctl", "-w", "-l", f"{folder}/log", "-o", f"-c listen_addresses='' -k {folder} {FAST}", "start")
    try:
        yield f"postgresql://postgres@/postgres?host={folder}"
    finally:
        call("pg_ctl", "-m", "immediate", "stop")


def with_plain_role(superuser: str) -> str:
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute("CREATE ROLE helhet LOGIN CREATEDB")
        connection.execute("CREATE DATABASE helhet OWNER helhet")
        return f"postgresql://helhet@/helhet?host={connection.info.host}&port={connection.info.port}"


def main(command: list[str]) -> int:
    with running() as address:
        return subprocess.run(command, env=os.environ | {"HELHET_DATABASE_URL": address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
