"""Domain errors become pages in one place: what is wrong, and what to do next."""

import logging
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from helhet.kernel.errors import BadContent, BadInput, HelhetError, NotAllowed, NotFound, Refused

# Anything else is a fault of ours.
STATUS: dict[type[HelhetError], int] = {NotFound: 404, BadInput: 400, NotAllowed: 403, Refused: 409}

LOG = logging.getLogger(__name__)


class ErrorPages:
    """Middleware: an error that a person can act on is shown with its own words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        return self._refused(request, answer) if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED else answer

    def _refused(self, request: HttpRequest, answer: HttpResponse) -> HttpResponse:
        """Django says nothing at all about an address that was asked in a way it does not answer."""
        page = render(request, "405.html", status=answer.status_code)
        for name, value in answer.items():
            if name != "Content-Length":
                page.headers.setdefault(name, value)
        return page

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, BadContent):
            # Names of files help only whoever keeps them: they have the log. The text quotes content, never a person.
            LOG.error("%s", error.text)
            return render(request, "500.html", status=HTTPStatus.INTERNAL_SERVER_ERROR)
        if not isinstance(error, HelhetError):
            return None
        return render(request, "ui/told.html", {"why": error.text}, status=STATUS.get(type(error), 500))
