"""The pages of cases, under /arbete/arenden/."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from helhet.organisations.queries import colleagues
from helhet.secrecy.actions import form_shown
from helhet.secrecy.door import staff_page
from helhet.secrecy.queries import person as opened
from helhet.ui.addresses import address_of

from . import actions, following, forms, papers, queries
from .pages import act as act_page
from .pages import case as case_page
from .pages import day as day_page
from .pages import paper as paper_page

WRONG = 422
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@staff_page
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A case."""
    one = queries.case(request.actor, case_id, request.at)
    actions.looked(by=request.actor, at=request.at, case=one)
    return render(request, "processes/case.html", case_page.page(request.actor, request.at, one))


@require_safe
@staff_page
def day(request: HttpRequest) -> HttpResponse:
    """The day's clocks at the unit."""
    return _day(request, whole=False)


@require_safe
@staff_page
def whole_day(request: HttpRequest) -> HttpResponse:
    """The day's clocks in the whole authority, for the chair and whoever leads."""
    return _day(request, whole=True)


def _day(request: HttpRequest, *, whole: bool) -> HttpResponse:
    page = day_page.page(request.actor, request.at, whole=whole)
    actions.listed(by=request.actor, at=request.at, people=page["people"])
    return render(request, "processes/day.html", page)


@require_safe
@staff_page
def begin(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Which case to open, and the person's cases."""
    person = opened(request.actor, person_id, request.at)
    form_shown(by=request.actor, at=request.at, person=person, sent=False)
    cases = [(one, following.process(one.process)) for one in queries.cases(request.actor, person, request.at)]
    context = {"person": person, "cases": cases, "ways": act_page.ways_in(request.actor)}
    return render(request, "processes/begin.html", context)


@form_page
@staff_page
def open_case(request: HttpRequest, person_id: UUID, name: str) -> HttpResponse:
    """Open a case with its first act."""
    person = opened(request.actor, person_id, request.at)
    form = act_page.beginning(request.actor, request.at, name, request.POST or None)
    given = {"by": request.actor, "at": request.at, "person": person, "process": form.ready.process.id}
    if form.done(lambda _: actions.open_case(first=form.told, whose=form.whose, **given)):
        return redirect("processes:case", form.result.id)
    form_shown(by=request.actor, at=request.at, person=person, sent=request.method == "POST")
    context = {"person": person, "form": form, "back": address_of("processes:begin", person.id)}
    return render(request, "processes/act.html", context, status=WRONG if form.errors else 200)


@form_page
@staff_page
def act(request: HttpRequest, case_id: UUID, name: str) -> HttpResponse:
    """Record one act."""
    one = queries.case(request.actor, case_id, request.at)
    form = act_page.form(request.actor, request.at, act_page.standing(one, request.at), name, request.POST or None)
    if form.done(lambda _: actions.record(by=request.actor, at=request.at, case=one, done=form.told)):
        return redirect("processes:case", one.id)
    actions.looked(by=request.actor, at=request.at, case=one)
    context = {"person": one.person, "form": form, "case": one, "back": address_of("processes:case", one.id)}
    return render(request, "processes/act.html", context, status=WRONG if form.errors else 200)


@form_page
@staff_page
def correct(request: HttpRequest, case_id: UUID, entry_id: UUID) -> HttpResponse:
    """Correct something that was recorded."""
    one = queries.case(request.actor, case_id, request.at)
    row, ready = queries.event(one, entry_id), following.process(one.process)
    form = forms.CorrectForm(request.POST or None, event=row, ready=ready)
    given = {"by": request.actor, "at": request.at, "case": one, "event": row}
    if form.done(lambda data: actions.correct(why=data["why"], changes=form.changes, **given)):
        return redirect("processes:case", one.id)
    actions.looked(by=request.actor, at=request.at, case=one)
    context = {"person": one.person, "form": form, "case": one, "row": row, "act": ready.acts.find(row.act)}
    return render(request, "processes/correct.html", context, status=WRONG if form.errors else 200)


@form_page
@staff_page
def hand_to(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Another at the unit takes the case."""
    one = queries.case(request.actor, case_id, request.at)
    form = forms.whose_form(one, list(colleagues(one.unit_id, localdate(request.at))), request.POST or None)
    if form.done(lambda _: actions.hand_to(by=request.actor, at=request.at, case=one, whose=form.whose)):
        return redirect("processes:case", one.id)
    actions.looked(by=request.actor, at=request.at, case=one)
    context = {"person": one.person, "form": form, "case": one}
    return render(request, "processes/whose.html", context, status=WRONG if form.errors else 200)


@form_page
@staff_page
def paper(request: HttpRequest, case_id: UUID, name: str) -> HttpResponse:
    """A paper: its text to change, what is missing, and the PDF or the text itself."""
    case = queries.case(request.actor, case_id, request.at)
    page = paper_page.page(case, name, request.at, request.POST or None)
    actions.looked(by=request.actor, at=request.at, case=case)
    if page.wants_text:
        return page.download()
    given = {"by": request.actor, "at": request.at, "case": case, "one": page.one, "missing": page.missing}
    if page.form.done(lambda _: papers.make(parts=page.form.parts, **given)):
        return redirect("documents:one", case.person_id, page.form.result.id)
    context = {"case": case, "person": case.person, "page": page, "form": page.form}
    return render(request, "processes/paper.html", context, status=WRONG if page.form.errors else 200)
