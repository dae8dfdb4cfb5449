"""Writing from a page, the receipt, and who sees what."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from helhet.audit import queries as audit
from helhet.deviations import actions, queries
from helhet.deviations.models import Deviation
from helhet.deviations.rules import Clause
from helhet.kernel.errors import BadInput, HelhetError
from helhet.organisations.models import Assignment
from helhet.secrecy.wall import acting
from tests.records.world import AT, employ, signed_in

TEXT = "Mottagningen svarade inte på tre veckor."


def write(world, who="health", **more):
    actor = world.actors[who]
    with acting(actor, AT):
        return actions.write(by=actor, at=AT, **{"text": TEXT, **more})


def test_numbers_rise_within_a_holding_and_year(world):
    assert [str(write(world)), str(write(world, "clinic")), str(write(world, "social"))] == [
        "2026-0001",
        "2026-0002",
        "2026-0001",
    ]
    assert audit.broken(world.holdings["region"].id) == []


def test_a_name_is_stopped_and_nothing_is_kept(world):
    with pytest.raises(BadInput, match="Ada"):
        write(world, text=f"{TEXT} Ada blev utan hjälp.", names=["Ada"])
    assert not Deviation.objects.exists()


def test_it_is_never_changed(world):
    row = write(world)
    with pytest.raises(HelhetError):
        row.save()
    with acting(world.actors["health"], AT), pytest.raises(DatabaseError), transaction.atomic():
        Deviation.objects.filter(id=row.id)._raw_delete("default")


def test_from_a_page_about_somebody_to_a_receipt(world):
    actor = world.actors["health"]
    course = world.course("health")
    client = signed_in(actor)
    address = reverse("deviations:write") + f"?fran=/avtal/&person={course.person_id}&stycke=SoL 2025:400 10 kap. 8 §"
    page = client.get(address).content.decode()
    assert '<option value="SoL 2025:400 10 kap. 8 §" selected' in page
    assert "Lex Maria" in page
    assert "Lex Sarah" not in page
    back = client.post(address, {"text": f"{TEXT} Berg fick vänta.", "clause": "SoL 2025:400 10 kap. 8 §"})
    assert "Ta bort: Berg" in back.content.decode()
    assert "Berg fick vänta" in back.content.decode()
    receipt = client.post(address, {"text": TEXT, "clause": "SoL 2025:400 10 kap. 8 §"}, follow=True).content.decode()
    assert "SoL 2025:400 10 kap. 8 §" in receipt
    with acting(actor, AT):
        row = Deviation.objects.get()
    assert (row.page, row.clause, row.pack) == ("agreements:list", "SoL 2025:400 10 kap. 8 §", "")


@pytest.mark.parametrize("person", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_odd_addresses_are_a_form_without_a_way_back(world, person):
    client = signed_in(world.actors["social"])
    page = client.get(reverse("deviations:write"), {"fran": "//ond.example/", "person": person, "stycke": "\x00'"})
    assert page.status_code == 200
    assert "ond.example" not in page.content.decode()


def test_a_stranger_learns_no_name_by_trying(world):
    course = world.course("health")
    actor = world.actors["psychiatry"]
    with acting(actor, AT):
        assert queries.names_of(actor, str(course.person_id), AT) == []


def test_an_administrator_who_reads_no_records_may_write_one(world):
    actor = employ(world, "admin", world.units["health"], "administrator")
    assert Assignment.objects.filter(staff=world.staff["admin"]).exists()
    done = signed_in(actor).post(reverse("deviations:write"), {"text": TEXT}, follow=True)
    assert "2026-0001" in done.content.decode()


def test_the_list_is_the_own_units(world):
    write(world, clause=Clause("kalmar-2021", "K21/mal"))
    other = write(world, "clinic", text="Något helt annat gick fel här.")
    client = signed_in(world.actors["health"])
    page = client.get(reverse("deviations:list")).content.decode()
    assert TEXT in page
    assert "Något helt annat" not in page
    assert client.get(reverse("deviations:receipt", args=[other.id])).status_code == 404


def test_the_link_stands_at_the_foot_for_who_is_in(world, client):
    assert "Skriv en avvikelse" not in client.get("/").content.decode()
    page = signed_in(world.actors["health"]).get("/").content.decode()
    assert f'href="{reverse("deviations:write")}?fran=%2F"' in page
