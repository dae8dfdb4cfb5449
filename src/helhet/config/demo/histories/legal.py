"""Cases with times in law at the social services: a report that is looked into, a custody days ago, one that ended."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from helhet.organisations.actor import Actor
from helhet.processes import actions as cases
from helhet.processes.given import Done, Whose
from helhet.processes.models import Case

from ..cast import Someone
from ..play import History, Play
from . import contact

DOCTOR = {"doctor_need": True, "doctor_no_other_care": True}
CUSTODY = {
    "substances": ["alcohol"], "need_of_care": True, "voluntary_insufficient": True, "danger": ["health"],
    "care_probable": True, "urgency": ["health_worse"], "urgent": True,
}  # fmt: skip


def reported(play: Play, someone: Someone, hours: int = 1) -> tuple[Actor, Case]:
    """A doctor's report comes with the post to the adult unit, which has the person already."""
    at_home(play, someone)
    who, course = contact.begin(play, someone, "social_adult")
    who = play.county.worker(course.unit, "social_worker")
    whose = Whose(play.county.staff(who), play.county.staff(play.county.colleague(who)))
    first = done(play, "report", "doctor", hours, **DOCTOR)
    given = {"person": course.person, "process": "lvm", "course": course, "first": first, "whose": whose}
    return who, play.do(who, cases.open_case, **given)


def at_home(play: Play, someone: Someone) -> None:
    """They live where somebody signs in with one click, so that whoever tries the demo meets them."""
    home = next(one["municipality"] for one in play.script.county["named"] if one["unit"] == "social_adult")
    someone.details = replace(someone.details, municipality=home)


def done(
    play: Play, act: str, role: str = "officer", hours: int = 1, papers: tuple[str, ...] = (), **facts: Any
) -> Done:
    """Something that was done so many hours ago."""
    known = play.word("legal", "known")
    return Done(act, play.at - timedelta(hours=hours), role, facts, papers, known)


def write(play: Play, who: Actor, case: Case, act: str, role: str = "officer", **given: Any) -> None:
    """Write in that something was done."""
    play.do(who, cases.record, case=case, done=done(play, act, role, **given))


def looked_into(play: Play, someone: Someone) -> History:
    """The report is assessed, and an inquiry begins: it is open, with a month's time of our own."""
    who, case = reported(play, someone)
    yield 2
    write(play, who, case, "assess")
    yield 1
    write(play, who, case, "open_investigation")
    yield 3
    write(play, who, case, "voluntary_tried")


def in_custody(play: Play, someone: Someone) -> History:
    """The chair decides, it is submitted in time, and the court says that it stands: the application has its week."""
    who, case = reported(play, someone, 5)
    circumstances = [play.word("legal", "circumstances")]
    # All of it on one day: whatever day of the week it is, the next one may be none to work on.
    write(play, who, case, "custody", "chair", hours=4, **CUSTODY, circumstances=circumstances)
    write(play, who, case, "open_investigation", hours=3)
    write(play, who, case, "inform", hours=2)
    write(play, who, case, "submit", papers=("custody_decision", "case_documents"))
    yield 1
    write(play, who, case, "uphold", "court")


def ended(play: Play, someone: Someone) -> History:
    """Somebody who begins care of their own will: the case ends, and the contact goes on."""
    who, case = reported(play, someone)
    yield 2
    write(play, who, case, "assess")
    yield 4
    write(play, who, case, "close", reason="voluntary_care")
    yield from contact.to_the_end(play, who, play.fresh(who, case.course), 6)


# How many days ago each began.
ALL: dict[Callable[[Play, Someone], History], int] = {looked_into: 9, in_custody: 4, ended: 60}
