"""What the environment turns into."""

from pathlib import Path

import pytest
from django.db import connection

from helhet.config import env

FILE = Path("var/x.sqlite3")


def test_postgres_address():
    found = env.database("postgresql://anna:hemligt%40x@db.example:6432/helhet?sslmode=require", FILE)
    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("helhet", "anna", "hemligt@x")
    assert (found["HOST"], found["PORT"]) == ("db.example", "6432")
    assert found["OPTIONS"] == {"sslmode": "require"}
    assert found["DISABLE_SERVER_SIDE_CURSORS"]


def test_postgres_by_socket_folder():
    found = env.database("postgresql:///helhet?host=%2Frun%2Fpg", FILE)
    assert found["HOST"] == "/run/pg"
    assert found["OPTIONS"] == {}


def test_other_databases_are_refused():
    with pytest.raises(ValueError, match="HELHET_DATABASE_URL"):
        env.database("mysql://x/y", FILE)


@pytest.mark.parametrize(("said", "means"), [("1", True), ("true", True), ("0", False), ("", False)])
def test_flag(monkeypatch, said, means):
    monkeypatch.setenv("HELHET_DEBUG", said)
    assert env.flag("DEBUG", True) is means


def test_secret_key_comes_from_the_environment_then_the_file(monkeypatch, tmp_path):
    assert env.secret_key(tmp_path) == ""
    (tmp_path / "secret-key").write_text("ur filen")
    assert env.secret_key(tmp_path) == "ur filen"
    monkeypatch.setenv("HELHET_SECRET_KEY", "ur miljön")
    assert env.secret_key(tmp_path) == "ur miljön"


@pytest.mark.sqlite
@pytest.mark.django_db
def test_sqlite_writers_wait_their_turn():
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (10_000,)
    assert connection.transaction_mode == "IMMEDIATE"
