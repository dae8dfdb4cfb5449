"""The worklist, nobody without an owner, and a colleague's work at absence."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from helhet.courses import actions as courses
from helhet.courses.queries import step as find_step
from helhet.secrecy.door import staff_page
from helhet.secrecy.rules import may_manage

from ..pages import absence, work


@require_safe
@staff_page
def worklist(request: HttpRequest) -> HttpResponse:
    only_mine = request.GET.get("vems") != "enheten"
    return render(request, "overview/worklist.html", work.page(request.actor, request.at, only_mine=only_mine))


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
    return render(request, "overview/colleague.html", {"page": page, "form": page.form}, status=page.status)


@require_POST
@staff_page
def finish(request: HttpRequest, step_id: UUID) -> HttpResponse:
    step = find_step(request.actor, step_id, request.at)
    act = courses.read_news if step.kind == "news" else courses.finish_task
    act(by=request.actor, at=request.at, step=step)
    return redirect("overview:worklist")
