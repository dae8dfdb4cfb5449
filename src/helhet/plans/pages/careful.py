"""Medicines and treatments: what the county's agreement and the law say goes with them. The doctor decides."""

from collections.abc import Iterator
from typing import Any

from django.utils.timezone import localdate

from helhet.knowledge.law import holds_on
from helhet.knowledge.schema.treatments import Treatment

from .. import queries
from ..holding import planning
from .act import At

# Kinds of treatments that a doctor gives, as the agreement names them.
MEDICAL = ("medicine", "tapering", "harm_reduction")


def checklists(at: At) -> dict[str, Any]:
    """Each treatment that a doctor gives, with what goes with it, and the law's words on LARO. Nothing here says no."""
    return {
        "treatments": [told(one) for one in queries.treatments(at.plan) if one.kind in MEDICAL],
        "laro": list(_laro(at)),
    }


def told(one: Treatment) -> dict[str, Any]:
    """A treatment in words: what it asks for, and what goes beside it."""
    words = planning().library.vocabulary
    beside = [
        (words.needs[each.need].label, each.strength == "shall") for each in one.beside if each.need in words.needs
    ]
    who = [words.principals[each].label for each in one.offered_by if each in words.principals]
    return {"name": one.name, "text": one.text, "requires": one.requires, "beside": beside, "who": who}


def _laro(at: At) -> Iterator[tuple[str, str]]:
    day = localdate(at.at)
    for one in planning().library.law.statements:
        if str(one.id).startswith("laro.") and holds_on(one, day):
            yield one.text, ", ".join(one.provisions)
