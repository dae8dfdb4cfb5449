"""From the guide's answer to a course: the same facts give the same steps, each with its reason."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from helhet.courses.models import Course, CourseEvent, Step
from tests.guide.fixtures import agreements  # noqa: F401

FACTS = {
    "danger": [], "great_concern": "no", "age": 45, "unit": "health_centre", "competence": "screening",
    "substances": {"alcohol": "risk_use"}, "assessment": "beyond_own", "profession": "other_health", "willing": "wants",
}  # fmt: skip
GUIDED = "/arbete/fran-guiden/"


@pytest.fixture
def sent(agreements):  # noqa: F811
    return {"fakta": json.dumps(FACTS), "kommun": "0880"}


def chosen(world, course, **more):
    due = (timezone.localdate() + timedelta(days=3)).isoformat()
    given = {"spara": "1", "course": course.id, "steps": ["0", "1"], "due": due, "version": course.version}
    return given | {"owner": world.staff["health"].id, "deputy": world.staff["health.manager"].id} | more


def test_the_guide_is_asked_about_a_person_and_its_steps_become_theirs(world, client_of, sent):
    course, client = world.course(), client_of("health")
    asked = client.post(f"/arbete/kontakt/{course.id}/fraga/")
    assert asked.status_code == 302
    assert asked["Location"] == "/guiden/"
    page = client.post(GUIDED, sent).content.decode()
    assert "Ada Berg" in page
    assert "Vilka steg tar ni?" in page
    assert client.post(GUIDED, sent | chosen(world, course)).status_code == 302
    event = CourseEvent.objects.get(kind="guided")
    assert event.data["facts"] == FACTS
    assert all(step["basis"] for step in event.data["steps"])
    course.refresh_from_db()
    assert course.next.act
    assert Step.objects.filter(kind="task", open=True).count() == 1
    history = client.get(f"/arbete/person/{course.person_id}/").content.decode()
    assert "Avtalet frågades" in history
    assert "stöd:" in history


def test_without_a_person_in_mind_one_is_chosen_among_the_units_own(world, client_of, sent):
    course = world.course()
    world.course("clinic", world.person("clinic", given="Bo"))
    page = client_of("health").post(GUIDED, sent).content.decode()
    assert "Ada Berg" in page
    assert "Bo Berg" not in page
    assert client_of("health").post(GUIDED, sent | chosen(world, course)).status_code == 302


def test_a_protected_person_is_chosen_without_a_name(world, client_of, sent):
    world.course(person=world.person(given="Hemlig", family="Canary", protected="marked"))
    assert "Canary" not in client_of("health").post(GUIDED, sent).content.decode()


def test_another_units_course_cannot_be_given_steps(world, client_of, sent):
    course = world.course("clinic", world.person("clinic"))
    assert client_of("health").post(GUIDED, sent | chosen(world, course)).status_code == 422
    assert client_of("health").post(f"/arbete/kontakt/{course.id}/fraga/").status_code == 404
    assert not CourseEvent.objects.filter(kind="guided").exists()


@pytest.mark.parametrize("facts", ["", "[]", "{", "1" * 9000, "[" * 9000, '{"finns_inte": 1}', '{"age": "x"}', "null"])
def test_facts_that_cannot_be_read_are_refused_in_words(world, client_of, agreements, facts):  # noqa: F811
    world.course()
    assert client_of("health").post(GUIDED, {"fakta": facts, "kommun": "0880"}).status_code == 400


def test_a_stale_course_keeps_what_was_chosen(world, client_of, sent):
    course, client = world.course(), client_of("health")
    client.post(f"/arbete/kontakt/{course.id}/fraga/")
    Course.objects.update(version=5)
    came = client.post(GUIDED, sent | chosen(world, course))
    text = came.content.decode()
    assert 'name="version" value="5"' in text
    assert came.status_code == 422
    assert "Någon annan har ändrat" in text
    assert 'value="0" id="id_steps_0" checked' in text
    assert client.post(GUIDED, sent | chosen(world, course, version=5)).status_code == 302


def test_the_button_is_there_for_staff_and_for_nobody_else(world, client_of, client, agreements):  # noqa: F811
    given = {"kommun": "0880", "danger": "ingen", "great_concern": "no", "age": "45", "substances": "alcohol",
             "substances.alcohol": "risk_use", "visa": "1"}  # fmt: skip
    for name in ("unit", "competence", "assessment", "profession", "willing"):
        given[name] = FACTS[name]
    seen = client_of("health").post("/guiden/", given)
    assert "Lägg in som nästa steg" in seen.content.decode()
    assert seen["Referrer-Policy"] == "same-origin"
    anyone = client.post("/guiden/", given)
    assert "Lägg in som nästa steg" not in anyone.content.decode()
    assert anyone["Referrer-Policy"] == "no-referrer"
