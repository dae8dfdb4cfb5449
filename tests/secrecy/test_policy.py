"""The reference model and the system agree on random worlds: the rules, the filter, and the database alone."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helhet.organisations.actor import Actor
from helhet.organisations.queries import system_actor
from helhet.people.models import Person
from helhet.processes.models import CaseAlarm, CaseClock
from helhet.secrecy import queries, rules
from helhet.secrecy.models import Access, Block, Consent, CopyOf
from helhet.secrecy.wall import acting
from tests.records.world import AT, World, build, employ

from .reference import Blocking, Facts, Opening, Row, Who
from .rows import KINDS, in_holdings, make

UNITS = ("health", "clinic", "psychiatry", "social", "children", "private")
HOME = {"health": "region", "clinic": "region", "psychiatry": "region", "social": "social", "children": "social"}
WALLS = connection.vendor == "postgresql"


def home(unit: str) -> str:
    return HOME.get(unit, unit)


@dataclass
class Tried:
    """A random world in the database, and the same as the reference model knows it."""

    world: World
    people: dict[str, Person] = field(default_factory=dict)
    facts: Facts | None = None
    actors: dict[Who, Actor] = field(default_factory=dict)


hours = st.integers(-2, 2)
people = st.lists(st.sampled_from(["region", "social", "private"]), min_size=2, max_size=4)
ways = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(UNITS), st.booleans(), hours, st.integers(0, 3), st.booleans()),
    max_size=6,
)
blocks = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(UNITS), hours, st.none() | st.integers(0, 3)), max_size=4
)


def cast(world: World) -> dict[Who, Actor]:
    """Everyone who tries: a worker at each unit, one with two assignments, and those who may not read about persons."""
    employ(world, "double", world.units["health"], "clinician")
    found = {Who("region", "health", "double", "clinician"): world.actors["double"]}
    employ(world, "double", world.units["clinic"], "manager")
    found[Who("region", "clinic", "double", "manager")] = world.actors["double"]
    for unit in UNITS:
        role = "social_worker" if home(unit) == "social" else "clinician"
        found[Who(home(unit), unit, unit, role)] = world.actors[unit]
    for role in ("administrator", "reviewer", "archivist"):
        found[Who("region", "health", role, role)] = employ(world, role, world.units["health"], role)
    board = world.holdings["region"]
    found[Who("region", "", "", "system")] = system_actor(board, "Prov")
    return found


def filled(world: World, actors: dict[Who, Actor], drawn_people, drawn_ways, drawn_blocks) -> Tried:
    tried = Tried(world, actors=actors)
    for number, holding in enumerate(drawn_people):
        unit = next(u for u in UNITS if home(u) == holding)
        tried.people[f"{holding}{number}"] = world.person(unit, given=f"P{number}")
    names = list(tried.people)
    openings = [opening(tried, names[who % len(names)], *rest) for who, *rest in drawn_ways]
    blockings = [blocking(tried, names[who % len(names)], *rest) for who, *rest in drawn_blocks]
    tried.facts = Facts(AT, tuple(filter(None, openings)), tuple(filter(None, blockings)))
    return tried


def inside(tried: Tried, person: str):
    holding = person.rstrip("0123456789")
    return acting(system_actor(tried.world.holdings[holding], "Prov"), AT), holding


def opening(
    tried: Tried, person: str, unit: str, personal: bool, since: int, lasts: int, lifts: bool
) -> Opening | None:
    door, holding = inside(tried, person)
    if home(unit) != holding:
        return None
    start, end = AT + timedelta(hours=since), AT + timedelta(hours=since + lasts)
    staff = tried.world.staff[unit] if personal else None
    with door:
        Access.objects.create(
            holding=tried.world.holdings[holding], person=tried.people[person], unit=tried.world.units[unit], staff=staff,  # noqa: E501
            kind="reason" if personal else "relation", why="Prov", lifts_blocks=lifts, since=start, until=end,
        )  # fmt: skip
    return Opening(person, unit, unit if personal else "", start, end, lifts)


def blocking(tried: Tried, person: str, unit: str, since: int, lasts: int | None) -> Blocking | None:
    door, holding = inside(tried, person)
    if home(unit) != holding:
        return None
    row = {"person": tried.people[person], "unit": tried.world.units[unit]}
    start: datetime = AT + timedelta(hours=since)
    end = None if lasts is None else start + timedelta(hours=lasts)
    with door:
        if lasts is None and Block.objects.filter(**row, until__isnull=True).exists():
            return None
        Block.objects.create(
            holding=tried.world.holdings[holding], since=start, until=end, by=tried.world.staff[unit], **row
        )
    return Blocking(person, unit, start, end)


class Undo(Exception):
    pass


def in_random_world(world, actors, check):
    """Run a check in a random world, which is gone afterwards."""

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(drawn=st.tuples(people, ways, blocks))
    def tried(drawn):
        with pytest.raises(Undo), transaction.atomic():  # noqa: PT012
            check(filled(world, actors, *drawn))
            raise Undo

    tried()


@pytest.fixture
def county(db):
    world = build()
    return world, cast(world)


def test_the_rules_agree_with_the_reference(county):
    def check(tried: Tried):
        facts = tried.facts
        for who, actor in tried.actors.items():
            for name, person in tried.people.items():
                holding = name.rstrip("0123456789")
                all_ways = [
                    rules.Way(tried.world.units[o.unit].id, tried.world.staff[o.staff].id if o.staff else None, o.start, o.end, o.breaks_block)  # noqa: E501
                    for o in facts.openings if o.person == name
                ]  # fmt: skip
                opened = facts.opens(who, holding, name)
                assert bool(rules.may_open(actor, person.holding_id, all_ways, AT)) == opened, (who, name, facts)
                with acting(actor, AT):
                    assert bool(queries.may_open(actor, person, AT)) == opened, (who, name, facts)
                for unit in UNITS:
                    row = Row(holding, name, unit)
                    blocked = [tried.world.units[b.unit].id for b in facts.blockings if b.person == name and b.start <= AT and (b.end is None or b.end > AT)]  # fmt: skip  # noqa: E501
                    read = rules.may_read(actor, person.holding_id, all_ways, tried.world.units[unit].id, blocked, AT)
                    assert bool(read) == (opened and not facts.shut(who, row)), (who, row, facts)

    in_random_world(*county, check)


def test_the_filter_and_the_database_agree_with_the_reference(county):
    def check(tried: Tried):
        rows = planted(tried)
        for who, actor in tried.actors.items():
            with acting(actor, AT):
                for model, known in rows.items():
                    kind = KINDS[model._meta.label]
                    ours = [pk for pk, row in known.items() if tried.facts.sees(who, seen_as(kind), row)]
                    for seen in looks(model, kind, actor):
                        assert {pk for pk in seen if pk in known} == set(ours), (model, who, known, tried.facts)

    in_random_world(*county, check)


def seen_as(kind):
    """What hangs under a row is seen where that is; here those are all written about somebody by a unit."""
    return "entry" if kind in ("under", "copy") else kind


def looks(model, kind, actor):
    """The ways to look: through the one filter where it is used, through copies' own, and past all of them."""
    everything = model.objects.all()
    if kind in ("person", "entry"):
        yield ids(queries.visible(actor, AT, everything, unit="unit_id" if kind == "entry" else ""))
    if kind == "copy":
        yield ids(queries._read_by(actor, AT, everything))
    if WALLS:
        yield ids(everything)


def ids(rows):
    return set(rows.values_list("pk", flat=True))


def planted(tried: Tried):
    """One row of every table about every person, by each of two units, and one that is about nobody where it may be."""
    found: dict = {model: {} for model in in_holdings() if model not in (Person, Access, Block)}
    for name in [*tried.people, ""]:
        for unit in [u for u in UNITS if not name or home(u) == name.rstrip("0123456789")][:2]:
            for model, known in found.items():
                plant(tried, model, known, name, unit)
    return found


# Rows that name nobody themselves, and still hang on what is about somebody.
ABOUT_SOMEBODY = {CopyOf, CaseClock, CaseAlarm}


def plant(tried: Tried, model, known, name, unit):
    person = tried.people.get(name)
    holding = tried.world.holdings[home(unit)]
    columns = {f.name: f for f in model._meta.fields}
    kind = KINDS[model._meta.label]
    if person is None and "person" in columns and not columns["person"].null:
        return
    if person is None and (kind == "under" or model in ABOUT_SOMEBODY):
        return
    with acting(system_actor(holding, "Prov"), AT):
        row = make(model, holding, person, tried.world.units[unit], tried.world.staff[unit])
        if kind == "copy" and person is not None:
            CopyOf.objects.create(holding=holding, person=person, copy=row, at=AT)
    known[row.pk] = Row(home(unit), name, unit)


def test_every_table_in_a_holding_has_said_who_sees_it():
    assert {model._meta.label for model in in_holdings()} == set(KINDS)


@pytest.mark.postgres
def test_outside_acting_nothing_is_seen_and_nothing_is_written_elsewhere(county):
    world, actors = county
    tried = filled(world, actors, ["region", "social"], [], [])
    rows = planted(tried)
    for model in rows:
        assert not model.objects.exists(), model
    nurse, board = world.actors["health"], world.holdings["social"]
    for model in rows:
        with pytest.raises(DatabaseError, match="row-level security"), acting(nurse, AT):
            make(model, board, tried.people["social1"], world.units["social"], world.staff["social"])


@pytest.mark.postgres
def test_a_wall_with_a_hole_is_found(county):
    """The comparison can fail: with one policy opened, rows appear that the reference refuses."""
    world, actors = county
    tried = filled(world, actors, ["region"], [], [])
    rows = planted(tried)
    stranger = next(a for w, a in actors.items() if w.unit == "psychiatry")
    with connection.cursor() as cursor:
        cursor.execute("ALTER POLICY wall ON secrecy_consent USING (true)")
    with acting(stranger, AT):
        assert ids(Consent.objects.all()) >= set(rows[Consent])
