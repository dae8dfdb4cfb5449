"""Domain errors become pages in one place: what is wrong, and what to do next."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from helhet.kernel.errors import BadInput, HelhetError, NotFound

# Anything else is a fault in the installation's own content: the page says so, and the log has the text.
STATUS: dict[type[HelhetError], int] = {NotFound: 404, BadInput: 400}


class ErrorPages:
    """Middleware: an error that a person can act on is shown with its own words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, HelhetError):
            return None
        return render(request, "ui/told.html", {"why": error.text}, status=STATUS.get(type(error), 500))
