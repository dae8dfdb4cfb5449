"""A person's plans as their page shows them: the holding's own, and those that it was called to. Two selects."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from helhet.secrecy.reading import About, Reading
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
OWN = About(
    lambda: (
        Plan.objects.select_related("step__owner")
        .only("kind", "state", "number", "follow_up", "is_open", "step__text", "step__owner__name")
        .order_by("-opened_at")
    ),
    unit="unit_id",
)  # fmt: skip
CAME = About(
    lambda: (
        Joined.objects.select_related("call", "step__owner")
        .only("state", "number", "follow_up", "is_open", "overall", "call__sender_name", "step__text",
              "step__owner__name")
        .order_by("-arrived_at")
    ),
    unit="unit_id",
)  # fmt: skip


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
    """The plans, and where a new one begins when none is open."""
    lines = [*_own(may), *_came(may)]
    begin = "" if any(one.is_open for one in lines) else address("plans:begin", person)
    return {"lines": lines, "begin": begin}


def _own(may: Reading) -> Iterator[Line]:
    kinds = planning().kinds
    for one in OWN(may):
        title = kinds[one.kind].label if one.kind in kinds else one.kind
        where = address("plans:plan", one.id)
        yield Line(title, rules.LABELS[one.state], where, one.is_open, one.number, one.follow_up, _next(one))


def _came(may: Reading) -> Iterator[Line]:
    for one in CAME(may):
        title, where = f"Gemensam plan hos {one.call.sender_name}", address("plans:joined", one.id)
        yield Line(title, rules.LABELS[one.state], where, one.is_open, one.number, one.follow_up, _next(one))


def _next(one: Plan | Joined) -> str:
    return f"{one.step.text}, {one.step.owner.name}" if one.step else ""
