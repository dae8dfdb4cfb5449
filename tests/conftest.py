"""What all tests share: the clock, which phase a test belongs to, and a browser for those that ask for a page."""

import os
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))  # the browser is started in one way, by tests and screenshots alike

pytest_plugins = ["tests.browser.fixtures"]

# The suite's own clock: it begins an hour after what tests write (records.world.AT), whatever day the suite is run on,
# and goes on from there. Set before any test is read, as some ask what day it is then.
BEGINNING = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
STARTED = time.monotonic()
timezone.now = lambda: BEGINNING + timedelta(seconds=time.monotonic() - STARTED)

DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def pytest_addoption(parser):
    parser.addoption("--only-database", action="store_true", help="only tests that use the database")


def pytest_collection_modifyitems(config, items):
    on_postgres = os.environ.get("HELHET_DATABASE_URL", "").startswith("postgres")
    for item in items:
        folders = item.path.relative_to(ROOT).parts
        if "browser" in folders or "browser" in item.fixturenames:
            item.add_marker("browser")
        if "postgres" in folders:
            item.add_marker("postgres")
        if item.get_closest_marker("postgres") and not on_postgres:
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL: make test"))
    if config.getoption("--only-database"):
        items[:] = [item for item in items if uses_database(item)]


def uses_database(item) -> bool:
    marked = item.get_closest_marker("django_db") or item.get_closest_marker("postgres")
    return bool(marked or DATABASE_FIXTURES & set(item.fixturenames))


@pytest.fixture
def root() -> Path:
    return ROOT
