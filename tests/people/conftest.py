"""The county of `tests.records.world`, for tests of people."""

import pytest

from tests.records import world as worlds


@pytest.fixture
def world(db) -> worlds.World:
    return worlds.build()
