"""The pages: what came in is read, the plan is found, and it is shown."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from helhet.secrecy import beside as screens
from helhet.secrecy.actions import form_shown
from helhet.secrecy.door import staff_page
from helhet.secrecy.queries import person as opened
from helhet.ui.addresses import address_of

from . import drafting, queries
from .pages import beginning, joined_acts, offers, owner_acts, papers, rows, sections
from .pages import beside as beside_pages
from .pages import joined as joined_pages
from .pages import plan as plan_pages
from .pages.act import At, named

WRONG = 422
form_page = require_http_methods(["GET", "HEAD", "POST"])


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _at(request: HttpRequest, plan_id: UUID) -> At:
    return At(request.actor, request.at, queries.plan(request.actor, plan_id, request.at))


def _came(request: HttpRequest, joined_id: UUID) -> At:
    return At(request.actor, request.at, queries.joined(request.actor, joined_id, request.at))


def _shown(request: HttpRequest, at: At) -> None:
    form_shown(by=at.by, at=at.at, person=at.one.person, sent=request.method == "POST")


def _form(request: HttpRequest, template: str, form: Any, context: dict[str, Any]) -> HttpResponse:
    told = {**context, "form": form}
    return render(request, f"plans/{template}.html", told, status=WRONG if form.errors else 200)


@form_page
@staff_page
def begin(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Somebody has seen that a plan is needed."""
    person = opened(request.actor, person_id, request.at)
    form_shown(by=request.actor, at=request.at, person=person, sent=request.method == "POST")
    form = beginning.form(request.actor, request.at, _sent(request))
    if form.done(lambda data: beginning.begin(by=request.actor, at=request.at, person=person, form=form)):
        return redirect("plans:plan", form.result.id)
    return _form(request, "begin", form, {"person": person, "back": address_of("overview:person", person.id)})


@require_safe
@staff_page
def plan(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """A plan, in the holding that owns it."""
    one = queries.plan(request.actor, plan_id, request.at)
    return render(request, "plans/plan.html", plan_pages.page(request.actor, request.at, one))


@form_page
@staff_page
def act(request: HttpRequest, plan_id: UUID, name: str) -> HttpResponse:
    """One act on a plan."""
    at = _at(request, plan_id)
    one = named(owner_acts.possible(at), name)
    form = one.form(at, _sent(request))
    if form.done(lambda data: one.do(at, form, data)):
        return redirect("plans:done", name) if one.ends else redirect("plans:plan", plan_id)
    _shown(request, at)
    return _form(request, "act", form, {"act": one, "plan": at.plan, **one.shows(at)})


@require_safe
@staff_page
def done(request: HttpRequest, name: str) -> HttpResponse:
    """An act is done, and the person may no longer be open to the unit: so nothing is said about anybody."""
    told = {**plan_pages.ended(name), "worklist": address_of("overview:worklist")}
    return render(request, "plans/done.html", told)


@form_page
@staff_page
def section(request: HttpRequest, plan_id: UUID, name: str) -> HttpResponse:
    """One section of the draft."""
    at, one = _at(request, plan_id), sections.section(name)
    form = sections.form(at, one, _sent(request))
    if form.done(lambda data: sections.save(at, one, form)):
        return redirect("plans:section", plan_id, name) if form.result else redirect("plans:plan", plan_id)
    _shown(request, at)
    return _form(request, "section", form, {"plan": at.plan, **sections.page(at, one)})


@form_page
@staff_page
def row(request: HttpRequest, plan_id: UUID, name: str) -> HttpResponse:
    """A goal, a measure, or what another does."""
    at = _at(request, plan_id)
    part = rows.row(at, name)
    form = rows.form(at, name, part, _sent(request))
    if form.done(lambda data: rows.save(at, name, form)):
        both = form.result and form.result.clashes
        return redirect("plans:row", plan_id, name) if both else redirect("plans:plan", plan_id)
    _shown(request, at)
    return _form(request, "row", form, {"plan": at.plan, "name": name, **rows.page(at, name, part)})


@require_POST
@staff_page
def drop(request: HttpRequest, plan_id: UUID, name: str) -> HttpResponse:
    """Take a row out of the draft."""
    at = _at(request, plan_id)
    drafting.drop(**at.whole, kind=rows.kind_of(name), key=name, version=rows.version(request.POST))
    return redirect("plans:plan", plan_id)


@form_page
@staff_page
def offer(request: HttpRequest, plan_id: UUID, offer_id: UUID) -> HttpResponse:
    """What a participant sent to the plan."""
    at = _at(request, plan_id)
    one = queries.offer(at.plan, offer_id)
    form = offers.form(_sent(request))
    if form.done(lambda data: offers.judge(at, one, data, request.POST)):
        return redirect("plans:plan", plan_id)
    _shown(request, at)
    return _form(request, "offer", form, offers.page(at, one))


@require_safe
@staff_page
def version(request: HttpRequest, plan_id: UUID, number: int) -> HttpResponse:
    """A published version, to read."""
    one = queries.plan(request.actor, plan_id, request.at)
    plan_pages.looked(by=request.actor, at=request.at, plan=one)
    return render(request, "plans/version.html", papers.version_page(one, number))


@form_page
@staff_page
def beside(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Before the meeting: write together, or give the person the screen."""
    at = _at(request, plan_id)
    if request.method == "POST":
        screens.give(request, beside_pages.begins(at), beside_pages.address(at, beside_pages.DONE))
        return redirect(beside_pages.first(at))
    _shown(request, at)
    return render(request, "plans/beside.html", {"plan": at.plan, "first": beside_pages.first(at)})


@form_page
@staff_page
def ask(request: HttpRequest, plan_id: UUID, name: str) -> HttpResponse:
    """One question, for the person. Nothing of the record stands on it."""
    at = _at(request, plan_id)
    asked = beside_pages.question(at, name)
    form = beside_pages.form(at, asked, _sent(request))
    if form.done(lambda data: beside_pages.save(at, form)):
        return redirect(beside_pages.onwards(asked, request.POST))
    _shown(request, at)
    return _form(request, "ask", form, {"asked": asked})


@sensitive_post_parameters("password")
@form_page
@staff_page
def back(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """The staff take the screen back."""
    at = _at(request, plan_id)
    form = screens.form(request)
    if form.done(lambda data: screens.take_back(request, data)):
        return redirect("plans:plan", plan_id)
    told = {"first": beside_pages.first(at), "given": screens.is_given(request)}
    return _form(request, "back", form, told)


@require_safe
@staff_page
def paper(request: HttpRequest, plan_id: UUID, name: str) -> HttpResponse:
    """A paper for the person."""
    return papers.paper(_at(request, plan_id), name)


@require_safe
@staff_page
def meeting_calendar(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """The meeting, for a calendar."""
    return papers.calendar_file(_at(request, plan_id))


@require_safe
@staff_page
def joined(request: HttpRequest, joined_id: UUID) -> HttpResponse:
    """A plan, where somebody was called to it."""
    one = queries.joined(request.actor, joined_id, request.at)
    return render(request, "plans/joined.html", joined_pages.page(request.actor, request.at, one))


@form_page
@staff_page
def identify(request: HttpRequest, joined_id: UUID) -> HttpResponse:
    """Say whom it is about."""
    one = queries.joined(request.actor, joined_id, request.at)
    form = joined_pages.identifying(request.actor, request.at, one, _sent(request))
    if form.done(lambda data: joined_pages.identify(by=request.actor, at=request.at, joined=one, filled=form)):
        return redirect("plans:joined", joined_id)
    return _form(request, "identify", form, {"joined": one, "told": joined_pages.about(one)})


@form_page
@staff_page
def joined_act(request: HttpRequest, joined_id: UUID, name: str) -> HttpResponse:
    """One act by somebody who was called."""
    at = _came(request, joined_id)
    one = named(joined_acts.possible(at), name)
    form = one.form(at, _sent(request))
    if form.done(lambda data: one.do(at, form, data)):
        return redirect("plans:joined", joined_id)
    joined_pages.looked(by=at.by, at=at.at, joined=at.joined)
    return _form(request, "joined_act", form, {"act": one, "joined": at.joined})


@require_safe
@staff_page
def copy_paper(request: HttpRequest, joined_id: UUID, name: str) -> HttpResponse:
    """The plan that came, on paper."""
    return papers.copy(_came(request, joined_id), name)


@require_safe
@staff_page
def joined_calendar(request: HttpRequest, joined_id: UUID) -> HttpResponse:
    """The meeting, for the calendar of somebody who was called."""
    return papers.calendar_of(_came(request, joined_id))


@require_safe
@staff_page
def missing(request: HttpRequest) -> HttpResponse:
    """What plans have needed and nobody has: for the county level, about nobody."""
    return render(request, "plans/missing.html", beginning.missing(request.actor))
