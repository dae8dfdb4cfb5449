"""The way into every page about people: someone signed in, one transaction as that actor, and nothing kept on the way."""

from collections.abc import Callable
from functools import wraps

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from .wall import acting

type View = Callable[..., HttpResponse]

# Two who send to each other at the same moment may wait for each other; the database stops one, and it tries again.
TRIES = 3


def staff_page(view: View) -> View:
    """Only for someone signed in with an assignment. The view runs as that actor; what it refuses is rolled back."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        if request.actor is None:
            return redirect(f"{reverse('organisations:sign-in')}?next={request.path}")
        response = _tried(view, request, *args, **options)
        response["Cache-Control"] = "no-store"
        return response

    return wrapped


def _tried(view: View, request: HttpRequest, *args: object, **options: object) -> HttpResponse:
    for left in reversed(range(TRIES)):
        try:
            with acting(request.actor, request.at):
                return view(request, *args, **options)
        except OperationalError:
            if not left:
                raise
    raise AssertionError("the last try returns or raises")
