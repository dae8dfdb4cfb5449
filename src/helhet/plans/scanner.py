"""Plans whose yes was taken back on another page end, and everyone is told. May be run twice, by two, after a crash."""

from datetime import datetime

from django.db import OperationalError, transaction

from helhet.kernel.errors import HelhetError
from helhet.organisations.queries import holdings, system_actor
from helhet.secrecy.wall import acting

from . import actions, holding, queries
from .models import Plan


def end_withdrawn(at: datetime) -> int:
    """End every such plan, each in a transaction of its own. Gives how many."""
    found = []
    for one in holdings():
        with acting(system_actor(one, "Se vilka planer som har mist sitt ja"), at):
            found += queries.withdrawn_open(one.id)
    return sum(_one(plan, at) for plan in found)


def _one(plan: Plan, at: datetime) -> bool:
    by = holding.system_at(plan, "Personen tog tillbaka sitt ja")
    try:
        with transaction.atomic(), acting(by, at):
            locked = holding.held(by, at, plan, "withdraw")
            actions.settle_withdrawn(by=by, at=at, plan=locked)
    except (HelhetError, OperationalError):
        # Somebody is at it right now, or has just done it: the next round sees what is left.
        return False
    return True
