"""What is answered when an agreement or a place in it does not exist: why, and which agreements there are."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from helhet.kernel.errors import NotFound

from . import queries

type View = Callable[..., HttpResponse]


def or_missing(view: View) -> View:
    """The view, or a page that says what is missing."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **given: object) -> HttpResponse:
        try:
            return view(request, *args, **given)
        except NotFound as error:
            shown = {"why": error.text, "checks": queries.latest()}
            return render(request, "agreements/missing.html", shown, status=404)

    return answered
