"""Who works in the demo county: every unit gets a manager and workers with invented names."""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from helhet.kernel.errors import NotFound
from helhet.organisations.actor import Actor
from helhet.organisations.models import Assignment, Staff, Unit
from helhet.organisations.queries import actor_of, records

from .script import Script

# How much more often than a colleague somebody who signs in with one click is the one.
NAMED_MORE = 2

type Places = dict[tuple[str, str], list[Unit]]


@dataclass
class County:
    """The units of the county by kind and municipality, and who works there. `named` sign in with one click."""

    units: Places
    at_unit: dict[UUID, list[Actor]]
    people: dict[UUID, Staff]
    named: frozenset[UUID] = frozenset()
    chance: random.Random = field(default_factory=lambda: random.Random(0))  # noqa: S311

    @property
    def municipalities(self) -> list[str]:
        """Every municipality that has social services for adults here."""
        return sorted(place for kind, place in self.units if kind == "social_adult" and place)

    def unit(self, kind: str, municipality: str = "") -> Unit:
        """A unit of a kind that serves a municipality. Raises NotFound."""
        found = self.units.get((kind, municipality)) or self.units.get((kind, ""))
        if not found:
            raise NotFound(f"Demolänet har ingen enhet av slaget {kind} för {municipality}.")
        return found[0]

    def worker(self, unit: Unit, *roles: str) -> Actor:
        """Somebody at a unit: in one of the roles, else anyone who works with people there; most often one who signs in
        with one click, so that there is something to see."""
        here = self.at_unit[unit.id]
        fit = [one for one in here if one.role in roles] if roles else [one for one in here if "manage" not in one.may]
        chosen = fit or here
        weights = [NAMED_MORE if one.staff_id in self.named else 1 for one in chosen]
        return self.chance.choices(chosen, weights)[0]

    def manager(self, unit: Unit) -> Actor:
        """The manager of a unit."""
        return next(one for one in self.at_unit[unit.id] if "manage" in one.may)

    def colleague(self, who: Actor) -> Actor:
        """Somebody else at the same unit."""
        return self.chance.choice([one for one in self.at_unit[who.unit_id] if one.staff_id != who.staff_id])

    def staff(self, who: Actor) -> Staff:
        """The member of staff behind an actor."""
        return self.people[who.staff_id]


def gather(script: Script) -> County:
    """The county as it stands in the database."""
    rows = Assignment.objects.filter(unit__closed=False, unit__holding__principal__county=script.county["county"])
    at_unit, people = defaultdict(list), {}
    for row in rows.select_related("staff", "unit__holding__principal").order_by("staff__username"):
        people[row.staff_id] = row.staff
        actor = actor_of(row)
        if "records" in actor.may:
            at_unit[row.unit_id].append(actor)
    usernames = {one["username"] for one in script.county["named"]}
    named = frozenset(staff.id for staff in people.values() if staff.username in usernames)
    return County(places(script), dict(at_unit), people, named, random.Random(script.county["seed"]))  # noqa: S311


def places(script: Script) -> Places:
    """The open units by kind and each municipality they serve; "" for those that serve the whole county."""
    found: Places = defaultdict(list)
    units = Unit.objects.filter(closed=False, holding__principal__county=script.county["county"])
    for unit in units.select_related("holding__principal").order_by("id"):
        own = [unit.holding.principal.municipality] if unit.holding.principal.municipality else []
        for place in own or _served(unit):
            found[unit.kind, place].append(unit)
    return dict(found)


def _served(unit: Unit) -> list[str]:
    return [place for place in unit.municipalities if place != "all"] or [""]


def employ(script: Script, first: date) -> int:
    """Give every unit its named and invented staff, from a first day. Gives how many assignments there are."""
    chance = random.Random(script.county["seed"])  # noqa: S311
    found = places(script)
    units = {unit.id: unit for here in found.values() for unit in here}
    posts = [*_named(script, found), *(post for unit in units.values() for post in _invented(script, chance, unit))]
    staff = Staff.objects.bulk_create(Staff(**who) for who, _ in posts)
    rows = (Assignment(staff=one, valid_from=first, **post) for one, (_, post) in zip(staff, posts, strict=True))
    return len(Assignment.objects.bulk_create(rows))


type Post = tuple[dict[str, Any], dict[str, Any]]


def _named(script: Script, found: Places) -> Iterator[Post]:
    for one in script.county["named"]:
        unit = (found.get((one["unit"], one["municipality"])) or found[one["unit"], ""])[0]
        who = {"username": one["username"], "name": one["name"], "profession": one["profession"]}
        yield who, {"unit": unit, "role": one["role"], "purpose": _purpose(script, unit)}


def _invented(script: Script, chance: random.Random, unit: Unit) -> Iterator[Post]:
    domain = records().authorities[unit.holding.kind].domain
    worker = script.county["workers"].get(domain, script.county["workers"]["health"])
    wanted = [
        worker | ({"role": "manager"} if one["role"] == "manager" else {})
        for one in script.county["each_unit"]
        for _ in range(one["count"])
    ]
    if unit.kind in script.county["doctors"]:
        wanted.append({"role": "doctor", "profession": "doctor"})
    for place, post in enumerate(wanted):
        given = chance.choice(script.names["female"] + script.names["male"])
        name = f"{given} {chance.choice(script.names['surname'])}"
        who = {"username": f"{given.lower()}.{str(unit.id)[-6:]}{place}", "name": name}
        yield (
            who | {"profession": post["profession"]},
            {"unit": unit, "role": post["role"], "purpose": _purpose(script, unit)},
        )


def _purpose(script: Script, unit: Unit) -> str:
    domain = records().authorities[unit.holding.kind].domain
    return script.county["purposes"].get(domain, script.county["purposes"]["health"])


def ready(script: Script) -> bool:
    """Whether the demo's staff are there already."""
    return Staff.objects.filter(username=script.county["named"][0]["username"]).exists()


def sign_ins(script: Script) -> list[tuple[str, str, str]]:
    """Who signs in with one click: name, what they are, unit."""
    what = {one["username"]: one["what"] for one in script.county["named"]}
    rows = Assignment.objects.filter(staff__username__in=what).select_related("staff", "unit")
    found = {row.staff.username: (row.staff.name, what[row.staff.username], row.unit.name) for row in rows}
    return [found[name] for name in what if name in found]


def first_moment(script: Script, now: datetime) -> date:
    """The day from which everyone in the demo has worked where they do: before the first history begins."""
    return date(now.year - 3, 1, 1)
