"""`helhet disclosure`: the shapes that scripts rely on, and plain Swedish for people."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from helhet.config.cli import main

ALCOHOL = {
    "sender": "health_authority",
    "receiver": "social_authority",
    "age": 45,
    "substances": ["alcohol"],
    "ongoing_use": "yes",
    "purpose": "care",
    "necessary": "yes",
}
FRAUD = {
    "sender": "social_authority",
    "receiver": "police",
    "purpose": "fraud",
    "necessary": "yes",
    "secrecy_weighs_more": "no",
}


def checked(capsys: pytest.CaptureFixture[str], folder: Path, facts: Any, *more: str) -> tuple[int, Any]:
    file = folder / "facts.json"
    file.write_text(facts if isinstance(facts, str) else json.dumps(facts), "utf-8")
    code = main(["disclosure", "check", "--facts", str(file), "--json", *more])
    return code, json.loads(capsys.readouterr().out)


def test_facts_are_closed_and_can_be_answered(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["disclosure", "facts", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert {"sender", "receiver", "age", "substances", "consent", "duty", "content"} <= {f["id"] for f in facts}
    for fact in facts:
        assert fact["label"]
        assert fact["question"].endswith("?")
        assert fact["type"] in {"one", "many", "integer", "date"}
        assert bool(fact["values"]) == (fact["type"] in {"one", "many"})
        assert all(value["label"] for value in fact["values"])


def test_allowed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, answer = checked(capsys, tmp_path, ALCOHOL, "--date", "2026-11-25")
    assert code == 0
    assert answer["allowed"] is True
    first = answer["grounds"][0]
    assert (first["id"], first["section"]) == ("health.care_use", "OSL 2009:400 25 kap. 12 §")
    assert all(condition["met"] for condition in first["conditions"])
    assert answer["content"] == first["content"] != []


def test_not_allowed_is_an_answer_too(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, answer = checked(capsys, tmp_path, ALCOHOL | {"receiver": "social_private"})
    assert code == 0
    assert answer["allowed"] is False
    assert answer["content"] == []
    assert answer["reason"].startswith("Ingen grund öppnar.")
    assert all(not all(c["met"] for c in ground["conditions"]) for ground in answer["grounds"])


def test_the_day_decides(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert checked(capsys, tmp_path, FRAUD, "--date", "2025-11-30")[1]["allowed"] is False
    assert checked(capsys, tmp_path, FRAUD, "--date", "2025-12-01")[1]["allowed"] is True
    assert checked(capsys, tmp_path, FRAUD | {"day": "2025-11-30"})[1]["allowed"] is False
    assert checked(capsys, tmp_path, FRAUD | {"day": "unknown"}, "--date", "2025-12-01")[1]["allowed"] is True


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"sender": "hospital"}, "health_authority"),
        ({"colour": 1}, "frågan finns inte"),
        ('{"\\ud800": 1}', "\\ud800: frågan finns inte"),
        ("{", "inte JSON"),
        ("[1]", "Svaren skrivs som"),
        ('{"age": 1, "age": 2}', "står två gånger"),
        ({"day": "snart"}, "2026-11-22"),
        ({"day": "2026-01-01"}, "Ange en av dem"),
    ],
)
def test_bad_input_is_told_in_swedish(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, facts: Any, said: str
) -> None:
    code, answer = checked(capsys, tmp_path, facts, *([] if facts == {"day": "snart"} else ["--date", "2026-11-25"]))
    assert code == 2
    assert set(answer) == {"error"}
    assert set(answer["error"]) == {"code", "text"}
    assert said in answer["error"]["text"]


def test_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["disclosure", "check", "--facts", "/nowhere.json", "--json"]) == 2
    assert "går inte att läsa" in json.loads(capsys.readouterr().out)["error"]["text"]


def test_plain_text(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(ALCOHOL)))
    assert main(["disclosure", "check"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Uppgiften får lämnas ut.")
    assert "OSL 2009:400 25 kap. 12 §" in told
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(ALCOHOL | {"ongoing_use": None})))
    assert main(["disclosure", "check"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Uppgiften får inte lämnas ut.")
    assert "vet inte: ta reda på" in told
    assert main(["disclosure", "facts"]) == 0
    assert "sender: Var arbetar du" in capsys.readouterr().out
