"""A small county of the tests' own: a region with three units, two social boards, a private clinic, and their staff."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from django.test import Client
from django.utils import timezone

from helhet.courses.actions import Next, open_course
from helhet.courses.models import Course
from helhet.organisations.actor import Actor
from helhet.organisations.middleware import ASSIGNMENT, SEEN, STARTED
from helhet.organisations.models import Assignment, Authority, Principal, Staff, Unit
from helhet.organisations.queries import actor_of
from helhet.people.actions import add
from helhet.people.models import Person
from helhet.people.rules import Details
from helhet.secrecy.wall import acting

AT = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 25)
PURPOSE = {"region_board": "Vård och behandling", "private_care": "Vård och behandling", "social_board": "Handläggning"}
UNITS = {
    "health": ("region", "health_centre", "Hälsocentralen Norr"),
    "clinic": ("region", "addiction_clinic", "Beroendemottagningen"),
    "psychiatry": ("region", "psychiatry", "Psykiatrimottagningen"),
    "social": ("social", "social_adult", "Vuxenenheten"),
    "children": ("social", "social_child", "Barnenheten"),
    "other_social": ("other_social", "social_adult", "Vuxenenheten Söder"),
    "private": ("private", "addiction_clinic", "Lindens mottagning"),
}
HOLDINGS = {
    "region": ("region", "Region Test", "", "region_board", "Regionstyrelsen"),
    "social": ("municipality", "Kalmar kommun", "0880", "social_board", "Socialnämnden"),
    "other_social": ("municipality", "Nybro kommun", "0881", "social_board", "Individnämnden"),
    "private": ("other", "Linden AB", "", "private_care", "Linden vård AB"),
}


@dataclass
class World:
    """Units and actors by short names: `world.nurse`, `world.actors["clinic.manager"]`."""

    holdings: dict[str, Authority] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    staff: dict[str, Staff] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)

    def person(self, who: str = "health", given: str = "Ada", family: str = "Berg", **more: object) -> Person:
        """A person in the holding of an actor."""
        actor = self.actors[who]
        details = Details(given_name=given, family_name=family, **({"birth_date": date(1980, 5, 17)} | more))
        with acting(actor, AT):
            return add(by=actor, at=AT, details=details)

    def next(self, who: str, text: str = "Ring personen", days: int = 7) -> Next:
        """A next step owned by an actor, with their manager as deputy."""
        unit = who.split(".")[0]
        return Next(text, TODAY + timedelta(days=days), self.staff[who], self.staff[f"{unit}.manager"])

    def course(self, who: str = "health", person: Person | None = None, about: str = "Oro för alkohol") -> Course:
        """An open course of an actor's."""
        actor, person = self.actors[who], person or self.person(who)
        with acting(actor, AT):
            return open_course(by=actor, at=AT, person=person, about=about, first=self.next(who))


def build() -> World:
    """The county, with a worker and a manager at each unit: actors "health", "health.manager" …"""
    world = World()
    for name, (kind, principal, code, authority, label) in HOLDINGS.items():
        owner = Principal(kind=kind, name=principal, county="08", municipality=code)
        world.holdings[name] = Authority(principal=owner, kind=authority, name=label)
    for name, (holding, kind, label) in UNITS.items():
        world.units[name] = Unit(holding=world.holdings[holding], kind=kind, name=label, municipalities=["0880"])
    posts = [post(world, *one) for one in served()]
    # One insert for each kind of row, as most tests begin here.
    Principal.objects.bulk_create([one.principal for one in world.holdings.values()])
    for rows in (world.holdings, world.units, world.staff):
        model = type(next(iter(rows.values())))
        model.objects.bulk_create(rows.values())
    Assignment.objects.bulk_create(posts)
    return world


def served() -> Iterator[tuple[str, str, str]]:
    """Who works where, as what."""
    for name, (holding, *_) in UNITS.items():
        yield name, name, "social_worker" if holding in ("social", "other_social") else "clinician"
        yield f"{name}.manager", name, "manager"


def post(world: World, who: str, unit_name: str, role: str) -> Assignment:
    """An assignment that is not yet written down, and the actor of it."""
    staff = Staff(username=who, name=who.replace(".", " ").title(), profession="other_health")
    return _acting(world, staff, world.units[unit_name], role)


def employ(world: World, who: str, unit: Unit, role: str, **dates: date) -> Actor:
    """Someone with an assignment at a unit."""
    staff, _ = Staff.objects.get_or_create(
        username=who, defaults={"name": who.replace(".", " ").title(), "profession": "other_health"}
    )
    _acting(world, staff, unit, role, **dates).save()
    return world.actors[who]


def _acting(world: World, staff: Staff, unit: Unit, role: str, **dates: date) -> Assignment:
    given = {"valid_from": date(2024, 1, 1), "purpose": PURPOSE[unit.holding.kind]} | dates
    assignment = Assignment(staff=staff, unit=unit, role=role, **given)
    world.staff[staff.username] = staff
    world.actors[staff.username] = actor_of(assignment)
    return assignment


def signed_in(actor: Actor) -> Client:
    """A client that is signed in as an actor, past the door that other tests go through."""
    client = Client()
    client.force_login(Staff.objects.get(id=actor.staff_id))
    session = client.session
    now = timezone.now().isoformat()
    session.update({ASSIGNMENT: str(actor.assignment_id), STARTED: now, SEEN: now})
    session.save()
    return client
