"""Write a deviation from any page, its receipt, and what the own unit has written."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from helhet.secrecy.door import staff_page

from . import actions, queries
from .forms import Deviating


@staff_page
def write(request: HttpRequest) -> HttpResponse:
    """The form, with the clause that the page before knew of."""
    given = request.GET.get("stycke", "")
    form = Deviating(request.POST or None, county=request.actor.county, initial={"clause": given})
    page, names = _page(request), queries.names_of(request.actor, request.GET.get("person", ""), request.at)
    known = {"by": request.actor, "at": request.at, "names": names, "page": queries.page_name(page)}
    if form.done(lambda data: actions.write(**known, **data)):
        return redirect("deviations:receipt", form.result.id)
    told = queries.elsewhere(request.actor)
    return render(request, "deviations/write.html", {"form": form, "elsewhere": told, "back": page})


def _page(request: HttpRequest) -> str:
    page = request.GET.get("fran", "")
    return page if page.startswith("/") and url_has_allowed_host_and_scheme(page, None) else ""


@staff_page
def receipt(request: HttpRequest, deviation_id: UUID) -> HttpResponse:
    """What was written, and its number."""
    one = queries.deviation(request.actor, deviation_id)
    shown = {"one": one, "clause": queries.label(one), "elsewhere": queries.elsewhere(request.actor)}
    return render(request, "deviations/receipt.html", shown)


@staff_page
def listed(request: HttpRequest) -> HttpResponse:
    """What the own unit has written."""
    rows = [(one, queries.label(one)) for one in queries.of_unit(request.actor)]
    return render(request, "deviations/list.html", {"rows": rows, "unit": request.actor.unit_name})
