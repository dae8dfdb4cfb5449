"""A round of the scanner over many open clocks: what it costs, and whether that grows with how many there are.

A round comes every few minutes. With 100 000 clocks of four weeks and six alarms each, some 75 alarms come between two
of them; here one clock in a thousand has something to be told.
"""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction

from helhet.courses.models import Step
from helhet.kernel.ids import uuid7
from helhet.organisations.models import Assignment, Authority, Staff, Unit
from helhet.organisations.queries import system_actor
from helhet.people.models import Person
from helhet.processes.following import rules_hash
from helhet.processes.models import Case, CaseAlarm, CaseClock, CaseEvent
from helhet.processes.scanner import alarm_clocks
from helhet.secrecy.wall import acting

from .calling import processor_time

# What, measured, limit (none: only told), unit; a ratio has no unit.
Line = tuple[str, float, float | None, str]

FEW, MANY = 10_000, 100_000
ONE_IN = 1_000
AT_ONCE = 5_000
CUSTODY = {
    "substances": ["alcohol"], "need_of_care": True, "voluntary_insufficient": True, "danger": ["health"],
    "care_probable": True, "urgency": ["health_worse"], "circumstances": ["Mätning"], "urgent": True,
}  # fmt: skip


def lines(now: datetime) -> Iterator[Line]:
    """A round over few clocks and one over many, each with the same share to tell of."""
    unit, staff = _unit(now)
    # What is read once, at the first round, is no part of what a round costs.
    _warm(unit, staff, now)
    few = yield from _round(unit, staff, now, FEW, 0)
    many = yield from _round(unit, staff, now, MANY, FEW)
    yield f"{MANY} open clocks scanned", many, 5, "s"
    yield f"cost per clock, {MANY} against {FEW}", (many / MANY) / (few / FEW), 1.5, ""


def _round(unit: Unit, staff: Staff, now: datetime, clocks: int, before: int) -> Iterator[Line]:
    started = time.perf_counter()
    _cases(unit, staff, now, clocks - before)
    _due(unit, now, clocks // ONE_IN)
    yield f"making up to {clocks} open clocks", time.perf_counter() - started, None, "s"
    started = processor_time()
    told = alarm_clocks(now)
    took = processor_time() - started
    if told < clocks // ONE_IN:
        raise RuntimeError(f"only {told} alarms were told")
    yield f"{clocks} open clocks, a round in which {told} alarms are told", took, None, "s"
    return took


def _warm(unit: Unit, staff: Staff, now: datetime) -> None:
    _cases(unit, staff, now, 1)
    _due(unit, now, 1)
    alarm_clocks(now)


def _unit(now: datetime) -> tuple[Unit, Staff]:
    board = Authority.objects.filter(kind="social_board").first()
    unit = Unit.objects.create(holding=board, kind="social_adult", name="Mätenheten", municipalities=["0880"])
    staff = Staff.objects.create(username="matare", name="Mätare")
    given = {"role": "social_worker", "purpose": "Mätning", "valid_from": now.date() - timedelta(days=90)}
    Assignment.objects.create(staff=staff, unit=unit, **given)
    return unit, staff


def _cases(unit: Unit, staff: Staff, now: datetime, many: int) -> None:
    """Cases in custody whose submission is due tomorrow, as the actions would have written them."""
    with acting(system_actor(unit.holding, "Mätning"), now), transaction.atomic():
        for done in range(0, many, AT_ONCE):
            _some(unit, staff, now, min(AT_ONCE, many - done))


def _some(unit: Unit, staff: Staff, now: datetime, many: int) -> None:
    held, begun, judged = {"holding": unit.holding}, now - timedelta(hours=1), rules_hash("lvm")
    here = held | {"unit": unit, "owner": staff}
    people = [Person(**held, given_name="Person", family_name=f"{n}", created_at=begun) for n in range(many)]
    Person.objects.bulk_create(people)
    given = {"deputy": staff, "kind": "answer", "text": "Underställ beslutet", "due": now.date(), "opened_at": begun}
    idents = [uuid7() for _ in people]
    about = zip(people, idents, strict=True)
    steps = [Step(**here, **given, person=person, ref=ident, ref_kind="case") for person, ident in about]
    Step.objects.bulk_create(steps)
    given = {"process": "lvm", "state": "custody", "content_hash": judged, "deputy": staff, "opened_at": begun}
    rows = zip(idents, people, steps, strict=True)
    cases = [Case(**here, **given, id=i, person=p, step=s, opened_by=staff) for i, p, s in rows]
    Case.objects.bulk_create(cases)
    given = {"act": "custody", "role": "chair", "happened": begun, "facts": CUSTODY, "at": begun, "by": staff}
    CaseEvent.objects.bulk_create(CaseEvent(**held, **given, case=one, number=0, content_hash=judged) for one in cases)
    ends = now + timedelta(days=1)
    given = {"rule": "lvm.submit", "start": begun, "status": "due", "ends_at": ends, "last_at": ends, "next_at": ends}
    CaseClock.objects.bulk_create(CaseClock(**here, **given, case=one, strict=now.date()) for one in cases)


def _due(unit: Unit, now: datetime, many: int) -> None:
    """So many that nobody has been told of have something to be told now."""
    with acting(system_actor(unit.holding, "Mätning"), now):
        told = CaseAlarm.objects.filter(holding=unit.holding).values("clock_id")
        some = CaseClock.objects.filter(unit=unit).exclude(id__in=told).values_list("id", flat=True)[:many]
        CaseClock.objects.filter(id__in=list(some)).update(next_at=now)
