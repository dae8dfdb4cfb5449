"""Finding people, and adding one who is new. What is searched for never stands in an address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from helhet.secrecy.door import staff_page

from ..pages import find


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def search(request: HttpRequest) -> HttpResponse:
    return render(request, "overview/search.html", find.search(request.actor, request.at, request.POST or None))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def add(request: HttpRequest) -> HttpResponse:
    form = find.new_person_form(request.actor, request.at, request.POST or None)
    if form.done(lambda data: find.add(request.actor, request.at, data)):
        return redirect("overview:person", form.result.id)
    return render(request, "overview/add.html", {"form": form}, status=422 if form.is_bound else 200)
