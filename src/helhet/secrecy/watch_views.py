"""Pages of those who watch: incidents with their clock, what a manager judges, and the log."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from . import forms, logbook, pages, queries, recalling, rules, watching
from .door import staff_page


@staff_page
def incidents(request: HttpRequest) -> HttpResponse:
    """The unit's incidents that are not closed, the most urgent first."""
    rows = [pages.clock(one, request.at) for one in queries.incidents(request.actor)]
    return render(request, "secrecy/incidents.html", {"rows": rows, "unit": request.actor.unit_name})


@staff_page
def new_incident(request: HttpRequest) -> HttpResponse:
    """Write an incident."""
    rules.may_find(request.actor, request.actor.holding_id).demand()
    form = pages.incident_form(request.at, request.POST or None)
    if form.done(lambda data: recalling.open_incident(by=request.actor, at=request.at, **data)):
        return redirect("secrecy:incident", form.result.id)
    return render(request, "secrecy/new_incident.html", {"form": form})


@staff_page
def incident(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """An incident, what was done, and the next step."""
    page = pages.incident_page(request.actor, request.at, incident_id, request.POST or None)
    if pages.taken(request.actor, request.at, page):
        return redirect("secrecy:incident", incident_id)
    return render(request, "secrecy/incident.html", page)


@staff_page
def review(request: HttpRequest) -> HttpResponse:
    """What is to be judged at the unit."""
    rules.may_find(request.actor, request.actor.holding_id).demand()
    return render(request, "secrecy/review.html", pages.to_review(request.actor, request.at))


@staff_page
def emergency(request: HttpRequest, access_id: UUID) -> HttpResponse:
    """The manager judges an emergency opening."""
    rules.may_manage(request.actor).demand()
    row = queries.emergency(request.actor, access_id)
    form = forms.ReviewForm(request.POST or None)
    if form.done(lambda data: watching.review_emergency(by=request.actor, at=request.at, access=row, **data)):
        return redirect("secrecy:review")
    return render(request, "secrecy/emergency.html", {"row": row, "form": form})


@staff_page
def log(request: HttpRequest) -> HttpResponse:
    """Who did what with whose data."""
    return render(request, "secrecy/log.html", pages.log_page(request.actor, request.at, request.GET or None))


@staff_page
def month(request: HttpRequest) -> HttpResponse:
    """The events of a month that were drawn for review."""
    return render(request, "secrecy/month.html", pages.month_page(request.actor, request.at, request.GET.get("m", "")))


@staff_page
def event(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """Say of one event that it was in order, or not."""
    line = logbook.event(request.actor, event_id)
    form = forms.ReviewForm(request.POST or None)
    known = {"by": request.actor, "at": request.at, "event": line.event, "month": pages.drawn(request.actor, line)}
    if form.done(lambda data: watching.review_event(**known, **data)):
        return redirect("secrecy:month")
    return render(request, "secrecy/event.html", {"line": line, "form": form})
