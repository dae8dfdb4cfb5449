"""Asks for pages as a web server does, and counts the processor time that the answer took here and in the database."""

import io
import os
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.module_loading import import_string

from helhet.config.wsgi import application
from helhet.organisations.actor import Actor
from helhet.organisations.middleware import ASSIGNMENT, SEEN, STARTED
from helhet.organisations.models import Staff

# What, measured, limit (none: only told), unit; a ratio has no unit.
Line = tuple[str, float, float | None, str]

# Floor b: the base template, the session and one query.
PAGE = "/bench/sida/"
ROUNDS, IN_A_ROUND, WARM_UP = 15, 20, 30


class Caller:
    """Somebody who is signed in."""

    def __init__(self, who: Actor) -> None:
        self.handler = application
        self.cookies = {settings.SESSION_COOKIE_NAME: str(_session(who).session_key)}

    def get(self, path: str) -> bytes:
        """The page at a path. Raises AssertionError for anything but 200."""
        told: list[Any] = []
        answer = self.handler(self._asked(path), lambda *status_and_headers: told.extend(status_and_headers))
        body = b"".join(answer)
        answer.close()
        assert told[0].startswith("200"), f"{path}: {told[0]}"  # noqa: S101
        for name, value in told[1]:
            # Pages with forms give a cookie for them; a browser keeps the last and sends it back.
            if name == "Set-Cookie" and value.startswith(settings.CSRF_COOKIE_NAME):
                self.cookies[settings.CSRF_COOKIE_NAME] = value.partition(";")[0].partition("=")[2]
        return body

    def _asked(self, path: str) -> dict[str, Any]:
        path, _, query = path.partition("?")
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {
            "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": "bench",
            "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "bench", "HTTP_COOKIE": cookies,
            "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(), "wsgi.url_scheme": "http",
        }  # fmt: skip

    def queries(self, path: str) -> list[str]:
        """What a page asks the database, without what begins and ends a transaction."""
        self.get(path)
        with CaptureQueriesContext(connection) as captured:
            self.get(path)
        around = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
        return [one["sql"] for one in captured if not one["sql"].startswith(around)]

    def medians(self, *paths: str) -> list[float]:
        """Processor seconds that each page takes, in turns so that all meet the same machine."""
        for path in paths * WARM_UP:
            self.get(path)
        taken: dict[str, list[float]] = {path: [] for path in paths}
        for _ in range(ROUNDS):
            for path in paths:
                started = processor_time()
                for _ in range(IN_A_ROUND):
                    self.get(path)
                taken[path].append((processor_time() - started) / IN_A_ROUND)
        return [statistics.median(taken[path]) for path in paths]


def _session(who: Actor) -> SessionBase:
    staff, now = Staff.objects.get(id=who.staff_id), timezone.now().isoformat()
    session = import_string(f"{settings.SESSION_ENGINE}.SessionStore")()
    session[SESSION_KEY] = str(staff.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = staff.get_session_auth_hash()
    session.update({ASSIGNMENT: str(who.assignment_id), STARTED: now, SEEN: now})
    session.save()
    return session


def processor_time() -> float:
    """Seconds that this process and the database's own have worked. SQLite works inside this one."""
    return time.process_time() + sum(map(_worked, _database_processes()))


def timed(run: Callable[[], object]) -> float:
    """Seconds of work that something takes, once."""
    started = processor_time()
    run()
    return processor_time() - started


def _database_processes() -> Sequence[int]:
    return [connection.connection.info.backend_pid] if connection.vendor == "postgresql" else []


def _worked(process: int) -> float:
    """Linux counts in billionths of a second here; elsewhere the database's share cannot be told."""
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e9


def can_tell() -> bool:
    """Whether the database's processor time can be told on this machine."""
    return connection.vendor != "postgresql" or os.path.exists(f"/proc/{_database_processes()[0]}/schedstat")
