"""The pages of agreements: nobody needs to sign in, and nothing on them is about a person."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate

from helhet.kernel.errors import NotFound

from . import queries
from .forms import FindingFilter
from .models import Check
from .pages.contents import PAGES, built
from .pages.held import Held
from .pages.listing import by_county, entry
from .pages.parties import Parties
from .pages.quality import Quality


def listing(request: HttpRequest) -> HttpResponse:
    """All agreements by county."""
    counties = by_county(queries.agreements(), localdate())
    return render(request, "agreements/list.html", {"counties": counties})


def page(request: HttpRequest, pack_id: str, name: str) -> HttpResponse:
    """A page that is computed from the agreement alone."""
    check = queries.latest_check(pack_id)
    page = built(name, queries.agreement_of(check))
    return shown(request, check, name, {"page": page, "all_open": "allt" in request.GET})


def parties(request: HttpRequest, pack_id: str) -> HttpResponse:
    """Parties, decisions, validity, and every version that was published."""
    check = queries.latest_check(pack_id)
    agreement = queries.agreement_of(check)
    related = queries.related(agreement.pack)
    versions = queries.history(pack_id)
    return shown(request, check, "parties", {"page": Parties(agreement), "versions": versions, "related": related})


def quality(request: HttpRequest, pack_id: str) -> HttpResponse:
    """What the check says, filtered by what is asked for."""
    check = queries.latest_check(pack_id)
    agreement = queries.agreement_of(check)
    form = FindingFilter(request.GET, agreement.report["findings"])
    page = Quality(agreement, form.wanted())
    return shown(request, check, "quality", {"page": page, "form": form, "held": Held(agreement)})


def shown(request: HttpRequest, check: Check, name: str, more: dict[str, Any]) -> HttpResponse:
    """A page of an agreement with what all of them share."""
    agreement = queries.agreement_of(check)
    shared = {"agreement": agreement, "entry": entry(agreement, localdate()), "check": check, "pages": PAGES}
    return render(request, f"agreements/{name}.html", {**shared, "current": name, **more})


def place(request: HttpRequest, pack_id: str, slug: str) -> HttpResponse:
    """A lasting address of a place in the text: leads to it, or says that there is none."""
    if slug not in queries.agreement(pack_id).places_known:
        raise NotFound(f"Avtalet {pack_id} har inget ställe som heter {slug}.")
    return HttpResponseRedirect(reverse("agreements:text", args=[pack_id]) + f"#{slug}")
