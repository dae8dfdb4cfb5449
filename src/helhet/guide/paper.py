"""The answer as a PDF that a screen reader can read (PDF/UA), made of the same parts as the page."""

import logging
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from .flow import Page

# It tells of every step of its work, already while it is imported.
logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)

# Pango is a library of the operating system: where it is missing the rest of the site works all the same.
try:
    import weasyprint
except (ImportError, OSError):
    weasyprint = None

TEMPLATE = "guide/paper.html"
LOOKS = Path(__file__).with_name("paper.css")


def as_file(request: HttpRequest, page: Page) -> HttpResponse:
    """The PDF, or a page that says how to print when no PDF can be made here. The file's name says nothing."""
    if weasyprint is None:
        return render(request, "guide/no_paper.html", dict(page.context), status=501)
    html = render_to_string(page.template, dict(page.context))
    found = HttpResponse(made(html, request.build_absolute_uri("/")), content_type="application/pdf")
    found["Content-Disposition"] = 'attachment; filename="vagen-vidare.pdf"'
    return found


def made(html: str, address: str) -> bytes:
    """HTML to PDF, with links into the site at `address`. Nothing is fetched, from anywhere."""
    document = weasyprint.HTML(string=html, base_url=address, url_fetcher=refuse)
    looks = weasyprint.CSS(string=LOOKS.read_text("utf-8"), url_fetcher=refuse)
    return document.write_pdf(stylesheets=[looks], pdf_variant="pdf/ua-1")


def refuse(address: str, *_: object, **__: object) -> None:
    raise ValueError("a PDF of answers about a person fetches nothing")
