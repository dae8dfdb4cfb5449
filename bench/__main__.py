"""`make bench`: every limit, measured in one run: the guide, the proof, and the records on SQLite and PostgreSQL.

Prints each line with its ratio to its limit and writes bench/results.json. Exits with 1 when a limit is broken or when
something could not be measured.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from helhet.knowledge.home import open_library
from helhet.knowledge.verify import verify
from helhet.knowledge.verify.layers import Layers, proving

from . import guide, synthetic

RESULTS = Path(__file__).with_name("results.json")
# How each database is given to the measuring process: SQLite's file is filled in.
DATABASES = {"sqlite": (), "postgresql": (sys.executable, "scripts/postgres.py")}

type Line = dict[str, Any]


def line(what: str, measured: float, limit: float | None, unit: str, database: str = "") -> Line:
    """One line of the results; a ratio has no unit, and what is only told has no limit."""
    return {"what": what, "database": database, "measured": measured, "limit": limit, "unit": unit}


def pure() -> Iterator[Line]:
    """The guide and the proof, which need no database."""
    library = open_library()
    measured = guide.answers(library, library.pack("kalmar-2021"))
    yield line("advise, all facts known (median)", measured[1][1] * 1e6, 300, "µs")
    for larger in (10, 100):
        rows = measured[larger][0] / measured[1][0]
        cost = measured[larger][1] / measured[1][1]
        yield line(f"advise, {larger}× the rows: cost per row against 1×", cost / rows, 1.0, "")
    for ident in library.pack_ids():
        report = verify(library.pack(ident), library.vocabulary, library.law)
        for name, checker in report.checkers.items():
            yield line(f"verify {ident}, {name}", checker["seconds"], 10, "s")
    made = synthetic.pack(synthetic.faulty(library.vocabulary))
    started = time.perf_counter()
    Layers(proving(library.vocabulary), library.law, None).run(made)
    yield line("clingo, 12 facts × 256 rows", time.perf_counter() - started, 5, "s")


def records(database: str, courses: list[str]) -> Iterator[Line]:
    """The staff pages on one database, in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="helhet-bench-") as folder:
        file = Path(folder) / "lines"
        file.touch()
        command = [*DATABASES[database], sys.executable, "-m", "bench.database", str(file), *courses]
        address = {"HELHET_DATABASE_URL": f"sqlite://{folder}/db.sqlite3"} if database == "sqlite" else {}
        done = subprocess.run(command, env=os.environ | address, check=False)
        yield from map(json.loads, file.read_text().splitlines())
        if done.returncode:
            yield line("the rest could not run", 0, None, "not run", database)


def lines(courses: list[str]) -> Iterator[Line]:
    """Everything. `courses`: how many the larger database has, when not a million."""
    yield from pure()
    for database in DATABASES:
        yield from records(database, courses)


def told(one: Line) -> str:
    """A line for whoever reads the terminal."""
    what = f"{one['database']}: {one['what']}" if one["database"] else one["what"]
    if one["unit"] == "not run":
        return f"{what:<72} NOT RUN"
    text = f"{what:<72} {one['measured']:>10.2f} {one['unit']:<2}"
    if one["limit"] is None:
        return text
    return f"{text}  limit {one['limit']:g} {one['unit']}  ratio {one['measured'] / one['limit']:.2f}"


def broken(one: Line) -> bool:
    """Whether a line is over its limit, or was never measured."""
    return one["unit"] == "not run" or (one["limit"] is not None and one["measured"] > one["limit"])


def main() -> int:
    """Measure, print as it comes, and write it down."""
    found = []
    for one in lines(sys.argv[1:]):
        found.append(one)
        print(told(one), flush=True)
    machine = {"python": platform.python_version(), "system": platform.platform(), "processors": os.cpu_count()}
    over = [told(one) for one in found if broken(one)]
    RESULTS.write_text(
        json.dumps({"machine": machine, "lines": found, "over": over}, ensure_ascii=False, indent=1) + "\n"
    )
    return int(bool(over))


if __name__ == "__main__":
    sys.exit(main())
