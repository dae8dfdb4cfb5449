"""The page of a paper: its text, what is missing, and the text itself to take away."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse

from helhet.knowledge.schema.records import CasePaper

from .. import following, papers, queries
from ..forms import PaperForm
from ..models import Case


@dataclass(frozen=True)
class Page:
    """What the page shows."""

    case: Case
    one: CasePaper
    form: PaperForm
    missing: list[papers.Lacking]
    wants_text: bool

    def download(self) -> HttpResponse:
        """The text as a file. Its name says nothing of whom it is about."""
        answer = HttpResponse(papers.as_text(self.case, self.one, self.form.parts), "text/plain; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{self.one.id}.txt"'
        return answer


def page(case: Case, name: str, at: datetime, data: Any) -> Page:
    """A paper of a case. Raises NotFound."""
    one = papers.paper(case.process, name)
    now = following.standing(case, queries.events(case), at)
    form = PaperForm(data, parts=papers.written(now, one))
    wants = bool(data) and "as_text" in data and form.is_valid()
    return Page(case, one, form, papers.lacking(now, one), wants)
