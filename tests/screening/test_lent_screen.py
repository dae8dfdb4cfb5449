"""The person answers on a screen that staff lend them: one question at a time, and nothing of the record."""

import pytest
from django.urls import reverse

from tests.records.world import signed_in
from tests.screening.entering import of, rows, text


def start(client, course):
    lend = reverse("screening:lend", args=[course.person_id, "audit-c"])
    assert "Ingenting om personen" in text(client.get(lend))
    assert client.post(lend).url == reverse("screening:ask")


def test_without_the_wording_the_person_cannot_answer_on_the_screen(world, course, client):
    assert "Personen svarar på skärmen" not in text(client.get(reverse("screening:list", args=[course.person_id])))
    assert client.post(reverse("screening:lend", args=[course.person_id, "audit-c"])).status_code == 403
    assert client.get(reverse("screening:ask")).status_code == 409


@pytest.mark.usefixtures("with_words")
def test_the_person_answers_one_question_at_a_time_and_the_staff_save(world, course, client):
    staff = world.staff["health"]
    staff.set_password("ett långt lösenord")
    staff.save()
    client = signed_in(world.actors["health"])
    start(client, course)
    ask, back = reverse("screening:ask"), reverse("screening:back")
    page = text(client.get(ask))
    assert "Påhittad fråga 1?" in page
    assert "Svar 4" in page
    # Nothing of the record: no name, no menu, no other page.
    for hidden in ("Ada", "Berg", "Arbetslista", "Screening", str(course.person_id), "AUDIT"):
        assert hidden not in page
    for other in (reverse("overview:person", args=[course.person_id]), reverse("overview:worklist"), "/"):
        assert client.get(other).url == back
    assert "Påhittad fråga 2?" in text(client.post(ask, {"plats": "0", "svar-1": "3"}))
    nothing = client.post(ask, {"plats": "1", "svar-1": "3"})
    assert nothing.status_code == 422
    assert "Välj ett svar" in text(nothing)
    assert "Påhittad fråga 1?" in text(client.post(ask, {"plats": "1", "svar-1": "3", "tillbaka": "1"}))
    client.post(ask, {"plats": "1", "svar-1": "3", "svar-2": "2"})
    done = text(client.post(ask, {"plats": "2", "svar-1": "3", "svar-2": "2", "svar-3": "1"}))
    assert "Tack! Lämna tillbaka skärmen nu." in done
    assert "Ada" not in done
    sent = {"svar-1": "3", "svar-2": "2", "svar-3": "1"}
    wrong = client.post(back, {**sent, "klar": "1", "password": "fel"})
    assert wrong.status_code == 422
    assert 'name="svar-2" value="2"' in text(wrong)
    assert rows(world) == []
    answer = client.post(back, {**sent, "password": "ett långt lösenord"})
    row = rows(world)[0]
    assert answer.url == of("one", row)
    assert (row.total, row.answered_by, row.instrument) == (6, "person", "audit-c")
    assert client.get(reverse("overview:worklist")).status_code == 200


@pytest.mark.usefixtures("with_words")
def test_the_person_may_skip_and_stop(world, course, client):
    world.staff["health"].set_password("ett långt lösenord")
    world.staff["health"].save()
    client = signed_in(world.actors["health"])
    start(client, course)
    ask, back = reverse("screening:ask"), reverse("screening:back")
    assert "Påhittad fråga 2?" in text(client.post(ask, {"plats": "0", "svar-1": "3", "hoppa": "1"}))
    page = text(client.post(ask, {"plats": "1", "svar-2": "9", "avsluta": "1"}))
    assert "Tack!" in page
    assert 'name="svar-2"' not in page
    answer = client.post(back, {"password": "ett långt lösenord"})
    assert answer.url == reverse("screening:list", args=[course.person_id])
    assert rows(world) == []


@pytest.mark.usefixtures("with_words")
@pytest.mark.parametrize("odd", ["", "99", "-1", "x", "\x00", "9" * 400, "<b>"])
def test_a_lent_screen_takes_anything_without_falling(world, course, client, odd):
    start(client, course)
    for sent in ({"plats": odd}, {"plats": "0", "svar-1": odd}, {"plats": "2", "svar-3": odd, "avsluta": "1"}):
        assert client.post(reverse("screening:ask"), sent).status_code in (200, 422)
    assert client.post(reverse("screening:back"), {"svar-1": odd, "password": odd}).status_code == 422


def test_a_demonstration_has_no_password_to_show(world, course, client, settings, with_words):
    settings.DEMO = True
    world.staff["health"].set_unusable_password()
    world.staff["health"].save()
    client = signed_in(world.actors["health"])
    start(client, course)
    assert client.post(reverse("screening:back"), {"svar-1": "1"}).status_code == 302
    assert rows(world)[0].total is None
