"""Layer 4: every state is reached, has an owner and a time, goes on or ends."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helhet.knowledge.schema.courses import Course
from helhet.knowledge.verify.courses import proved
from helhet.knowledge.verify.walks import walked
from tests.knowledge.verify.packs import found, item, keys, pack, row, step, table


def state(ident: str, *after: str, **more: Any) -> dict[str, Any]:
    return item(ident, **{"owner": "region", "next": list(after), "time": "genast", **more})


def made(*states: dict[str, Any]) -> Any:
    return pack(courses=[{"id": "c", "title": "Förloppet", "start": states[0]["id"], "states": list(states)}])


END = state("slut", end=True, owner=None, time=None)
GOOD = (state("a", "b"), state("b", "a", "slut"), END)


def test_a_course_without_fault():
    assert keys(made(*GOOD), "courses.") == []


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ((*GOOD, state("x", "slut")), ["courses.unreachable.x"]),
        ((state("a", "b"), state("b"), END), ["courses.dead_end.b", "courses.unreachable.slut"]),
        ((state("a", "b", "slut"), state("b", "c"), state("c", "b"), END), ["courses.loop.b"]),
        ((state("a", "b", "slut"), state("b", "b"), END), ["courses.loop.b"]),
        ((state("a", "b"), state("b", "c"), state("c", "b")), ["courses.loop.b"]),
        ((state("a", "slut", owner=None), END), ["courses.gap.a"]),
        ((state("a", "slut", time=None), END), ["courses.silence.time"]),
        ((state("a", "slut", time=None, rule="lvm.submit"), END), []),
    ],
)
def test_faults(states: tuple[dict[str, Any], ...], expected: list[str]):
    assert sorted(keys(made(*states), "courses.")) == expected


def test_missing_times_are_one_finding_with_a_table():
    report = step("report_lvm", receiver="social_adult", needs=["lvm_report"])
    timely = step("report_child", receiver="social_child", deadline="genast", needs=["child_report"])
    course = {"id": "c", "title": "Förlopp", "start": "a", "states": [state("a", "b", time=None), state("b", end=True)]}
    ways = table("t", row("r", {}, report, timely, step("treat_own")))
    [silence] = found(pack(courses=[course], tables=[ways]), "courses.silence")
    assert silence.table == (
        ("Läge eller steg", "Ansvarig", "Ställe"),
        ("Texten om a", "regionen", "A/a"),
        ("Gör report_lvm", "du och din enhet", "A/r"),
    )
    assert silence.where == ("A/a", "A/r")


@st.composite
def courses(draw: st.DrawFn) -> Course:
    names = [f"s{n}" for n in range(draw(st.integers(1, 6)))]
    states = [
        state(name, *draw(st.lists(st.sampled_from(names), unique=True, max_size=3)), end=draw(st.booleans()))
        for name in names
    ]
    return Course.model_validate({"id": "c", "title": "Förlopp", "start": "s0", "states": states})


@settings(deadline=None)
@given(courses())
def test_solving_and_walking_agree(course: Course):
    assert proved(course) == walked(course)
