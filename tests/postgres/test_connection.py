"""The PostgreSQL that the tests run on is the kind that production has."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


def test_we_are_no_superuser_so_that_row_level_security_bites():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)


def test_version_is_supported():
    assert connection.pg_version >= 150000
