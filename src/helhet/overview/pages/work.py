"""The worklist: what there is to do, in parts, each line with where it leads."""

from datetime import date, datetime
from typing import Any, TypedDict
from uuid import UUID

from django.utils.timezone import localdate

from helhet.courses import queries as courses
from helhet.courses.models import Step
from helhet.courses.queries import Line
from helhet.organisations.actor import Actor
from helhet.people.forms import SearchForm
from helhet.people.rules import in_lists
from helhet.ui.addresses import address_of
from helhet.ui.days import in_words

from .. import queries, rules

# Where a step leads, by what it is about.
PLACES = {
    "sent": "handoffs:sent", "received": "handoffs:received", "plan": "plans:plan", "joined": "plans:joined",
    "case": "processes:case",
}  # fmt: skip
# What the button says that takes a line away; every other kind is done where it leads.
DONE = {"news": "Läst", "task": "Gjort"}
NOBODY = "Ingen person är kopplad ännu"
AT_MOST = 200


class Row(TypedDict):
    """A line of the worklist as it is shown. `done`: what the button says that takes it away, if it has one."""

    id: UUID
    text: str
    who: str
    owner: str
    mine: bool
    stands_in: bool
    day: str
    machine_day: str
    when: str
    late: str
    address: str
    alarmed: bool
    done: str


def page(actor: Actor, at: datetime, *, only_mine: bool) -> dict[str, Any]:
    """The worklist of the actor, or of the whole unit."""
    today = localdate(at)
    lines = courses.worklist(actor, at, only_mine=only_mine, limit=AT_MOST)
    rows = [(line.bucket, row(line, actor, today)) for line in lines]
    return {
        "parts": rules.in_parts(rows),
        "alarms": [one for _, one in rows if one["alarmed"]],
        "count": len(rows),
        "full": len(rows) == AT_MOST,
        "people": {line.person_id for line in lines} - {None},
        "only_mine": only_mine,
        "search": SearchForm(),
        "today": today,
    }


def row(line: Line, actor: Actor, today: date) -> Row:
    """A line with who, when and where it leads. A protected person leaves no trace here."""
    return Row(
        id=line.id,
        text=line.text,
        who=in_lists(line.person, line.protected) if line.person_id else NOBODY,
        owner=line.owner,
        mine=line.owner_id == actor.staff_id,
        stands_in=line.deputy_id == actor.staff_id,
        day=short_day(line.due, today.year),
        machine_day=line.due.isoformat(),
        when=rules.until(line.due, today),
        late=rules.how_late(line.late),
        address=address(line),
        alarmed=line.alarmed,
        done=DONE.get(line.kind, ""),
    )


def short_day(day: date, year: int) -> str:
    """A day where there is little room, with its year when that is not this one: "29 apr", "29 apr 2025"."""
    return in_words(day, "j b" if day.year == year else "j b Y")


def address(step: Step | Line) -> str:
    """Where a step is done: the hand-off it is about, else its person."""
    if step.ref and step.ref_kind in PLACES:
        return address_of(PLACES[step.ref_kind], step.ref)
    return address_of("overview:person", step.person_id) if step.person_id else ""


def unowned(actor: Actor, at: datetime) -> dict[str, Any]:
    """Nobody without an owner: what stands without one at the unit, how that is known, and who has how much."""
    loads = queries.loads(actor, at)
    mine = actor.unit_id
    return {
        "steps": [step for step in courses.without_owner(actor.holding_id, at) if step.unit_id == mine],
        "courses": [one for one in courses.courses_without_step(actor.holding_id) if one.unit_id == mine],
        "loads": loads,
        "open_steps": sum(load["steps"] for load in loads),
        "open_courses": sum(load["contacts"] for load in loads),
        "unreached": queries.unreached(actor),
    }
