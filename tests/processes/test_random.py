"""Histories by chance, through the real actions: whatever is written, the case stands where its events say."""

import random
from datetime import timedelta

import pytest

from helhet.courses.models import Step
from helhet.kernel.errors import HelhetError
from helhet.organisations.queries import system_actor
from helhet.processes import actions, asking, clocks, following, queries
from helhet.processes.given import Done
from helhet.processes.models import Case, CaseAlarm, CaseClock
from helhet.processes.scanner import alarm_clocks
from helhet.secrecy.wall import acting

from .making import KNOWN, clock, opened

pytestmark = pytest.mark.django_db
ACTS = 25
# Facts that make most acts possible, and now and then one that stops them.
FACTS = {
    "flag": lambda chance, fact: chance.random() < 0.9,
    "one": lambda chance, fact: chance.choice([one.id for one in fact.values]),
    "many": lambda chance, fact: [chance.choice([one.id for one in fact.values])],
    "texts": lambda chance, fact: [f"Sak {chance.randint(1, 4)}"],
    "date": lambda chance, fact: "2027-03-01",
    "number": lambda chance, fact: chance.randint(0, 20),
}


def choose(chance, ready, matter):
    """An act that the page offers, most often; else any."""
    offered = [one.act for one in asking.choices(ready, matter, ()) if not one.stopped]
    act = chance.choice(offered if chance.random() < 0.85 and offered else list(ready.acts))
    facts = {fact.id: FACTS[fact.type](chance, fact) for fact in asking.facts(ready, act) if chance.random() < 0.9}
    return act, chance.choice(asking.everybody(act)), facts


@pytest.mark.parametrize("seed", range(5))
def test_whatever_is_written_the_case_stands_where_its_events_say(world, seed):
    chance, at = random.Random(seed), clock("2026-11-27 08:05")  # noqa: S311
    case, actor, board = opened(world, "2026-11-27 08:00"), world.actors["social"], world.holdings["social"]
    taken = 0
    for _ in range(ACTS):
        at += timedelta(hours=chance.choice([1, 5, 20, 60, 200]))
        with acting(actor, at):
            case = Case.objects.get(id=case.id)
            now = following.standing(case, queries.events(case), at)
            act, role, facts = choose(chance, now.ready, now.step.matter)
            happened = at - timedelta(hours=chance.choice([0, 0, 0, 3, 30]))
            taken += tried(actor, at, case, Done(act.id, happened, role, facts, known_by=KNOWN), chance)
        if chance.random() < 0.4:
            alarm_clocks(at)
        with acting(system_actor(board, "Prov"), at):
            holds(case.id, at)
    assert taken > 3


def tried(actor, at, case, done, chance):
    """Record it, or now and then correct something instead. Gives whether it was taken."""
    try:
        if chance.random() < 0.15:
            row = chance.choice(list(case.events.exclude(act="correct")))
            changes = {"at": (row.happened + timedelta(hours=chance.randint(-9, 9))).isoformat()}
            actions.correct(by=actor, at=at, case=case, event=row, why="Fel tid", changes=changes)
        else:
            actions.record(by=actor, at=at, case=case, done=done)
    except HelhetError:
        return 0
    return 1


def holds(ident, at):
    """What must always be so of a case."""
    case = Case.objects.select_related("step").get(id=ident)
    events = queries.events(case)
    judged = following.standing(case, events)
    assert case.is_open == (case.step_id is not None)
    if case.step:
        assert case.step.open
        assert case.step.owner_id == case.owner_id
        assert Step.objects.filter(ref=ident, kind="answer", open=True).count() == 1
    if case.state == judged.step.matter.state:
        rows = {(one.rule, one.start) for one in CaseClock.objects.filter(case=case).exclude(status="stopped")}
        assert {one.key for one in clocks.counted(judged) if one.status != "stopped"} == rows
    told = list(CaseAlarm.objects.filter(clock__case=case).values_list("clock_id", "alarm"))
    assert len(told) == len(set(told))
