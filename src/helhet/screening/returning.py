"""The staff take a lent screen back: their password is tried, and what the person answered is saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate

from helhet.secrecy import beside
from helhet.secrecy.queries import person as opened
from helhet.ui.forms import ActionForm

from . import actions, lending, queries
from .actions import Filled


@dataclass
class Return:
    """The form, what the person answered, and where to go when the password was right."""

    request: HttpRequest
    form: ActionForm
    hidden: Sequence[tuple[str, str]]
    done: bool
    address: str = ""

    @property
    def shown(self) -> dict[str, Any]:
        """What the page shows."""
        return {"form": self.form, "hidden": self.hidden, "done": self.done}

    def take_back(self, data: dict[str, Any]) -> None:
        """Try the password, then save what was answered. Raises Refused, and BadInput when it cannot be saved: whose
        answers they are stands in the session until they are."""
        request, held = self.request, lending.loan(self.request)
        beside.take_back(request, data)
        self.address = reverse("screening:list", args=[held.person])
        kept = queries.instrument(held.instrument)
        entries = lending.answered(kept, request.POST)
        if any(entries):
            person = opened(request.actor, held.person, request.at)
            courses = queries.open_courses(request.actor, person, request.at)
            filled = Filled(
                held.instrument, entries, localdate(request.at), incomplete=True, by_person=True,
                course=courses[0] if courses else None, key=held.key,
            )  # fmt: skip
            row = actions.save(by=request.actor, at=request.at, person=person, filled=filled)
            self.address = reverse("screening:one", args=[held.person, row.id])
        lending.ended(request)


def page(request: HttpRequest) -> Return:
    """The page as it was asked for, or sent."""
    lending.loan(request)
    hidden = [(name, text) for name, text in request.POST.items() if name.startswith("svar-") and text]
    return Return(request, beside.form(request), hidden, done="klar" in request.POST)


def empty(request: HttpRequest, hidden: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The page at the end of the questions: the form is not yet sent, though what led here was."""
    return Return(request, type(beside.form(request))(), hidden, done=True).shown
