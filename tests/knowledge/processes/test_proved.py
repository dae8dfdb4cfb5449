"""Each process is proved, and the proof finds what is broken on purpose."""

from collections.abc import Iterable

import pytest

from helhet.knowledge.clocks.rules import clocks_of
from helhet.knowledge.home import open_library
from helhet.knowledge.processes.checking import faults_in
from helhet.knowledge.processes.history import history_of
from helhet.knowledge.processes.loading import processes_of
from helhet.knowledge.processes.ready import Ready
from helhet.knowledge.processes.replay import Replay
from helhet.knowledge.schema.processes import Act, By, ClockUse, Goes, Process

LIBRARY = open_library()
CLOCKS = clocks_of(LIBRARY)
ALL = processes_of(LIBRARY).all
STATES = [(ready.process.id, state.id) for ready in ALL.values() for state in ready.process.states]


def faults(ready: Ready, process: Process) -> list[str]:
    return list(faults_in(Ready(process, ready.roles, ready.law), CLOCKS))


def changed(ready: Ready, **changes: object) -> list[str]:
    return faults(ready, ready.process.model_copy(update=changes))


def with_state(ready: Ready, ident: str, **changes: object) -> list[str]:
    states = tuple(s.model_copy(update=changes) if s.id == ident else s for s in ready.process.states)
    return changed(ready, states=states)


def without_ways(act: Act, states: Iterable[str] = (), *, into: str = "", out: str = "") -> Act | None:
    """The act when it leads into a state no longer, or out of it no longer."""
    to = tuple(goes for goes in act.to if goes.state != into)
    if act.to and not to:
        return None
    start = tuple(states) if act.from_states == ("*",) and out else act.from_states
    start = tuple(state for state in start if state != out)
    return act.model_copy(update={"to": to, "from_states": start}) if start else None


@pytest.mark.parametrize("ident", ALL)
def test_every_process_is_proved(ident: str) -> None:
    assert list(faults_in(ALL[ident], CLOCKS)) == []


@pytest.mark.parametrize(("ident", "state"), STATES)
def test_a_state_without_owner_is_found(ident: str, state: str) -> None:
    assert with_state(ALL[ident], state, owner="nobody") == [f"{state}: ägaren nobody finns inte"]


@pytest.mark.parametrize(("ident", "state"), [one for one in STATES if not ALL[one[0]].state[one[1]].final])
def test_a_state_without_time_is_found(ident: str, state: str) -> None:
    assert f"{state}: ingen klocka, och ingen egen tid" in with_state(ALL[ident], state, clocks=(), own=None)


TIMED = [(r.process.id, s.id, rule) for r in ALL.values() for s in r.process.states if not s.own for rule in s.clocks]
ALONE = [one for one in TIMED if len(ALL[one[0]].state[one[1]].clocks) == 1]


@pytest.mark.parametrize(
    ("ident", "state", "rule"), [one for one in TIMED if len(ALL[one[0]].state[one[1]].clocks) == 1]
)
def test_a_clock_that_is_gone_or_never_started_is_found(ident: str, state: str, rule: str) -> None:
    ready = ALL[ident]
    others = tuple(use for use in ready.process.clocks if use.rule != rule)
    if others:
        assert f"{state}: klockan {rule} finns inte" in changed(ready, clocks=others)
    never = ready.clock[rule].model_copy(update={"starts": ()})
    found = changed(ready, clocks=(*others, never))
    assert any(fault.startswith(f"{state}: ingen av klockorna") for fault in found), found


@pytest.mark.parametrize(("ident", "state"), STATES)
def test_a_state_that_nothing_leads_to_is_found(ident: str, state: str) -> None:
    ready = ALL[ident]
    if state == ready.process.start:
        return
    acts = tuple(left for act in ready.process.acts if (left := without_ways(act, into=state)))
    clocks = tuple(use.model_copy(update={"lapse": None}) for use in ready.process.clocks)
    assert f"{state}: läget går aldrig att nå" in changed(ready, acts=acts, clocks=clocks)


@pytest.mark.parametrize(("ident", "state"), [one for one in STATES if not ALL[one[0]].state[one[1]].final])
def test_a_dead_end_is_found(ident: str, state: str) -> None:
    ready = ALL[ident]
    acts = tuple(left for act in ready.process.acts if (left := without_ways(act, ready.state, out=state)))
    # What leads into the state by itself still does; what would lead out of it stays there.
    clocks = tuple(stays(use, state) for use in ready.process.clocks)
    found = changed(ready, acts=acts, clocks=clocks)
    assert any(fault.startswith(f"{state}: återvändsgränd") for fault in found), found


def stays(use: ClockUse, state: str) -> ClockUse:
    to = (Goes(state=state),)
    return use.model_copy(update={"lapse": use.lapse.model_copy(update={"to": to})}) if use.lapse else use


@pytest.mark.parametrize("ident", ALL)
def test_an_act_that_nobody_may_take_is_found(ident: str) -> None:
    ready = ALL[ident]
    none = changed(ready, acts=tuple(act.model_copy(update={"by": ()}) for act in ready.process.acts))
    assert {f"{act.id}: det står inte vem som får göra det" for act in ready.process.acts} <= set(none)
    nobody = By(roles=("nobody",), provisions=("Lag 1:1 1 §",))
    found = changed(ready, acts=tuple(act.model_copy(update={"by": (nobody,)}) for act in ready.process.acts))
    assert {f"{act.id}: rollen nobody finns inte" for act in ready.process.acts} <= set(found)


@pytest.mark.parametrize("ident", ALL)
def test_whoever_is_not_named_is_refused_with_the_section(ident: str) -> None:
    ready = ALL[ident]
    for act in ready.process.acts:
        named = {role for by in act.by for role in by.roles}
        for role in sorted(set(ready.roles.by_id) - named):
            event = {"at": "2026-03-02T10:00", "act": act.id, "by": role}
            history = history_of({"process": ident, "events": [event]})
            (step,) = Replay(ready, CLOCKS, history).steps()
            assert step.outcome.refused is not None, (act.id, role)
            assert "§" in step.outcome.refused.section
            assert set(step.outcome.refused.allowed) == named


@pytest.mark.parametrize("ident", ALL)
def test_what_is_pointed_at_must_exist(ident: str) -> None:
    ready = ALL[ident]
    first, *rest = ready.process.acts
    wrong = {
        "carries": ("nowhere",),
        "documents": ("nowhere",),
        "clears": ("nowhere",),
        "provisions": ("Lag 1:1 1 §",),
        "from_states": ("nowhere",),
    }
    for field, value in wrong.items():
        found = changed(ready, acts=(first.model_copy(update={field: value}), *rest))
        assert any(fault.startswith(f"{first.id}: ") for fault in found), (field, found)
