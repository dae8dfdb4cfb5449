"""The county of `tests.records.world`, and clients that are signed in there."""

import pytest

from helhet.organisations.queries import system_actor
from helhet.secrecy.wall import acting
from tests.records import world as worlds


@pytest.fixture
def world(db):
    """The county. What a test reads itself it reads as the region's system; each request acts as whoever asks."""
    world = worlds.build()
    with acting(system_actor(world.holdings["region"], "Prov"), worlds.AT):
        yield world


@pytest.fixture
def client_of(world):
    """A signed-in client by the actor's short name."""
    return lambda who: worlds.signed_in(world.actors[who])
