"""`helhet staff import`: every row taken in or explained."""

import json
from datetime import date

import pytest

from helhet.audit import queries as audit
from helhet.config.cli import build_parser
from helhet.kernel.errors import BadInput
from helhet.organisations import commands, importing, intake
from helhet.organisations.models import Assignment, Staff
from tests.records.world import AT

HEAD = "username,name,email,hsa_id,profession,unit,role,purpose,from,to\n"
ANNA = "Anna.Ek,Anna Ek,anna@example.se,,doctor,Hälsocentralen Norr,clinician,Vård,2026-01-01,\n"


def take(text: str, **options):
    return intake.import_rows(at=AT, rows=importing.rows_of((HEAD + text).encode()), **options)


def test_a_row_becomes_somebody_with_an_assignment(world):
    report = take(ANNA)
    assert (report.created, report.refused) == (1, [])
    staff = Staff.objects.get(username="anna.ek")
    assert not staff.has_usable_password()
    assert staff.assignments.get().valid_from == date(2026, 1, 1)
    assert audit.broken(world.holdings["region"].id) == []


def test_the_same_file_again_changes_nothing(world):
    take(ANNA)
    report = take(ANNA)
    assert (report.created, report.updated, report.unchanged) == (0, 0, 1)


def test_an_end_and_a_new_name_are_taken_over_and_an_empty_cell_changes_nothing(world):
    take(ANNA)
    report = take("anna.ek,Anna Ek Lund,,,,Hälsocentralen Norr,clinician,Vård,2026-01-01,2026-12-31\n")
    staff = Staff.objects.get(username="anna.ek")
    assert report.updated == 1
    assert (staff.name, staff.email, staff.profession) == ("Anna Ek Lund", "anna@example.se", "doctor")
    assert staff.assignments.get().valid_to == date(2026, 12, 31)


def test_a_dry_run_says_the_same_and_saves_nothing(world):
    before = Staff.objects.count()
    report = take(ANNA + "x,X,,,,Ingenstans,clinician,Vård,2026-01-01,\n", dry_run=True)
    assert (report.created, len(report.refused)) == (1, 1)
    assert Staff.objects.count() == before


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("b,B,,,,Ingenstans,clinician,Vård,2026-01-01,", "Ingenstans finns inte"),
        ("b,B,,,,Vuxenenheten,clinician,Vård,2026-01-01,", "finns inte i Socialnämnden"),
        ("b,B,,,,Vuxenenheten,nonsens,Vård,2026-01-01,", "Rollen nonsens finns inte"),
        ("b,B,,,trollkarl,Hälsocentralen Norr,clinician,Vård,2026-01-01,", "Yrket trollkarl"),
        ("b,B,inte-epost,,,Hälsocentralen Norr,clinician,Vård,2026-01-01,", "ingen e-postadress"),
        ("b,B,,SE123,,Hälsocentralen Norr,clinician,Vård,2026-01-01,", "HSA-id"),
        ("b,B,,,,Hälsocentralen Norr,clinician,Vård,1/1 2026,", "inget datum"),
        ("b,B,,,,Hälsocentralen Norr,clinician,Vård,2026-02-30,", "inget datum"),
        ("b,B,,,,Hälsocentralen Norr,clinician,Vård,2026-02-01,2026-01-01", "före första dagen"),
        (",B,,,,Hälsocentralen Norr,clinician,Vård,2026-01-01,", "Det här saknas: username"),
        ("b,B,,,,Hälsocentralen Norr,clinician,,2026-01-01,", "Det här saknas: purpose"),
        ("b,B,,,,Hälsocentralen Norr,clinician,Vård,2026-01-01", "celler"),
        ("b c,B,,,,Hälsocentralen Norr,clinician,Vård,2026-01-01,", "Användarnamnet"),
        (f"b,{'B' * 300},,,,Hälsocentralen Norr,clinician,Vård,2026-01-01,", "Namnet"),
        ("health.manager,Ny,,,,Hälsocentralen Norr,manager,Vård och behandling,2024-01-01,2026-12-31", "utan chef"),
        ("health,H,,,,Hälsocentralen Norr,clinician,Vård,2025-01-01,", "har redan den rollen"),
    ],
)
def test_a_row_that_cannot_be_taken_in_is_explained_and_stops_no_other(world, row, why):
    before = Assignment.objects.count()
    report = take(f"{row}\n{ANNA}")
    assert [r.line for r in report.refused] == [2]
    assert why in report.refused[0].why
    assert Assignment.objects.count() == before + 1
    assert not Staff.objects.filter(username="b").exists()


def test_one_hsa_id_is_one_person(world):
    hsa = "SE2321000016-1A2B"
    report = take(
        f"a,A,,{hsa},,Hälsocentralen Norr,clinician,Vård,2026-01-01,\n"
        f"b,B,,{hsa},,Hälsocentralen Norr,clinician,Vård,2026-01-01,\n"
    )
    assert (report.created, [r.username for r in report.refused]) == (1, ["b"])
    assert "hör till någon annan" in report.refused[0].why


def test_a_name_that_two_units_have_is_asked_about(world):
    world.units["other_social"].name = "Vuxenenheten"
    world.units["other_social"].save()
    report = take("b,B,,,,Vuxenenheten,social_worker,Handläggning,2026-01-01,\n")
    assert "Individnämnden / Vuxenenheten" in report.refused[0].why
    report = take("b,B,,,,Individnämnden / Vuxenenheten,Personal i socialtjänsten,Handläggning,2026-01-01,\n")
    assert report.created == 1
    assert Assignment.objects.get(staff__username="b").unit == world.units["other_social"]


def test_a_manager_may_get_an_end_when_another_stays(world):
    report = take(
        "ny,Ny Chef,,,,Hälsocentralen Norr,Chef,Vård och behandling,2026-12-01,\n"
        "health.manager,Health Manager,,,,Hälsocentralen Norr,manager,Vård och behandling,2024-01-01,2026-11-30\n"
    )
    assert report.refused == []


WAYS = {
    "plain": str.encode,
    "with a mark": lambda text: text.encode("utf-8-sig"),
    "semicolons": lambda text: text.replace(",", ";").encode(),
    "windows": lambda text: text.replace("\n", "\r\n").encode(),
    "empty lines": lambda text: text.replace("\n", "\n\n").encode(),
}


@pytest.mark.parametrize("encode", WAYS.values(), ids=WAYS)
def test_the_usual_ways_of_saving_a_file(world, encode):
    rows = importing.rows_of(encode(HEAD + ANNA))
    assert intake.import_rows(at=AT, rows=rows).created == 1


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ((HEAD + ANNA).encode("utf-16"), "UTF-16"),
        ((HEAD + ANNA).encode("cp1252"), "rad 2"),
        (b"", "tom"),
        (b"\0\0\0", "nolltecken"),
        (HEAD.replace(",", "\t").encode(), "ingen kolumn"),
        (HEAD.replace("to\n", "till\n").encode(), "till"),
        (HEAD.replace("role,", "").encode(), "role"),
        (HEAD.replace("email", "name").encode(), "två gånger"),
        (b"PK\x03\x04" + bytes(range(256)), "UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(raw, why):
    with pytest.raises(BadInput, match=why):
        importing.rows_of(raw)


def test_lines_are_counted_as_an_editor_does(world):
    text = (
        '\nb,"B\nB",,,,Ingenstans,clinician,Vård,2026-01-01,\n,,,,,,,,,\nc,C,,,,Ingenstans,clinician,Vård,2026-01-01,\n'
    )
    assert [r.line for r in take(text).refused] == [3, 6]


def test_a_quotation_mark_that_is_never_closed(world):
    report = take(ANNA + 'b,"B,,,,Hälsocentralen Norr,clinician,Vård,2026-01-01,\n' + ANNA)
    assert report.created == 1
    assert [(r.line, "citattecken" in r.why) for r in report.refused] == [(3, True)]


def test_the_command_tells_in_json_and_by_its_exit_code(world, tmp_path, capsys):
    file = tmp_path / "p.csv"
    file.write_text(HEAD + ANNA + "b,B,,,,Ingenstans,clinician,Vård,2026-01-01,\n")
    args = build_parser().parse_args(["staff", "import", str(file), "--json"])
    assert commands.run_import(args) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["created"], told["dry_run"], told["refused"][0]["line"]) == (1, False, 3)
    args = build_parser().parse_args(["staff", "import", str(tmp_path / "finns-inte.csv")])
    assert commands.run_import(args) == 2
    assert "går inte att läsa" in capsys.readouterr().err


def test_a_password_from_the_command_line(world, capsys):
    args = build_parser().parse_args(["staff", "password", "HEALTH", "--json"])
    assert commands.run_password(args) == 0
    given = json.loads(capsys.readouterr().out)["password"]
    assert Staff.objects.get(username="health").check_password(given)
    args = build_parser().parse_args(["staff", "password", "ingen"])
    assert commands.run_password(args) == 2
