"""Purging: all of a person goes and nothing else, only when law says so, and the log still holds."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from helhet.audit import queries as audit
from helhet.audit.actions import purging
from helhet.audit.models import Event
from helhet.courses.models import CourseEvent
from helhet.handoffs.models import Sent
from helhet.kernel.errors import BadInput, HelhetError, NotAllowed, Refused
from helhet.organisations.queries import system_actor
from helhet.people import actions as people
from helhet.people.models import Person, Relation
from helhet.retention import actions, graph
from helhet.retention.actions import PURPOSE
from helhet.retention.models import Matters
from helhet.secrecy.models import Copy, Notice
from helhet.secrecy.wall import acting
from tests.records.world import AT
from tests.retention.living import ABOUT_NOBODY, CANARY, LATER, NUMBER, close_all, person_at, whole_life


def as_system(world, holding, at=LATER):
    return acting(system_actor(world.holdings[holding], PURPOSE), at)


def preview(world, who="social", at=LATER):
    return actions.preview(by=world.actors[f"{who}.archivist"], at=at)


def looked(world, person, held=(), who="social", at=LATER):
    return actions.say_matters(by=world.actors[f"{who}.archivist"], at=at, person_id=person.id, held=held)


def purge(world, *persons, who="social", at=LATER, seen=None):
    seen = preview(world, who, at).hash if seen is None else seen
    ids = [person.id for person in persons]
    return actions.purge(by=world.actors[f"{who}.archivist"], at=at, persons=ids, preview_hash=seen)


def everything(world):
    """Every row of every table, by holding and table: as each holding's system, its own rows."""
    found = {}
    for name, holding in world.holdings.items():
        with as_system(world, name), connection.cursor() as cursor:
            for table in connection.introspection.table_names():
                cursor.execute(f'SELECT * FROM "{table}" LIMIT 0')
                columns = [column[0] for column in cursor.description]
                own = "WHERE holding_id = %s" if "holding_id" in columns else ""
                key = holding.id.hex if connection.vendor == "sqlite" else holding.id
                cursor.execute(f'SELECT * FROM "{table}" {own}', [key] if own else [])
                rows = [[bytes(v) if isinstance(v, memoryview) else v for v in row] for row in cursor.fetchall()]
                found[name, table] = rows
    return found


def places_of(world, *texts):
    held = everything(world).items()
    spelt = [text for one in texts for text in (one, one.replace("-", ""))]
    return {key for key, rows in held if any(text in str(rows) for text in spelt)}


def test_nothing_of_the_person_is_left_in_the_holding_and_the_log_holds(world):
    person = whole_life(world)
    looked(world, person)
    in_social = {table for holding, table in places_of(world, CANARY, NUMBER) if holding == "social"}
    # The search finds what is there before; otherwise finding nothing afterwards would say nothing.
    assert {
        "people_person",
        "people_identifier",
        "documents_document",
        "secrecy_disclosure",
        "secrecy_copy",
    } <= in_social
    with as_system(world, "social"):
        gone = [str(key) for keys in graph.rows_about(person.holding_id, [person.id]).values() for key in keys]
        assert Person.objects.filter(holding=person.holding).count() == 2
    done = purge(world, person)
    assert done.people == 1
    assert sum(done.rows.values()) == len(gone)
    left = places_of(world, *gone)
    assert {table for holding, table in left if holding == "social"} <= {"audit_event"}
    tables = {table for holding, table in places_of(world, CANARY, NUMBER) if holding == "social"}
    assert tables == set(), tables
    assert audit.broken(person.holding_id) == []
    told = Event.objects.get(act="person.purged")
    assert told.person == person.id
    assert "16 kap. 1 §" in told.purpose


def test_what_was_sent_to_others_is_theirs_and_stays(world):
    person = whole_life(world)
    looked(world, person)
    purge(world, person)
    with as_system(world, "region"):
        assert Copy.objects.filter(sender=person.holding).count() == 1
        assert Sent.objects.count() == 1


def test_others_in_the_same_holding_keep_everything(world):
    other = person_at(world, "social", AT, name="Bo")
    course = world.course("social", other)
    person = whole_life(world)
    actor = world.actors["social"]
    with acting(actor, AT):
        near = people.add_relation(by=actor, at=AT, person=other, relation={"kind": "partner", "name": "Någon"})
        Relation.objects.filter(id=near.id).update(other=person)
    with as_system(world, "social"):
        before = graph.rows_about(other.holding_id, [other.id])
    looked(world, person)
    purge(world, person)
    with as_system(world, "social"):
        assert graph.rows_about(other.holding_id, [other.id]) == before
        assert Relation.objects.get(id=near.id).other_id is None
        assert CourseEvent.objects.filter(course=course).exists()


def test_every_model_of_a_holding_is_reached_or_known_not_to_be_about_a_person(world):
    """A new model that holds something about a person must be written by `whole_life`, and is then looked for above."""
    person = whole_life(world)
    looked(world, person)
    with as_system(world, "social"):
        reached = {model._meta.label for model in graph.rows_about(person.holding_id, [person.id])}
    every = {model._meta.label for model in graph.kept_models()}
    assert every - reached - ABOUT_NOBODY == set()


def test_each_model_that_can_name_a_person_can_be_purged():
    links = {(link.model, link.field) for link in (*graph.belongs(), *graph.mentions())}
    for model in graph.kept_models():
        for field in model._meta.concrete_fields:
            if field.related_model is Person:
                assert (model, field.name) in links


def test_the_preview_shows_and_removes_nothing(world):
    person = whole_life(world)
    shown = preview(world)
    assert [line.verdict.action for line in shown.lines] == ["ask"]
    looked(world, person)
    shown = preview(world)
    (line,) = shown.having("purge")
    assert (line.name, line.verdict.due, line.verdict.latest) == (
        f"{CANARY} Alm",
        date(2031, 11, 25),
        date(2032, 12, 31),
    )
    assert line.counts["documents.Document"] == 2
    assert line.counts["people.Person"] == 2
    with as_system(world, "social"):
        assert Person.objects.filter(id=person.id).exists()
    assert Event.objects.filter(act="retention.previewed", person=person.id).count() == 2


def test_the_day_before_it_is_not_due_and_not_purged(world):
    person = person_at(world, "social", datetime(2021, 3, 10, 9, tzinfo=UTC))
    before, on = datetime(2026, 3, 9, 9, tzinfo=UTC), datetime(2026, 3, 10, 9, tzinfo=UTC)
    looked(world, person, at=before)
    assert preview(world, at=before).lines == ()
    with pytest.raises(BadInput):
        purge(world, person, at=before)
    assert preview(world, at=on).having("purge")[0].verdict.latest == date(2027, 12, 31)
    assert preview(world, at=datetime(2027, 12, 31, 9, tzinfo=UTC)).late == []
    assert len(preview(world, at=datetime(2028, 1, 2, 9, tzinfo=UTC)).late) == 1
    assert purge(world, person, at=on).people == 1


def test_anything_new_since_the_preview_stops_the_whole_purge(world):
    person = whole_life(world)
    looked(world, person)
    seen = preview(world).hash
    with as_system(world, "social"):
        Person.objects.filter(id=person.id).update(language="Finska")
    with pytest.raises(Refused, match="ändrats"):
        purge(world, person, seen=seen)
    looked(world, person, ["adoption"])
    with pytest.raises(BadInput):
        purge(world, person)
    with as_system(world, "social"):
        assert Person.objects.filter(id=person.id).exists()


def test_only_what_is_chosen_goes(world):
    first, second = (person_at(world, "social", AT, name=name) for name in ("Ett", "Två"))
    for one in (first, second):
        looked(world, one)
    purge(world, first)
    with as_system(world, "social"):
        assert list(Person.objects.values_list("id", flat=True)) == [second.id]


def test_on_the_health_side_nothing_is_ever_purged(world):
    person = person_at(world, "health", AT)
    far = AT + timedelta(days=365 * 30)
    assert preview(world, "health", far).having("may_archive")[0].person_id == person.id
    with pytest.raises(NotAllowed, match="gallras ingenting"):
        purge(world, person, who="health", at=far)


def test_the_database_itself_refuses_to_purge_health_records(world):
    person = person_at(world, "health", AT)
    with as_system(world, "region"):
        with pytest.raises(DatabaseError, match="never purged"), purging(holding=person.holding_id, at=AT):
            pass
        with pytest.raises(DatabaseError, match="never purged"), transaction.atomic():
            Person.objects.filter(id=person.id)._raw_delete("default")
        # Not even while another holding is being purged.
        with purging(holding=world.holdings["social"].id, at=AT), pytest.raises(DatabaseError), transaction.atomic():
            Person.objects.filter(id=person.id)._raw_delete("default")


def test_rows_written_once_stay_outside_a_purge_and_in_a_purge_of_another_holding(world):
    person = whole_life(world)
    said = looked(world, person)
    with as_system(world, "social"):
        for guarded in (
            Matters.objects.filter(id=said.id),
            CourseEvent.objects.filter(person=person),
            Notice.objects.all(),
        ):
            if guarded.exists():
                with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
                    guarded.purge()
        other = purging(holding=world.holdings["other_social"].id, at=AT)
        with other, pytest.raises(DatabaseError, match="written once"), transaction.atomic():
            Matters.objects.filter(id=said.id).purge()


def test_the_log_is_never_purged_even_while_a_purge_is_on_its_way(world):
    person = person_at(world, "social", AT)
    with as_system(world, "social"), purging(holding=person.holding_id, at=AT), pytest.raises(DatabaseError) as told:  # noqa: SIM117
        with transaction.atomic():
            Event.objects.filter(holding=person.holding_id).purge()
    assert "written once" in str(told.value)


def test_tampering_with_the_log_after_a_purge_is_found(world):
    person = person_at(world, "social", AT)
    looked(world, person)
    purge(world, person)
    event = Event.objects.get(act="person.purged")
    sqlite = connection.vendor == "sqlite"
    off = "DROP TRIGGER audit_event_no_update" if sqlite else "ALTER TABLE audit_event DISABLE TRIGGER USER"
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1" if sqlite else "SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(off)
        cursor.execute("UPDATE audit_event SET purpose = 'annat' WHERE sequence = %s AND holding = %s",
                       [event.sequence, event.holding.hex if sqlite else event.holding])  # fmt: skip
    assert [fault.sequence for fault in audit.broken(person.holding_id)] == [event.sequence]


@pytest.mark.parametrize("who", ["social", "social.manager"])
def test_only_the_archivist_may_look_and_purge(world, who):
    for act in (
        lambda by: actions.preview(by=by, at=LATER),
        lambda by: actions.purge(by=by, at=LATER, persons=[by.staff_id], preview_hash=""),
        lambda by: actions.say_matters(by=by, at=LATER, person_id=by.staff_id, held=[]),
    ):
        with pytest.raises(NotAllowed, match="arkivansvarig"):
            act(world.actors[who])


def test_another_holdings_person_is_not_reached(world):
    person = person_at(world, "other_social", AT)
    with pytest.raises(HelhetError):
        looked(world, person)
    assert preview(world).lines == ()
    with pytest.raises(BadInput):
        purge(world, person)


def test_an_open_course_is_never_due(world):
    course = world.course("social")
    looked(world, course.person)
    assert preview(world, at=AT + timedelta(days=365 * 20)).lines == ()
    close_all(world, "social")
    assert len(preview(world, at=AT + timedelta(days=365 * 20)).lines) == 1


def test_the_years_go_by(world):
    """From 2015 to 2045: each year somebody comes, each year what is due is purged; nobody goes early or late."""
    lives, gone = {}, {}
    for year in range(2015, 2046):
        at = datetime(year, 6, 1, 9, tzinfo=UTC)
        for day, born in ((4, date(1980, 2, 4)), (15, date(1980, 2, 15))):
            lives[year, day] = person_at(world, "social", at, born=born, name=f"N{year}x{day}")
            looked(world, lives[year, day], at=at)
        due = preview(world, at=at).having("purge")
        names = {line.person_id: key for key, person in lives.items() for line in due if line.person_id == person.id}
        gone |= dict.fromkeys(names.values(), year)
        if due:
            purge(world, *[lives[key] for key in names.values()], at=at)
    assert gone == {(year, 4): year + 5 for year in range(2015, 2041)}
    assert audit.broken(world.holdings["social"].id) == []
