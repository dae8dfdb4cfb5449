"""A test that really writes leaves nothing behind, and the guards stand again."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests.records import world as worlds
from tests.wiping import ours, wipe


@pytest.mark.django_db(transaction=True)
def test_everything_goes_and_the_guards_stay():
    worlds.build().course("health")
    wipe()
    assert rows() == 0
    worlds.build().course("health")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_event")
    assert rows() > 0
    wipe()


def rows() -> int:
    with connection.cursor() as cursor:
        counts = " + ".join(f"(SELECT count(*) FROM {table})" for table in ours())
        cursor.execute(f"SELECT {counts}")
        return cursor.fetchone()[0]
