"""What is done with an open course, and how the guide's answer becomes its next step."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from helhet.courses.queries import course as find_course
from helhet.secrecy import actions as secrecy
from helhet.secrecy.door import staff_page

from .. import acts
from ..forms import Versioned
from ..pages import guided as pages


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def act(request: HttpRequest, course_id: UUID, name: str) -> HttpResponse:
    one = acts.act(name)
    at = acts.At(request.actor, request.at, find_course(request.actor, course_id, request.at))
    form = acts.form_for(one, at, request.POST or None)
    if form.done(lambda data: one.do(at, data)):
        return redirect("overview:worklist") if one.ends else redirect("overview:person", at.course.person_id)
    if isinstance(form, Versioned):
        form.show_version(at.course.version)
    secrecy.form_shown(by=request.actor, at=request.at, person=at.course.person, sent=form.is_bound)
    context = {"act": one, "form": form, "course": at.course, "person": at.course.person}
    return render(request, "overview/act.html", context, status=422 if form.is_bound else 200)


@require_POST
@staff_page
def ask(request: HttpRequest, course_id: UUID) -> HttpResponse:
    request.session[pages.ASKING] = str(find_course(request.actor, course_id, request.at).id)
    # What the page knows (the result of a screening) goes along; the guide asks for the rest.
    told = bool(request.POST.keys() - {"csrfmiddlewaretoken"})
    return redirect("guide", preserve_request=told)


@require_POST
@staff_page
def guided(request: HttpRequest) -> HttpResponse:
    page = pages.page(request.actor, request.at, request.POST, request.session.get(pages.ASKING, ""))
    if page.saving and page.form.done(page.save):
        request.session.pop(pages.ASKING, None)
        return redirect("overview:person", page.form.result.person_id)
    page.show_version()
    return render(request, "overview/guided.html", {"page": page, "form": page.form}, status=page.status)
