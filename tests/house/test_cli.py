"""The command line's own commands."""

import json
import os
import subprocess
import sys

import pytest

from helhet.config import cli, doctor
from helhet.config.parser import in_swedish


def test_pure_start_does_not_load_django():
    code = "import sys; from helhet.config import cli; cli.build_parser(); print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.django_db
def test_doctor_says_what_is_missing_and_what_to_do(monkeypatch, capsys):
    missing = doctor.Check("Månen", True, "Vänta till natten.", lambda: "")
    monkeypatch.setattr(doctor, "CHECKS", (*doctor.CHECKS, missing))
    assert cli.main(["doctor"]) == 1
    assert "SAKNAS  Månen: Vänta till natten." in capsys.readouterr().out


@pytest.mark.django_db
def test_doctor_as_json(capsys):
    code = cli.main(["doctor", "--json"])
    report = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    assert report["Databas"]["ok"]
    assert report["Databasens tabeller"]["ok"]
    assert code == int(any(row["necessary"] and not row["ok"] for row in report.values()))


@pytest.mark.parametrize("command", [["audit", "verify", "--json"], ["scan"], ["organisations", "load"]])
def test_a_database_without_tables_is_told_of_in_words(command, tmp_path):
    where = os.environ | {"HELHET_DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3", "HELHET_SECRET_KEY": "x"}
    asked = [sys.executable, "-m", "helhet.config.cli", *command]
    done = subprocess.run(asked, capture_output=True, text=True, check=False, env=where)
    assert done.returncode == 2
    assert done.stderr.startswith("Databasen nås inte")
    assert "Traceback" not in done.stderr
    if "--json" in command:
        assert json.loads(done.stdout)["error"]["code"] == "no_database"


def test_unknown_command_is_a_usage_error():
    with pytest.raises(SystemExit) as exit_info:
        cli.main(["finns-inte"])
    assert exit_info.value.code == 2


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        ([], "Det här saknas: KOMMANDO."),
        (["pack", "show"], "Det här saknas: ID."),
        (["pack", "show", "x", "--kind"], "--kind behöver ett värde efter sig."),
        (["facts", "--nej"], "Det här förstår vi inte: --nej."),
        (["pack", "list", "--jso"], "Det här förstår vi inte: --jso."),
        (["serve", "--port", "x"], "--port: 'x' är inget heltal."),
        (["finns-inte"], "KOMMANDO: 'finns-inte' finns inte. Välj bland: "),
    ],
)
def test_what_is_wrong_is_said_in_swedish_first_and_then_how_it_is_written(argv, said, capsys):
    with pytest.raises(SystemExit) as exit_info:
        cli.main(argv)
    told = capsys.readouterr().err.splitlines()
    assert exit_info.value.code == 2
    assert told[0].startswith(said)
    assert told[1].startswith("så här: helhet")


def test_what_we_have_no_words_for_is_said_as_it_is():
    assert in_swedish("argument x: something new") == "argument x: something new"


def test_help_has_swedish_headings(capsys):
    with pytest.raises(SystemExit) as exit_info:
        cli.main(["pack", "show", "--help"])
    assert exit_info.value.code == 0
    told = capsys.readouterr().out
    assert "det här anges:" in told
    assert "options:" not in told
