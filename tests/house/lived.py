"""A county in which everything has happened once, by the real actions: so every page has something to show."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from helhet.audit.models import Event
from helhet.courses.models import Course
from helhet.deviations.actions import write
from helhet.documents.actions import File, take_in
from helhet.handoffs.models import Received
from helhet.kernel.identity import read
from helhet.organisations.models import Absence, Duty
from helhet.organisations.queries import system_actor
from helhet.people import actions as people
from helhet.people.models import Person
from helhet.screening import actions as screening
from helhet.screening.actions import Filled
from helhet.secrecy import actions as secrecy
from helhet.secrecy import recalling
from helhet.secrecy.models import Copy, Disclosure
from helhet.secrecy.wall import acting
from tests.handoffs.test_pages import CARE, refer, to_social
from tests.records.world import TODAY, World, employ, signed_in

NUMBER = "198001022386"


@dataclass
class Lived:
    """The world, who is in it, and for every kind of id that an address holds the rows of that kind, newest last."""

    world: World
    clients: dict[str, object] = field(default_factory=dict)
    ids: dict[str, list[str]] = field(default_factory=dict)

    def keep(self, name: str, *rows: object) -> None:
        self.ids.setdefault(name, []).extend(str(row.pk) for row in rows)


def live(world: World) -> Lived:
    """Everything once. What is done now is done at the clock's time, as the pages do it."""
    found, home = Lived(world), world.units["health"]
    for role in ("administrator", "reviewer", "archivist"):
        employ(world, role, home, role)
    employ(world, "social.archivist", world.units["social"], "archivist")
    found.clients = {name: signed_in(actor) for name, actor in world.actors.items()}
    person = _somebody(found)
    _hand_offs(found, person)
    _secrecy(found, person)
    _staff(found)
    return found


def _somebody(found: Lived) -> Person:
    world, at = found.world, timezone.now()
    nurse, person = world.actors["health"], world.person("health", birth_date=date(1980, 1, 2), sex="")
    course = world.course("health", person)
    with acting(nurse, at):
        people.add_number(by=nurse, at=at, person=person, number=read(NUMBER, TODAY))
        way = {"kind": "phone", "value": "070-000 00 00", "allowed": True}
        relation = {"kind": "child", "name": "Bo", "birth_date": date(2015, 1, 1)}
        found.keep("way_id", people.add_contact_way(by=nurse, at=at, person=person, way=way))
        found.keep("relation_id", people.add_relation(by=nurse, at=at, person=person, relation=relation))
        twin = people.add(by=nurse, at=at, details=people.details_of(person))
        found.keep("step_id", course.next)
        found.keep("document_id", take_in(by=nurse, at=at, person=person, file=File("Brev", b"Hej")))
        filled = Filled("audit", ["2"] * 8 + ["0", "0"], TODAY, course=course)
        found.keep("screening_id", screening.save(by=nurse, at=at, person=person, filled=filled))
        found.ids["slug"] = ["audit"]
    found.keep("person_id", twin, person)
    found.keep("course_id", course)
    return person


def _hand_offs(found: Lived, person: Person) -> None:
    world = found.world
    nurse = found.clients["health"]
    row = world.course("health", person, about="Vill ha behandling")
    found.keep("sent_id", refer(world, nurse, row))
    found.keep("course_id", row)
    board = system_actor(world.holdings["region"], "Prov")
    with acting(board, timezone.now()):
        found.keep("received_id", *Received.objects.filter(holding=world.holdings["region"]))
        found.keep("disclosure_id", *Disclosure.objects.filter(holding=world.holdings["region"]))
        found.keep("copy_id", *Copy.objects.filter(holding=world.holdings["region"]))
    _applied(found, row)


def _applied(found: Lived, row: Course) -> None:
    """An application that the social board has got, and that nobody there has said whom it is about."""
    way = to_social(found.world, found.clients["health"], row)
    way.answer("ground", ground="health.care_use")
    way.answer("facts", **CARE)
    way.answer("consent", answer_back="no")
    way.answer("preview")
    board = found.world.holdings["social"]
    with acting(system_actor(board, "Prov"), timezone.now()):
        found.keep("received_id", *Received.objects.filter(holding=board))


def _secrecy(found: Lived, person: Person) -> None:
    world, at = found.world, timezone.now()
    nurse, doctor = world.actors["health"], world.actors["psychiatry"]
    with acting(nurse, at):
        given = {"content": ["identity"], "given_by": "person", "judged": {"can_consent": "yes"}, "kind": "sharing"}
        given |= {"receivers": [{"name": "Socialnämnden"}], "how": "oral", "until": TODAY + timedelta(days=900)}
        found.keep("consent_id", secrecy.consent(by=nurse, at=at, person=person, **given))
        secrecy.block(by=nurse, at=at, person=person, unit=world.units["health"])
        found.keep("incident_id", recalling.open_incident(by=nurse, at=at, what="Fel brev skickat", known_at=at))
        found.keep("deviation_id", write(by=nurse, at=at, text="Remissen studsade"))
    with acting(doctor, at):
        found.keep("access_id", secrecy.open_in_emergency(by=doctor, at=at, person=person, why="Medvetslös"))
    found.keep("event_id", Event.objects.filter(holding=nurse.holding_id).order_by("sequence").first())
    found.keep("unit_id", world.units["clinic"], world.units["health"])


def _staff(found: Lived) -> None:
    world, at = found.world, timezone.now()
    staff, unit = world.staff["health"], world.units["health"]
    found.keep("staff_id", staff)
    found.ids["assignment_id"] = [str(world.actors["health"].assignment_id)]
    found.keep("absence_id", Absence.objects.create(staff=staff, first=TODAY, last=TODAY + timedelta(days=9)))
    found.keep("duty_id", Duty.objects.create(unit=unit, staff=staff, since=at, until=at + timedelta(days=1)))
