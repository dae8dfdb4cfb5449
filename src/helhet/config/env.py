"""What the environment says. Nothing else reads os.environ for a setting; knowledge.home says where folders lie."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit


def text(name: str, default: str = "") -> str:
    return os.environ.get(f"HELHET_{name}", default)


def flag(name: str, default: bool) -> bool:
    return text(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def words(name: str) -> list[str]:
    return [word.strip() for word in text(name).split(",") if word.strip()]


def secret_key(var: Path) -> str:
    """From the environment, else the file that the demo made; empty when there is neither."""
    file = var / "secret-key"
    return text("SECRET_KEY") or (file.read_text() if file.is_file() else "")


# A connection is kept between requests, and tried before it is used again: opening one costs as much as a page, and
# closing the last one to an SQLite file writes its whole log into it.
KEPT = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def database(url: str, sqlite_file: Path) -> dict[str, object]:
    """Django's settings for `postgresql://user:password@host:port/name?sslmode=…` or, when empty, for SQLite."""
    if not url:
        return sqlite(sqlite_file)
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ValueError("HELHET_DATABASE_URL must start with postgresql:// or sqlite://")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        # A socket folder cannot stand where a host name stands in a URL, so it may come as ?host=/folder.
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        **KEPT,
        # pgbouncer hands each transaction to any server connection: cursors cannot outlive one.
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }


def sqlite(file: Path) -> dict[str, object]:
    """SQLite for many writers at once: readers never wait, and a writer takes its turn instead of failing."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        **KEPT,
        "NAME": str(file),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=10000;",
        },
        # A file, not memory: the live server's threads share it the way production's do.
        "TEST": {"NAME": str(file.with_name("test.sqlite3"))},
    }
