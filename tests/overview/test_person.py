"""A person's page and what is written from it: few queries, one row in the log, nothing lost."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from helhet.audit.models import Event
from helhet.courses.actions import note, set_next
from helhet.courses.models import Course, CourseEvent
from helhet.kernel.identity import reserve_number
from helhet.organisations.queries import system_actor
from helhet.people import actions as people
from helhet.people.models import ContactWay, Person, Relation
from helhet.secrecy import actions as secrecy
from helhet.secrecy.wall import acting
from tests.overview.test_work import data_queries
from tests.records.test_crossing import send
from tests.records.world import AT, TODAY

LATER = (timezone.localdate() + timedelta(days=5)).isoformat()


def page(client, person, status=200) -> str:
    response = client.get(f"/arbete/person/{person.id}/")
    assert response.status_code == status
    return response.content.decode()


def write(client, person, act_name, **data):
    return client.post(f"/arbete/person/{person.id}/{act_name}/", data)


def act(client, course, act_name, **data):
    return client.post(f"/arbete/kontakt/{course.id}/{act_name}/", data)


def step(world, **more):
    staff = {"owner": world.staff["health"].id, "deputy": world.staff["health.manager"].id}
    return {"text": "Ring igen", "due": LATER, "how": "done", "version": 1} | staff | more


@pytest.fixture
def full(world):
    """A person with everything a page can show."""
    course, actor = world.course(), world.actors["health"]
    sent, person = send(world, course=course), course.person
    board = world.holdings["social"]
    with acting(actor, AT):
        people.add_number(by=actor, at=AT, person=person, number=reserve_number("1.2.752.74.9.2", "AB12"))
        for allowed, value in ((True, "070-1740605"), (False, "0480-111")):
            way = {"kind": "phone", "value": value, "note": "", "allowed": allowed}
            people.add_contact_way(by=actor, at=AT, person=person, way=way)
        unborn = {"kind": "expected_child", "expected": date(2027, 3, 1), "needs": "Samtal med barnmorska"}
        people.add_relation(by=actor, at=AT, person=person, relation=unborn)
        secrecy.consent(
            by=actor, at=AT, person=person, kind="sharing", receivers=[{"id": str(board.id), "name": board.name}],
            content=["identity"], given_by="person", judged={"can_consent": "yes"}, how="oral",
            until=TODAY + timedelta(days=30),
        )  # fmt: skip
        note(by=actor, at=AT, course=course, kind="outreach", text="Kväll", data={"how": "phone", "outcome": "nothing"})
    return course, sent


def test_a_full_page_takes_at_most_fifteen_queries(full, client_of):
    client, person = client_of("health"), full[0].person
    page(client, person)
    with CaptureQueriesContext(connection) as captured:
        page(client, person)
    asked = data_queries(captured)
    assert len(asked) <= 15, "\n".join(asked)


def test_opening_is_one_row_with_its_purpose(full, client_of):
    client, person = client_of("health"), full[0].person
    before = Event.objects.count()
    page(client, person)
    event = Event.objects.order_by("sequence").last()
    assert Event.objects.count() == before + 1
    assert (event.act, event.person, event.purpose) == ("person.opened", person.id, "Vård och behandling")


def test_the_page_says_how_to_reach_what_is_next_and_what_has_crossed(full, client_of):
    text = page(client_of("health"), full[0].person)
    order = ["Inte telefon: 0480-111", "070-1740605", "Ring personen", "Du är ansvarig", "Vägen så långt", "<svg"]
    assert sorted(order, key=text.index) == order
    for said in (
        "Intern remiss",
        "Beroendemottagningen",
        "väntas 1 mars 2027",
        "Samtal med barnmorska",
        "Socialnämnden",
    ):
        assert said in text
    assert "Försök att nå personen" in text
    assert "Ringde. Vi nådde ingen" in text


def test_the_picture_is_a_table_too(full, client_of):
    text = page(client_of("health"), full[0].person)
    table = text[text.index("Samma sak som tabell") :]
    assert "Behoven ses" in table
    assert "Health" in table
    assert "Kopia till dem: Intern remiss" in table


def test_strangers_and_other_holdings_do_not_open(full, client_of):
    person = full[0].person
    assert "ange varför" in page(client_of("psychiatry"), person, 403)
    assert "finns inte hos er" in page(client_of("social"), person, 404)


def test_a_protected_person_shows_no_address_number_or_unit_on_paper(world, client_of):
    course = world.course(person=world.person(protected="registered", municipality="0880"))
    actor = world.actors["health"]
    with acting(actor, AT):
        people.add_number(by=actor, at=AT, person=course.person, number=reserve_number("1.2.752.74.9.2", "CANARY12"))
    text = page(client_of("health"), course.person)
    assert "Skyddade uppgifter" in text
    assert "CANARY12" not in text
    assert "Kalmar" not in text.split("<main")[1].split("Nästa steg")[0]
    assert 'class="is-protected"' in text
    assert "<title>Person" in text
    copied = client_of("health").get(f"/arbete/person/{course.person_id}/text/").content.decode()
    assert "Gäller: Person med skyddade uppgifter" in copied
    assert "Ada" not in copied


def test_the_next_step_is_set_and_a_stale_one_shows_both(world, client_of):
    course, client = world.course(), client_of("health")
    with acting(world.actors["health"], AT):
        set_next(
            by=world.actors["health"], at=AT, course=course, step=world.next("health", "Skriv till Ada"), version=1
        )
    came = act(client, course, "nasta", **step(world))
    text = came.content.decode()
    assert came.status_code == 422
    assert "Någon annan har ändrat" in text
    assert "Skriv till Ada" in text
    assert 'value="Ring igen"' in text
    assert 'name="version" value="2"' in text
    assert act(client, course, "nasta", **step(world, version=2)).status_code == 302
    assert Course.objects.get().next.text == "Ring igen"


def test_details_are_changed_and_a_stale_change_shows_both(world, client_of):
    person, client = world.course().person, client_of("health")
    given = {"given_name": "Ada", "family_name": "Ek", "why": "Gift sig", "version": 1, "birth_date": "1980-05-17"}
    assert write(client, person, "uppgifter", **given).status_code == 302
    came = write(client, person, "uppgifter", **given | {"family_name": "Alm"})
    text = came.content.decode()
    assert came.status_code == 422
    assert 'value="Alm"' in text
    assert "<dd>Ek</dd>" in text
    assert 'name="version" value="2"' in text
    assert write(client, person, "uppgifter", **given | {"family_name": "Alm", "version": 2}).status_code == 302
    assert Person.objects.get().family_name == "Alm"


def test_numbers_ways_and_those_near_are_written_and_taken_away(world, client_of):
    person, client = world.course().person, client_of("health")
    assert write(client, person, "nummer", number="19850709-9805").status_code == 422
    assert write(client, person, "nummer", number="ab12", series="1.2.752.74.9.2").status_code == 302
    assert write(client, person, "kontakt", kind="phone", value="070", allowed="no").status_code == 302
    assert write(client, person, "narstaende", kind="helper", name="Bo").status_code == 302
    assert "Hjälper till" in page(client, person)
    way, near = ContactWay.objects.get(), Relation.objects.get()
    assert not way.allowed
    stranger = client_of("social")
    for address in (f"inte-langre/{way.id}", f"inte-nara/{near.id}"):
        assert stranger.post(f"/arbete/person/{person.id}/{address}/").status_code == 404
        assert client.post(f"/arbete/person/{person.id}/{address}/").status_code == 302
    assert not ContactWay.objects.exists()
    assert Relation.objects.get().ended


def test_the_manager_merges_two_and_takes_them_apart(world, client_of):
    keep, other = world.course().person, world.course(person=world.person(given="Ad", case_number="A7")).person
    why = {"why": "Samma personnummer"}
    assert write(client_of("health"), keep, "sla-ihop", number="A7", **why).status_code == 403
    boss = client_of("health.manager")
    assert "Ingen hos er" in write(boss, keep, "sla-ihop", number="A8", **why).content.decode()
    assert write(boss, keep, "sla-ihop", number="A7", **why).status_code == 302
    assert "Finns också som" in page(boss, keep)
    assert "Gå till den som är kvar" in page(boss, other)
    assert write(boss, keep, "ta-isar", other=other.id, **why).status_code == 302
    assert "Finns också som" not in page(boss, keep)


def test_each_thing_that_happens_stands_in_the_history_and_in_the_text(world, client_of):
    course, client = world.course(), client_of("health")
    today = timezone.localdate().isoformat()
    assert act(client, course, "anteckna", day=today, text="Mår bättre").status_code == 302
    assert act(client, course, "sokt", day=today, how="sms", outcome="message").status_code == 302
    assert act(client, course, "uppfoljning", day=today, text="Bra", own_words="Jag sover igen").status_code == 302
    assert act(client, course, "fas", phase=4, version=1).status_code == 302
    text = client.get(f"/arbete/person/{course.person_id}/text/").content.decode()
    for said in ("Mår bättre", "Skickade sms. Vi lämnade ett meddelande", "Jag sover igen", "Hjälpen pågår"):
        assert said in text
        assert said in page(client, course.person)
    one = CourseEvent.objects.get(kind="note")
    alone = client.get(f"/arbete/person/{course.person_id}/text/{one.id}/").content.decode()
    assert "Mår bättre" in alone
    assert "Jag sover" not in alone
    assert Event.objects.order_by("sequence").last().act == "person.text"


def test_what_has_not_happened_is_not_written(world, client_of):
    course, client = world.course(), client_of("health")
    came = act(client, course, "anteckna", day=LATER, text="Mår bättre")
    assert came.status_code == 422
    assert "har inte hänt" in came.content.decode()
    assert "Mår bättre" in came.content.decode()


def test_every_reason_to_close_says_what_is_missing(world, client_of):
    course, client = world.course(), client_of("health")
    text = client.get(f"/arbete/kontakt/{course.id}/avsluta/").content.decode()
    assert "Ingen annan har sagt ja" in text
    assert "minst 4 försök" in text
    came = act(client, course, "avsluta", reason="done", version=1)
    assert came.status_code == 422
    assert "Det saknas en uppföljning" in came.content.decode()
    today = timezone.localdate().isoformat()
    act(client, course, "uppfoljning", day=today, text="Bra", own_words="Bra")
    assert act(client, course, "avsluta", reason="done", version=1)["Location"] == "/arbete/"
    page(client, course.person, 403)
    with acting(system_actor(world.holdings["region"], "Prov"), AT):
        assert not Course.objects.get().is_open


def test_another_unit_sees_why_it_cannot_change_a_course(world, client_of):
    course, actor = world.course(), world.actors["psychiatry"]
    with acting(actor, timezone.now()):
        secrecy.open_with_reason(by=actor, at=timezone.now(), person=course.person, why="Akut besök hos oss")
    client = client_of("psychiatry")
    text = page(client, course.person)
    assert "öppnat personen med ett angivet skäl" in text
    assert "hör till en annan enhet" in text
    assert "Klart, sätt nästa steg" not in text
    given = step(world, owner=world.staff["psychiatry"].id, deputy=world.staff["psychiatry.manager"].id)
    assert act(client, course, "nasta", **given).status_code == 422


@pytest.mark.parametrize(
    "name", ["nasta", "kollega", "anteckna", "sokt", "uppfoljning", "fas", "avsluta", "finns-inte"]
)
@pytest.mark.parametrize("value", ["", "\x00", "x" * 20_000, "-1", "99999999999999999999", "ÅÄÖ", "<b>", "2026-02-30"])
def test_any_input_to_a_course_is_answered_in_words(world, client_of, name, value):
    course, client = world.course(), client_of("health")
    fields = ("text", "due", "owner", "deputy", "how", "version", "day", "outcome", "own_words", "phase", "reason")
    came = act(client, course, name, **dict.fromkeys(fields, value))
    assert came.status_code in (404, 422)
    with acting(world.actors["health"], timezone.now()):
        assert Course.objects.get().version == 1
        assert CourseEvent.objects.count() == 1


@pytest.mark.parametrize("name", ["uppgifter", "nummer", "kontakt", "narstaende", "ny-kontakt", "finns-inte"])
@pytest.mark.parametrize("value", ["", "\x00", "x" * 20_000, "99999999999999999999", "<b>"])
def test_any_input_about_a_person_is_answered_in_words(world, client_of, name, value):
    person, client = world.course().person, client_of("health")
    who = "given_name family_name birth_date sex protected municipality number series kind value name expected"
    fields = [*who.split(), "why", "version", "text", "due", "owner", "deputy", "about", "allowed"]
    came = write(client, person, name, **dict.fromkeys(fields, value))
    assert came.status_code in (404, 422)
    with acting(world.actors["health"], timezone.now()):
        assert Person.objects.get().version == 1


def test_a_form_about_a_person_is_a_read_in_the_log(world, client_of):
    course, client = world.course(), client_of("health")
    for address in (f"/arbete/kontakt/{course.id}/nasta/", f"/arbete/person/{course.person_id}/uppgifter/"):
        before = Event.objects.count()
        assert client.get(address).status_code == 200
        event = Event.objects.order_by("sequence").last()
        assert Event.objects.count() == before + 1
        assert (event.act, event.person) == ("person.form", course.person_id)


def test_behind_a_block_nothing_of_the_unit_is_seen(full, world, client_of):
    person = full[0].person
    clinic, now = world.actors["clinic"], timezone.now()
    with acting(clinic, now):
        secrecy.open_with_reason(by=clinic, at=now, person=person, why="Tar emot en remiss")
        secrecy.block(by=clinic, at=now, person=person, unit=world.units["health"])
    text = page(client_of("clinic"), person)
    assert "spärrat det som 1 annan enhet" in text
    assert "Ring personen" not in text
    assert "Kväll" not in text
    assert "Att dela" not in text, "whom the person let the unit share with is the unit's entry"
    assert "Ring personen" in page(client_of("health"), person)


def test_social_services_find_nobody_by_what_they_need(world, client_of):
    person, actor = world.person("social", language="finska"), world.actors["social"]
    with acting(actor, AT):
        relation = {"kind": "child", "name": "Kim", "needs": "alkohol"}
        people.add_relation(by=actor, at=AT, person=person, relation=relation)
    for words in ("finska", "alkohol", "Kim", "1980", "0880"):
        came = client_of("social").post("/arbete/sok/", {"words": words})
        assert "Ingen hittades" in came.content.decode()


def test_what_one_unit_sent_another_stands_once_on_the_page(world, client_of):
    course = world.course()
    sent = send(world, course=course)
    assert sent.disclosure.ground == "inner"
    mine, theirs = page(client_of("health"), course.person), page(client_of("clinic"), course.person)
    assert "Inget har kommit." in mine
    assert "Inget har skickats." not in mine
    assert "Inget har skickats." in theirs
    assert "Inget har kommit." not in theirs
