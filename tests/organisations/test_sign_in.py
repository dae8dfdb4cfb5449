"""The way in, as people and as those who try to get past it."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.conf import settings as conf
from django.test import Client
from django.utils import timezone

from helhet.audit.models import Event
from helhet.organisations import rules, signing
from helhet.organisations.middleware import ASSIGNMENT, SEEN, STARTED
from helhet.organisations.models import Assignment, SignInAttempt, Staff
from tests.organisations.conftest import PASSWORD, Door, code, is_in
from tests.records import world as worlds


def session_key(client: Client) -> str:
    return client.cookies[conf.SESSION_COOKIE_NAME].value


def test_password_then_code_then_in(door):
    answer = door.give()
    assert answer.url == "/logga-in/kod/"
    assert not is_in(door.client)
    door.code()
    assert is_in(door.client)
    assert Event.objects.filter(act="session.entered", staff=door.staff.id).count() == 1


def test_the_password_alone_opens_nothing(door):
    door.give()
    assert door.client.get("/logga-in/uppdrag/").url.startswith("/logga-in/")
    assert door.client.get("/logga-in/losenord/").url.startswith("/logga-in/")


def test_a_code_is_used_once(door, nurse):
    door.give()
    used = code(door.secret)
    door.client.post("/logga-in/kod/", {"code": used})
    other = Door(Client(), nurse, door.secret)
    other.give()
    assert "redan använd" in other.client.post("/logga-in/kod/", {"code": used}).content.decode()
    assert not is_in(other.client)
    other.code(ahead=1)
    assert is_in(other.client)


def test_the_code_must_come_soon_and_after_the_same_password(door, nurse):
    door.give()
    session = door.client.session
    ident, mark, _ = session["pending"]
    session["pending"] = [ident, mark, (timezone.now() - rules.CODE_WITHIN - timedelta(seconds=1)).isoformat()]
    session.save()
    assert door.code().url == "/logga-in/"
    door.give()
    nurse.set_password("något helt annat 1")
    nurse.save()
    assert door.code().url == "/logga-in/"


@pytest.mark.parametrize("username", ["HEALTH", " health ", "Health", "ｈｅａｌｔｈ"])
def test_a_name_is_one_name_however_it_is_written(door, username):
    assert door.give(username=username).url == "/logga-in/kod/"


@pytest.mark.parametrize(
    ("username", "password"),
    [("health", "fel"), ("finns-inte", PASSWORD), ("health", ""), ("", ""), ("health\0", PASSWORD), ("health", "a\0b"),
     ("x" * 100_000, PASSWORD), ("health", "x" * 100_000), ("' or 1=1 --", "x"), ("health", PASSWORD + " ")],
)  # fmt: skip
def test_wrong_is_told_and_nothing_breaks(door, username, password):
    answer = door.give(username=username, password=password) if username else door.client.post("/logga-in/")
    assert answer.status_code == 200
    assert not is_in(door.client)
    assert password not in answer.content.decode() or len(password) < 5


def text_of(answer, name: str) -> str:
    """The page without what differs by itself: the token, and the name that was typed."""
    token = answer.context["csrf_token"]
    return answer.content.decode().replace(str(token), "").replace(name, "NAMN")


def test_unknown_wrong_inactive_and_locked_look_the_same(door, world):
    quitter = world.staff["clinic"]
    quitter.set_password(PASSWORD)
    quitter.is_active = False
    quitter.save()
    wrong = text_of(door.give(password="fel"), "health")
    assert text_of(door.give(username="okänd"), "okänd") == wrong
    assert text_of(door.give(username="clinic"), "clinic") == wrong
    for _ in range(rules.FAILURES):
        door.give(password="fel")
    assert text_of(door.give(), "health") == wrong
    assert "15 minuter" in wrong


@pytest.mark.parametrize("username", ["health", "finns-inte", "clinic", "locked"])
def test_the_same_work_whoever_is_named(door, world, monkeypatch, username):
    """Counted instead of timed: a clock on a busy machine proves nothing."""
    hashed = []
    monkeypatch.setattr(
        "django.contrib.auth.hashers.Argon2PasswordHasher.encode", lambda s, p, salt: hashed.append(p) or "x"
    )
    monkeypatch.setattr("django.contrib.auth.hashers.Argon2PasswordHasher.verify", lambda s, p, e: hashed.append(p))
    if username == "locked":
        for _ in range(rules.FAILURES):
            SignInAttempt.objects.create(name_hash=signing.fingerprint(username), at=timezone.now(), succeeded=False)
    door.give(username=username, password="fel")
    assert len(hashed) == 1


def test_guessing_is_stopped_and_the_right_password_too_until_it_opens(door, monkeypatch):
    for _ in range(rules.FAILURES):
        door.give(password="fel")
    assert door.give().status_code == 200
    assert SignInAttempt.objects.count() == rules.FAILURES  # a locked name collects no more
    later = timezone.now() + rules.LOCKED_FOR + timedelta(seconds=1)
    monkeypatch.setattr("helhet.organisations.middleware.timezone.now", lambda: later)
    assert door.give().url == "/logga-in/kod/"


def test_guessing_the_code_is_stopped(door):
    door.give()
    for number in range(rules.FAILURES):
        door.client.post("/logga-in/kod/", {"code": f"{number:06d}"})
    assert door.code().status_code == 200
    assert not is_in(door.client)


def test_many_guesses_at_once_do_not_slip_by(door, monkeypatch):
    """As when a hundred requests have all read that nobody has failed: what is counted afterwards decides."""
    counted = signing.queries.failures
    now = timezone.now()
    for _ in range(rules.FAILURES + 1):
        SignInAttempt.objects.create(name_hash=signing.fingerprint("health"), at=now, succeeded=False)
    first = [[]]
    monkeypatch.setattr(signing.queries, "failures", lambda mark, at: first.pop() if first else counted(mark, at))
    assert door.give().status_code == 200


def test_going_well_forgets_the_failures(plain):
    for _ in range(rules.FAILURES - 1):
        plain.give(password="fel")
    plain.give()
    assert is_in(plain.client)
    other = Door(Client(), plain.staff)
    other.give(password="fel")
    other.give()
    assert is_in(other.client)


def test_tries_hold_no_names(door):
    door.give(username="anna.andersson")
    assert "anna" not in str(SignInAttempt.objects.values_list())


def test_the_session_of_before_is_not_the_session_of_after(plain):
    """Somebody who planted a session in the browser must not share it."""
    session = plain.client.session
    session["planted"] = "yes"
    session.save()
    planted = session.session_key
    plain.client.cookies[conf.SESSION_COOKIE_NAME] = planted
    plain.give()
    assert session_key(plain.client) != planted
    assert "planted" not in plain.client.session
    thief = Client()
    thief.cookies[conf.SESSION_COOKIE_NAME] = planted
    assert not is_in(thief)


def test_the_session_changes_at_the_code_too(door):
    door.give()
    before = session_key(door.client)
    door.code()
    assert session_key(door.client) != before
    assert "pending" not in door.client.session


def test_someone_else_on_the_same_computer_starts_afresh(plain, world):
    plain.give()
    other = world.staff["social"]
    other.set_password(PASSWORD)
    other.save()
    plain.give(username="social")
    assert plain.client.session[ASSIGNMENT] == str(world.actors["social"].assignment_id)


ELSEWHERE = [
    "https://ond.example/", "//ond.example", "/\\ond.example", "\\\\ond.example", "javascript:alert(1)", "http:/x",
    "/\tx//ond.example", "///ond.example", "ond.example", "/x\r\nSet-Cookie: a=b", "/" + "x" * 1000,
]  # fmt: skip


@pytest.mark.parametrize("path", ELSEWHERE)
def test_the_way_on_is_only_to_ourselves(plain, path):
    answer = plain.client.post(f"/logga-in/?{urlencode({'next': path})}", {"username": "health", "password": PASSWORD})
    assert answer.status_code == 302
    assert answer.url == "/arbete/" or answer.url == "/"


def test_the_page_that_was_asked_for_comes_after_password_and_code(door):
    asked = door.client.get("/arbete/min-franvaro/?x=1")
    assert asked.url == "/logga-in/?next=%2Farbete%2Fmin-franvaro%2F"
    after = door.give(address=asked.url)
    assert after.url == "/logga-in/kod/?next=%2Farbete%2Fmin-franvaro%2F"
    assert door.code(address=after.url).url == "/arbete/min-franvaro/"


def test_an_assignment_that_ends_ends_the_work_at_once(plain, world):
    plain.give()
    assert is_in(plain.client)
    Assignment.objects.filter(staff=plain.staff).update(valid_to=timezone.localdate() - timedelta(days=1))
    assert not is_in(plain.client)
    page = plain.client.get("/logga-in/", follow=True)
    assert "inget uppdrag" in page.content.decode()


def test_somebody_inactive_is_out_at_once(plain):
    plain.give()
    Staff.objects.filter(id=plain.staff.id).update(is_active=False)
    assert not is_in(plain.client)
    assert plain.give().status_code == 200


def test_a_closed_unit_is_no_place_to_act(plain, world):
    plain.give()
    type(world.units["health"]).objects.filter(id=world.units["health"].id).update(closed=True)
    assert not is_in(plain.client)


@pytest.mark.parametrize("given", ["another's", "", "x", "00000000-0000-0000-0000-000000000000", "a\0b"])
def test_only_ones_own_assignments(plain, world, given):
    worlds.employ(world, "health", world.units["clinic"], "clinician")
    plain.give()
    forged = str(world.actors["social"].assignment_id) if given == "another's" else given
    answer = plain.client.post("/logga-in/uppdrag/", {"assignment": forged})
    assert answer.status_code == 200
    assert ASSIGNMENT not in plain.client.session


def test_a_forged_session_with_anothers_assignment_gives_nothing(plain, world):
    plain.give()
    session = plain.client.session
    session[ASSIGNMENT] = str(world.actors["social"].assignment_id)
    session.save()
    assert not is_in(plain.client)


def test_two_assignments_are_chosen_between_and_changed(plain, world):
    first = world.actors["health"]
    second = worlds.employ(world, "health", world.units["clinic"], "clinician")
    assert plain.give().url == "/logga-in/uppdrag/"
    page = plain.client.get("/logga-in/uppdrag/").content.decode()
    assert "Hälsocentralen Norr" in page
    assert "Beroendemottagningen" in page
    before = session_key(plain.client)
    for actor in (first, second):
        plain.client.post("/logga-in/uppdrag/", {"assignment": str(actor.assignment_id)})
        assert plain.client.session[ASSIGNMENT] == str(actor.assignment_id)
    assert session_key(plain.client) != before
    assert actor.unit_name in plain.client.get("/arbete/min-franvaro/").content.decode()


@pytest.mark.parametrize(
    ("started", "seen", "inside"),
    [(0, 0, True), (60, 29, True), (60, 31, False), (601, 1, False)],
)
def test_a_session_lasts_so_long(plain, started, seen, inside):
    plain.give()
    session, now = plain.client.session, timezone.now()
    session[STARTED] = (now - timedelta(minutes=started)).isoformat()
    session[SEEN] = (now - timedelta(minutes=seen)).isoformat()
    session.save()
    assert is_in(plain.client) is inside


def test_a_click_is_noted_at_most_once_a_minute(plain):
    plain.give()
    before = plain.client.session[SEEN]
    is_in(plain.client)
    assert plain.client.session[SEEN] == before
    session = plain.client.session
    session[SEEN] = (timezone.now() - timedelta(minutes=2)).isoformat()
    session.save()
    is_in(plain.client)
    assert plain.client.session[SEEN] > before


def test_out_by_post_only(plain):
    plain.give()
    assert plain.client.get("/logga-ut/").status_code == 405
    assert is_in(plain.client)
    plain.client.post("/logga-ut/")
    assert not is_in(plain.client)
    assert Event.objects.filter(act="session.left").count() == 1


@pytest.mark.parametrize("address", ["/logga-in/", "/logga-ut/", "/logga-in/demo/", "/logga-in/kod/"])
def test_forms_of_others_are_refused(world, address):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(address, {"username": "health", "password": PASSWORD}).status_code == 403


def test_nothing_of_it_is_kept_on_the_way(door):
    assert door.client.get("/logga-in/")["Cache-Control"] == "no-store"
    door.give()
    assert door.client.get("/logga-in/kod/")["Cache-Control"] == "no-store"
    assert door.secret not in door.client.get("/logga-in/kod/").content.decode()


def test_a_visitor_costs_no_query_and_gets_no_cookie(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/vem-gor-vad/")
    assert not answer.cookies
    assert "Ditt arbete" not in answer.content.decode()
