"""Tells whoever has a clock, and those above, before its time is out, and the chair when it is.

May be run twice, by two at once, after a crash, and when the machine's clock goes back: each alarm of each clock is a
row of its own, written in the same transaction as what is put on somebody's list.
"""

from datetime import datetime
from uuid import UUID

from django.db import OperationalError, ProgrammingError, transaction

from helhet.organisations import queries as organisations
from helhet.organisations.models import Authority
from helhet.secrecy.wall import acting

from . import alarms, clocks, following, holding, queries
from .models import Case


def alarm_clocks(at: datetime) -> int:
    """Tell of every clock that has something to be told of. Gives how many alarms were told."""
    return sum(_holding(one, at) for one in organisations.holdings())


def _holding(one: Authority, at: datetime) -> int:
    by = organisations.system_actor(one, "Larma om tider i lag")
    with acting(by, at):
        waiting = queries.to_scan(one.id, at)
        scene = alarms.scene(one.id, at) if waiting else None
    told, faults = 0, []
    for ident in waiting if scene else ():
        try:
            told += _case(one, scene, ident, at)
        except (OperationalError, ProgrammingError):
            raise
        except Exception as error:
            # One case that cannot be read hides no other's alarm; the round fails when the rest is done.
            faults.append(error)
    if faults:
        raise faults[0]
    return told


def _case(one: Authority, scene: alarms.Scene, ident: UUID, at: datetime) -> int:
    """One case in a transaction of its own: what has fallen is written down, and what is due is told."""
    by = organisations.system_actor(one, "Larma om tider i lag")
    with transaction.atomic(), acting(by, at):
        case = holding.locked(Case(id=ident))
        now = following.standing(case, queries.events(case), at)
        holding.settle(by, at, case, now)
        rows = list(case.clocks.all())
        new = alarms.told(by, at, case, scene, clocks.pressing(now, rows, at))
        clocks.look_again(case, now, rows)
    return new
