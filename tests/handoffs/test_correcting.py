"""What came was said to be about the wrong person, and the manager mends it; and two of one name are told apart."""

from datetime import date

import pytest
from django.db import DatabaseError, models, transaction
from django.utils import timezone

from helhet.audit.models import Event
from helhet.courses.models import Step
from helhet.handoffs import answers, correcting
from helhet.handoffs.models import Received
from helhet.kernel.errors import NotAllowed, Refused
from helhet.kernel.identity import read
from helhet.people import actions as people
from helhet.secrecy import queries as secrecy
from helhet.secrecy.models import CopyOf
from helhet.secrecy.wall import acting
from tests.handoffs.test_pages import CARE, Way, all_of, to_social
from tests.records.world import AT, TODAY, signed_in

NUMBER, OTHER = "198001022386", "198507099805"


@pytest.fixture
def came(world):
    """An application at the social board, from a nurse, about somebody whose number the nurse has."""
    nurse, actor = signed_in(world.actors["health"]), world.actors["health"]
    person = world.person("health", "Ada", "Berg", birth_date=date(1980, 1, 2))
    with acting(actor, AT):
        people.add_number(by=actor, at=AT, person=person, number=read(NUMBER, TODAY))
    way = to_social(world, nurse, world.course("health", person))
    way.answer("ground", ground="health.care_use")
    way.answer("facts", **CARE)
    way.answer("consent", answer_back="no")
    way.answer("preview")
    return all_of(world, Received, "social", "copy")[0]


@pytest.fixture
def wrong(world, came):
    """Another with the same name, whom it was said to be about."""
    person = world.person("social", "Ada", "Berg", birth_date=date(1985, 7, 9))
    by, at = world.actors["social"], timezone.now()
    with acting(by, at):
        answers.identify(by=by, at=at, received=came, person=person)
    return person


def correct(world, came, person, who="social.manager", why="Personen ringde och berättade"):
    by, at = world.actors[who], timezone.now()
    with acting(by, at):
        return correcting.correct_person(by=by, at=at, received=came, person=person, why=why)


def test_the_manager_says_whom_it_is_about_and_the_wrong_one_keeps_nothing(world, came, wrong):
    right = world.person("social", "Ada", "Berg", birth_date=date(1980, 1, 2))
    correct(world, came, right)
    one = all_of(world, Received, "social", "copy")[0]
    assert one.person_id == right.id
    assert {step.person_id for step in all_of(world, Step, "social") if step.ref == one.id} == {right.id}
    assert all_of(world, CopyOf, "social")[0].person_id == right.id
    social = world.actors["social"]
    with acting(social, timezone.now()):
        assert not secrecy.may_open(social, wrong, timezone.now())
        assert secrecy.may_open(social, right, timezone.now())
    told = Event.objects.filter(act="received.corrected").values_list("person", flat=True)
    assert set(told) == {right.id, wrong.id}


def test_only_the_manager_and_only_before_anything_is_decided(world, came, wrong):
    right = world.person("social", "Ada", "Berg", birth_date=date(1980, 1, 2))
    with pytest.raises(NotAllowed):
        correct(world, came, right, who="social")
    with pytest.raises(Refused, match="redan"):
        correct(world, came, wrong)
    # Behind PostgreSQL's wall another board does not even see it.
    with pytest.raises((NotAllowed, Received.DoesNotExist)):
        correct(world, came, right, who="other_social.manager")
    by, at = world.actors["social"], timezone.now()
    with acting(by, at):
        given = {"first": world.next("social"), "course": None, "stated": None}
        came.refresh_from_db()
        answers.begin_filing(by=by, at=at, received=came, **given)
    with pytest.raises(NotAllowed, match="redan tagit ställning"):
        correct(world, came, right)


def test_the_page_offers_it_to_the_manager_and_asks_why(world, came, wrong):
    right = world.person("social", "Eva", "Ek", birth_date=None)
    page, who = f"/arbete/lamna-over/kommit/{came.id}/", signed_in(world.actors["social.manager"])
    assert "Rätta vem det gäller" in who.get(page).content.decode()
    worker = signed_in(world.actors["social"])
    assert "Rätta vem det gäller" not in worker.get(page).content.decode()
    assert worker.get(f"{page}vem/").status_code == 403
    given = {"words": "Eva Ek", "pick": str(right.id), "go": "save"}
    assert who.post(f"{page}vem/", given).status_code == 422
    assert who.post(f"{page}vem/", given | {"why": "Fel Ada"}).status_code == 302
    assert all_of(world, Received, "social")[0].person_id == right.id


def test_the_rest_of_whom_a_copy_is_about_is_still_written_once(world, came, wrong):
    with acting(world.actors["social"], timezone.now()), pytest.raises(DatabaseError), transaction.atomic():
        models.QuerySet.update(CopyOf.objects.filter(person=wrong), holding=world.holdings["region"])
    with acting(world.actors["social"], timezone.now()), pytest.raises(DatabaseError), transaction.atomic():
        CopyOf.objects.filter(person=wrong)._raw_delete("default")


def test_two_of_one_name_are_told_apart_by_their_numbers(world, came):
    by, person = world.actors["social"], world.person("social", "Ada", "Berg", birth_date=date(1985, 7, 9))
    with acting(by, AT):
        people.add_number(by=by, at=AT, person=person, number=read(OTHER, TODAY))
    way = Way(signed_in(by), f"/arbete/lamna-over/kommit/{came.id}/vem/")
    given = {"words": "Ada Berg", "pick": str(person.id)}
    page = way.answer("", go="save", **given)
    assert way.page.status_code == 422
    assert "inte det som den valda personen har" in page
    assert 'name="compared"' in page
    way.answer("", go="save", compared="on", **given)
    assert way.page.status_code == 302


def test_somebody_new_who_may_be_known_is_asked_about(world, came):
    world.person("social", "Ada", "Berg", birth_date=None)
    way = Way(signed_in(world.actors["social"]), f"/arbete/lamna-over/kommit/{came.id}/vem/")
    given = {"pick": "new", "given_name": "Ada", "family_name": "Berg", "number": NUMBER, "words": ""}
    assert "Hos er finns redan: Ada Berg" in way.answer("", go="save", **given)
    way.answer("", go="save", compared="on", **given)
    assert way.page.status_code == 302


def test_a_search_with_a_letter_that_no_database_takes_finds_nobody(world, came):
    way = Way(signed_in(world.actors["social"]), f"/arbete/lamna-over/kommit/{came.id}/vem/")
    for words in ("\x00", "Ada\x00Berg"):
        way.answer("", go="search", words=words)
        assert way.page.status_code == 200
