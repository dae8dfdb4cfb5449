"""`helhet plan` for scripts: never a traceback, and an exit code that says how it went."""

import json

import pytest

from helhet.config.cli import main


def told(capsys, *args: str) -> tuple[int, str, str]:
    code = main(["plan", *args])
    out = capsys.readouterr()
    return code, out.out, out.err


@pytest.fixture
def plan(tmp_path, capsys):
    path = tmp_path / "plan.json"
    path.write_text(told(capsys, "example")[1], "utf-8")
    return path


def test_the_example_passes(plan, capsys):
    code, out, _ = told(capsys, "check", str(plan), "--json")
    assert code == 0
    assert json.loads(out) == {"valid": True, "missing": [], "errors": [], "warnings": []}
    assert told(capsys, "check", str(plan))[1].startswith("Planen säger det den ska.")


def test_what_is_missing_is_told_with_its_section(plan, capsys):
    raw = json.loads(plan.read_text("utf-8"))
    del raw["overall_responsible"]
    plan.write_text(json.dumps(raw), "utf-8")
    code, out, _ = told(capsys, "check", str(plan), "--json")
    (one,) = json.loads(out)["missing"]
    assert code == 1
    assert one["content"] == "overall_responsible"
    assert "SoL 2025:400 10 kap. 8 § andra stycket 4" in one["section"]
    assert "saknas: Välj en" in told(capsys, "check", str(plan))[1]


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '"plan"', '{"kind": "sip", "kind": "sip"}', "[" * 5000, '{"made_on": 1e999999}']
)
def test_what_is_no_plan_is_told(text, tmp_path, capsys):
    path = tmp_path / "plan.json"
    path.write_text(text, "utf-8")
    code, out, _ = told(capsys, "check", str(path), "--json")
    answer = json.loads(out)
    assert code in (1, 2)
    assert answer["valid"] is False
    assert answer["missing"] or answer["errors"]


def test_a_file_or_a_day_that_is_none(plan, tmp_path, capsys):
    assert told(capsys, "check", str(tmp_path / "ingen.json"), "--json")[0] == 2
    code, out, err = told(capsys, "check", str(plan), "--date", "igår", "--json")
    assert code == 2
    assert json.loads(out)["error"]["text"] in err
