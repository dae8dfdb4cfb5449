"""The command line's own commands."""

import json
import subprocess
import sys

import pytest

from helhet.config import cli, doctor


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


def test_unknown_command_is_a_usage_error():
    with pytest.raises(SystemExit) as exit_info:
        cli.main(["finns-inte"])
    assert exit_info.value.code == 2
