"""`helhet process`: the shapes that scripts rely on, and plain Swedish for whatever cannot be used."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helhet.config.cli import main
from helhet.kernel.errors import HelhetError
from helhet.knowledge.clocks.rules import clocks_of
from helhet.knowledge.home import open_library
from helhet.knowledge.processes.history import history_of
from helhet.knowledge.processes.loading import processes_of
from helhet.knowledge.processes.replay import Replay
from helhet.knowledge.processes.told import replayed

IDS = ["child-report", "discharge", "lob", "lvm", "lvu-custody"]
STEP = {"state", "deadlines", "lapsed", "refused", "alarms"}
DEADLINE = {"rule", "section", "start", "strict", "relief", "status"}


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, Any, str]:
    code = main(["process", *argv])
    told = capsys.readouterr()
    return code, json.loads(told.out) if "--json" in argv else told.out, told.err


def sent(folder: Path, history: object) -> str:
    file = folder / "history.json"
    file.write_text(history if isinstance(history, str) else json.dumps(history), "utf-8")
    return str(file)


def test_list_and_show(capsys: pytest.CaptureFixture[str]) -> None:
    code, listed, _ = run(capsys, "list", "--json")
    assert code == 0
    assert [one["id"] for one in listed] == IDS
    for ident in IDS:
        code, shown, _ = run(capsys, "show", ident, "--json")
        assert (code, shown["id"]) == (0, ident)
        assert all(state["owner_label"] and state["next"] and state["provisions"] for state in shown["states"])
        assert all(act["by"] and act["provisions"] and act["from"] for act in shown["acts"])
        assert "inte juridisk rådgivning" in shown["support"]


def test_other_names_of_a_process(capsys: pytest.CaptureFixture[str]) -> None:
    for name, ident in (("LVU", "lvu-custody"), ("utskrivning", "discharge"), ("Orosanmälan", "child-report")):
        assert run(capsys, "show", name, "--json")[1]["id"] == ident
    code, answer, _ = run(capsys, "show", "lpt", "--json")
    assert code == 2
    assert "Tillåtet: child-report" in answer["error"]["text"]


def test_a_step_has_the_keys_that_scripts_rely_on(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    events = [{"at": "2026-03-06T16:00", "act": "custody", "by": "utskott"}]
    history = {"process": "lvm", "events": events, "until": "2026-03-08T10:00"}
    code, answer, _ = run(capsys, "replay", sent(tmp_path, history), "--json")
    assert code == 0
    assert {"process", "law_date", "steps", "final"} <= set(answer)
    assert answer["final"] == answer["steps"][-1]
    for step in answer["steps"]:
        assert set(step) >= STEP
        assert all(set(one) >= DEADLINE for one in step["deadlines"])
    overdue = answer["final"]["deadlines"][0]
    assert (overdue["rule"], overdue["strict"], overdue["relief"]) == ("lvm.submit", "2026-03-07", "2026-03-09")
    assert overdue["status"] == "overdue"
    assert any(alarm["to"] == "chair" for alarm in answer["final"]["alarms"])


def test_no_events_is_an_empty_history(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, answer, _ = run(capsys, "replay", sent(tmp_path, {"process": "lvm", "events": []}), "--json")
    assert (code, answer["steps"], answer["final"]) == (0, [], None)


def test_from_standard_in_and_as_text(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    event = {"at": "2026-03-06T16:00", "act": "custody", "by": "handläggare"}
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps({"process": "lvm", "events": [event]})))
    code, text, _ = run(capsys, "replay", "-")
    assert code == 0
    assert "Går inte: Omedelbart omhändertagande får inte göras av handläggaren" in text
    for argv in (["list"], ["show", "lvm"], ["check", "lob"]):
        code, text, _ = run(capsys, *argv)
        assert (code, bool(text)) == (0, True)


def test_offset_and_local_time_are_the_same_moment(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    starts = set()
    for at in ("2026-10-25T00:00", "2026-10-24T22:00Z", "2026-10-25T00:00:00+02:00"):
        history = {"process": "lob", "events": [{"at": at, "act": "take", "by": "polis"}]}
        deadline = run(capsys, "replay", sent(tmp_path, history), "--json")[1]["final"]["deadlines"][0]
        starts.add((deadline["start"], deadline["strict"]))
    assert starts == {("2026-10-25T00:00:00+02:00", "2026-10-25T07:00:00+01:00")}


@pytest.mark.parametrize(
    ("history", "said"),
    [
        ("[1]", "En historik skrivs som"),
        ("{", "rad 1: det här är inte JSON"),
        ("[" * 100_000, "för många nivåer"),
        ({"events": []}, "process saknas"),
        ({"process": 7, "events": []}, "process saknas"),
        ({"process": "lvm"}, "events ska vara en lista"),
        ({"process": "lvm", "events": "custody"}, "events ska vara en lista"),
        ({"process": "lvm", "events": [], "law_dat": "2016-01-01"}, "law_dat känner vi inte"),
        ({"process": "lvm", "events": [], "law_date": "i går"}, "ingen dag"),
        ({"process": "lvm", "events": [], "facts": 3}, "facts ska vara"),
        ({"process": "nope", "events": []}, "Processen nope finns inte"),
        ({"process": "lvm", "events": [3]}, "Händelse 0 ska vara ett objekt"),
        ({"process": "lvm", "events": [{"at": "2026-01-01"}]}, "act saknas"),
        ({"process": "lvm", "events": [{"act": "report"}]}, "at saknas"),
        ({"process": "lvm", "events": [{"act": "report", "at": 20260101}]}, "ska vara en tid som text"),
        ({"process": "lvm", "events": [{"act": "report", "at": "2026-02-30T10:00"}]}, "ingen tid"),
        ({"process": "lvm", "events": [{"act": "report", "at": "2026-02-30"}]}, "ingen dag"),
        ({"process": "lvm", "events": [{"act": "report", "at": "9999-12-31T23:00"}]}, "går inte att räkna med"),
        ({"process": "lvm", "events": [{"act": "report", "at": "2026-03-29T02:30"}]}, "fanns inte"),
        ({"process": "lvm", "events": [{"act": "report", "at": "2026-03-01", "by": {"a": 1}}]}, "ska vara text"),
        ({"process": "lvm", "events": [{"act": "report", "at": "2026-03-01", "documents": 4}]}, "documents"),
        ({"process": "lvm", "events": [{"act": "now", "at": "2026-03-01"}] * 301}, "Högst 300"),
    ],
)
def test_what_cannot_be_used_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, history: object, said: str
) -> None:
    code, answer, error = run(capsys, "replay", sent(tmp_path, history), "--json")
    assert code == 2
    assert said in answer["error"]["text"]
    assert said in error


def test_a_key_twice_is_a_mistake(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, answer, _ = run(
        capsys, "replay", sent(tmp_path, '{"process": "lvm", "process": "lob", "events": []}'), "--json"
    )
    assert code == 2
    assert "står två gånger" in answer["error"]["text"]


def test_a_word_nobody_knows_is_told_and_not_guessed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    event = {"at": "2026-03-06T16:00", "act": "custody", "by": "utskott", "substanses": ["spel"]}
    answer = run(capsys, "replay", sent(tmp_path, {"process": "lvm", "events": [event]}), "--json")[1]
    assert answer["final"]["unread"] == ["substanses"]


# fmt: off
WORDS = st.sampled_from([
    "custody", "submit", "uphold", "apply", "application_received", "judgment", "arrival", "absent", "returned",
    "report", "correct", "now", "close", "detained", "released", "legal_force", "discharge", "take", "admit",
    "open_inquiry", "?",
])
# fmt: on
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
# fmt: off
KEYS = st.sampled_from([
    "substances", "grounds", "new_circumstances", "circumstances", "urgent", "corrects", "set", "extended_to",
    "recorded", "documents", "age", "agreed_days", "reason", "outcome", "id", "withdraw", "by", "new_at",
    "psychiatric", "at",
])
# fmt: on
TIMES = (
    st.datetimes().map(lambda at: at.isoformat())
    | st.text(max_size=12)
    | st.sampled_from(["2026-03-02", "2026-03-02T10:00"])
)
EVENTS = st.builds(
    lambda at, act, by, more: {"at": at, "act": act, "by": by} | more,
    TIMES,
    WORDS,
    st.sampled_from(["court", "utskott", "sis", "polis", "sjukhus", "officer", "läkare", ""]),
    st.dictionaries(KEYS, JUNK | st.integers(0, 5) | st.just({"at": "2026-03-03T10:00"}), max_size=3),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(process=st.sampled_from(IDS), events=st.lists(EVENTS, max_size=6), top=st.dictionaries(KEYS, JUNK, max_size=1))
def test_nothing_that_is_sent_breaks_it(process: str, events: list[Any], top: dict[str, Any]) -> None:
    """Whatever is sent is answered, or refused with words."""
    library = open_library()
    try:
        history = history_of({"process": process, "events": events, "facts": top})
        answer = replayed(Replay(processes_of(library).get(process), clocks_of(library), history))
    except HelhetError:
        return
    assert json.loads(json.dumps(answer)) == answer
    for step in answer["steps"]:
        assert set(step) >= STEP
        assert step["refused"] is None or (step["refused"]["reason"] and step["refused"]["section"])
