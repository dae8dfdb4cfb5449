"""The county of `world`, in the database."""

import pytest

from tests.records import world as worlds


@pytest.fixture
def world(db) -> worlds.World:
    return worlds.build()
