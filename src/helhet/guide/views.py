"""The guide's pages: what came in is read, the page is found, and it is shown."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from . import flow, forms, links, paper, queries, who
from .private import private


def sent(request: HttpRequest) -> forms.Sent:
    shelf = queries.library()
    return forms.read(request.POST, shelf.vocabulary, shelf.directory.municipalities)


def shown(request: HttpRequest, page: flow.Page) -> HttpResponse:
    return render(request, page.template, dict(page.context), status=page.status)


@private
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    return shown(request, flow.start(timezone.localdate()))


@private
@require_http_methods(["GET", "HEAD", "POST"])
def guide(request: HttpRequest) -> HttpResponse:
    page = flow.page_for(sent(request), timezone.localdate()) if request.method == "POST" else flow.first()
    return shown(request, page)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def pdf(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return redirect("guide")
    page = flow.paper(sent(request), timezone.localdate())
    return paper.as_file(request, page) if page.template == paper.TEMPLATE else shown(request, page)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        address = request.build_absolute_uri(request.path)
        return shown(request, flow.link_warning(sent(request), address, timezone.localdate()))
    return shown(request, flow.from_link(request.GET.get(links.CODE, ""), timezone.localdate()))


@private
@require_safe
def who_does_what(request: HttpRequest) -> HttpResponse:
    page = who.page(request.GET.get("kommun", ""), request.GET.get("q", ""), timezone.localdate())
    partial = "#rader" if request.headers.get("HX-Request") else ""
    return render(request, page.template + partial, dict(page.context), status=page.status)
