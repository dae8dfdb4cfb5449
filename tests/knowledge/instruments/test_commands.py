"""`helhet instrument`: the shapes that scripts rely on, and plain Swedish for whatever is wrong."""

import json

import pytest

from helhet.config.cli import main

ZEROES = ",".join("0" * 10)


@pytest.fixture(autouse=True)
def _own_folder(shelf):
    """Whatever is loaded is loaded for this test alone."""


def told(capsys, *argv):
    capsys.readouterr()
    code = main(["instrument", *argv, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_list(capsys):
    code, rows = told(capsys, "list")
    assert code == 0
    assert {"audit", "audit-c", "dudit", "pgsi", "dsm5-sud", "icd10-dependence"} <= {row["id"] for row in rows}
    assert all(row["hash"].startswith("sha256:") and not row["wording"] for row in rows)


def test_show(capsys):
    code, shown = told(capsys, "show", "audit", "--date", "2026-11-25")
    assert code == 0
    assert [[option["points"] for option in item["options"]] for item in shown["items"]][7:] == [
        [0, 1, 2, 3, 4], [0, 2, 4], [0, 2, 4],
    ]  # fmt: skip
    assert [shown["scores"][0][key] for key in ("id", "min", "max")] == ["total", 0, 40]
    assert {one["id"]: one["holds"] for one in shown["sets"]}["audit.bands"]


def test_score(capsys):
    code, result = told(capsys, "score", "audit", "--items", "2,2,2,1,0,0,0,0,0,0", "--sex", "female")
    assert code == 0
    assert list(result)[:4] == ["total", "class", "set", "reason"]
    assert (result["total"], result["class"], result["level"], result["set"]) == (
        7,
        "riskbruk",
        "risk_use",
        "audit.bands",
    )
    assert [one["value"] for one in result["scores"]] == [7, 6, 1, 0]


@pytest.mark.parametrize("items", ["", "0,0", ZEROES[:-1], "-1" + ZEROES[1:], "x" + ZEROES[1:], ZEROES[:-1] + "1", ","])
def test_answers_that_give_no_total_are_no_failure(items, capsys):
    code, result = told(capsys, "score", "audit", "--items", items)
    assert code == 0
    assert (result["total"], result["class"]) == (None, None)
    assert result["reason"]


@pytest.mark.parametrize(
    "argv",
    [
        ["score", "nej", "--items", "0"],
        ["score", "", "--items", "0"],
        ["score", "--items", "0"],
        ["score", "../audit", "--items", "0"],
        ["score", "audit", "--items", ZEROES, "--sex", "man"],
        ["score", "audit", "--items", ZEROES, "--age", "-5"],
        ["score", "audit", "--items", ZEROES, "--age", "tolv"],
        ["score", "audit", "--items", ZEROES, "--date", "2026-13-01"],
        ["score", "audit", "--items", ZEROES, "--set", "nej"],
        ["score", "audit", "--items", ZEROES, "--set", ""],
    ],
)
def test_what_is_asked_for_wrongly_keeps_the_shape(argv, capsys):
    code, result = told(capsys, *argv)
    assert code == 2
    assert result == {"total": None, "class": None, "set": None, "reason": result["reason"]}
    assert len(result["reason"]) > 10


def test_for_people(capsys):
    assert main(["instrument", "score", "audit", "--items", "4,4,0,0,0,0,0,0,0,0", "--sex", "male"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "8 av högst 40 poäng. Riskbruk. Gräns: Lokala svenska nivåer. Andra gränser säger annat "
        "(Bergman och Källmén, psykiatrisk akutmottagning): under gränsen.",
        "Detta är ett stöd, ingen diagnos.",
    ]
    assert main(["instrument", "show", "audit-c"]) == 0
    assert "1. Hur ofta. Möjliga svar: 0, 1, 2, 3, 4." in capsys.readouterr().out
    assert main(["instrument", "list"]) == 0
    assert "audit: AUDIT." in capsys.readouterr().out


def test_show_what_is_not_there(capsys):
    code, said = told(capsys, "show", "nej")
    assert code == 2
    assert said["error"]["code"] == "not_found"


def test_answers_as_fhir(capsys):
    code, made = told(capsys, "score", "audit-c", "--items", "1,2,", "--fhir")
    assert code == 0
    assert made["resourceType"] == "QuestionnaireResponse"
    assert [item["linkId"] for item in made["item"]] == ["audit-1", "audit-2"]
