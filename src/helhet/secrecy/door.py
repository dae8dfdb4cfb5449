"""The way into every page about people: someone signed in, one transaction as that actor, nothing kept.

What is refused is rolled back, and then written down in a transaction of its own: the try leaves a trace as well.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from uuid import UUID

from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from helhet.kernel.errors import NotAllowed, NotFound

from . import queries, watching
from .wall import acting

type View = Callable[..., HttpResponse]

# Two who send to each other at the same moment may wait for each other; two who write the same row may both find that
# it is not there. The database stops one of them, who tries again and is told what the other has done.
TRIES = 3


def staff_page(view: View) -> View:
    """Only for someone signed in with an assignment. The view runs as that actor; what it refuses is rolled back."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        if request.actor is None:
            return redirect(f"{reverse('organisations:sign-in')}?{urlencode({'next': request.path})}")
        try:
            response = _tried(view, request, *args, **options)
        except (NotAllowed, NotFound):
            # Somebody else's id reads as not found, so such a try is written down too.
            _traced(request, options)
            raise
        response["Cache-Control"] = "no-store"
        return response

    return wrapped


def _tried(view: View, request: HttpRequest, *args: object, **options: object) -> HttpResponse:
    for left in reversed(range(TRIES)):
        try:
            with acting(request.actor, request.at):
                return view(request, *args, **options)
        except (OperationalError, IntegrityError):
            if not left:
                raise
    raise AssertionError("the last try returns or raises")


def _traced(request: HttpRequest, options: Mapping[str, object]) -> None:
    asked = next((value for value in options.values() if isinstance(value, UUID)), None)
    page = request.resolver_match.view_name if request.resolver_match else ""
    with acting(request.actor, request.at):
        person = asked if asked and queries.is_here(request.actor, asked) else None
        told = {"page": page, "subject": asked or page, "person": person}
        watching.refused(by=request.actor, at=request.at, **told)
