"""The papers of a plan and its calendar file, each made when it is asked for, and kept nowhere."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.utils.timezone import localdate

from helhet.audit import actions as audit
from helhet.kernel.errors import NotFound
from helhet.knowledge.home import open_library

from .. import calendar, queries
from ..holding import planning
from ..models import Joined, Plan
from ..papers.meeting import invitation, preparation
from ..papers.printing import printed
from .act import At
from .plan import meeting
from .reading import shown

# Paper → the template. Each is made in large print as well. The files' names say nothing.
PAPERS = {"plan": "plan", "kallelse": "invitation", "infor-motet": "preparation"}
FILES = {"plan": "min-plan", "kallelse": "valkommen", "infor-motet": "infor-motet"}
LARGE = "-stor"
NAMES = [f"{name}{size}" for name in PAPERS for size in ("", LARGE)]


def paper(at: At, name: str) -> HttpResponse:
    """A paper for the person. Raises NotFound when there is none of that name, or nothing to print yet."""
    kind, large = name.removesuffix(LARGE), name.endswith(LARGE)
    if kind not in PAPERS:
        raise NotFound("Det papperet finns inte.")
    content = printed(PAPERS[kind], TOLD[kind](at), large)
    audit.record(by=at.by, at=at.at, act="plan.printed", kind="plan", subject=at.plan.id, person=at.plan.person_id)
    return as_file(content, f"{FILES[kind]}.pdf", "application/pdf")


def _plan(at: At) -> Mapping[str, Any]:
    """The version in force; before there is one, the draft."""
    plan = at.plan
    if plan.number:
        version = queries.version(plan, plan.number)
        told = shown(version.content, plan.publication)
        return {"paper": told, "number": version.number, "phones": _phones(at)}
    told = shown(queries.as_json(plan, localdate(at.at)), plan.publication)
    return {"paper": told, "draft": True, "phones": _phones(at)}


def _phones(at: At) -> list[tuple[str, str]]:
    units = [at.plan.unit, *(one.unit for one in at.draft.participants if one.unit)]
    return [(unit.name, unit.phone) for unit in units if unit.phone]


def _invitation(at: At) -> Mapping[str, Any]:
    called = meeting(at.draft.events)
    if not called:
        raise NotFound("Ni har inte kallat till något möte än.")
    told = {**called, "on": date.fromisoformat(called["on"])}
    unit = at.plan.unit
    people = [unit.name, *(one.name for one in at.draft.participants if one.state not in ("named", "refuses"))]
    return invitation(told, people, at.by.unit_name, unit.phone)


def _preparation(at: At) -> Mapping[str, Any]:
    return preparation(planning(), {key: part.data for key, part in at.draft.places.items()})


TOLD = {"plan": _plan, "kallelse": _invitation, "infor-motet": _preparation}


def copy(at: At, name: str) -> HttpResponse:
    """The plan that came to somebody who was called, on paper."""
    if name not in ("plan", f"plan{LARGE}") or at.joined.version is None:
        raise NotFound("Ni har inte fått någon plan ännu.")
    told = {"paper": shown(queries.came_to(at.joined)), "number": at.joined.number}
    about = {"kind": "joined", "subject": at.joined.id, "person": at.joined.person_id}
    audit.record(by=at.by, at=at.at, act="joined.printed", **about)
    return as_file(printed("plan", told, name.endswith(LARGE)), "planen.pdf", "application/pdf")


def calendar_file(at: At) -> HttpResponse:
    """The meeting, for a calendar."""
    draft = at.draft
    names = [at.plan.unit.name, str(at.plan.person), *(one.name for one in draft.participants)]
    return _calendar(meeting(draft.events), names, at.at)


def calendar_of(at: At) -> HttpResponse:
    """The meeting, for the calendar of somebody who was called."""
    one: Joined = at.joined
    names = [one.unit.name, one.call.sender_name, str(one.person or "")]
    return _calendar(queries.call_of(one), names, at.at)


def _calendar(called: Mapping[str, Any], names: list[str], at: datetime) -> HttpResponse:
    if not called.get("on"):
        raise NotFound("Det finns inget möte att lägga i kalendern än.")
    kinds = [one.label for one in open_library().vocabulary.units.values()]
    when = date.fromisoformat(called["on"])
    content = calendar.file(when, called.get("time", ""), called.get("place", ""), [*names, *kinds], at)
    return as_file(content, "mote.ics", "text/calendar; charset=utf-8")


def as_file(content: bytes, name: str, kind: str) -> HttpResponse:
    """A file to keep, whose name says nothing."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def version_page(plan: Plan, number: int) -> dict[str, Any]:
    """A published version, to read."""
    row = queries.version(plan, number)
    return {"plan": plan, "version": row, "number": row.number, "paper": shown(row.content, plan.publication)}
