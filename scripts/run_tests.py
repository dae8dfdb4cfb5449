"""`make test`: every test, in four phases, two at a time. What could not run is said at the end, and under CI it is a
failure.

The phases touch nothing of each other's: each has a database, reports and hypothesis examples of its own.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from xml.etree import ElementTree

import browser
import postgres

ROOT = Path(__file__).resolve().parents[1]
REPORTS = ROOT / "build" / "tests"
CI = os.environ.get("CI", "").lower() in {"1", "true"}


@dataclass
class Result:
    phase: str
    ran: int = 0
    skipped: int = 0
    seconds: float = 0.0
    failed: bool = False
    not_run: str = ""

    def complete(self) -> bool:
        return self.ran > 0 and not self.skipped and not self.not_run

    def line(self) -> str:
        outcome = self.not_run or f"{self.ran} ran, {self.skipped} skipped, {self.seconds:.0f} s"
        word = "FAILED" if self.failed else "ok" if self.complete() else "NOT COMPLETE"
        return f"  {self.phase:<21} {word:<13} {outcome}"


@contextmanager
def on_sqlite() -> Iterator[dict[str, str]]:
    with tempfile.TemporaryDirectory(prefix="helhet-tests-") as folder:
        yield {"HELHET_DATABASE_URL": f"sqlite:///{folder}/db.sqlite3"}


# A server that somebody gave us has one test database by that name, so the phases take turns there.
TURN = Lock()


@contextmanager
def on_postgres() -> Iterator[dict[str, str]]:
    given = os.environ.get("HELHET_TEST_DSN")
    with TURN if given else nullcontext(), postgres.running() as address:
        yield {"HELHET_DATABASE_URL": address}


@contextmanager
def in_browser() -> Iterator[dict[str, str]]:
    with on_sqlite() as database:
        yield {**database, "HELHET_CHROMIUM": browser.find()}


@contextmanager
def in_browser_on_postgres() -> Iterator[dict[str, str]]:
    with on_postgres() as database:
        yield {**database, "HELHET_CHROMIUM": browser.find()}


# Phase, what makes ready for it (and gives its environment), and which tests belong to it. The longest first.
PHASES = (
    ("browser", in_browser, ("-m", "browser")),
    ("SQLite", on_sqlite, ("-m", "not browser and not postgres")),
    ("PostgreSQL", on_postgres, ("-m", "not browser and not sqlite", "--only-database")),
    ("browser on PostgreSQL", in_browser_on_postgres, ("-m", "journey")),
)
AT_ONCE = 2


def main(arguments: list[str]) -> int:
    REPORTS.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        results = list(pool.map(lambda phase: run(*phase, arguments), PHASES))
    print("\nTests:", *(result.line() for result in results), sep="\n", flush=True)
    failed = any(result.failed for result in results)
    incomplete = not all(result.complete() for result in results)
    if incomplete:
        print("Not everything was run: see above." + (" Under CI that is a failure." if CI else ""))
    return int(failed or (CI and incomplete))


def run(phase, ready, selection, arguments) -> Result:
    try:
        with ready() as environment:
            return pytest(phase, environment, [*selection, *arguments])
    except (postgres.NoPostgres, browser.NoBrowser) as reason:
        return Result(phase, not_run=f"not run: {reason}")


def pytest(phase: str, environment: dict[str, str], arguments: list[str]) -> Result:
    """One phase in a process of its own. What it said is printed when it is done, so that two do not speak at once;
    until then it stands in build/tests/."""
    report = REPORTS / f"{phase.replace(' ', '-')}.xml"
    report.unlink(missing_ok=True)
    print(f"== Tests: {phase}, begun", flush=True)
    clean = {name: value for name, value in os.environ.items() if not name.startswith("HELHET_")}
    own = ["-p", "no:cacheprovider", f"--junitxml={report}", *arguments]
    command = [sys.executable, "-m", "pytest", "-q", *own]
    started = time.monotonic()
    # Into a file, so that a long phase can be followed while it goes on.
    said = report.with_suffix(".log")
    with said.open("w") as out:
        done = subprocess.run(
            command, cwd=ROOT, env=clean | environment, check=False, stdout=out, stderr=subprocess.STDOUT
        )
    print(f"\n== Tests: {phase}\n{said.read_text(errors='replace')}", flush=True)
    result = Result(phase, seconds=time.monotonic() - started, failed=done.returncode not in {0, 5})
    if report.exists():
        suite = ElementTree.parse(report).getroot()[0]  # noqa: S314 (our own file)
        result.skipped = int(suite.get("skipped", 0))
        result.ran = int(suite.get("tests", 0)) - result.skipped
    return result


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
