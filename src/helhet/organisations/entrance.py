"""The session of somebody on the way in: a right password, a code, then one assignment to act in.

Only here is anything of ours put in a session. Its key changes at every step that gives more.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from urllib.parse import urlencode
from uuid import UUID

import pyotp
from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localdate

from helhet.ui.addresses import landing

from . import queries, rules, signing
from .middleware import ASSIGNMENT, SEEN, STARTED
from .models import Staff

PENDING, SECRET = "pending", "secret"
NEXT_LENGTH = 500

type View = Callable[..., HttpResponse]


def passed(request: HttpRequest, staff: Staff) -> str:
    """Where to go after a right password: on to the code when there is one, else in."""
    if not staff.totp_secret:
        return let_in(request, staff)
    request.session.flush()
    request.session[PENDING] = [str(staff.id), staff.get_session_auth_hash(), request.at.isoformat()]
    return with_next(request, "organisations:code")


def pending(request: HttpRequest) -> Staff | None:
    """Who has given the right password in this session and not yet the code; not for long."""
    ident, mark, since = request.session.get(PENDING) or ("", "", "")
    if not ident or request.at - datetime.fromisoformat(since) > rules.CODE_WITHIN:
        return None
    staff = queries.staff_member(UUID(ident))
    return staff if staff and staff.is_active and staff.get_session_auth_hash() == mark else None


def let_in(request: HttpRequest, staff: Staff, assignment: UUID | None = None) -> str:
    """Sign in for good, and where to go next. A session that somebody else may have started is not kept."""
    request.session.flush()
    login(request, staff)
    request.actor = None
    request.session[STARTED] = request.session[SEEN] = request.at.isoformat()
    if assignment:
        act_in(request, assignment)
    return onward(request)


def act_in(request: HttpRequest, assignment_id: UUID) -> None:
    """Act in one's own assignment from now on. Raises Refused."""
    request.actor = signing.enter(at=request.at, staff_id=request.user.pk, assignment_id=assignment_id)
    request.session.cycle_key()
    request.session[ASSIGNMENT] = str(assignment_id)


def onward(request: HttpRequest) -> str:
    """What stands between somebody signed in and their work: a password of their own, codes, an assignment."""
    staff = request.user
    if staff.temporary_since:
        return with_next(request, "organisations:password")
    if not staff.totp_secret and not settings.DEMO:
        return with_next(request, "organisations:codes")
    if request.actor is None:
        choices = queries.assignments_of(staff.pk, localdate(request.at))[:2]
        if len(choices) != 1:
            return with_next(request, "organisations:assignment")
        act_in(request, choices[0].id)
    return wanted(request) or landing(settings.STAFF_HOME, request.actor.may)


def ready(request: HttpRequest) -> bool:
    """Whether an assignment may be chosen: nothing else stands between."""
    return not request.user.temporary_since and bool(request.user.totp_secret or settings.DEMO)


def wanted(request: HttpRequest) -> str:
    """The page of ours that somebody was on the way to; empty when it is none of ours."""
    path = request.GET.get("next", "")
    ours = path.startswith("/") and len(path) <= NEXT_LENGTH and path.isprintable()
    return path if ours and url_has_allowed_host_and_scheme(path, allowed_hosts=None) else ""


def with_next(request: HttpRequest, name: str) -> str:
    """The address of a page, with where to go after it."""
    path = wanted(request)
    return reverse(name) + (f"?{urlencode({'next': path})}" if path else "")


def new_secret(request: HttpRequest) -> str:
    """The secret that a new app is shown; the same until it has proved to work."""
    return request.session.setdefault(SECRET, pyotp.random_base32())


def secret_taken(request: HttpRequest) -> None:
    """The app works: the secret is the account's, and the session forgets it."""
    del request.session[SECRET]
    request.user.refresh_from_db()


def with_next_here(request: HttpRequest) -> str:
    """The way in, and back to the page that was asked for (its path only: what was sent with it is not kept)."""
    return f"{reverse('organisations:sign-in')}?{urlencode({'next': request.path})}"


def go_out(request: HttpRequest) -> None:
    """Sign out."""
    if request.actor:
        signing.leave(by=request.actor, at=request.at)
    logout(request)


def inside(view: View) -> View:
    """Only for somebody who has signed in, whether or not they have chosen an assignment."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        if SEEN not in request.session or not request.user.is_authenticated:
            return redirect(with_next(request, "organisations:sign-in"))
        return kept_nowhere(view(request, *args, **options))

    return wrapped


def kept_nowhere(response: HttpResponse) -> HttpResponse:
    """A page that no browser or proxy keeps."""
    response["Cache-Control"] = "no-store"
    return response
