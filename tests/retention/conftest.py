"""The county of the records tests, with somebody in each holding who may purge."""

import pytest

from tests.records import world as worlds


@pytest.fixture
def world(db) -> worlds.World:
    found = worlds.build()
    for unit in ("social", "other_social", "health", "private"):
        worlds.employ(found, f"{unit}.archivist", found.units[unit], "archivist")
    return found
