"""`make test`: every test, in three phases. What could not run is said at the end, and under CI it is a failure."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
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
        return f"  {self.phase:<11} {word:<13} {outcome}"


@contextmanager
def on_postgres() -> Iterator[dict[str, str]]:
    with postgres.running() as address:
        yield {"HELHET_DATABASE_URL": address}


def in_browser() -> nullcontext[dict[str, str]]:
    return nullcontext({"HELHET_CHROMIUM": browser.find()})


# Phase, what makes ready for it (and gives its environment), and which tests belong to it.
PHASES = (
    ("SQLite", lambda: nullcontext({}), ("-m", "not browser and not postgres")),
    ("PostgreSQL", on_postgres, ("-m", "not browser and not sqlite", "--only-database")),
    ("browser", in_browser, ("-m", "browser")),
)


def main(arguments: list[str]) -> int:
    REPORTS.mkdir(parents=True, exist_ok=True)
    results = [run(*phase, arguments) for phase in PHASES]
    print("\nTests:", *(result.line() for result in results), sep="\n", flush=True)
    failed = any(result.failed for result in results)
    incomplete = not all(result.complete() for result in results)
    if incomplete:
        print("Not everything was run: see above." + (" Under CI that is a failure." if CI else ""))
    return int(failed or (CI and incomplete))


def run(phase, ready, selection, arguments) -> Result:
    print(f"\n== Tests: {phase}", flush=True)
    try:
        with ready() as environment:
            return pytest(phase, environment, [*selection, *arguments])
    except (postgres.NoPostgres, browser.NoBrowser) as reason:
        return Result(phase, not_run=f"not run: {reason}")


def pytest(phase: str, environment: dict[str, str], arguments: list[str]) -> Result:
    report = REPORTS / f"{phase}.xml"
    report.unlink(missing_ok=True)
    clean = {name: value for name, value in os.environ.items() if not name.startswith("HELHET_")}
    command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={report}", *arguments]
    started = time.monotonic()
    code = subprocess.run(command, cwd=ROOT, env=clean | environment, check=False).returncode
    result = Result(phase, seconds=time.monotonic() - started, failed=code not in {0, 5})
    if report.exists():
        suite = ElementTree.parse(report).getroot()[0]  # noqa: S314 (our own file)
        result.skipped = int(suite.get("skipped", 0))
        result.ran = int(suite.get("tests", 0)) - result.skipped
    return result


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
