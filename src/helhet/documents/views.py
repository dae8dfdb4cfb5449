"""A person's documents: the list, a new one, one, its file, a correction, and the person's extract."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from helhet.secrecy.actions import form_shown
from helhet.secrecy.door import staff_page
from helhet.secrecy.queries import person as opened

from . import actions, extract, queries
from .files import as_download
from .forms import CorrectionForm, FileForm


@require_safe
@staff_page
def listing(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The documents about a person."""
    person = opened(request.actor, person_id, request.at)
    found = actions.listed(by=request.actor, at=request.at, person=person)
    return render(request, "documents/list.html", {"person": person, "documents": found})


@require_http_methods(["GET", "POST"])
@staff_page
def add(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Take in a file."""
    person = opened(request.actor, person_id, request.at)
    form_shown(by=request.actor, at=request.at, person=person, sent=request.method == "POST")
    form = FileForm(request.POST or None, request.FILES or None)
    took = {"by": request.actor, "at": request.at, "person": person}
    if form.done(lambda _: actions.take_in(file=form.as_file(), **took)):
        return redirect("documents:one", person.id, form.result.id)
    return render(request, "documents/add.html", {"person": person, "form": form})


@require_safe
@staff_page
def one(request: HttpRequest, person_id: UUID, document_id: UUID) -> HttpResponse:
    """What is known of one document."""
    person = opened(request.actor, person_id, request.at)
    actions.listed(by=request.actor, at=request.at, person=person)
    found = queries.one(request.actor, person, document_id, request.at)
    return render(request, "documents/one.html", {"person": person, "document": found})


@require_safe
@staff_page
def file(request: HttpRequest, person_id: UUID, document_id: UUID) -> HttpResponse:
    """The file itself."""
    person = opened(request.actor, person_id, request.at)
    return as_download(actions.read(by=request.actor, at=request.at, person=person, document_id=document_id))


@require_http_methods(["GET", "POST"])
@staff_page
def correct(request: HttpRequest, person_id: UUID, document_id: UUID) -> HttpResponse:
    """Put a right document in the place of a wrong one."""
    person = opened(request.actor, person_id, request.at)
    old = queries.one(request.actor, person, document_id, request.at)
    form_shown(by=request.actor, at=request.at, person=person, sent=request.method == "POST")
    form = CorrectionForm(request.POST or None, request.FILES or None, initial={"title": old.title})
    took = {"by": request.actor, "at": request.at, "document": old}
    if form.done(lambda data: actions.correct(file=form.as_file(), why=data["why"], **took)):
        return redirect("documents:one", person.id, form.result.id)
    return render(request, "documents/correct.html", {"person": person, "document": old, "form": form})


@require_POST
@staff_page
def make_extract(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The person's extract, made now and kept."""
    person = opened(request.actor, person_id, request.at)
    made = extract.make_extract(by=request.actor, at=request.at, person=person)
    return redirect("documents:one", person.id, made.id)
