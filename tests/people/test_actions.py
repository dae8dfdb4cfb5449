"""Who a person is, by which numbers, and how to reach them: what is kept, and what is refused."""

from datetime import date, timedelta

import pytest

from helhet.audit.models import Event
from helhet.kernel.errors import BadInput, NotAllowed, Refused
from helhet.kernel.identity import read, reserve_number
from helhet.organisations.queries import system_actor
from helhet.people import actions, merging, queries
from helhet.people.around import around
from helhet.people.models import Change, ContactWay, Person
from helhet.people.rules import Details
from helhet.secrecy.wall import acting
from tests.records.world import AT, TODAY

NUMBER = "19850709-9805"


@pytest.fixture
def nurse(world):
    """Whoever writes. Who may open whom is tested elsewhere, so the second wall stands open for the whole holding."""
    with acting(system_actor(world.holdings["region"], "Prov"), AT):
        yield world.actors["health"]


def changed(nurse, person, **details):
    given = Details(**{"given_name": "Ada", "family_name": "Berg"} | details)
    return actions.change(by=nurse, at=AT, person=person, details=given, why="Rättat", version=person.version)


def test_a_number_fills_in_birth_and_sex_only_where_nothing_was_written(nurse):
    number = read(NUMBER, TODAY)
    plain = actions.add(by=nurse, at=AT, details=Details(given_name="Eva"), number=number)
    assert (plain.birth_date, plain.sex) == (date(1985, 7, 9), "female")


def test_a_number_without_a_date_gives_none(nurse):
    number = reserve_number("1.2.752.74.9.2", "19850709AB12")
    person = actions.add(by=nurse, at=AT, details=Details(given_name="Eva"), number=number)
    assert (person.birth_date, person.sex) == (None, "unknown")


def test_a_day_near_the_one_of_the_number_is_right_and_another_month_is_not(nurse):
    number = read(NUMBER, TODAY)
    with pytest.raises(BadInput, match="stämmer inte"):
        actions.add(by=nurse, at=AT, details=Details(given_name="Eva", birth_date=date(1985, 8, 9)), number=number)
    person = actions.add(by=nurse, at=AT, details=Details(given_name="Eva", birth_date=date(1985, 7, 8)), number=number)
    assert person.birth_date == date(1985, 7, 8)


def test_nobody_gets_a_number_or_a_case_number_that_another_has(nurse):
    actions.add(by=nurse, at=AT, details=Details(given_name="Eva", case_number="A1"), number=read(NUMBER, TODAY))
    with pytest.raises(BadInput, match="Sök fram"):
        actions.add(by=nurse, at=AT, details=Details(given_name="Eva"), number=read(NUMBER, TODAY))
    with pytest.raises(BadInput, match="Ärendenumret"):
        actions.add(by=nurse, at=AT, details=Details(given_name="Bo", case_number="A1"))
    assert Person.objects.count() == 1


def test_what_was_before_a_change_is_kept_and_a_stale_one_changes_nothing(world, nurse):
    person = world.person()
    new = changed(nurse, person, language="finska")
    assert new.language == "finska"
    assert Change.objects.get().before["language"] == ""
    with pytest.raises(BadInput, match="Någon annan"):
        changed(nurse, person, language="arabiska")
    assert Person.objects.get().language == "finska"


def test_a_new_number_takes_the_place_of_what_stood_in_for_it(world, nurse):
    person = world.person(birth_date=None)
    actions.add_number(by=nurse, at=AT, person=person, number=reserve_number("1.2.752.74.9.2", "AB12"))
    actions.add_number(by=nurse, at=AT, person=person, number=read(NUMBER, TODAY))
    assert [(row.value, row.replaced) for row in queries.identifiers(person)] == [
        ("198507099805", False),
        ("AB12", True),
    ]
    assert Person.objects.get().birth_date == date(1985, 7, 9)
    assert list(queries.found_by(nurse, "ab12", TODAY)) == [person]


def test_a_reserve_number_does_not_take_the_place_of_a_personnummer(world, nurse):
    person = world.person(birth_date=None)
    actions.add_number(by=nurse, at=AT, person=person, number=read(NUMBER, TODAY))
    actions.add_number(by=nurse, at=AT, person=person, number=reserve_number("1.2.752.74.9.2", "AB12"))
    assert not any(row.replaced for row in queries.identifiers(person))


def test_addresses_go_when_somebody_becomes_protected(world, nurse):
    person = world.person()
    for kind in ("letter", "phone"):
        way = {"kind": kind, "value": "Storgatan 1", "note": "", "allowed": True}
        actions.add_contact_way(by=nurse, at=AT, person=person, way=way)
    person = changed(nurse, person, protected="marked")
    assert [way.kind for way in ContactWay.objects.all()] == ["phone"]
    assert "Storgatan" not in str(list(Change.objects.values_list("before", flat=True)))
    way = {"kind": "visit", "value": "Storgatan 1", "note": "", "allowed": True}
    with pytest.raises(NotAllowed, match="skyddade"):
        actions.add_contact_way(by=nurse, at=AT, person=person, way=way)


def test_an_unborn_child_needs_no_name_and_nobody_else_is_nameless(world, nurse):
    person = world.person()
    unborn = {"kind": "expected_child", "expected": date(2027, 3, 1), "needs": "Fråga MHV om samtal"}
    assert actions.add_relation(by=nurse, at=AT, person=person, relation=unborn).expected == date(2027, 3, 1)
    for wrong in ({"kind": "child"}, {"kind": "child", "birth_date": date(2027, 3, 1)}):
        with pytest.raises(BadInput):
            actions.add_relation(by=nurse, at=AT, person=person, relation=wrong)


def test_everything_small_comes_in_one_select(world, nurse, django_assert_num_queries):
    person, other = world.person(), world.person(given="Ad", case_number="77")
    actions.add_number(by=nurse, at=AT, person=person, number=reserve_number("1.2.752.74.9.2", "AB12"))
    for allowed in (True, False):
        way = {"kind": "phone", "value": "070", "note": "kväll", "allowed": allowed}
        actions.add_contact_way(by=nurse, at=AT, person=person, way=way)
    given = {"kind": "child", "name": "Kim", "birth_date": date(2018, 2, 3), "needs": "skola", "lives_with": True}
    actions.add_relation(by=nurse, at=AT, person=person, relation={"kind": "friend", "name": "Bo"})
    actions.add_relation(by=nurse, at=AT, person=person, relation=given)
    merging.merge(
        by=world.actors["health.manager"], at=AT, keep=person, other=other, why="Samma person, talat med henne"
    )
    with django_assert_num_queries(1):
        found = around(person)
    assert [way.allowed for way in found.ways] == [False, True]
    assert found.ways[0].note == "kväll"
    child = found.relations[0]
    assert (child.kind, child.name, child.birth_date, child.needs, child.lives_with) == (*given.values(),)
    assert [row.value for row in found.numbers] == ["AB12"]
    assert found.merged[0].case_number == "77"
    assert found.merged[0].id == other.id


def test_merging_is_the_managers_and_can_be_undone(world, nurse):
    keep, other = world.person(), world.person(given="Ad", family="Berglund")
    number = reserve_number("1.2.752.74.9.2", "AB12")
    actions.add_number(by=nurse, at=AT, person=other, number=number)
    with pytest.raises(NotAllowed, match="chefen"):
        merging.merge(by=nurse, at=AT, keep=keep, other=other, why="Samma person")
    boss = world.actors["health.manager"]
    merging.merge(by=boss, at=AT, keep=keep, other=other, why="Samma person")
    assert list(queries.found_by(nurse, "AB12", TODAY)) == [keep]
    assert list(queries.found_by(nurse, "Berglund", TODAY)) == []
    for one, two in ((other, keep), (keep, other), (keep, keep)):
        with pytest.raises(Refused):
            merging.merge(by=boss, at=AT, keep=one, other=two, why="Samma person")
    merging.unmerge(by=boss, at=AT + timedelta(hours=1), keep=keep, other=other, why="De var två")
    assert list(queries.found_by(nurse, "AB12", TODAY)) == [other]
    assert [row.undone for row in queries.merges(keep)] == [True, False]


def test_what_others_lead_to_is_not_merged_away(world, nurse):
    one, two, three = (world.person(given=name) for name in ("Ett", "Två", "Tre"))
    boss = world.actors["health.manager"]
    merging.merge(by=boss, at=AT, keep=two, other=one, why="Samma person")
    with pytest.raises(Refused, match="Byt plats"):
        merging.merge(by=boss, at=AT, keep=three, other=two, why="Samma person")


def test_nothing_is_changed_from_another_holding(world, nurse):
    person, stranger = world.person(), world.actors["social"]
    with pytest.raises(NotAllowed):
        actions.add_number(by=stranger, at=AT, person=person, number=read(NUMBER, TODAY))


@pytest.mark.parametrize("words", ["åsa", "Åsa", "karin", "öste", "Åsa Öst", "åsa-karin"])
def test_swedish_letters_and_second_names_are_found(world, nurse, words):
    person = world.person(given="Åsa Karin" if "-" not in words else "Åsa-Karin", family="Öster")
    assert list(queries.found_by(nurse, words, TODAY)) == [person]


@pytest.mark.parametrize("words", ["%", "__", "'; drop", "a", " ", "1980"])
def test_odd_words_fit_nobody(world, nurse, words):
    world.person()
    assert list(queries.found_by(nurse, words, TODAY)) == []


def test_a_protected_person_is_found_by_exact_number_alone(world, nurse):
    person = world.person(protected="marked", birth_date=None)
    actions.add_number(by=nurse, at=AT, person=person, number=read(NUMBER, TODAY))
    assert list(queries.found_by(nurse, "Ada Berg", TODAY)) == []
    assert list(queries.found_by(nurse, "19850709", TODAY)) == []
    assert list(queries.found_by(nurse, NUMBER, TODAY)) == [person]


def test_each_write_is_in_the_log(world, nurse):
    person = world.person()
    changed(nurse, person, language="finska")
    assert [event.act for event in Event.objects.order_by("sequence")] == ["person.added", "person.changed"]
