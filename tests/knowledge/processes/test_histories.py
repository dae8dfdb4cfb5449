"""Histories written from the statutes, replayed: states, days, what falls, alarms and refusals."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from helhet.knowledge.clocks.rules import clocks_of
from helhet.knowledge.home import open_library
from helhet.knowledge.processes.history import history_of
from helhet.knowledge.processes.loading import processes_of
from helhet.knowledge.processes.replay import Replay
from helhet.knowledge.processes.told import replayed
from helhet.knowledge.yamlfile import read

FOLDER = Path(__file__).parent / "histories"
KEYS = {
    "state",
    "refused",
    "lapsed",
    "deadlines",
    "alarms",
    "missing",
    "remark",
    "turned",
    "blockers",
    "begins",
    "begun",
}


def histories() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.yaml")):
        file = read(path)
        assert not file.problems, file.problems
        for history in file.data["histories"]:
            yield pytest.param(history, id=history["id"])


def test_there_are_enough_and_each_says_why() -> None:
    every = [param.values[0] for param in histories()]
    assert len(every) >= 25
    assert len({history["id"] for history in every}) == len(every)
    assert {history["process"] for history in every} == set(processes_of(open_library()).all)
    assert all(history["why"] for history in every)


@pytest.mark.parametrize("history", list(histories()))
def test_replays_to_what_the_law_says(history: dict[str, Any]) -> None:
    library = open_library()
    sent = {key: value for key, value in history.items() if key not in ("id", "why", "final")}
    expected = [event["expect"] for event in history["events"]]
    sent["events"] = [{key: value for key, value in event.items() if key != "expect"} for event in history["events"]]
    read_in = history_of(sent)
    answer = replayed(Replay(processes_of(library).get(read_in.process), clocks_of(library), read_in))
    for number, (step, wanted) in enumerate(zip(answer["steps"], expected, strict=False)):
        compare(step, wanted, f"{number}: {step['event']['at']} {step['event']['act']}")
    if "final" in history:
        compare(answer["final"], history["final"], "final")
    assert len(answer["steps"]) == len(expected) + ("until" in history)


def compare(step: dict[str, Any], wanted: dict[str, Any], where: str) -> None:
    assert set(wanted) <= KEYS, f"{where}: {set(wanted) - KEYS}"
    assert step["state"] == wanted["state"], (where, step["refused"])
    section = step["refused"]["section"] if step["refused"] else None
    if "refused" in wanted:
        assert wanted["refused"] in (section or ""), where
        assert step["refused"]["reason"]
    else:
        assert section is None, (where, step["refused"])
    if "lapsed" in wanted:
        assert [one["id"] for one in step["lapsed"]] == wanted["lapsed"], where
        assert all(one["section"] and one["left"] for one in step["lapsed"]), where
    compare_days(step, wanted, where)
    compare_told(step, wanted, where)


def compare_days(step: dict[str, Any], wanted: dict[str, Any], where: str) -> None:
    """The latest clock of a rule, whether it still runs or has been met and stopped."""
    for rule, days in wanted.get("deadlines", {}).items():
        found = [one for one in step["deadlines"] if one["rule"] == rule]
        assert found, (where, rule, step["stopped"])
        assert [found[-1][key] for key in ("strict", "relief", "status")] == days, (where, rule)
    for one in step["deadlines"]:
        assert {"rule", "section", "start", "strict", "relief", "status"} <= set(one), where
        assert one["status"] in {"due", "met", "overdue", "lapsed"}, where


def compare_told(step: dict[str, Any], wanted: dict[str, Any], where: str) -> None:
    kinds = {alarm["kind"] for alarm in step["alarms"]}
    if "alarms" in wanted:
        assert set(wanted["alarms"]) <= kinds, (where, kinds)
        assert wanted["alarms"] or not kinds - {"before"}, (where, kinds)
    for key, words in (("missing", wanted.get("missing")), ("remarks", wanted.get("remark"))):
        said = " ".join(f"{one['text']} {one['section']}" for one in step[key])
        assert words is None or all(word in said for word in words), (where, said)
        assert words != [] or not step[key], (where, said)
    for key in ("turned",):
        assert key not in wanted or [one["index"] for one in step[key]] == wanted[key], (where, step[key])
    for one in step["consequences"]:
        assert "blockers" not in wanted or [b["id"] for b in one["blockers"]] == wanted["blockers"], where
        assert "begins" not in wanted or one["begins"] == wanted["begins"], (where, one)
        assert "begun" not in wanted or one["begun"] is wanted["begun"], (where, one)
