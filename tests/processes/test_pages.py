"""The pages: what is shown of a case, and that each form does what it says or tells why not."""

from datetime import timedelta

import pytest
from django.urls import reverse

from helhet.processes import actions
from helhet.processes.models import Case, CaseClock
from helhet.secrecy.wall import acting
from tests.records.world import AT, signed_in

from .making import CUSTODY, chair, clock, opened, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world):
    with acting(world.actors["social"], AT):
        return opened(world, "2026-11-25 10:05")


@pytest.fixture
def client(world):
    return signed_in(world.actors["social"])


def text(answer):
    return answer.content.decode()


def test_a_case_shows_where_it_stands_and_what_may_be_done(world, client, case):
    page = text(client.get(reverse("processes:case", args=[case.id])))
    assert "Anmäld" in page or "anmäl" in page.lower()
    assert "Stöd för arbetet, inte juridisk rådgivning" in page
    assert reverse("processes:act", args=[case.id, "assess"]) in page
    assert "Social" in page


def test_a_clock_shows_its_strict_day_and_section(world, client, case):
    with acting(world.actors["social"], AT):
        write(world, case, "custody", "2026-11-25 10:20", "chair", **CUSTODY | {"urgent": True})
    page = text(client.get(reverse("processes:case", args=[case.id])))
    assert "Torsdag 26 november 2026" in page
    assert "LVM 15 §" in page or "1988:870" in page
    assert "Så är tiden räknad" in page


def test_what_a_clock_waits_for_comes_first_and_the_rest_is_folded(world, client, case):
    with acting(world.actors["social"], AT):
        write(world, case, "custody", "2026-11-25 10:20", "chair", **CUSTODY | {"urgent": True})
    first, rest = text(client.get(reverse("processes:case", args=[case.id]))).split("Annat du kan göra eller skriva in")
    assert reverse("processes:act", args=[case.id, "submit"]) in first
    assert reverse("processes:act", args=[case.id, "inform"]) not in first
    assert reverse("processes:act", args=[case.id, "inform"]) in rest


def test_an_act_is_recorded_from_its_form(world, client, case):
    address = reverse("processes:act", args=[case.id, "assess"])
    assert client.get(address).status_code == 200
    answer = client.post(address, {"role": "officer", "day": "2026-11-25", "clock": "10:30", "text": "Läst"})
    assert answer.status_code == 302
    with acting(world.actors["social"], AT):
        assert case.events.count() == 2


def test_what_the_engine_refuses_stands_in_the_form_with_the_section(world, client, case):
    address = reverse("processes:act", args=[case.id, "custody"])
    given = {
        "role": "chair", "day": "2026-11-25", "clock": "10:30", "known_by": "Ringde", "fact_substances": ["gambling"],
        "fact_need_of_care": "yes", "fact_voluntary_insufficient": "yes", "fact_danger": ["health"],
        "fact_urgent": "yes",
    }  # fmt: skip
    answer = client.post(address, given)
    assert answer.status_code == 422
    assert "LVM gäller bara alkohol" in text(answer)
    assert "Ringde" in text(answer)
    answer = client.post(address, given | {"fact_substances": ["alcohol"]})
    assert answer.status_code == 302
    with acting(world.actors["social"], AT):
        assert CaseClock.objects.get(case=case, rule="lvm.submit").status == "due"


def test_a_case_is_opened_from_the_person(world, client):
    person = world.course("social").person
    page = text(client.get(reverse("processes:begin", args=[person.id])))
    address = reverse("processes:open", args=[person.id, "lvm.report"])
    assert address in page
    assert "Räknas inte" not in text(client.get(address))
    staff = {"owner": str(world.staff["social"].id), "deputy": str(world.staff["social.manager"].id)}
    given = {"role": "doctor", "day": "2026-11-25", "clock": "09:00", "known_by": "Anmälan med post"} | staff
    answer = client.post(address, given | {"fact_doctor_need": "yes", "fact_doctor_no_other_care": "yes"})
    assert answer.status_code == 302
    with acting(world.actors["social"], AT):
        assert Case.objects.get(person=person).state == "reported"


def test_a_correction_keeps_what_stood(world, client, case):
    with acting(world.actors["social"], AT):
        row = case.events.get()
    address = reverse("processes:correct", args=[case.id, row.id])
    assert client.get(address).status_code == 200
    answer = client.post(address, {"why": "Fel tid", "day": "2026-11-25", "clock": "09:30", "fact_doctor_need": "yes"})
    assert answer.status_code == 302
    page = text(client.get(reverse("processes:case", args=[case.id])))
    assert "Fel tid" in page
    assert "25 november 2026 09.30" in page


def test_another_takes_it(world, client, case):
    address = reverse("processes:hand-to", args=[case.id])
    given = {"owner": str(world.staff["social.manager"].id), "deputy": str(world.staff["social"].id)}
    assert client.post(address, given).status_code == 302
    with acting(world.actors["social"], AT):
        assert Case.objects.get(id=case.id).owner == world.staff["social.manager"]


def test_nobody_else_reads_it(world, case):
    chair(world)
    for who in ("children", "other_social", "health", "chair"):
        answer = signed_in(world.actors[who]).get(reverse("processes:case", args=[case.id]))
        assert answer.status_code in (403, 404)


def test_what_was_done_in_time_can_be_written_in_afterwards(world, client, case):
    """A custody that seems to have ceased, because nobody had written in that it was submitted in time."""
    with acting(world.actors["social"], AT):
        row = case.events.get()
        given = {"why": "Fel tid", "changes": {"at": "2026-11-16T09:00:00+01:00"}}
        actions.correct(by=world.actors["social"], at=clock("2026-11-25 10:06"), case=case, event=row, **given)
        days = timedelta(days=6)
        write(world, case, "custody", "2026-11-19 12:00", "chair", later=days, **CUSTODY | {"urgent": True})
    page = text(client.get(reverse("processes:case", args=[case.id])))
    assert "Omhändertagandet har upphört" in page
    address = reverse("processes:act", args=[case.id, "submit"])
    assert address in page
    answer = client.post(address, {"role": "officer", "day": "2026-11-20", "clock": "09:00"})
    assert answer.status_code == 302
    page = text(client.get(reverse("processes:case", args=[case.id])))
    assert "Omhändertagandet har upphört" not in page
