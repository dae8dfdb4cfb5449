"""Every act that is recorded anywhere in the code has everyday words."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from helhet.audit import words

SOURCE = Path(words.__file__).parents[1]
WRITERS = {"record", "Told"}
# Here the same words mean something else.
ELSEWHERE = {"knowledge", "guide", "kernel"}


def acts() -> Iterator[tuple[str, str]]:
    """(file, act) of everything that is given to the log; what varies in an act is shown as *."""
    for path in sorted(p for p in SOURCE.rglob("*.py") if p.relative_to(SOURCE).parts[0] not in ELSEWHERE):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and _name(node.func) in WRITERS:
                yield from ((str(path.relative_to(SOURCE)), act) for act in _acts_in(node))


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _acts_in(call: ast.Call) -> Iterator[str]:
    given = [k.value for k in call.keywords if k.arg == "act"]
    if _name(call.func) == "Told" and call.args:
        given.append(call.args[0])
    for value in given:
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield value.value
        if isinstance(value, ast.JoinedStr):
            yield "".join(part.value if isinstance(part, ast.Constant) else "*" for part in value.values)


def test_the_code_is_read():
    found = {act for _, act in acts()}
    assert {"person.added", "disclosure.sent", "access.*", "notice.*"} <= found


@pytest.mark.parametrize(("file", "act"), sorted(set(acts())))
def test_an_act_has_words(file, act):
    said, to_person = words.words(act)
    assert said[0].isupper()
    assert "." not in said
    assert "." not in to_person


def test_an_act_without_words_is_found():
    with pytest.raises(KeyError):
        words.words("nonsense.done")
    assert words.said("nonsense.done") == "nonsense.done"


def test_every_kind_of_opening_has_words_of_its_own():
    assert all(f"access.{kind}" in words.ACTS for kind in ("relation", "reason", "emergency"))
