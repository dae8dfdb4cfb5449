"""The second wall: PostgreSQL's row security on the same rows as the policy. SQLite has none and needs the first.

`acting` tells the database who acts, for one transaction. Without it the database shows no rows about persons.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.db import connection, transaction

from helhet.organisations.actor import Actor

_now: ContextVar[tuple[Actor, datetime] | None] = ContextVar("acting", default=None)

SETTINGS = ("holding", "unit", "staff", "may", "review", "at")


@contextmanager
def acting(actor: Actor, at: datetime) -> Iterator[None]:
    """Everything inside is done as this actor, in one transaction. May be nested: a copy arrives as the receiver's."""
    within = connection.in_atomic_block
    with transaction.atomic():
        before = _now.get()
        token = _now.set((actor, at))
        try:
            _tell(actor, at)
            yield
        finally:
            _now.reset(token)
        # Only on the way out without an error: after one the transaction is rolled back, and its settings with it.
        if before:
            _tell(*before)
        elif within:
            # The transaction goes on without anybody: then the database shows nothing again.
            _set([""] * len(SETTINGS))


def _tell(actor: Actor, at: datetime) -> None:
    may = "system" if actor.is_system else "records" if "records" in actor.may else "nothing"
    review = "yes" if "review" in actor.may else "no"
    _set([actor.holding_id, actor.unit_id, actor.staff_id, may, review, at.isoformat()])


def _set(values: Sequence[object]) -> None:
    if connection.vendor != "postgresql":
        return
    named = [text for name, value in zip(SETTINGS, values, strict=True) for text in (f"helhet.{name}", str(value))]
    calls = ", ".join(["set_config(%s, %s, true)"] * len(SETTINGS))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {calls}", named)
