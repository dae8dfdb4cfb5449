"""Whatever happens, in any order: nobody is without an owner, no refusal is hidden, nothing changes by itself."""

from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.handoffs.histories import ACTS, History
from tests.handoffs.promises import kept

# The same histories each time. PostgreSQL tries fewer: there it is the wall that is tried, not the rules again.
EXAMPLES = 8 if connection.vendor == "postgresql" else 25
NUMBER = st.integers(0, 40)
ACT = st.tuples(st.sampled_from(sorted(ACTS)), NUMBER, NUMBER, NUMBER)


@settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(acts=st.lists(ACT, min_size=10, max_size=30))
def test_nobody_is_dropped_in_any_history(world, acts):
    with transaction.atomic():
        history = History(world)
        history.do("open_course", 0, 0, 0)
        history.do("send", 0, 0, 1)
        for act in acts:
            history.do(*act)
            kept(history)
        transaction.set_rollback(True)
