"""A large plan and a screening: what it takes to write them, and the person page and the plan as JSON with them."""

import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate

from helhet.courses.actions import Next, open_course
from helhet.courses.models import Course
from helhet.organisations import queries as organisations
from helhet.organisations.models import Unit
from helhet.people.actions import add
from helhet.people.models import Person
from helhet.people.rules import Details
from helhet.plans.actions import begin
from helhet.plans.given import Entry, Guest, Seen
from helhet.plans.models import Plan
from helhet.screening.actions import Filled, save
from helhet.secrecy.actions import consent
from helhet.secrecy.wall import acting

from .calling import PAGE, Caller, Line, timed
from .scene import Scene

GOALS, MEASURES, RELATIVES, TIMES = 3, 10, 3, 40
BORN = date(1980, 5, 17)
# One answer to each of AUDIT's ten questions.
ANSWERS = ("3", "2", "2", "1", "1", "0", "1", "2", "0", "2")


@dataclass(frozen=True)
class Planning:
    """The unit that opens the person with a usual history, and who works there."""

    scene: Scene

    @property
    def doing(self) -> dict[str, Any]:
        """As every action takes it."""
        return {"by": self.scene.opener, "at": self.scene.now}

    def acting(self) -> Any:
        """As every action is done."""
        return acting(self.scene.opener, self.scene.now)

    def first(self) -> Next:
        """A next step that two of the unit have."""
        day = localdate(self.scene.now)
        owner, deputy, *_ = organisations.colleagues(self.scene.opener.unit_id, day)
        return Next("Kalla till möte", day + timedelta(days=7), owner, deputy)

    def guests(self) -> list[Guest]:
        """Two units, of the own holding and of another, and relatives: five participants."""
        ours = Unit.objects.get(id=self.scene.worker.unit_id)
        others = Unit.objects.exclude(holding__principal_id=self.scene.opener.principal_id).filter(closed=False)
        units = [Guest("authority", unit.name, unit=unit) for unit in (ours, others.order_by("name")[0])]
        return units + [Guest("relative", f"Närstående {n}") for n in range(RELATIVES)]

    def plan(self, person: Person) -> float:
        """Somebody says yes to a plan, and it is written. Gives the seconds that writing it took."""
        day = localdate(self.scene.now)
        said = {"kind": "plan", "given_by": "person", "judged": {"can_consent": "yes"}, "how": "oral", "words": "Ja"}
        with self.acting():
            yes = consent(**self.doing, person=person, until=day + timedelta(days=300), **said)
            given = {"seen": Seen("region", day, "Behöver båda"), "first": self.first(), "guests": self.guests()}
        return timed(lambda: self._begin(person=person, consent=yes, entries=entries(), **given))

    def _begin(self, **given: Any) -> None:
        with self.acting():
            begin(**self.doing, **given)

    def newcomer(self, number: int) -> Course:
        """Somebody new with a contact."""
        with self.acting():
            person = add(**self.doing, details=Details("Plan", f"{number}", BORN))
            return open_course(**self.doing, person=person, about="Mätning", first=self.first())

    def screening(self, course: Course) -> float:
        """Seconds that it takes to count and keep a screening, which the contact is told of."""
        filled = Filled("audit", ANSWERS, localdate(self.scene.now), course=course)
        return timed(lambda: self._save(course.person, filled))

    def _save(self, person: Person, filled: Filled) -> None:
        with self.acting():
            save(**self.doing, person=person, filled=filled)


def entries() -> list[Entry]:
    """Three goals, ten measures, and when it is followed up."""
    measure = {"principal": "region", "start": "2026-12-01", "decision": "none", "goal": "m1"}
    return [
        *(Entry("goal", {"text": f"Mål {n}"}) for n in range(GOALS)),
        *(Entry("measure", measure | {"text": f"Insats {n}"}) for n in range(MEASURES)),
        Entry("place", {"text": "Jag vill sova", "chosen": []}, "words"),
        Entry("place", {"on": "2027-02-17", "by": "Kim"}, "follow_up"),
    ]


def lines(scene: Scene) -> Iterator[Line]:
    """Everything that is measured about plans and screenings."""
    planning = Planning(scene)
    courses = [planning.newcomer(number) for number in range(TIMES)]
    plans = [planning.plan(course.person) for course in courses]
    yield "a plan of 5, 3 goals, 10 measures created", statistics.median(plans) * 1e3, 20, "ms"
    screened = [planning.screening(course) for course in courses]
    yield "a screening saved and scored", statistics.median(screened) * 1e3, 10, "ms"
    planning.plan(scene.person)
    with planning.acting():
        plan = Plan.objects.get(person=scene.person, is_open=True)
    yield from pages(scene, plan)


def pages(scene: Scene, plan: Plan) -> Iterator[Line]:
    """The pages of the person who now has a plan."""
    caller = Caller(scene.opener)
    page, own = reverse("overview:person", args=[plan.person_id]), reverse("plans:plan", args=[plan.id])
    floor, took, whole = caller.medians(PAGE, page, own)
    yield "person page with a plan against the page floor (b)", took / floor, 2.5, ""
    yield "person page with a plan, queries", len(caller.queries(page)), 20, ""
    yield "the plan's own page against the page floor (b)", whole / floor, None, ""
    raw, told = caller.medians(f"/bench/plan/{plan.id}/", f"/bench/plan/{plan.id}/json/")
    yield "the plan as JSON against the raw floor (a)", told / raw, 3, ""
