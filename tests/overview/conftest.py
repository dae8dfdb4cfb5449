"""The county of `tests.records.world`, and clients that are signed in there."""

import pytest

from tests.records import world as worlds


@pytest.fixture
def world(db) -> worlds.World:
    return worlds.build()


@pytest.fixture
def client_of(world):
    """A signed-in client by the actor's short name."""
    return lambda who: worlds.signed_in(world.actors[who])
