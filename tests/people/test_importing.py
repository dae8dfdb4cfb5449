"""Many people at once: the same rules as for one, all or none, and the chain holds."""

from datetime import date

import pytest

from helhet.audit import queries as audit
from helhet.audit.models import Event
from helhet.kernel.errors import BadInput
from helhet.kernel.identity import read, reserve_number
from helhet.people.importing import add_many
from helhet.people.models import Identifier, Person
from helhet.people.rules import Details
from helhet.secrecy.wall import acting
from tests.records.world import AT

ADA, BO = Details(given_name="Ada", family_name="Berg"), Details(given_name="Bo", case_number="7")
NUMBER = read("189001019802", date(2026, 11, 25))


def add(world, *rows):
    actor = world.actors["health"]
    with acting(actor, AT):
        return add_many(by=actor, at=AT, rows=rows)


def test_each_is_added_with_number_and_event(world):
    people = add(world, (ADA, NUMBER), (BO, None))
    holding = world.holdings["region"].id
    with acting(world.actors["health"], AT):
        assert Person.objects.filter(holding=holding).count() == 2
        assert Identifier.objects.get().person_id == people[0].id
        assert Person.objects.get(given_name="Ada").birth_date == date(1890, 1, 1)
    assert Event.objects.filter(act="person.added").count() == 2
    assert audit.broken(holding) == []


def test_more_than_one_batch(world):
    rows = [
        (Details(given_name=f"Nr {n}", case_number=f"A{n}"), reserve_number("2.999.8.1", f"X{n:05}"))
        for n in range(1200)
    ]
    assert len(add(world, *rows)) == 1200
    with pytest.raises(BadInput, match=r"och 2380 till"):
        add(world, *rows)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([(Details(), None)], "Rad 1: Skriv ett namn"),
        ([(ADA, NUMBER), (BO, NUMBER)], "Rad 2: numret eller ärendenumret står två gånger"),
        ([(ADA, None), (BO, None), (BO, None)], "Rad 3: numret eller ärendenumret"),
        ([(ADA, NUMBER), (Details(given_name="Sen", birth_date=date(2030, 1, 1)), None)], "Rad 2: Födelsedagen"),
    ],
)
def test_a_wrong_row_is_named_and_nobody_is_added(world, rows, said):
    with pytest.raises(BadInput, match=said):
        add(world, *rows)
    with acting(world.actors["health"], AT):
        assert not Person.objects.exists()


def test_who_is_there_already_is_told(world):
    add(world, (ADA, NUMBER), (BO, None))
    with pytest.raises(BadInput, match=r"(?s)Rad 1: numret finns redan.*Rad 2: ärendenumret finns redan"):
        add(world, (ADA, NUMBER), (BO, None))
