"""Requests that have had their time come back to whoever sent them. May be run twice, by two at once, after a crash."""

import logging
from datetime import datetime

from django.db import OperationalError
from django.utils.timezone import localdate

from helhet.kernel.errors import Refused
from helhet.organisations.models import Authority
from helhet.organisations.queries import holdings, system_actor
from helhet.secrecy.wall import acting

from . import actions, queries
from .models import Sent

LOG = logging.getLogger(__name__)


def expire_all(at: datetime) -> int:
    """Let every request that has had its time go out. Gives how many did; each in a transaction of its own."""
    return sum(_one(sent, at) for holding in holdings() for sent in _due(holding, at))


def _due(holding: Authority, at: datetime) -> list[Sent]:
    with acting(system_actor(holding, "Se vad som har gått ut"), at):
        found = queries.to_expire(holding.id, localdate(at))
        about = ("holding__principal", "person", "course__next", "disclosure__receiver_unit__holding__principal")
        return list(found.select_related(*about))


def _one(sent: Sent, at: datetime) -> bool:
    try:
        actions.expire(at=at, sent=sent)
    except (Refused, OperationalError):
        # Answered in the meantime, or somebody is at it right now: the next round sees what is left.
        return False
    except Exception:
        # A fault of ours with one of them keeps no other waiting.
        LOG.exception("the hand-off %s could not go out", sent.id)
        return False
    return True
