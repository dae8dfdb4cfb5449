"""Who acts in a request, and when: read once, before anything else. `request.actor` is None for whoever is not in."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from . import queries, rules
from .actor import Actor

# What the session holds of ours, beside what Django's own sign-in keeps there.
ASSIGNMENT, STARTED, SEEN = "assignment", "started", "seen"


class WhoActs:
    """Middleware: sets `request.at` and `request.actor`, and ends sessions that have lasted too long."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.at = timezone.now()
        request.actor = actor_in(request, request.at)
        return self.get_response(request)


def actor_in(request: HttpRequest, at: datetime) -> Actor | None:
    """The Actor of a session whose assignment still counts. A visitor without a session costs no query."""
    session = request.session
    if SEEN not in session:
        return None
    if rules.session_over(_moment(session[STARTED]), _moment(session[SEEN]), at):
        logout(request)
        return None
    if at - _moment(session[SEEN]) > rules.NOTED:
        session[SEEN] = at.isoformat()
    if not request.user.is_authenticated or ASSIGNMENT not in session:
        return None
    return queries.actor_for(UUID(session[ASSIGNMENT]), request.user.pk, at)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
