"""A person's page: how to reach them, what is next and who owns it, the way so far, and what has crossed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate, localtime

from helhet.courses.rules import may_change
from helhet.kernel.identity import masked
from helhet.kernel.permission import Decision
from helhet.organisations.actor import Actor
from helhet.organisations.queries import records
from helhet.people.around import Around, around
from helhet.people.models import Person
from helhet.plans.pages import panel as plans
from helhet.screening import queries as screening
from helhet.secrecy import actions as secrecy
from helhet.secrecy.checking import age_on
from helhet.ui.addresses import address_of
from helhet.ui.days import in_words

from .. import drawing, queries, rules, texts
from ..crossed import Crossed, crossed
from ..filed import filed
from .work import address

# A row of a select of `queries`: what is shown of a course, a step or an event, by name.
type Row = Any


@dataclass
class CourseBox:
    """A course with what is to be done in it, and whether the reader may change it."""

    course: Row
    may: Decision
    until: str
    late: str
    send: str
    tasks: list[tuple[Row, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Happened:
    """An event of the way as it is shown. `by` is empty when the system did it."""

    id: UUID
    heading: str
    lines: Sequence[str]
    day: str
    moment: str
    by: str
    unit: str


def page(actor: Actor, at: datetime, person_id: UUID) -> dict[str, Any]:
    """Everything on a person's page. Reading it is one row in the log, with the purpose of the assignment."""
    opened = queries.opened(actor, person_id, at)
    person = opened.person
    secrecy.read(by=actor, at=at, person=person, act="person.opened")
    may = opened.reading
    steps, held, events = queries.steps(may), queries.ways(may), queries.events(may)
    out, came = crossed(actor, may)
    on_file = filed(may)
    return {
        "person": person,
        "opened": opened,
        "today": localdate(at),
        "secrecy_address": address_of("secrecy:person", person.id),
        **who(person, at),
        **near(around(person), person),
        "boxes": boxes(actor, at, held, steps),
        "loose": [(s, address(s)) for s in steps if s.open and s.course_id is None],
        "closed": [course for course in held if not course.is_open],
        "history": [happened(event) for event in events],
        "plans": plans.of_person(may, person.id),
        "out": out,
        "came": came,
        "consents": queries.consents(may),
        "documents": on_file.documents,
        "screenings": on_file.screenings,
        "told_to_guide": screening.as_inputs(screening.facts(on_file.screenings)),
        **way(held, steps, events, out, came, at),
    }


def happened(event: Row) -> Happened:
    """An event in words."""
    at = localtime(event.happened)
    told = (texts.heading(event), texts.lines(event), in_words(at.date(), "j F Y"), at.isoformat())
    return Happened(event.id, *told, event.by__name or "", event.unit__name)


def who(person: Person, at: datetime) -> dict[str, Any]:
    """Who it is, for the top of the page."""
    return {"age": age_on(person.birth_date, localdate(at)) if person.birth_date else None}


def near(found: Around, person: Person) -> dict[str, Any]:
    """What stands around a person. A protected one's numbers are half hidden."""
    hide = person.protected != "none"
    return {
        "numbers": [(masked(row.value) if hide else row.value, row) for row in found.numbers],
        "never": [way for way in found.ways if not way.allowed],
        "reach": [way for way in found.ways if way.allowed],
        "children": [one for one in found.relations if one.kind in ("child", "expected_child")],
        "others": [one for one in found.relations if one.kind not in ("child", "expected_child")],
        "merged": found.merged,
    }


def boxes(actor: Actor, at: datetime, held: Sequence[Row], steps: Sequence[Row]) -> list[CourseBox]:
    """The open courses, the reader's own unit first."""
    today = localdate(at)
    found = []
    for course in held:
        if course.is_open:
            late = rules.how_late((today - course.next__due).days)
            tasks = [(s, address(s)) for s in steps if s.open and s.course_id == course.id and s.kind != "next"]
            until = rules.until(course.next__due, today)
            send = address_of("handoffs:send", course.id)
            found.append(CourseBox(course, may_change(actor, course.unit_id), until, late, send, tasks))
    return sorted(found, key=lambda box: not box.may)


def way(
    held: Sequence[Row], steps: Sequence[Row], events: Sequence[Row], out: Sequence[Crossed],
    came: Sequence[Crossed], at: datetime,
) -> dict[str, Any]:  # fmt: skip
    """The way so far as a picture, and the same as rows; nothing when there is no course."""
    if not held:
        return {"drawing": None, "rows": []}
    main = held[0]
    owners = [_owners(course, steps, events, at) for course in held[:4]]
    others = _authorities(out, came)
    since = min([course.opened_at for course in held[:4]] + [m[0] for track in others for m in track.moments])
    labels = [phase.label for phase in records().phases]
    return {
        "drawing": drawing.drawn(labels, main.phase, [*owners, *others], since, at),
        "rows": _rows(labels, main, owners, others),
        "phase": labels[main.phase - 1],
    }


def _owners(course: Row, steps: Sequence[Row], events: Sequence[Row], at: datetime) -> drawing.Track:
    changes = [
        (step.opened_at, step.owner__name) for step in steps if step.course_id == course.id and step.kind == "next"
    ]
    ends = [event.at for event in events if event.course_id == course.id and event.kind == "closed"]
    return drawing.Track(f"Ansvarig, {course.unit__name}", rules.spans(changes, max(ends, default=at)))


def _authorities(out: Sequence[Crossed], came: Sequence[Crossed]) -> list[drawing.Track]:
    found: dict[str, list[tuple[datetime, str, str]]] = {}
    for one in out:
        found.setdefault(one.name, []).append((one.at, "out", f"Kopia till dem: {one.label}"))
    for one in came:
        found.setdefault(one.name, []).append((one.at, "in", f"Kopia från dem: {one.label}"))
    return [drawing.Track(name, moments=sorted(moments)) for name, moments in found.items()]


def _rows(
    labels: Sequence[str], main: Row, owners: Sequence[drawing.Track], others: Sequence[drawing.Track]
) -> list[tuple[str, str, datetime | None, datetime | None]]:
    """The picture as (who or where, what, from, to)."""
    rows: list[tuple[str, str, datetime | None, datetime | None]] = [
        ("Var på vägen", labels[main.phase - 1], None, None)
    ]
    rows += [(track.label, span.label, span.since, span.until) for track in owners for span in track.spans]
    return rows + [(track.label, text, at, None) for track in others for at, _, text in track.moments]
