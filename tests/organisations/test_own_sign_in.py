"""Passwords and codes of one's own, and the demonstration's one-click door."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.test import Client
from django.utils import timezone

from helhet.organisations import intake, queries, rules
from helhet.organisations.models import Staff
from tests.organisations.conftest import PASSWORD, Door, code, is_in

NEW = "åtta blå älgar på is"


def sign_in(door: Door) -> None:
    door.give()
    door.code()


def test_passwords_are_kept_with_argon2(nurse):
    assert identify_hasher(nurse.password).algorithm == "argon2"


def test_without_codes_nobody_gets_further_than_to_get_them(door, nurse):
    Staff.objects.filter(id=nurse.id).update(totp_secret="")
    assert door.give().url == "/logga-in/engangskoder/"
    assert not is_in(door.client)
    assert door.client.get("/logga-in/uppdrag/").url == "/logga-in/engangskoder/"
    page = door.client.get("/logga-in/engangskoder/").content.decode()
    secret = re.search(r'class="secret">([A-Z2-7]{32})<', page)[1]
    assert "<svg" in page
    assert secret in door.client.get("/logga-in/engangskoder/").content.decode()
    wrong = door.client.post("/logga-in/engangskoder/", {"code": "000000"})
    assert "stämmer inte" in wrong.content.decode()
    door.client.post("/logga-in/engangskoder/", {"code": code(secret)})
    assert is_in(door.client)
    nurse.refresh_from_db()
    assert nurse.totp_secret == secret
    assert rules.code_step(secret, code(secret), timezone.now(), nurse.totp_last) is None


def test_a_new_app_needs_the_old_one(door, nurse):
    sign_in(door)
    page = door.client.get("/logga-in/engangskoder/").content.decode()
    secret = re.search(r'class="secret">([A-Z2-7]{32})<', page)[1]
    door.client.post("/logga-in/engangskoder/", {"code": code(secret), "current": "000000"})
    nurse.refresh_from_db()
    assert nurse.totp_secret == door.secret
    door.client.post("/logga-in/engangskoder/", {"code": code(secret), "current": code(door.secret, 1)})
    nurse.refresh_from_db()
    assert nurse.totp_secret == secret


def test_a_new_password_needs_the_old_one_and_ends_other_sessions(door, nurse):
    sign_in(door)
    other = Door(Client(), nurse, door.secret)
    other.give()
    other.code(ahead=1)
    assert is_in(other.client)
    given = {"old": "fel", "new": NEW, "again": NEW}
    assert "stämmer inte" in door.client.post("/logga-in/losenord/", given).content.decode()
    door.client.post("/logga-in/losenord/", given | {"old": PASSWORD})
    assert is_in(door.client)
    assert not is_in(other.client)
    nurse.refresh_from_db()
    assert nurse.check_password(NEW)


@pytest.mark.parametrize(
    ("new", "again"),
    [("kort", "kort"), ("1234567890123456", "1234567890123456"), (NEW, NEW + "x"), ("password1234", "password1234x"),
     (PASSWORD, PASSWORD), ("", "")],
)  # fmt: skip
def test_weak_passwords_are_refused_with_why(door, nurse, new, again):
    sign_in(door)
    answer = door.client.post("/logga-in/losenord/", {"old": PASSWORD, "new": new, "again": again})
    assert answer.status_code == 200
    assert "rättas" in answer.content.decode()
    nurse.refresh_from_db()
    assert nurse.check_password(PASSWORD)


def test_a_password_that_was_handed_out_is_changed_first_and_grows_old(door, nurse):
    given = intake.reset(at=timezone.now(), username="health")
    assert door.give(password=given).url == "/logga-in/losenord/"
    assert not is_in(door.client)
    assert door.client.get("/logga-in/uppdrag/").url == "/logga-in/losenord/"
    after = door.client.post("/logga-in/losenord/", {"old": given, "new": NEW, "again": NEW})
    assert after.url == "/logga-in/engangskoder/"
    nurse.refresh_from_db()
    assert nurse.temporary_since is None
    again = intake.reset(at=timezone.now() - rules.TEMPORARY - timedelta(minutes=1), username="health")
    assert Door(Client(), nurse).give(password=again).status_code == 200


@pytest.fixture
def doors(world, monkeypatch):
    monkeypatch.setattr(type(queries.library().holdings), "doors", ("health", "social.manager", "finns-inte"))


def test_one_click_in_a_demonstration(world, doors, settings):
    settings.DEMO = True
    client = Client()
    page = client.get("/logga-in/").content.decode()
    assert "Personal i vården, Hälsocentralen Norr, Regionstyrelsen, Region Test" in page
    assert page.count('action="/logga-in/demo/"') == 2
    client.post("/logga-in/demo/", {"assignment": str(world.actors["social.manager"].assignment_id)})
    assert is_in(client)


@pytest.mark.parametrize("who", ["clinic", "x", "", "a\0"])
def test_the_demonstrations_door_is_for_those_it_names(world, doors, settings, who):
    settings.DEMO = True
    ident = str(world.actors[who].assignment_id) if who in world.actors else who
    client = Client()
    assert client.post("/logga-in/demo/", {"assignment": ident}).status_code == 404
    assert not is_in(client)


def test_without_the_demonstration_there_is_no_such_door(world, doors, settings):
    settings.DEMO = False
    client = Client()
    page = client.get("/logga-in/").content.decode()
    assert "demo" not in page.lower()
    assert "Health" not in page
    answer = client.post("/logga-in/demo/", {"assignment": str(world.actors["health"].assignment_id)})
    assert answer.status_code == 404
    assert not is_in(client)
