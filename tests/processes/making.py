"""Cases of the tests' own, made by the real actions: at the adult unit of a social board with a chair."""

from datetime import datetime, timedelta

from helhet.kernel.calendar import shown_at
from helhet.organisations.models import Duty
from helhet.processes import actions
from helhet.processes.given import Done, Whose
from helhet.processes.models import Case
from helhet.secrecy.wall import acting
from tests.records.world import employ

CHAIR = "chair"
# What the doctor's duty rests on, and what a custody does (LVM 4, 6 and 13 §§).
DOCTOR = {"doctor_need": True, "doctor_no_other_care": True}
GROUNDS = {
    "substances": ["alcohol"], "need_of_care": True, "voluntary_insufficient": True, "danger": ["health"],
}  # fmt: skip
CUSTODY = GROUNDS | {"care_probable": True, "urgency": ["health_worse"], "circumstances": ["Hittad utomhus i natt"]}
KNOWN = "Ringde, antecknat i telefonboken"


def clock(text: str) -> datetime:
    """A moment on a Swedish clock: "2026-11-25 08:00"."""
    return shown_at(datetime.fromisoformat(text))


def chair(world):
    """The chair of the board, on duty at a unit of their own: the emergency unit."""
    return employ(world, CHAIR, world.units["children"], "chair")


def whose(world, who="social"):
    return Whose(world.staff[who], world.staff[f"{who}.manager"])


def done(act, when, role="officer", known=KNOWN, **facts):
    return Done(act, clock(when) if isinstance(when, str) else when, role, facts, known_by=known)


def opened(world, when="2026-11-27 08:00", who="social", person=None, first=None) -> Case:
    """A case that a doctor's report began, written down five minutes after."""
    actor, at = world.actors[who], clock(when) + timedelta(minutes=5)
    person = person or world.course(who).person
    with acting(actor, at):
        first = first or done("report", when, "doctor", **DOCTOR)
        return actions.open_case(by=actor, at=at, person=person, process="lvm", first=first, whose=whose(world))


def write(world, case, act, when, role="officer", who="social", later=timedelta(minutes=5), **facts):
    """Record an act, five minutes after it was done."""
    actor = world.actors[who]
    documents = facts.pop("documents", ())
    at = clock(when) + later
    with acting(actor, at):
        told = Done(act, clock(when), role, facts, documents, KNOWN)
        return actions.record(by=actor, at=at, case=case, done=told)


def on_duty(world, actor, since, until):
    return Duty.objects.create(unit_id=actor.unit_id, staff_id=actor.staff_id, since=clock(since), until=clock(until))
