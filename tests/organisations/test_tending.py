"""Administrators and managers tend units and staff: what they can, what they cannot, and what stays in order."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from helhet.audit.models import Event
from helhet.kernel.errors import NotAllowed, Refused
from helhet.organisations import actions, employing, queries, staffing
from helhet.organisations.models import Absence, Assignment, Duty, Staff, Unit
from helhet.organisations.staffing import Details, Given
from tests.organisations.conftest import is_in
from tests.records import world as worlds
from tests.records.world import AT, TODAY, signed_in

UNIT = {"name": "Nya enheten", "municipalities": ["0880"], "phone": "0480-1", "groups": "unga\n\n gravida "}


@pytest.fixture
def admin(world):
    """The region's administrator, who works at the health centre."""
    return worlds.employ(world, "admin", world.units["health"], "administrator")


def given(world, unit="health", role="clinician", **more):
    return Given(**({"unit": world.units[unit], "role": role, "purpose": "Vård", "valid_from": TODAY} | more))


def page(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert answer["Cache-Control"] == "no-store"
    return answer.content.decode()


def test_an_administrator_sees_the_authority_and_a_manager_the_unit(world, admin):
    every = page(signed_in(admin), "/arbete/enheter/")
    assert "Hälsocentralen Norr" in every
    assert "Beroendemottagningen" in every
    assert "Vuxenenheten" not in every
    own = page(signed_in(world.actors["clinic.manager"]), "/arbete/enheter/")
    assert "Beroendemottagningen" in own
    assert "Hälsocentralen Norr" not in own
    assert "Ny enhet" not in own


def addresses(world, unit: str, who: str) -> list[str]:
    staff, ident = world.staff[who], world.units[unit].id
    assignment = Assignment.objects.filter(staff=staff).first()
    return [
        "/arbete/enheter/", "/arbete/enheter/ny/", f"/arbete/enheter/{ident}/", f"/arbete/enheter/{ident}/andra/",
        f"/arbete/enheter/{ident}/jour/", "/arbete/personal/", "/arbete/personal/ny/", f"/arbete/personal/{staff.id}/",
        f"/arbete/personal/{staff.id}/andra/", f"/arbete/personal/{staff.id}/uppdrag/",
        f"/arbete/personal/{staff.id}/franvaro/", f"/arbete/personal/{staff.id}/inloggning/",
        f"/arbete/personal/uppdrag/{assignment.id}/avsluta/",
    ]  # fmt: skip


def test_every_page_opens_for_an_administrator(world, admin):
    client = signed_in(admin)
    for address in addresses(world, "clinic", "clinic"):
        text = page(client, address)
        assert text.count("<h1") == 1
        assert "style=" not in text


@pytest.mark.parametrize("method", ["get", "post"])
def test_others_get_in_nowhere(world, admin, method):
    for address in addresses(world, "health", "health"):
        assert getattr(Client(), method)(address).url == f"/logga-in/?next={address.replace('/', '%2F')}"
        assert getattr(signed_in(world.actors["health"]), method)(address).status_code == 403
    outside = [a for a in addresses(world, "health", "health") if str(world.units["health"].id) in a or "-" in a]
    for address in outside:
        assert getattr(signed_in(world.actors["social.manager"]), method)(address).status_code in (403, 404)


def test_an_administrator_opens_nothing_about_persons(world, admin):
    person = world.person("health")
    world.course("health", person)
    client = signed_in(admin)
    assert client.get(f"/arbete/person/{person.id}/").status_code in (403, 404)
    for address in addresses(world, "health", "health"):
        assert "Berg" not in client.get(address).content.decode()


def test_a_unit_is_added_and_edited(world, admin):
    client = signed_in(admin)
    added = client.post("/arbete/enheter/ny/", UNIT | {"kind": "psychiatry", "hsa_id": "se2321000016-1a2b"})
    unit = Unit.objects.get(name="Nya enheten")
    assert added.url == f"/arbete/enheter/{unit.id}/"
    assert (unit.groups, unit.hsa_id) == (["unga", "gravida"], "SE2321000016-1A2B")
    assert "saknar chef" in page(client, added.url)
    client.post(f"/arbete/enheter/{unit.id}/andra/", UNIT | {"name": "Ännu nyare", "kind": "emergency"})
    unit.refresh_from_db()
    assert (unit.name, unit.kind, unit.hsa_id) == ("Ännu nyare", "psychiatry", "")
    assert list(Event.objects.filter(subject=str(unit.id)).values_list("act", flat=True)) == [
        "unit.created",
        "unit.edited",
    ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kind": "social_adult"}, "rättas"),
        ({"kind": ""}, "rättas"),
        ({"hsa_id": "X"}, "HSA-id"),
        ({"municipalities": ["9999"]}, "rättas"),
        ({"municipalities": []}, "rättas"),
        ({"name": "Beroendemottagningen"}, "redan en enhet"),
        ({"name": "x" * 300}, "rättas"),
        ({"name": "a\0b"}, "rättas"),
        ({"mailbox": "inte-epost"}, "rättas"),
    ],
)
def test_what_is_wrong_with_a_unit_is_said_and_nothing_lost(world, admin, wrong, said):
    answer = signed_in(admin).post("/arbete/enheter/ny/", UNIT | {"kind": "psychiatry"} | wrong)
    text = answer.content.decode()
    assert said in text
    assert "0480-1" in text
    assert not Unit.objects.filter(phone="0480-1").exists()


def new_staff(world, **more):
    return {
        "username": "Ny.Person", "name": "Ny Person", "unit": str(world.units["health"].id), "role": "clinician",
        "purpose": "Vård och behandling", "valid_from": "2026-01-01",
    } | more  # fmt: skip


def test_someone_new_gets_a_password_that_is_shown_once(world):
    client = signed_in(world.actors["health.manager"])
    answer = client.post("/arbete/personal/ny/", new_staff(world))
    staff = Staff.objects.get(username="ny.person")
    shown = answer.content.decode().split('class="secret">')[1].split("<")[0]
    assert staff.check_password(shown)
    assert staff.temporary_since
    assert shown not in page(client, f"/arbete/personal/{staff.id}/")
    assert not Event.objects.filter(content_hash__contains=shown).exists()


def test_someone_who_has_an_account_keeps_the_password(world, admin):
    nurse = world.staff["social"]
    nurse.set_password("sju gula rävar")
    nurse.save()
    answer = signed_in(admin).post("/arbete/personal/ny/", new_staff(world, username="social"))
    assert "hade redan ett konto" in answer.content.decode()
    nurse.refresh_from_db()
    assert nurse.check_password("sju gula rävar")
    assert nurse.name == "Social"
    assert Assignment.objects.filter(staff=nurse).count() == 2


@pytest.mark.parametrize(
    "wrong",
    [{"role": "social_worker"}, {"role": ""}, {"valid_to": "2025-01-01"}, {"valid_from": "i går"}, {"username": "a b"},
     {"username": "a\0"}, {"hsa_id": "X"}, {"profession": "x"}, {"unit": "x"}, {"name": ""}],
)  # fmt: skip
def test_what_is_wrong_with_someone_is_said_and_nobody_half_added(world, admin, wrong):
    answer = signed_in(admin).post("/arbete/personal/ny/", new_staff(world, **wrong))
    assert "rättas" in answer.content.decode()
    assert not Staff.objects.filter(name="Ny Person").exists()


def test_a_unit_of_another_authority_cannot_be_chosen(world, admin):
    forged = str(world.units["social"].id)
    answer = signed_in(admin).post("/arbete/personal/ny/", new_staff(world, unit=forged))
    assert "rättas" in answer.content.decode()
    assert not Staff.objects.filter(username="ny.person").exists()
    with pytest.raises(NotAllowed):
        employing.assign(by=admin, at=AT, staff=world.staff["health"], given=given(world, "social", "social_worker"))


def test_a_manager_gives_no_more_than_the_own_role_and_not_elsewhere(world):
    manager, nurse = world.actors["health.manager"], world.staff["clinic"]
    employing.assign(by=manager, at=AT, staff=nurse, given=given(world))
    for refused in (given(world, role="administrator"), given(world, role="archivist"), given(world, "clinic")):
        with pytest.raises(NotAllowed):
            employing.assign(by=manager, at=AT, staff=world.staff["health"], given=refused)


def test_nobody_gives_themselves_an_assignment(world, admin):
    with pytest.raises(NotAllowed, match="dig själv"):
        employing.assign(by=admin, at=AT, staff=world.staff["admin"], given=given(world))


def test_the_same_role_twice_at_once_is_refused(world, admin):
    with pytest.raises(Refused, match="har redan den rollen"):
        employing.assign(by=admin, at=AT, staff=world.staff["health"], given=given(world))


def test_the_last_manager_cannot_leave_and_the_page_says_why(world, admin):
    client = signed_in(admin)
    address = f"/arbete/personal/uppdrag/{world.actors['health.manager'].assignment_id}/avsluta/"
    answer = client.post(address, {"last": timezone.localdate().isoformat()})
    assert "Enheten skulle stå utan chef" in answer.content.decode()
    worlds.employ(world, "new.manager", world.units["health"], "manager")
    assert client.post(address, {"last": timezone.localdate().isoformat()}).status_code == 302


def test_both_managers_cannot_leave(world, admin):
    second = worlds.employ(world, "new.manager", world.units["health"], "manager")
    first = world.actors["health.manager"]
    for actor, last in ((first, TODAY + timedelta(days=30)), (second, TODAY + timedelta(days=60))):
        one = Assignment.objects.select_related("unit__holding", "staff").get(id=actor.assignment_id)
        if actor is first:
            employing.end(by=admin, at=AT, assignment=one, last=last)
        else:
            with pytest.raises(NotAllowed, match="utan chef"):
                employing.end(by=admin, at=AT, assignment=one, last=last)


def test_an_end_in_the_past_would_rewrite_what_was(world, admin):
    answer = signed_in(admin).post(
        f"/arbete/personal/uppdrag/{world.actors['health'].assignment_id}/avsluta/", {"last": "2024-06-01"}
    )
    assert "Dagen har varit" in answer.content.decode()


def test_yesterday_as_the_last_day_ends_the_work_at_once(world, admin):
    nurse = signed_in(world.actors["health"])
    assert is_in(nurse)
    yesterday = timezone.localdate() - timedelta(days=1)
    signed_in(admin).post(
        f"/arbete/personal/uppdrag/{world.actors['health'].assignment_id}/avsluta/", {"last": yesterday.isoformat()}
    )
    assert not is_in(nurse)


def test_a_reset_ends_sessions_and_is_only_for_whom_one_alone_employs(world, admin):
    nurse = signed_in(world.actors["health"])
    answer = signed_in(admin).post(f"/arbete/personal/{world.staff['health'].id}/inloggning/")
    assert 'class="secret"' in answer.content.decode()
    assert not is_in(nurse)
    worlds.employ(world, "health", world.units["social"], "social_worker")
    refused = signed_in(admin).post(f"/arbete/personal/{world.staff['health'].id}/inloggning/")
    assert "också hos en annan" in refused.content.decode()
    with pytest.raises(NotAllowed):
        employing.describe(by=admin, at=AT, staff=world.staff["health"], details=Details("health", "Någon Annan"))
    with pytest.raises(NotAllowed):
        employing.reset(by=world.actors["health.manager"], at=AT, staff=world.staff["clinic"])
    with pytest.raises(Refused):
        employing.reset(by=admin, at=AT, staff=world.staff["admin"])


def test_details_are_corrected_but_never_anothers_hsa_id(world, admin):
    client, hsa = signed_in(admin), "SE2321000016-1A2B"
    for who in ("health", "clinic"):
        answer = client.post(f"/arbete/personal/{world.staff[who].id}/andra/", {"name": f"Nytt {who}", "hsa_id": hsa})
    assert "hör till någon annan" in answer.content.decode()
    assert Staff.objects.get(username="health").name == "Nytt health"
    assert Staff.objects.get(username="clinic").name == "Clinic"


def test_days_away_are_ones_own_or_of_whom_one_tends(world, admin):
    nurse, days = world.actors["health"], {"first": "2026-12-01", "last": "2026-12-05"}
    client = signed_in(nurse)
    client.post("/arbete/min-franvaro/", days)
    absence = Absence.objects.get()
    assert "2026-12-01" in page(client, "/arbete/min-franvaro/")
    assert queries.away([nurse.staff_id], absence.first) == {nurse.staff_id}
    other = f"/arbete/personal/franvaro/{absence.id}/ta-bort/"
    assert signed_in(world.actors["social"]).post(other).status_code == 404
    assert signed_in(world.actors["social.manager"]).post(other).status_code == 404
    assert client.post(other).url == "/arbete/min-franvaro/"
    wrong = client.post("/arbete/min-franvaro/", {"first": "2026-12-05", "last": "2026-12-01"})
    assert "före första dagen" in wrong.content.decode()
    with pytest.raises(NotAllowed):
        employing.be_away(by=nurse, at=AT, staff=world.staff["clinic"], first=TODAY, last=TODAY)
    signed_in(admin).post(f"/arbete/personal/{nurse.staff_id}/franvaro/", days)
    assert Absence.objects.count() == 1


def test_on_duty_one_at_a_time_and_only_those_who_work_there(world):
    manager, unit = world.actors["health.manager"], world.units["health"]
    client, address = signed_in(manager), f"/arbete/enheter/{unit.id}/jour/"
    night = {"staff": str(world.staff["health"].id), "since": "2026-12-01T17:00", "until": "2026-12-02T08:00"}
    client.post(address, night)
    duty = Duty.objects.get()
    assert queries.on_duty(unit.id, duty.since) == world.staff["health"]
    assert "har jour då" in client.post(address, night).content.decode()
    assert "rättas" in client.post(address, night | {"staff": str(world.staff["clinic"].id)}).content.decode()
    assert "före starttiden" in client.post(address, night | {"until": "2026-11-01T08:00"}).content.decode()
    assert Duty.objects.count() == 1
    with pytest.raises(NotAllowed):
        actions.take_off_duty(by=world.actors["clinic.manager"], at=AT, duty=duty)
    client.post(f"/arbete/enheter/jour/{duty.id}/ta-bort/")
    assert not Duty.objects.exists()


def test_a_manager_for_a_while_may_come_and_stay_longer(world):
    by = queries.system_actor(world.holdings["region"], "prov")
    staff = Staff.objects.create(username="vikarie", name="Vikarie")
    until = TODAY + timedelta(days=10)
    one = staffing.give(by, AT, staff, given(world, role="manager", valid_to=until))
    longer = given(world, role="manager", valid_to=until + timedelta(days=10))
    assert staffing.change(by, AT, one, longer)


def test_the_menu_is_for_those_who_have_use_of_it(world, admin):
    tending = page(signed_in(admin), "/arbete/min-franvaro/")
    assert 'href="/arbete/enheter/"' in tending
    assert ">Arbetslista<" not in tending
    working = page(signed_in(world.actors["health"]), "/arbete/min-franvaro/")
    assert 'href="/arbete/enheter/"' not in working
    assert "Health, Hälsocentralen Norr" in working
    assert "Regionstyrelsen. Du arbetar med: Vård och behandling." in working
    assert 'action="/logga-ut/"' in working
