"""The county of `world`, in the database."""

import pytest

from tests.records import world as worlds
from tests.wiping import wipe


@pytest.fixture
def world(db) -> worlds.World:
    return worlds.build()


@pytest.fixture
def served_world(live_server):
    """The county on a running site, for tests with a browser or with several connections."""
    yield worlds.build()
    wipe()
