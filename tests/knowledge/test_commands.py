"""The command line keeps the shapes that scripts rely on."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from helhet.config.cli import main
from tests.knowledge.making import write

NURSE = {
    "unit": "health_centre",
    "competence": "screening",
    "substances": {"alcohol": "risk_use"},
    "assessment": "beyond_own",
    "age": 45,
    "great_concern": "no",
    "danger": [],
}


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, Any]:
    code = main([*args, "--json"])
    return code, json.loads(capsys.readouterr().out)


def advised(capsys: pytest.CaptureFixture[str], tmp_path: Path, facts: Any, *more: str) -> tuple[int, Any]:
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(facts), "utf-8")
    return run(capsys, "advise", "--facts", str(file), *more)


def test_pack_list(capsys: pytest.CaptureFixture[str]) -> None:
    code, packs = run(capsys, "pack", "list")
    assert code == 0
    assert {"kalmar-2021", "stockholm-2017"} <= {p["id"] for p in packs}
    assert all({"id", "title", "county", "valid_from", "valid_to", "hash"} <= set(p) for p in packs)


def test_pack_show_counts_and_kinds(capsys: pytest.CaptureFixture[str]) -> None:
    _, counts = run(capsys, "pack", "show", "kalmar-2021")
    for kind in ("sections", "duties", "needs", "route_rows", "criteria_sets", "treatments", "structures", "concepts"):
        assert counts[kind] > 0, kind
    assert isinstance(counts["commitments"], dict)
    for kind in ("duties", "route_rows", "needs", "sections", "references", "misprints"):
        _, entries = run(capsys, "pack", "show", "kalmar-2021", "--kind", kind)
        assert all({"id", "text", "anchors", "standing"} <= set(e) for e in entries), kind
        assert len(entries) == counts[kind]


def test_advise_answers_a_nurse_in_kalmar(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    more = ("--date", "2026-11-22", "--municipality", "0880")
    code, answer = advised(capsys, tmp_path, NURSE, *more)
    assert code == 0
    assert {"packs", "act_now", "steps", "if_so", "open", "ask"} <= set(answer)
    assert [p["id"] for p in answer["packs"] if p["applies"]] == ["kalmar-2021"]
    step = next(s for s in answer["steps"] if s["act_id"] == "help_application")
    assert step["receiver_id"] == "social_adult"
    assert {"kind", "anchor", "text"} <= set(step["basis"][0])
    assert any(b["anchor"] == "K21/riskbruk/hc#3" for b in step["basis"])


def test_advise_reads_standard_in(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO('{"danger": ["overdose"]}'))
    _, answer = run(capsys, "advise", "--municipality", "1480")
    assert [a["danger"] for a in answer["act_now"]] == ["overdose"]
    assert answer["law_only"]


@pytest.mark.parametrize(
    ("facts", "more", "told"),
    [
        ({"unit": "moon"}, (), "health_centre"),
        ([], (), "helhet facts"),
        ({}, ("--municipality", "9999"), "fyra siffror"),
        ({}, ("--date", "igår"), "ÅÅÅÅ-MM-DD"),
        ({}, ("--pack", "nowhere"), "kalmar-2021"),
    ],
)
def test_bad_input_is_told_in_swedish(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, facts: Any, more: tuple[str, ...], told: str
) -> None:
    code, answer = advised(capsys, tmp_path, facts, *more)
    assert code == 2
    assert told in answer["error"]["text"]


def test_facts_lists_every_question_with_its_answers(capsys: pytest.CaptureFixture[str]) -> None:
    _, facts = run(capsys, "facts")
    by_id = {f["id"]: f for f in facts}
    assert by_id["substances"]["levels"]
    assert by_id["age"]["max"] == 120
    assert all({"id", "label", "values", "applies_when", "deciding"} <= set(f) for f in facts)
    assert not {"level", "substance_class"} & set(by_id)


def test_check_of_a_malformed_pack_exits_with_one_and_names_the_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = write(tmp_path, duties=[{"id": "d", "principal": "kung", "needs": [], "text": "Text"}])
    code, report = run(capsys, "pack", "check", str(folder))
    assert code == 1
    assert report["ok"] is False
    assert report["findings"][0]["where"] == ["duties.yaml:1"]


@pytest.mark.parametrize("ident", ["kalmar-2021", "stockholm-2017"])
def test_check_of_the_shipped_packs_has_no_undeclared_error(capsys: pytest.CaptureFixture[str], ident: str) -> None:
    code, report = run(capsys, "pack", "check", ident, "--date", "2026-11-22")
    assert [f["text"] for f in report["findings"] if f["severity"] == "error" and not f["declared"]] == []
    assert code == 0
    assert report["ok"]
    keys = {"kind", "layer", "severity", "declared", "text", "where", "example"}
    assert all(keys <= set(f) for f in report["findings"])
    assert report["cases"]["failed"] == 0


def test_new_writes_a_pack_that_is_well_formed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    target = str(tmp_path / "uppsala-2027")
    code, made = run(capsys, "pack", "new", target, "--county", "03", "--title", "Överenskommelse")
    assert code == 0
    assert made["id"] == "uppsala-2027"
    code, report = run(capsys, "pack", "check", target)
    assert report["cases"]["failed"] == 0
    assert not [f for f in report["findings"] if f["layer"] == "form"]
    assert main(["pack", "new", target]) == 2


@pytest.mark.parametrize("args", [["pack", "list", "--json"], ["pack", "show", "kalmar-2021", "--kind", "duties"]])
def test_a_reader_that_has_had_enough_is_no_fault(args: list[str]) -> None:
    command = [sys.executable, "-m", "helhet.config.cli", *args]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert running.stderr.read() == ""
    assert running.returncode == 141
