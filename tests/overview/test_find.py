"""Finding people, and adding one who is new and never without an owner."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from helhet.audit.models import Event
from helhet.courses.models import Course
from helhet.kernel.identity import reserve_number
from helhet.people import actions
from helhet.people.models import Identifier, Person
from helhet.secrecy.models import Access
from helhet.secrecy.wall import acting
from tests.records.world import AT

SEARCH, ADD = "/arbete/sok/", "/arbete/ny-person/"
NUMBER = "19850709-9805"


def found(client, words):
    response = client.post(SEARCH, {"words": words})
    assert response.status_code == 200
    return response.content.decode()


def new(world, **more):
    due = timezone.localdate() + timedelta(days=3)
    given = {"given_name": "Eva", "family_name": "Ek", "about": "Oro", "text": "Ring Eva", "due": due.isoformat()}
    given |= {"owner": world.staff["health"].id, "deputy": world.staff["health.manager"].id}
    return given | more


def test_a_hit_says_who_the_year_and_whether_there_is_a_contact(world, client_of):
    world.course()
    world.person(given="Ada", family="Bergman")
    text = found(client_of("health"), "ada")
    assert "2 personer" in text
    assert "född 1980" in text
    assert "1980-05-17" not in text
    assert "Din enhet har en pågående kontakt" in text
    assert "Din enhet har ingen pågående kontakt" in text
    assert "Öppna med skäl" in text
    assert "loggas" in text


def test_a_search_is_one_row_in_the_log_without_its_words(world, client_of):
    before = Event.objects.count()
    found(client_of("health"), "Ada Berg")
    event = Event.objects.order_by("sequence").last()
    assert Event.objects.count() == before + 1
    assert event.act == "people.searched"
    assert len(event.content_hash) == 64
    assert "Ada" not in str([getattr(event, field.name) for field in Event._meta.fields])


def test_what_is_searched_for_stands_in_no_address(world, client_of):
    world.person()
    response = client_of("health").get(SEARCH, {"words": "Ada"})
    assert "Ada Berg" not in response.content.decode()


def test_other_holdings_are_not_searched(world, client_of):
    world.person()
    assert "Ingen hittades" in found(client_of("social"), "Ada")


def test_a_protected_person_is_found_by_number_and_not_named(world, client_of):
    actor, person = world.actors["health"], world.person(given="Hemlig", family="Canary", protected="registered")
    with acting(actor, AT):
        actions.add_number(by=actor, at=AT, person=person, number=reserve_number("1.2.752.74.9.2", "AB12"))
    client = client_of("health")
    assert "Ingen hittades" in found(client, "Hemlig")
    text = found(client, "AB12")
    assert "Person med skyddade uppgifter" in text
    assert "Canary" not in text
    assert "1980" not in text


@pytest.mark.parametrize("words", ["", "a", "%", "\x00", "x" * 5000, "' or 1=1", "😀", "<script>"])
def test_any_words_are_answered(world, client_of, words):
    response = client_of("health").post(SEARCH, {"words": words})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_a_new_person_has_an_owner_from_the_first_moment(world, client_of):
    response = client_of("health").post(ADD, new(world, number=NUMBER))
    person, course = Person.objects.get(), Course.objects.get()
    assert response.status_code == 302
    assert response["Location"] == f"/arbete/person/{person.id}/"
    assert (str(person.birth_date), person.sex) == ("1985-07-09", "female")
    assert course.person == person
    assert course.next.owner == world.staff["health"]
    assert Access.objects.get().kind == "relation"
    assert Identifier.objects.get().value == "198507099805"


def test_no_number_at_all_is_possible_and_a_reserve_number_with_its_series(world, client_of):
    client = client_of("health")
    assert client.post(ADD, new(world)).status_code == 302
    assert client.post(ADD, new(world, given_name="Ida", number="ab-12", series="1.2.752.74.9.2")).status_code == 302
    assert Identifier.objects.get().value == "AB12"
    assert Person.objects.count() == 2


def test_without_a_step_nobody_is_added_and_nothing_typed_is_lost(world, client_of):
    response = client_of("health").post(ADD, new(world, text="", number="19850709-9806"))
    text = response.content.decode()
    assert response.status_code == 422
    assert "Det du skrev står kvar" in text
    assert 'value="Eva"' in text
    assert 'value="19850709-9806"' in text
    assert not Person.objects.exists()
    assert not Course.objects.exists()


def test_a_refused_course_leaves_no_person_behind(world, client_of):
    past = (timezone.localdate() - timedelta(days=3)).isoformat()
    response = client_of("health").post(ADD, new(world, due=past))
    assert response.status_code == 422
    assert "inte redan har varit" in response.content.decode()
    assert not Person.objects.exists()


def test_the_same_number_twice_is_refused_with_what_to_do(world, client_of):
    client = client_of("health")
    client.post(ADD, new(world, number=NUMBER))
    again = client.post(ADD, new(world, number=NUMBER))
    assert again.status_code == 422
    assert "Sök fram personen" in again.content.decode()
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        ({"given": "Eva", "family": "Ek", "birth_date": None}, True),
        ({"given": "Eva Maria", "family": "Ek", "birth_date": date(1985, 7, 9)}, True),
        ({"given": "Eva", "family": "Lind", "birth_date": date(1985, 7, 9)}, True),
        ({"given": "Eva", "family": "Ek", "birth_date": date(1990, 1, 1)}, False),
        ({"given": "Bo", "family": "Ek", "birth_date": date(1985, 7, 9)}, False),
        ({"given": "Eva", "family": "Ek", "birth_date": None, "protected": "marked"}, False),
    ],
)
def test_somebody_who_may_be_known_is_asked_about_before_they_are_added_twice(world, client_of, known, asked):
    world.person(**known)
    client, written = client_of("health"), new(world, birth_date="1985-07-09")
    page = client.post(ADD, written)
    assert (page.status_code, "Hos er finns redan" in page.content.decode()) == ((422, True) if asked else (302, False))
    if asked:
        assert "Ring Eva" in page.content.decode()
        assert client.post(ADD, written | {"compared": "on"}).status_code == 302


def test_nobody_in_another_holding_is_told_of(world, client_of):
    world.person("social", "Eva", "Ek", birth_date=None)
    assert client_of("health").post(ADD, new(world)).status_code == 302
