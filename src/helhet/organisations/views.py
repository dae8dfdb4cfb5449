"""The pages of the way in and out."""

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from . import doors, entrance, forms, queries, signing
from .entrance import inside, kept_nowhere
from .qr import qr_code


@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password. Whoever is in already goes on."""
    if request.method == "GET" and request.user.is_authenticated:
        return redirect(entrance.onward(request))
    form = forms.SignIn(request.POST or None)
    if form.done(lambda data: signing.sign_in(at=request.at, **data)):
        return redirect(entrance.passed(request, form.result))
    shown = {"form": form, "roles": queries.records().roles}
    shown |= {"doors": doors.demo_doors(request.at)} if settings.DEMO else {}
    return kept_nowhere(render(request, "organisations/sign_in.html", shown))


@sensitive_post_parameters("code")
def code(request: HttpRequest) -> HttpResponse:
    """The one-time code."""
    staff = entrance.pending(request)
    if staff is None:
        return redirect(entrance.with_next(request, "organisations:sign-in"))
    form = forms.Code(request.POST or None)
    if form.done(lambda data: signing.give_code(at=request.at, staff=staff, **data)):
        return redirect(entrance.let_in(request, staff))
    return kept_nowhere(render(request, "organisations/code.html", {"form": form}))


@inside
def assignment(request: HttpRequest) -> HttpResponse:
    """One of several assignments; may be changed at any time."""
    if not entrance.ready(request):
        return redirect(entrance.onward(request))
    assignments = list(queries.assignments_of(request.user.pk, localdate(request.at)))
    form = forms.ChooseAssignment(request.POST or None, assignments=assignments)
    if form.done(lambda data: entrance.act_in(request, data["assignment"])):
        return redirect(entrance.onward(request))
    return render(request, "organisations/assignment.html", {"form": form, "assignments": assignments})


@inside
@sensitive_post_parameters("code", "current")
def codes(request: HttpRequest) -> HttpResponse:
    """Start with one-time codes, or with a new app."""
    staff, secret = request.user, entrance.new_secret(request)
    form = forms.Enrol(request.POST or None, has_app=bool(staff.totp_secret))
    if form.done(lambda data: signing.enrol(at=request.at, staff=staff, secret=secret, **data)):
        entrance.secret_taken(request)
        return redirect(entrance.onward(request))
    shown = {"form": form, "secret": secret, "qr": qr_code(secret, staff.username)}
    return render(request, "organisations/codes.html", shown)


@inside
@sensitive_post_parameters("old", "new", "again")
def password(request: HttpRequest) -> HttpResponse:
    """A new password of one's own. Every other session of theirs ends."""
    form = forms.ChoosePassword(request.POST or None, staff=request.user)
    if form.done(lambda data: signing.choose_password(at=request.at, staff=request.user, **data)):
        update_session_auth_hash(request, request.user)
        return redirect(entrance.onward(request))
    return render(request, "organisations/password.html", {"form": form})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Out, and back to the start."""
    entrance.go_out(request)
    return redirect("/")


@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """One click, and only in a demonstration."""
    door = doors.demo_door(request.POST.get("assignment", ""), request.at) if settings.DEMO else None
    if door is None:
        raise Http404
    return redirect(entrance.let_in(request, door.staff, door.id))
