"""`helhet deadline`: the shapes that scripts rely on, and plain Swedish for people."""

import json
from typing import Any

import pytest

from helhet.config.cli import main
from tests.knowledge.clocks.table import SAYS


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    code = main(["deadline", *words, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_the_list_has_every_rule(capsys: pytest.CaptureFixture[str]) -> None:
    code, found = asked(capsys, "--list")
    assert code == 0
    assert {one["rule"] for one in found} == set(SAYS)
    assert all(one["section"] and one["start"] and one["who"] and one["limit"] for one in found)
    assert main(["deadline", "--list"]) == 0
    assert "lvm.submit" in capsys.readouterr().out


def test_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    code, found = asked(capsys, "lvm.submit", "--start", "2026-06-03T14:20")
    assert (code, found["strict"], found["relief"]) == (0, "2026-06-04", None)
    assert found["section"] == "LVM 1988:870 15 §"
    assert "onsdag 3 juni 2026 → senast torsdag 4 juni 2026" in found["how"]
    assert found["start"] == "2026-06-03T14:20:00+02:00"
    assert "juridisk rådgivning" in found["notice"]


def test_a_day_that_may_be_moved(capsys: pytest.CaptureFixture[str]) -> None:
    _, found = asked(capsys, "lvm.application", "--start", "2026-06-12")
    assert (found["strict"], found["relief"], found["relief_sure"]) == ("2026-06-19", "2026-06-22", "secondary")
    assert "midsommarafton" in found["how"]
    assert found["unsure"]


def test_a_moment_over_the_change_of_the_clock(capsys: pytest.CaptureFixture[str]) -> None:
    _, found = asked(capsys, "lvm.avskildhet", "--start", "2026-03-28T12:00")
    assert (found["strict"], found["relief"]) == ("2026-03-29T13:00:00+02:00", None)
    assert "ställs om" in found["how"]


def test_another_offset_is_another_moment(capsys: pytest.CaptureFixture[str]) -> None:
    _, found = asked(capsys, "lvm.submit", "--start", "2026-06-03T22:30:00Z")
    assert found["strict"] == "2026-06-05"


def test_an_hour_that_comes_twice_is_the_first(capsys: pytest.CaptureFixture[str]) -> None:
    _, found = asked(capsys, "lob.release", "--start", "2026-10-25T02:30")
    assert found["strict"] == "2026-10-25T09:30:00+01:00"
    assert "två gånger" in found["how"]
    _, second = asked(capsys, "lob.release", "--start", "2026-10-25T02:30:00+01:00")
    assert second["strict"] == "2026-10-25T10:30:00+01:00"
    assert "två gånger" not in second["how"]


def test_a_group_answers_with_its_shortest_and_all(capsys: pytest.CaptureFixture[str]) -> None:
    _, found = asked(capsys, "care.guarantee", "--start", "2026-06-03")
    assert found["strict"] == "2026-06-03"
    assert [one["strict"] for one in found["alternatives"]] == ["2026-06-03", "2026-06-06", "2026-09-01", "2026-09-01"]


def test_pauses_and_status(capsys: pytest.CaptureFixture[str]) -> None:
    words = (
        "lvm.care_max",
        "--start",
        "2026-01-05",
        "--pause",
        "2026-03-10/2026-03-20",
        "--pause",
        "2026-04-01/2026-04-03",
    )
    _, found = asked(capsys, *words, "--now", "2026-07-17T12:00")
    assert (found["strict"], found["status"]) == ("2026-07-17", "due")
    _, met = asked(capsys, *words, "--met", "2026-07-10")
    assert (met["status"], met["late"]) == ("met", False)
    _, away = asked(capsys, "lvm.care_max", "--start", "2026-01-05", "--pause", "2026-03-10/")
    assert away["stopped"]


def test_extended(capsys: pytest.CaptureFixture[str]) -> None:
    _, found = asked(capsys, "lvm.custody_review", "--start", "2026-06-03", "--extended")
    assert found["strict"] == "2026-06-10"
    _, named = asked(capsys, "lvm.hearing", "--start", "2026-06-03", "--extended-to", "2026-06-24")
    assert named["strict"] == "2026-06-24"


def test_the_agreement_and_older_law(capsys: pytest.CaptureFixture[str]) -> None:
    _, agreed = asked(capsys, "dis.payment", "--start", "2026-06-03T13:00", "--agreed-days", "5")
    assert agreed["strict"] == "2026-06-08"
    _, older = asked(capsys, "dis.payment", "--start", "2018-03-01T13:00", "--fact", "psychiatric")
    assert older["strict"] == "2018-03-31"
    _, dated = asked(capsys, "child.prelim", "--start", "2024-06-03", "--date", "2026-06-03")
    assert dated["section"] == "SoL 2025:400 20 kap. 2 §"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "lvm.submit"),
        (("lvm.nothing", "--start", "2026-06-03"), "lvm.submit"),
        (("lvm.submit",), "--start"),
        (("dis.contact", "--start", "2026-06-03"), "Innan patienten skrivs ut"),
        (("lvm.submit", "--start", "i går"), "2026-06-03T10:00"),
        (("lvm.submit", "--start", "2026-02-30"), "2026-06-03T10:00"),
        (("lvm.submit", "--start", "2026-03-29T02:30"), "finns inte"),
        (("lvm.submit", "--start", "2026-06-03", "--date", "igår"), "ÅÅÅÅ-MM-DD"),
        (("lvm.care_max", "--start", "2026-06-03", "--pause", "2026-06-04"), "från/till"),
        (("dis.info", "--start", "2016-06-03"), "1990:1404"),
        (("lvm.submit", "--start", "0001-01-01T00:00"), "1900"),
        (("lvm.submit", "--start", "9999-12-31T23:30"), "2200"),
        (("lvm.submit", "--start", "2026-06-03", "--fact", "weather"), "extended_to"),
        (("dis.payment", "--start", "2026-06-03", "--agreed-days", "999999999"), "366"),
        (("lvm.submit", "--start", "2026-06-03", "--extended"), "förlängas"),
    ],
)
def test_what_cannot_be_used(capsys: pytest.CaptureFixture[str], words: tuple[str, ...], says: str) -> None:
    code = main(["deadline", *words, "--json"])
    told = capsys.readouterr()
    assert code == 2
    assert says in json.loads(told.out)["error"]["text"]
    assert says in told.err


def test_people_get_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deadline", "lvm.submit", "--start", "2026-05-29", "--now", "2026-05-31"]) == 0
    told = capsys.readouterr().out
    assert "lördag 30 maj 2026" in told
    assert "Missas det: Omhändertagandet upphör att gälla." in told
    assert "ordföranden" in told
    assert "juridisk rådgivning" in told
