"""A document as an answer that no browser runs, keeps or shows to anybody else."""

from django.http import HttpResponse
from django.utils.csp import CSP

from helhet.kernel.calendar import local_day

from .models import Document
from .queries import types

# Should a browser show it all the same: no script, no form, nothing loaded, no page around it.
SEALED = f"default-src {CSP.NONE}; sandbox; frame-ancestors {CSP.NONE}; base-uri {CSP.NONE}; form-action {CSP.NONE}"
CHARSET = {"text/plain": "text/plain; charset=utf-8"}


def as_download(document: Document) -> HttpResponse:
    """The bytes as a file to save. Its name says nothing of whom it is about."""
    extension = next(one.extension for one in types().values() if one.media_type == document.media_type)
    kind = CHARSET.get(document.media_type, document.media_type)
    answer = HttpResponse(bytes(document.content), content_type=kind)
    name = f"dokument-{local_day(document.at)}.{extension}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Content-Security-Policy"] = SEALED
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "no-store"
    # Packed answers beside secrets can be measured; files are packed already.
    answer["Content-Encoding"] = "identity"
    return answer
