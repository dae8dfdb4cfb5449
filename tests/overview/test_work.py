"""The worklist: what stands there, for whom, in how many queries, and that nobody protected is named."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from helhet.audit.models import Event
from helhet.courses.actions import About, add_step, set_next
from helhet.courses.models import Alarm, Step, StepDone
from helhet.organisations.models import Absence
from helhet.secrecy.wall import acting
from tests.records.world import AT, TODAY, employ

WORK = "/arbete/"


def data_queries(captured) -> list[str]:
    """What was asked of the data: not transactions, savepoints, or telling the database who acts."""
    words = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK", "SELECT set_config")
    return [query["sql"] for query in captured if not query["sql"].startswith(words)]


def counted(client, address):
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(address)
    assert response.status_code == 200
    return data_queries(captured)


def text_of(client, address=WORK) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def late(world, course, days=9):
    Step.objects.filter(course=course).update(due=timezone.localdate() - timedelta(days=days))


def test_one_query_for_the_list_beside_session_staff_and_assignment(world, client_of):
    for n in range(20):
        world.course(person=world.person(given=f"P{n}"))
    queries = counted(client_of("health"), WORK)
    assert len(queries) <= 4, queries


def test_a_person_without_a_name_costs_no_query_more(world, client_of):
    for n in range(5):
        world.course(person=world.person(given="", family="", case_number=f"A{n}"))
    assert len(counted(client_of("health"), WORK)) <= 4
    assert "A3" in text_of(client_of("health"))


def test_each_line_says_what_whom_who_and_when(world, client_of):
    course = world.course()
    text = text_of(client_of("health"))
    assert "Ring personen" in text
    assert "Ada Berg" in text
    assert "<strong>Du</strong>" in text
    assert f"/arbete/person/{course.person_id}/" in text
    assert "Health" in text_of(client_of("health.manager"), WORK + "?vems=enheten")


def test_late_comes_first_and_says_how_late(world, client_of):
    course, other = world.course(), world.course(person=world.person(given="Bo"))
    late(world, other)
    text = text_of(client_of("health"))
    assert text.index("Försenat") < text.index("Bo Berg") < text.index("Ada Berg")
    assert "9 dagar sen" in text
    assert course.id != other.id


def test_the_deputy_has_it_too_and_is_told_so(world, client_of):
    world.course()
    assert "du är ersättare" in text_of(client_of("health.manager"))


def test_an_alarm_is_on_top_for_whoever_it_came_to_and_nobody_else(world, client_of):
    course = world.course()
    late(world, course)
    step = Step.objects.get()
    given = {"holding_id": step.holding_id, "unit_id": step.unit_id, "step": step, "at": AT}
    Alarm.objects.create(rung="manager", to=world.staff["health.manager"], **given)
    assert "1 larm till dig" in text_of(client_of("health.manager"))
    assert "larm till dig" not in text_of(client_of("health"))


def test_nothing_of_another_unit_or_holding_is_seen(world, client_of):
    world.course()
    for who in ("clinic", "social", "private", "psychiatry.manager"):
        assert "Ada" not in text_of(client_of(who), WORK + "?vems=enheten")


def test_a_protected_person_is_never_named_on_the_list(world, client_of):
    world.course(person=world.person(given="Hemlig", family="Canary", protected="marked"))
    for address in (WORK, WORK + "?vems=enheten"):
        text = text_of(client_of("health"), address)
        assert "Person med skyddade uppgifter" in text
        assert "Hemlig" not in text
        assert "Canary" not in text


def test_news_and_tasks_leave_the_list_when_they_are_done(world, client_of):
    course, actor = world.course(), world.actors["health"]
    with acting(actor, AT):
        for kind, text in (("news", "De har svarat"), ("task", "Skriv remiss")):
            about = About("course", course.id)
            add_step(
                by=actor,
                at=AT,
                step=world.next("health", text),
                kind=kind,
                about=about,
                person=course.person,
                course=course,
            )
    client = client_of("health")
    for step in Step.objects.exclude(kind="next"):
        assert step.text in text_of(client)
        assert client.post(f"/arbete/steg/{step.id}/klart/").status_code == 302
        assert step.text not in text_of(client)
    assert StepDone.objects.count() == 2
    following = Step.objects.get(open=True)
    assert client.post(f"/arbete/steg/{following.id}/klart/").status_code == 400
    assert client_of("clinic").post(f"/arbete/steg/{following.id}/klart/").status_code == 404


def test_whoever_is_not_signed_in_is_led_to_the_door(client, db):
    for address in (WORK, "/arbete/sok/", "/arbete/ny-person/", "/arbete/utan-ansvarig/"):
        response = client.get(address)
        assert response.status_code == 302
        assert response["Location"].startswith("/logga-in/")


def test_nobody_without_owner_is_shown_to_the_manager_with_how_it_is_known(world, client_of):
    world.course()
    text = text_of(client_of("health.manager"), "/arbete/utan-ansvarig/")
    assert "0 personer utan ansvarig" in text
    assert "1 öppna kontakter" in text
    assert "Ada" not in text
    assert client_of("health").get("/arbete/utan-ansvarig/").status_code == 403


def test_a_step_that_nobody_has_any_longer_is_shown(world, client_of):
    world.course()
    boss = client_of("health.manager")
    world.staff["health"].is_active = False
    world.staff["health"].save()
    assert "0 personer utan ansvarig" in text_of(boss, "/arbete/utan-ansvarig/")


def test_the_manager_gives_an_absent_colleagues_courses_to_another(world, client_of):
    one, two = world.course(), world.course(person=world.person(given="Bo"))
    Absence.objects.create(staff=world.staff["health"], first=TODAY, last=TODAY)
    boss, address = client_of("health.manager"), f"/arbete/kollega/{world.staff['health'].id}/"
    assert "Bo Berg" in text_of(boss, address)
    employ(world, "health.new", world.units["health"], "clinician")
    sent = {"owner": world.staff["health.new"].id, "deputy": world.staff["health.manager"].id}
    assert "Välj minst en" in boss.post(address, sent).content.decode()
    sent |= {"course": [one.id], f"version-{one.id}": one.version, f"version-{two.id}": two.version}
    assert boss.post(address, sent).status_code == 302
    assert set(Step.objects.filter(open=True).values_list("owner__username", flat=True)) == {"health", "health.new"}
    with acting(world.actors["health"], AT):
        two.refresh_from_db()
        set_next(
            by=world.actors["health"], at=timezone.now(), course=two, step=world.next("health"), version=two.version
        )
    sent |= {"course": [two.id]}
    came = boss.post(address, sent)
    assert came.status_code == 422
    assert "Någon annan har ändrat" in came.content.decode()
    assert client_of("health").get(address).status_code == 403


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_ways_of_asking_are_refused(world, client_of, method):
    assert getattr(client_of("health"), method)(WORK).status_code == 405


def listed() -> int:
    return Event.objects.filter(act="people.listed").count()


def test_a_list_of_people_leaves_one_row_until_others_stand_there(world, client_of):
    world.course()
    client = client_of("health")
    text_of(client)
    text_of(client)
    assert listed() == 1
    world.course(person=world.person(given="Eva"))
    text_of(client)
    assert listed() == 2
    text_of(client_of("health"))
    assert listed() == 3, "another session is another reading"
    text_of(client_of("psychiatry"))
    assert listed() == 3, "an empty list says nothing of anybody"


def test_the_manager_who_sees_a_colleagues_people_leaves_a_row(world, client_of):
    world.course()
    text_of(client_of("health.manager"), f"/arbete/kollega/{world.staff['health'].id}/")
    assert listed() == 1


def test_a_unit_is_closed_when_nobody_has_anything_left_there(world, client_of):
    course, unit = world.course(), world.units["health"]
    employ(world, "clerk", unit, "administrator")
    client, page = client_of("clerk"), f"/arbete/enheter/{unit.id}/stang/"
    assert page in text_of(client, f"/arbete/enheter/{unit.id}/")
    text = text_of(client, page)
    assert "Health: 1 steg" in text
    assert str(course.person) not in text
    assert client.post(page, {"go": "close"}).status_code == 422
    assert client_of("health.manager").get(page).status_code == 403
    empty = f"/arbete/enheter/{world.units['psychiatry'].id}/stang/"
    assert client.post(empty, {"go": "close"}).status_code == 302
    assert "redan stängd" in text_of(client, empty)
    other = f"/arbete/enheter/{world.units['social'].id}/stang/"
    assert client.get(other).status_code == 404
