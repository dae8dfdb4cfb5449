"""A person's screenings: the list, a new one from paper, its result, a correction; and a screen lent to the person."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from helhet.secrecy.actions import form_shown
from helhet.secrecy.door import staff_page
from helhet.secrecy.queries import person as opened

from . import actions, lending, pages, queries, returning
from .forms import CorrectionForm, PaperForm


@require_safe
@staff_page
def listing(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The screenings about a person, over time, and the instruments to choose from."""
    person = opened(request.actor, person_id, request.at)
    rows = actions.listed(by=request.actor, at=request.at, person=person)
    return render(request, "screening/list.html", pages.listing(person, rows))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def enter(request: HttpRequest, person_id: UUID, slug: str) -> HttpResponse:
    """Enter the numbers from the paper."""
    person, kept = opened(request.actor, person_id, request.at), queries.instrument(slug)
    form_shown(by=request.actor, at=request.at, person=person, sent=request.method == "POST")
    form = PaperForm(request.POST or None, initial=pages.start(request.at), **_about(request, person, kept))
    took = {"by": request.actor, "at": request.at, "person": person}
    if form.done(lambda data: actions.save(filled=form.filled(data), **took)):
        return redirect("screening:one", person.id, form.result.id)
    shown = {"person": person, "kept": kept, "form": form}
    return render(request, "screening/enter.html", shown, status=422 if form.is_bound else 200)


def _about(request, person, kept):
    known = queries.profile_of(person, localdate(request.at))
    return {"kept": kept, "person": known, "courses": queries.open_courses(request.actor, person, request.at)}


@require_safe
@staff_page
def one(request: HttpRequest, person_id: UUID, screening_id: UUID) -> HttpResponse:
    """What came of one screening."""
    person = opened(request.actor, person_id, request.at)
    row = actions.read(by=request.actor, at=request.at, person=person, screening_id=screening_id)
    return render(request, "screening/one.html", pages.result(request.actor, request.at, person, row))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def correct(request: HttpRequest, person_id: UUID, screening_id: UUID) -> HttpResponse:
    """Put right what was entered wrongly."""
    person = opened(request.actor, person_id, request.at)
    old = queries.one(request.actor, person, screening_id, request.at)
    kept = queries.instrument(old.instrument)
    form_shown(by=request.actor, at=request.at, person=person, sent=request.method == "POST")
    form = CorrectionForm(request.POST or None, initial=pages.before(old), **_about(request, person, kept))
    took = {"by": request.actor, "at": request.at, "screening": old}
    if form.done(lambda data: actions.correct(filled=form.filled(data), why=data["why"], **took)):
        return redirect("screening:one", person.id, form.result.id)
    shown = {"person": person, "kept": kept, "form": form, "old": old}
    return render(request, "screening/enter.html", shown, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def lend(request: HttpRequest, person_id: UUID, slug: str) -> HttpResponse:
    """Give the screen to the person: what that means, and then the questions."""
    person, kept = opened(request.actor, person_id, request.at), queries.instrument(slug)
    form_shown(by=request.actor, at=request.at, person=person, sent=request.method == "POST")
    if request.method == "POST":
        actions.lent(by=request.actor, at=request.at, person=person, instrument=slug)
        lending.lend(request, person.id, slug)
        return redirect("screening:ask")
    return render(request, "screening/lend.html", {"person": person, "kept": kept})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def ask(request: HttpRequest) -> HttpResponse:
    """One question at a time, for the person; nothing of the record stands on these pages."""
    held = lending.loan(request)
    kept = queries.instrument(held.instrument)
    known = queries.profile_of(opened(request.actor, held.person, request.at), localdate(request.at))
    step = lending.step(kept, known, request.POST if request.method == "POST" else None)
    if step.question:
        shown = {"kept": kept, "question": step.question}
        return render(request, "screening/ask.html", shown, status=422 if step.question.wrong else 200)
    return render(request, "screening/back.html", returning.empty(request, lending.as_hidden(step.entries)))


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def back(request: HttpRequest) -> HttpResponse:
    """The staff take the screen back; what the person answered is saved in the same moment."""
    page = returning.page(request)
    if page.form.done(page.take_back):
        return redirect(page.address)
    return render(request, "screening/back.html", page.shown, status=422 if page.form.is_bound else 200)
