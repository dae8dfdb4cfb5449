"""The door of every page about people: what is read there leaves a trace, and what another did first is told."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from helhet.audit.models import Event
from helhet.overview import scanning
from helhet.secrecy import actions as secrecy
from helhet.secrecy.door import staff_page
from helhet.secrecy.wall import acting
from tests.records.test_crossing import CARE_USE, sending
from tests.records.world import signed_in


@pytest.fixture
def shared(world):
    """A person with a consent, a block, a document's page, and something that was sent."""
    actor, course, now = world.actors["health.manager"], world.course(), timezone.now()
    person, board = course.person, world.holdings["social"]
    with acting(actor, now):
        named = [{"id": str(board.id), "name": board.name}]
        yes = secrecy.consent(
            by=actor, at=now, person=person, kind="sharing", receivers=named, content=["identity"], given_by="person",
            judged={"can_consent": "yes"}, how="oral", until=(now + timedelta(days=30)).date(),
        )  # fmt: skip
        secrecy.block(by=actor, at=now, person=person, unit=world.units["health"])
        parcel = secrecy.Parcel("application", {"question": "Kan ni hjälpa?"})
        sent = secrecy.disclose(
            by=actor, at=now, person=person, to=sending(world, "social").to, parcel=parcel,
            stated=secrecy.Stated("health.care_use", CARE_USE),
        )  # fmt: skip
    return {"person": person.id, "unit": world.units["health"].id, "consent": yes.id, "sent": sent.id}


FORMS = (
    "person/{person}/samtycke/",
    "person/{person}/sparr/",
    "person/{person}/sparr/{unit}/ta-bort/",
    "person/{person}/lasa-bakom-sparr/",
    "samtycke/{consent}/ta-tillbaka/",
    "utlamnat/{sent}/visa-eller-inte/",
    "utlamnat/{sent}/aterkalla/",
    "person/{person}/dokument/nytt/",
)


@pytest.mark.parametrize("address", FORMS)
def test_a_form_about_somebody_is_a_read_in_the_log(world, shared, address):
    client, before = signed_in(world.actors["health.manager"]), Event.objects.count()
    assert client.get("/arbete/" + address.format(**shared)).status_code == 200
    event = Event.objects.filter(holding=world.holdings["region"].id).order_by("sequence").last()
    assert Event.objects.count() == before + 1
    assert (event.act, event.person) == ("person.form", shared["person"])


def test_whoever_was_second_tries_again_and_sees_what_the_first_one_wrote(world):
    request, tries = RequestFactory().get("/"), []
    request.actor, request.at = world.actors["health"], timezone.now()

    @staff_page
    def view(request):
        tries.append(1)
        if len(tries) == 1:
            raise IntegrityError
        return HttpResponse("Det är redan gjort.")

    assert view(request).status_code == 200
    assert len(tries) == 2


def test_what_fails_every_time_is_a_fault(world):
    request = RequestFactory().get("/")
    request.actor, request.at = world.actors["health"], timezone.now()

    @staff_page
    def view(request):
        raise IntegrityError

    with pytest.raises(IntegrityError):
        view(request)


def test_one_part_of_a_scan_that_fails_stops_no_other(world, monkeypatch, capsys, caplog):
    def broken(at):
        raise ValueError("trasigt")

    parts = [(broken, "förfrågningar gick ut"), *scanning.PARTS[1:]]
    monkeypatch.setattr(scanning, "PARTS", parts)
    assert scanning.run(None) == 1
    told = capsys.readouterr().out
    assert "förfrågningar" not in told
    assert told.endswith("0 larm, 0 brev.\n")
    assert "broken failed" in caplog.text


@pytest.mark.parametrize("asked", ["?first=2026-01-01&last=9999-12-31", "?first=0001-01-01&last=2026-01-01"])
def test_a_year_that_nobody_means_is_told_in_the_log(world, asked):
    page = signed_in(world.actors["health.manager"]).get("/arbete/logg/" + asked)
    assert page.status_code == 200
    assert "Kontrollera året" in page.text


@pytest.mark.parametrize("month", ["0001-01", "9999-12", "2026-13", "nu"])
def test_a_month_that_cannot_be_drawn_from_is_not_there(world, month):
    assert signed_in(world.actors["health.manager"]).get(f"/arbete/logg/stickprov/?m={month}").status_code == 404
