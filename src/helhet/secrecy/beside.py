"""The staff's screen in the person's hands: this session shows one set of pages, until the staff take it back.

Whoever sits there comes to nothing of any record, whatever address they ask for.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from helhet.organisations import signing
from helhet.ui.forms import ActionForm

# What the session holds: where the person's pages begin, and the one on which the staff take the screen back.
BESIDE = "beside"


def give(request: HttpRequest, begins: str, back: str) -> None:
    """From now on the session shows only the pages whose addresses begin so. `back` is one of them."""
    request.session[BESIDE] = [begins, back]


def is_given(request: HttpRequest) -> bool:
    """Whether the person has the screen."""
    return BESIDE in request.session


class GivenScreens:
    """Middleware: a session that is in the person's hands comes to where it is taken back, whatever is asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.actor is not None and is_given(request):
            begins, back = request.session[BESIDE]
            allowed = (begins, reverse("organisations:sign-out"), f"/{settings.STATIC_URL.strip('/')}/")
            if not request.path.startswith(allowed):
                return redirect(back)
        return self.get_response(request)


class BackForm(ActionForm):
    """The staff show that it is they who sit there."""

    password = forms.CharField(
        label="Ditt lösenord", max_length=200, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip


class OpenBackForm(ActionForm):
    """The same in a demonstration, where nobody has a password."""


def form(request: HttpRequest) -> ActionForm:
    """What is asked of whoever takes the screen back."""
    demonstration = settings.DEMO and not request.user.has_usable_password()
    kind = OpenBackForm if demonstration or not is_given(request) else BackForm
    return kind(request.POST if request.method == "POST" else None)


def take_back(request: HttpRequest, data: dict[str, Any]) -> None:
    """The screen is the staff's again. Raises Refused when the password is wrong."""
    if "password" in data:
        signing.confirm(at=request.at, staff=request.user, password=data["password"])
    request.session.pop(BESIDE, None)
    request.session.cycle_key()
