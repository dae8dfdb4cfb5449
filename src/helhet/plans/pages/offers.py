"""What a participant sent to the plan, to be put in the draft or left out by whoever owns it."""

from typing import Any

from django.http import QueryDict

from helhet.kernel.errors import BadInput

from .. import drafting, queries
from ..forms.going import LeaveForm
from ..models import Offer
from .act import At

KINDS = {"goal": "Mål", "measure": "Insats", "other": "Det andra gör"}


def page(at: At, offer: Offer) -> dict[str, Any]:
    """What came, row by row, each to be ticked."""
    rows = [(n, KINDS[one.kind], one.data) for n, one in enumerate(queries.entries_in(offer))]
    return {"plan": at.plan, "offer": offer, "rows": rows, "lacking": queries.lacking_in(offer)}


def form(data: QueryDict | None) -> LeaveForm:
    """Why it is left out, when it is; nothing has to be said of what is put in."""
    filled = LeaveForm(data)
    if data is not None and data.get("go") != "leave":
        filled.fields["why"].required = False
    return filled


def judge(at: At, offer: Offer, data: dict[str, Any], sent: QueryDict) -> None:
    """Put in what was ticked, or leave it all out. Raises BadInput when nothing was ticked."""
    if sent.get("go") == "leave":
        drafting.leave(**at.whole, offer=offer, why=data["why"])
        return
    ticked = set(sent.getlist("take"))
    entries = [one for n, one in enumerate(queries.entries_in(offer)) if str(n) in ticked]
    if not entries and queries.entries_in(offer):
        raise BadInput("Kryssa för det som ska in i planen, eller lämna det utanför.")
    drafting.take(**at.whole, offer=offer, entries=entries)
