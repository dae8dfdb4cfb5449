"""The worklist, nobody without an owner, and a colleague's work at absence."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from helhet.courses import actions as courses
from helhet.courses.queries import step as find_step
from helhet.courses.units import close_unit, left_at
from helhet.organisations.whereabouts import unit_tended
from helhet.secrecy.door import staff_page
from helhet.secrecy.rules import may_manage
from helhet.ui.forms import ActionForm

from .. import actions
from ..pages import absence, work

# The mark of the list that somebody was last shown in this session.
LISTED = "listed"


@require_safe
@staff_page
def worklist(request: HttpRequest) -> HttpResponse:
    only_mine = request.GET.get("vems") != "enheten"
    page = work.page(request.actor, request.at, only_mine=only_mine)
    before = request.session.get(LISTED, "")
    seen = actions.listed(by=request.actor, at=request.at, people=page["people"], before=before)
    if seen != before:
        request.session[LISTED] = seen
    return render(request, "overview/worklist.html", page)


@require_safe
@staff_page
def unowned(request: HttpRequest) -> HttpResponse:
    may_manage(request.actor).demand()
    return render(request, "overview/unowned.html", work.unowned(request.actor, request.at))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def colleague(request: HttpRequest, staff_id: UUID) -> HttpResponse:
    page = absence.page(request.actor, request.at, staff_id, request.POST or None)
    if page.form.done(page.hand_over):
        return redirect("overview:unowned")
    actions.listed(by=request.actor, at=request.at, people=[course.person_id for course in page.held])
    return render(request, "overview/colleague.html", {"page": page, "form": page.form}, status=page.status)


@require_POST
@staff_page
def finish(request: HttpRequest, step_id: UUID) -> HttpResponse:
    step = find_step(request.actor, step_id, request.at)
    act = courses.read_news if step.kind == "news" else courses.finish_task
    act(by=request.actor, at=request.at, step=step)
    return redirect("overview:worklist")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def close(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Close a unit: who has what left there comes first."""
    unit = unit_tended(request.actor, unit_id)
    form = ActionForm(request.POST or None)
    if form.done(lambda data: close_unit(by=request.actor, at=request.at, unit=unit)):
        return redirect("organisations:units")
    page = {"unit": unit, "left": left_at(request.actor, request.at, unit), "form": form}
    return render(request, "overview/close_unit.html", page, status=422 if form.is_bound else 200)
