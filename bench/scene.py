"""What the staff pages are measured on: a small demo county, a unit with twenty things to do, and clones for size."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.management import call_command
from django.db import connection
from django.db.models import Count
from django.utils import timezone
from django.utils.timezone import localdate

from helhet.config.demo import bulk, county, playing
from helhet.config.demo.script import Script, open_script
from helhet.courses.actions import Next, open_course
from helhet.courses.models import Course, CourseEvent
from helhet.organisations import queries as organisations
from helhet.organisations.actor import Actor
from helhet.organisations.models import Assignment, Staff, Unit
from helhet.organisations.queries import actor_of
from helhet.people.actions import add
from helhet.people.models import Person
from helhet.people.rules import Details
from helhet.secrecy.wall import acting

LINES = 20
PLAYED = 60
# Clones are of short histories: what is measured is how much there is, not how long each way has been.
MOST_EVENTS = 4


@dataclass(frozen=True)
class Scene:
    """Who works at the measured unit, and somebody with a usual history whom a unit may open."""

    script: Script
    now: datetime
    worker: Actor
    opener: Actor
    person: Person

    @property
    def source(self) -> bulk.Source:
        """What is cloned: nobody at the measured unit, which keeps its twenty."""
        return bulk.Source(MOST_EVENTS, self.worker.unit_id)


def build() -> Scene:
    """An empty database becomes the scene."""
    call_command("migrate", verbosity=0)
    script, now = open_script(), timezone.now()
    playing.play_all(script, now, PLAYED)
    opener, person = _usual(script, now)
    return Scene(script, now, _twenty(script, now), opener, person)


def _twenty(script: Script, now: datetime) -> Actor:
    """A unit of its own in the region, with twenty people who each have a next step."""
    there = county.gather(script).unit("addiction_clinic", county.gather(script).municipalities[0])
    unit = Unit.objects.create(holding=there.holding, kind=there.kind, name="Mätmottagningen", municipalities=["0880"])
    workers = [_employed(unit, name) for name in ("mats", "mona")]
    owner, deputy = (Staff.objects.get(id=one.staff_id) for one in workers)
    for place in range(LINES):
        with acting(workers[0], now):
            person = add(by=workers[0], at=now, details=Details(given_name="Person", family_name=f"{place}"))
            step = Next("Ringa och höra hur det går", localdate(now) + timedelta(days=place % 9), owner, deputy)
            open_course(by=workers[0], at=now, person=person, about="Mätning", first=step)
    return workers[0]


def _employed(unit: Unit, name: str) -> Actor:
    staff = Staff.objects.create(username=name, name=name.title(), profession="other_health")
    given = {"role": "clinician", "purpose": "Vård och behandling", "valid_from": timezone.now().date()}
    return actor_of(Assignment.objects.create(staff=staff, unit=unit, **given))


def _usual(script: Script, now: datetime) -> tuple[Actor, Person]:
    """Somebody with an open contact and the median number of events among those, and a worker who may open them."""
    here = county.gather(script)
    unit = here.unit("addiction_clinic", here.municipalities[0])
    who = here.worker(unit)
    with acting(who, now):
        mine = Course.objects.filter(unit=unit, is_open=True).values("person_id")
        rows = (
            CourseEvent.objects.filter(person_id__in=mine)
            .values("person_id")
            .annotate(n=Count("id"))
            .order_by("n", "person_id")
        )
        people = [row["person_id"] for row in rows]
        return who, Person.objects.get(id=people[len(people) // 2])


def grow(scene: Scene, courses: int) -> int:
    """Clone until there are about so many courses. Gives how many there are."""
    there, people = count(Course), count(Person)
    if there < courses:
        bulk.clone(scene.script, scene.now, _people_for(scene, courses - there) + people, scene.source)
    return count(Course)


def _people_for(scene: Scene, courses: int) -> int:
    """How many people the short histories need for so many courses."""
    people = held = 0
    for holding in organisations.holdings():
        with acting(organisations.system_actor(holding, "Mätning"), scene.now), connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM people_person WHERE id IN ({scene.source.people})")  # noqa: S608
            people += cursor.fetchone()[0]
            cursor.execute(f"SELECT count(*) FROM courses_course WHERE person_id IN ({scene.source.people})")  # noqa: S608
            held += cursor.fetchone()[0]
    return round(courses * people / held)


def count(model: type[Course] | type[Person]) -> int:
    """How many rows all holdings have together."""
    found = 0
    for holding in organisations.holdings():
        with acting(organisations.system_actor(holding, "Mätning"), timezone.now()):
            found += model.objects.filter(holding=holding).count()
    return found
