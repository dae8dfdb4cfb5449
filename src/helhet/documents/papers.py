"""Papers: titled sections as a PDF that a screen reader can read (PDF/UA, Swedish). Nothing is fetched meanwhile."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.template.loader import render_to_string

from helhet.kernel.calendar import local_day
from helhet.kernel.errors import Refused
from helhet.organisations.actor import Actor
from helhet.people.models import Person

from .actions import keep_made
from .models import Document

# It tells of every step of its work, already while it is imported.
logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)

# Pango is a library of the operating system: where it is missing everything else works all the same.
try:
    import weasyprint
except (ImportError, OSError):
    weasyprint = None

LOOKS = Path(__file__).with_name("paper.css")
NO_PDF = "PDF kan inte göras på den här servern. Skriv ut sidan med webbläsaren i stället."


@dataclass(frozen=True)
class Section:
    """A part of a paper: sentences, then rows of (what, value), then a table with a heading for each column."""

    title: str
    lines: Sequence[str] = ()
    rows: Sequence[tuple[str, str]] = ()
    columns: Sequence[str] = ()
    table: Sequence[Sequence[str]] = ()


def paper(title: str, sections: Sequence[Section], day: date, *, sender: str = "", note: str = "") -> bytes:
    """A paper as PDF. sender: who made it, on top. note: how to keep it safe. Raises Refused where none can be made."""
    told = {"title": title, "sections": sections, "day": day, "sender": sender, "note": note}
    return drawn(render_to_string("documents/paper.html", told), LOOKS)


def drawn(html: str, *looks: Path) -> bytes:
    """HTML with these style sheets as PDF. Raises Refused where none can be made."""
    if weasyprint is None:
        raise Refused(NO_PDF, "no_pdf")
    sheets = [weasyprint.CSS(string=one.read_text("utf-8"), url_fetcher=refuse) for one in looks]
    return weasyprint.HTML(string=html, url_fetcher=refuse).write_pdf(stylesheets=sheets, pdf_variant="pdf/ua-1")


def make(
    *, by: Actor, at: datetime, person: Person, title: str, sections: Sequence[Section], note: str = ""
) -> Document:
    """Make a paper about a person and keep it among their documents."""
    sender = f"{by.unit_name}, {by.holding_name}" if person.protected == "none" else by.holding_name
    content = paper(title, sections, local_day(at), sender=sender, note=note)
    return keep_made(by=by, at=at, person=person, title=title, content=content)


def refuse(address: str, *_: object, **__: object) -> None:
    """Stands in for fetching: a paper about a person asks nobody for anything."""
    raise ValueError("a paper fetches nothing")
