"""Whatever happens, in any order: nobody is without an owner, no refusal is hidden, nothing changes by itself."""

from collections import Counter
from random import Random

from django.db import connection, transaction

from helhet.handoffs import rules
from helhet.handoffs.models import ReceivedStep, SentStep
from tests.handoffs.histories import ACTS, History
from tests.handoffs.promises import kept, unbroken

# The same histories each time. PostgreSQL plays fewer: there it is the wall that is tried, not the rules again.
ON_POSTGRES = connection.vendor == "postgresql"
SEEDS = range(5 if ON_POSTGRES else 20)
LENGTH = 40
# What can only follow on something else is tried oftener, so that histories get that far.
OFTEN = {"send": 3, "complete": 4, "begin": 4, "conclude": 4, "accept": 2, "reject": 2, "learn": 3, "receipt": 2}
NAMES = sorted(ACTS)
WEIGHTS = [OFTEN.get(name, 1) for name in NAMES]
NUMBERS = 41


def played(world, seed: int) -> History:
    """A history of its own, whose promises are tried after each act that was done."""
    random, history = Random(seed), History(world)  # noqa: S311 (chosen, not secret)
    history.did.append(f"seed {seed}")
    history.do("open_course", 0, 0, 0)
    history.do("send", 0, 0, 1)
    for _ in range(LENGTH):
        if history.do(random.choices(NAMES, WEIGHTS)[0], *(random.randrange(NUMBERS) for _ in range(3))):
            kept(history)
    unbroken(history)
    return history


def test_nobody_is_dropped_in_any_history(world):
    seen: Counter[str] = Counter()
    for seed in SEEDS:
        with transaction.atomic():
            history = played(world, seed)
            seen.update(f"sent {step.act}" for step in history.all(SentStep))
            seen.update(f"received {step.act}" for step in history.all(ReceivedStep))
            transaction.set_rollback(True)
    assert everything() - set(seen) == set() or ON_POSTGRES, seen


def everything() -> set[str]:
    """Every act of the tables: histories that never come to one of them prove nothing of it."""
    sent = {f"sent {t.name}" for table in rules.SENT.values() for t in table.transitions}
    return sent | {f"received {t.name}" for table in rules.RECEIVED.values() for t in table.transitions}
