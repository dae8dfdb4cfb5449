"""One row of the draft on its own page: a goal, a measure, what another does."""

from typing import Any

from django.http import QueryDict
from django.utils.timezone import localdate

from helhet.knowledge.planning.settling import Settled

from .. import drafting, queries
from ..forms.rows import GoalForm, MeasureForm, OtherForm, RowForm, shown
from ..given import Entry
from ..holding import planning
from ..models import Part
from . import careful
from .act import At
from .sections import NEW_ROW

KINDS = {"m": "goal", "i": "measure", "a": "other"}
TITLES = {"goal": "Ett mål", "measure": "En insats", "other": "Det någon annan gör"}


def kind_of(name: str) -> str:
    """What a row is, by its key or by the name of a new one."""
    return NEW_ROW.get(name) or KINDS.get(name[:1], "")


def row(at: At, name: str) -> Part | None:
    """The row, or None for a new one. Raises NotFound."""
    if name in NEW_ROW:
        return None
    return queries.part(at.plan, kind_of(name), name)


def form(at: At, name: str, part: Part | None, data: Any) -> RowForm:
    """The row's form, with the version that it shows."""
    goals = [(one.key, one.data.get("text", "")[:80]) for one in at.draft.rows("goal")]
    kind, now = kind_of(name), shown(part)
    if kind == "goal":
        return GoalForm(data, initial=now)
    if kind == "measure":
        offered = queries.treatments(at.plan)
        return MeasureForm(data, initial=now, content=planning(), goals=goals, treatments=offered)
    return OtherForm(data, initial=now, goals=goals)


def save(at: At, name: str, filled: RowForm) -> drafting.Wrote | None:
    """Write the row. What was written at the same time stands beside it."""
    kind = kind_of(name)
    if name in NEW_ROW:
        drafting.add(**at.whole, entries=[Entry(kind, filled.told)])
        return None
    version = filled.cleaned_data["version"]
    return drafting.write(**at.whole, kind=kind, key=name, data=filled.told, version=version)


def beside(at: At, name: str, part: Part | None) -> dict[str, Any]:
    """What helps whoever writes a row: who answers by the agreement, and what a treatment asks for beside it."""
    if kind_of(name) != "measure":
        return {}
    need = part.data.get("need", "") if part else ""
    treatments = queries.treatments(at.plan)
    return {"settled": settled(at, need) if need else None, "treatments": [careful.told(one) for one in treatments]}


def settled(at: At, need: str) -> dict[str, Any]:
    """Who answers for a need, in words."""
    found: Settled = queries.settled(at.plan, need, localdate(at.at))
    named = planning().library.vocabulary.principals
    return {
        "who": [named[one].label for one in found.principals if one in named],
        "how": planning().settled[found.how].label if found.how in planning().settled else "",
        "text": found.text,
        "basis": ", ".join(found.basis),
    }


def page(at: At, name: str, part: Part | None) -> dict[str, Any]:
    """What stands beside the row's form."""
    told = {"title": TITLES[kind_of(name)], "part": part, "changes": queries.history(part) if part else []}
    return told | beside(at, name, part)


def version(sent: QueryDict) -> int:
    """The version that whoever takes a row out has read; one that cannot be read is none."""
    text = sent.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
