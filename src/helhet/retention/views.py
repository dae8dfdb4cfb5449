"""Keeping and purging: what is due, what a record holds, and what was purged."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from helhet.secrecy.door import staff_page

from . import actions, queries, rules
from .forms import MattersForm, PurgeForm


@require_http_methods(["GET", "POST"])
@staff_page
def due(request: HttpRequest) -> HttpResponse:
    """The preview, and the purge of what is ticked in it."""
    rules.may_look(request.actor).demand()
    who = {"by": request.actor, "at": request.at}
    shown = actions.preview(**who)
    form = PurgeForm(shown, request.POST or None)
    if form.done(lambda data: actions.purge(persons=data["persons"], preview_hash=data["seen"], **who)):
        return redirect("retention:done", form.result.id)
    told = {"preview": shown, "form": form, "may": rules.may_purge(request.actor, queries.purgeable(shown.holding))}
    return render(request, "retention/due.html", told | {"log": actions.log_rule()})


@require_http_methods(["GET", "POST"])
@staff_page
def matters(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Say what a record holds, so that it can be judged: only where anything is ever purged."""
    holding = queries.holding_of(request.actor)
    rules.may_purge(request.actor, queries.purgeable(holding)).demand()
    form = MattersForm(queries.matters(holding), request.POST or None)
    who = {"by": request.actor, "at": request.at, "person_id": person_id}
    if form.done(lambda data: actions.say_matters(held=data["held"], **who)):
        return redirect("retention:due")
    return render(request, "retention/matters.html", {"form": form, "line": actions.named(**who)})


@require_safe
@staff_page
def done(request: HttpRequest, purge_id: UUID) -> HttpResponse:
    """What was purged, to print and keep."""
    rules.may_look(request.actor).demand()
    purge = actions.shown(by=request.actor, at=request.at, purge_id=purge_id)
    return render(request, "retention/done.html", {"purge": purge, "rules": queries.rules_of(purge)})
