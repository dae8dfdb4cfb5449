"""The staff's screen in the person's hands: the questions and nothing else, until the password opens it again."""

import pytest
from django.contrib.auth.hashers import make_password
from django.urls import reverse

from helhet.organisations.models import Staff
from helhet.plans.models import Part
from tests.plans.pages.test_walk import Work

PASSWORD = "sju gula rävar i snö"


@pytest.fixture
def given(world):
    """A plan whose preparation the person has on the clinic's screen."""
    # Before anybody signs in: a new password ends every session.
    Staff.objects.filter(id=world.staff["clinic"].id).update(password=make_password(PASSWORD))
    work = Work(world)
    plan = work.agreed()
    first = work.post("clinic", "beside", plan)
    assert first == reverse("plans:ask", args=[plan, "words"])
    return work, plan


def test_every_other_page_leads_to_where_the_screen_is_taken_back(given):
    work, plan = given
    back = reverse("plans:back", args=[plan])
    for page in ("/arbete/", "/", reverse("plans:plan", args=[plan]), reverse("overview:search")):
        for send in (work.clinic.get, work.clinic.post):
            assert send(page).headers["Location"] == back
    assert work.clinic.get("/static/ui/app.css").status_code != 302


def test_what_the_person_answers_is_kept_as_theirs_and_no_name_is_shown(given):
    work, plan = given
    page = work.get("clinic", "ask", plan, "words")
    assert "Ada" not in page
    assert "Berg" not in page
    work.post("clinic", "ask", plan, "words", words__text="Jag vill sova", words__version=0, go="on")
    assert [one.data for one in work.rows(Part, key="words")] == [{"text": "Jag vill sova"}]


def test_only_the_password_opens_it(given):
    work, plan = given
    back = reverse("plans:back", args=[plan])
    assert work.clinic.post(back, {"password": "fel"}).status_code == 422
    assert work.clinic.get("/arbete/").headers["Location"] == back
    assert work.clinic.post(back, {"password": PASSWORD}).headers["Location"] == reverse("plans:plan", args=[plan])
    assert work.clinic.get("/arbete/").status_code == 200


def test_papers_and_calendar_say_no_name(given):
    work, plan = given
    work.clinic.post(reverse("plans:back", args=[plan]), {"password": PASSWORD})
    for name in ("plan", "plan-stor", "infor-motet", "infor-motet-stor"):
        answer = work.clinic.get(reverse("plans:paper", args=[plan, name]))
        assert answer.content.startswith(b"%PDF")
        assert "Ada" not in answer["Content-Disposition"]
    assert work.clinic.get(reverse("plans:paper", args=[plan, "kallelse"])).status_code == 404
    assert work.clinic.get(reverse("plans:calendar", args=[plan])).status_code == 404
