"""Screening through the pages: entered, counted, corrected, shown over time, and seen by nobody else."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from helhet.audit.models import Event
from helhet.config.cli import main
from helhet.courses import actions as courses
from helhet.courses.actions import About, Next
from helhet.courses.models import CourseEvent, Step
from helhet.documents import actions as documents
from helhet.documents.actions import File
from helhet.kernel.errors import HelhetError, NotAllowed
from helhet.overview.filed import Filed, filed
from helhet.screening.models import Screening
from helhet.secrecy import actions as secrecy
from helhet.secrecy.reading import Reading
from helhet.secrecy.wall import acting
from tests.records.world import AT, TODAY, signed_in
from tests.screening.entering import AUDIT, enter, of, posted, rows, saved, text


def test_numbers_from_the_paper_are_counted_kept_and_shown(world, course, client):
    page = text(client.get(enter(course)))
    assert "Hur ofta mycket på en gång" in page
    assert page.count('type="radio"') == 8 * 5 + 2 * 3 + 10
    answer = client.post(enter(course), posted(AUDIT, course=str(course.id)))
    row = rows(world)[0]
    assert answer.url == of("one", row)
    assert (row.total, row.label, row.level, row.limits, row.sex, row.age) == (
        7, "riskbruk", "risk_use", "audit.bands", "female", 46,
    )  # fmt: skip
    assert [one["value"] for one in row.answers] == [int(one) for one in AUDIT]
    assert row.hash.startswith("sha256:")
    shown = text(client.get(answer.url))
    for said in (
        "7 poäng",
        "Riskbruk",
        "Lokala svenska nivåer",
        "kvinna",
        "stöd, ingen diagnos",
    ):
        assert said in shown
    assert "Riskbruk" in text(client.get(reverse("overview:person", args=[course.person_id]))).replace(
        "riskbruk", "Riskbruk"
    )
    with acting(world.actors["health"], AT):
        told = CourseEvent.objects.filter(course=course, kind="note").get()
    assert told.text.startswith("AUDIT: 7 av högst 40 poäng. Riskbruk.")
    assert told.data == {"screening": str(row.id)}


def test_everything_that_was_read_and_written_leaves_a_trace(world, course, client):
    client.post(enter(course), posted(AUDIT))
    row = rows(world)[0]
    client.get(of("one", row))
    client.get(reverse("screening:list", args=[course.person_id]))
    client.get(enter(course))
    with acting(world.actors["health"], AT):
        acts = list(Event.objects.filter(person=course.person_id).values_list("act", flat=True))
    for act in ("screening.saved", "screening.read", "screening.listed", "person.form"):
        assert act in acts


def test_a_missing_answer_is_asked_about_once_and_gives_no_total(world, course, client):
    lacking = [*AUDIT[:4], "", *AUDIT[5:]]
    answer = client.post(enter(course), posted(lacking))
    page = text(answer)
    assert answer.status_code == 422
    assert "Svar saknas på fråga 5. Utan alla svar blir det ingen summa." in page
    assert "Spara ändå, utan summa" in page
    assert page.count("checked") == 9
    assert 'href="#id_svar-5"' in page
    assert rows(world) == []
    answer = client.post(enter(course), posted(lacking, incomplete="on"))
    row = rows(world)[0]
    assert (row.total, row.label, row.level) == (None, "", "")
    page = text(client.get(answer.url))
    assert "Det blev ingen summa" in page
    assert "Svar saknas på fråga 5" in page


@pytest.mark.parametrize(
    "odd",
    ["1", "5", "x", "\x00", "²", "9" * 50, "9" * 5000, "<script>", "' OR 1=1 --", "\ud7ff", "[]", "-1", "{{ 1 }}"],
)
def test_what_nobody_should_send_is_told_in_swedish_and_loses_nothing(world, course, client, odd):
    answer = client.post(enter(course), posted([*AUDIT[:8], odd, "0"]))
    assert answer.status_code == 422
    assert "Det du skrev står kvar" in text(answer)
    assert 'value="2" checked' in text(answer)
    assert rows(world) == []


@pytest.mark.parametrize("day", ["", "2026-13-01", "2099-01-01", "0001-01-01", "1970-01-01", "igår"])
def test_a_day_that_cannot_be(world, course, client, day):
    answer = client.post(enter(course), posted(AUDIT, day=day))
    assert answer.status_code == 422
    assert rows(world) == []


def test_no_such_instrument_person_course_or_key(world, course, client):
    assert client.get(reverse("screening:enter", args=[course.person_id, "finns-inte"])).status_code == 404
    assert client.get(reverse("screening:enter", args=[uuid4(), "audit"])).status_code == 404
    assert client.get(reverse("screening:one", args=[course.person_id, uuid4()])).status_code == 404
    theirs = world.course("social")
    for more in ({"course": str(theirs.id)}, {"course": "x"}, {"key": "x"}, {"key": ""}):
        assert client.post(enter(course), posted(AUDIT, **more)).status_code == 422
    assert rows(world) == []


def test_the_same_form_sent_twice_is_one(world, course, client):
    sent = posted(AUDIT)
    assert client.post(enter(course), sent).url == client.post(enter(course), sent).url
    assert len(rows(world)) == 1


def test_two_who_enter_the_same_paper_are_told_of_each_other(world, course, client):
    client.post(enter(course), posted(AUDIT))
    other = signed_in(world.actors["health.manager"])
    answer = other.post(enter(course), posted(AUDIT))
    assert "Samma svar från samma dag finns redan, inlagda av Health" in text(answer)
    assert other.post(enter(course), posted([*AUDIT[:9], "2"])).status_code == 302


def test_a_correction_keeps_the_old_and_marks_it(world, course, client):
    old = saved(world, course, course=course)
    page = text(client.get(of("correct", old)))
    assert page.count("checked") == 10
    sent = posted(["4", "4", "4", "4", "4", "0", "0", "0", "0", "0"], why="Läste fel rad")
    new = client.post(of("correct", old), sent).url
    assert "Läste fel rad" in text(client.get(of("one", old)))
    assert "Läs den som gäller" in text(client.get(of("one", old)))
    assert "20 poäng" in text(client.get(new))
    again = client.post(of("correct", old), posted(AUDIT, why="En gång till"))
    assert again.status_code == 422
    assert "redan rättad" in text(again)
    listed = text(client.get(reverse("screening:list", args=[course.person_id])))
    assert "Rättade tidigare (1)" in listed
    assert len(rows(world)) == 2


def test_a_screening_is_never_changed_or_taken_away(world, course):
    row = saved(world, course)
    with acting(world.actors["health"], AT):
        for act in (row.save, row.delete, Screening.objects.all().delete):
            with pytest.raises(HelhetError):
                act()


@pytest.mark.parametrize("name", ["one", "correct"])
def test_nobody_else_comes_near(world, course, name):
    row = saved(world, course)
    for who in ("clinic", "psychiatry"):
        assert signed_in(world.actors[who]).get(of(name, row)).status_code == 403
    for who in ("social", "other_social", "private"):
        answer = signed_in(world.actors[who]).get(of(name, row))
        assert answer.status_code == 404
        assert b"AUDIT" not in answer.content
    for who in ("clinic", "social"):
        assert signed_in(world.actors[who]).post(enter(course), posted(AUDIT)).status_code in (403, 404)
    assert len(rows(world)) == 1


def test_other_holdings_hold_nothing(world, course):
    saved(world, course)
    for who in ("social", "other_social", "private"):
        with acting(world.actors[who], AT):
            assert not Screening.objects.filter(holding_id=world.actors[who].holding_id).exists()


def test_what_a_unit_has_blocked_is_not_seen_by_others(world, course):
    row = saved(world, course)
    nurse, clinic = world.actors["health"], world.actors["clinic"]
    world.course("clinic", course.person)
    assert "7 poäng" in text(signed_in(clinic).get(of("one", row)))
    with acting(nurse, AT):
        secrecy.block(by=nurse, at=AT, person=course.person, unit=world.units["health"])
    assert signed_in(clinic).get(of("one", row)).status_code == 404
    assert "AUDIT</a>" not in text(signed_in(clinic).get(reverse("overview:person", args=[course.person_id])))


def test_a_screening_is_reached_only_through_its_own_person(world, course, client):
    row = saved(world, course)
    other = world.course(person=world.person(given="Bo"))
    assert client.get(reverse("screening:one", args=[other.person_id, row.id])).status_code == 404


def test_a_stranger_cannot_put_one_there(world, course):
    with pytest.raises(NotAllowed):
        saved(world, course, who="psychiatry")


def test_over_time_as_a_picture_and_the_same_as_a_table(world, course, client):
    for months, points in ((12, "4"), (6, "2"), (0, "1")):
        saved(world, course, [points] * 8 + ["0", "0"], day=TODAY - timedelta(days=30 * months))
    saved(world, course, ["1"] * 7 + ["", "0", "0"], incomplete=True, day=TODAY - timedelta(days=1))
    page = text(client.get(reverse("screening:list", args=[course.person_id])))
    assert page.count("<circle") == 3
    assert page.count("<polyline") == 1
    assert page.count('class="mark"') == 3
    for value in ("32", "16", "8"):
        assert f">{value}</text>" in page
        assert f"{value} poäng" in page
    assert "Ingen, svar saknas" in page


def test_the_guide_gets_the_result_and_asks_no_more_of_it(world, course, client):
    row = saved(world, course)
    page = text(client.get(of("one", row)))
    assert 'name="substances" value="alcohol"' in page
    assert 'name="substances.alcohol" value="risk_use"' in page
    told = {"substances": "alcohol", "substances.alcohol": "risk_use"}
    answer = client.post(reverse("overview:ask", args=[course.id]), told)
    assert (answer.status_code, answer.url) == (307, reverse("guide"))
    first = text(client.post(answer.url, told))
    assert "fara just nu" in first
    assert 'name="substances.alcohol" value="risk_use"' in first
    assert 'value="risk_use"' in text(client.get(reverse("overview:person", args=[course.person_id])))


def test_without_a_sex_both_classes_are_shown_and_no_level_is_told(world):
    course = world.course(person=world.person(given="Kim"))
    row = saved(world, course)
    assert (row.total, row.label, row.level) == (7, "", "")
    page = text(signed_in(world.actors["health"]).get(of("one", row)))
    assert "Kvinnor" in page
    assert "Män" in page
    assert "Kön är inte angivet" in page
    assert 'name="substances"' not in page


def test_what_asked_for_it_is_done(world, course):
    nurse = world.actors["health"]
    step = Next("Gör AUDIT", TODAY, world.staff["health"], world.staff["health.manager"], act="screen")
    with acting(nurse, AT):
        about = About("course", course.id)
        task = courses.add_step(
            by=nurse, at=AT, step=step, kind="task", about=about, person=course.person, course=course
        )
    saved(world, course, course=course)
    with acting(nurse, AT):
        assert not Step.objects.get(id=task.id).open
        assert Step.objects.get(id=course.next_id).open


def test_the_limits_are_those_of_the_day_it_was_filled_in(world, course):
    before = saved(world, course, ["9"], instrument="glas-vecka", day=date(2023, 9, 11))
    after = saved(world, course, ["9"], instrument="glas-vecka", day=date(2023, 9, 12))
    assert (before.limits, after.limits) == ("risk_use.week.before_2023", "risk_use.week.2023")


def test_a_loaded_instrument_needs_no_code(world, course, client, loaded, root):
    assert main(["instrument", "add", str(root / "tests/knowledge/instruments/cases.yaml")]) == 0
    page = text(client.get(enter(course, "everything")))
    assert "Fyra glas" in page
    assert "Ställs bara om fråga 1 är minst 1." in page
    answer = client.post(enter(course, "everything"), posted(["0", "", "", "0", "", ""]))
    assert "3 poäng" in text(client.get(answer.url))
    assert "Ställdes inte" in text(client.get(answer.url))
    wrong = client.post(enter(course, "everything"), posted(["0", "3", "", "0", "", ""]))
    assert "ställs inte efter svaren ovanför" in text(wrong)


def test_json_is_kept_as_it_was(world, course):
    row = saved(world, course)
    with acting(world.actors["health"], AT):
        again = Screening.objects.get(id=row.id)
    assert again.classes == row.classes
    assert again.most == 40


def test_what_is_filed_is_one_select_and_the_same_behind_a_block(world, course):
    nurse = world.actors["health"]
    first = saved(world, course, day=TODAY - timedelta(days=9))
    last = saved(world, course, ["0"] * 10)
    with acting(nurse, AT):
        paper = documents.take_in(by=nurse, at=AT, person=course.person, file=File("Brev", b"Hej"))
        open_to = Reading(nurse.holding_id, course.person_id, frozenset())
        elsewhere = Reading(nurse.holding_id, course.person_id, frozenset({world.units["clinic"].id}))
        hidden = Reading(nurse.holding_id, course.person_id, frozenset({nurse.unit_id}))
        with CaptureQueriesContext(connection) as asked:
            found = filed(open_to)
        assert len(asked) == 1
        assert [row.id for row in found.screenings] == [last.id, first.id]
        assert [(row.total, row.label, row.level) for row in found.screenings][1] == (7, "riskbruk", "risk_use")
        assert [(row.id, row.title, row.corrected_by) for row in found.documents] == [(paper.id, "Brev", None)]
        assert filed(elsewhere) == found
        assert filed(hidden) == Filed()
