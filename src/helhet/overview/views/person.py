"""A person's page, what is written about the person, and their way as text."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from helhet.people import actions as people
from helhet.people.queries import contact_way, relation
from helhet.secrecy import actions as secrecy
from helhet.secrecy.door import staff_page
from helhet.secrecy.queries import person as find_person

from .. import person_acts
from ..pages import person as pages
from ..pages import text


@require_safe
@staff_page
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    return render(request, "overview/person.html", pages.page(request.actor, request.at, person_id))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def write(request: HttpRequest, person_id: UUID, name: str) -> HttpResponse:
    one = person_acts.act(name, request.actor)
    about = person_acts.About(request.actor, request.at, find_person(request.actor, person_id, request.at))
    form = person_acts.form_for(one, about, request.POST or None)
    if form.done(lambda data: one.do(about, data)):
        return redirect("overview:person", person_id)
    secrecy.form_shown(by=request.actor, at=request.at, person=about.person, sent=form.is_bound)
    context = {"act": one, "form": form, "person": about.person, "differs": person_acts.differs(form, about.person)}
    return render(request, "overview/write.html", context, status=422 if form.is_bound else 200)


@require_POST
@staff_page
def remove_way(request: HttpRequest, person_id: UUID, way_id: UUID) -> HttpResponse:
    way = contact_way(find_person(request.actor, person_id, request.at), way_id)
    people.remove_contact_way(by=request.actor, at=request.at, way=way)
    return redirect("overview:person", person_id)


@require_POST
@staff_page
def end_relation(request: HttpRequest, person_id: UUID, relation_id: UUID) -> HttpResponse:
    near = relation(find_person(request.actor, person_id, request.at), relation_id)
    people.end_relation(by=request.actor, at=request.at, relation=near)
    return redirect("overview:person", person_id)


@require_safe
@staff_page
def copy_text(request: HttpRequest, person_id: UUID, event_id: UUID | None = None) -> HttpResponse:
    return render(request, "overview/text.html", text.page(request.actor, request.at, person_id, event_id))
