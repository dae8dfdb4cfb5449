"""A person's plans as their page shows them: the holding's own, and those that it was called to. One select."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import CharField, QuerySet, Value

from helhet.secrecy.reading import About, Reading, Together
from helhet.ui.addresses import address

from .. import rules
from ..holding import planning
from ..models import Joined, Plan

# What is sent between the halves of a plan, as it is called where everything that was shared is listed.
SENDINGS = {
    "plan_call": "Kallelse till en gemensam plan",
    "plan_version": "Gemensam plan",
    "plan_part": "En del till en gemensam plan",
    "plan_answer": "Svar på en gemensam plan",
}


@dataclass(frozen=True)
class Line:
    """A plan on a person's page: what it is, how it stands, and what is next."""

    title: str
    state: str
    address: str
    is_open: bool
    number: int
    follow_up: date | None
    next: str


def of_person(may: Reading, person: UUID) -> dict[str, object]:
    """The plans, the holding's own first, and where a new one begins when none is open."""
    rows = sorted(both(may), key=lambda row: (row[0] == "own", row[-1]), reverse=True)
    lines = [_line(part == "own", *told) for part, *told, _ in rows]
    begin = "" if any(one.is_open for one in lines) else address("plans:begin", person)
    return {"lines": lines, "begin": begin}


def _line(
    own: bool, ident: UUID, named: str, state: str, number: int, follow_up: date | None, is_open: bool,
    step: str | None, owner: str | None,
) -> Line:  # fmt: skip
    """`named`: which kind of plan it is when it is our own, else who called to it."""
    kinds = planning().kinds
    title = (kinds[named].label if named in kinds else named) if own else f"Gemensam plan hos {named}"
    where = address("plans:plan" if own else "plans:joined", ident)
    return Line(title, rules.LABELS[state], where, is_open, number, follow_up, f"{step}, {owner}" if step else "")


TOLD = ("state", "number", "follow_up", "is_open", "step__text", "step__owner__name")


def _part(name: str) -> Value:
    return Value(name, output_field=CharField())


def _own() -> QuerySet[Any, Any]:
    return Plan.objects.values_list(_part("own"), "id", "kind", *TOLD, "opened_at")


def _came() -> QuerySet[Any, Any]:
    return Joined.objects.values_list(_part("came"), "id", "call__sender_name", *TOLD, "arrived_at")


both = Together(About(_own, unit="unit_id"), About(_came, unit="unit_id"))
