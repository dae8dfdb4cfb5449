"""What is written in a plan at its meeting: goals and help in the person's words, who has it, and what holds if."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from helhet.plans import actions, drafting, queries
from helhet.plans.given import Entry

from .table import PRINCIPAL, Table, read

# How long after the meeting a plan is followed up.
UNTIL_FOLLOWED = 70
# Within so many days it should be published.
UNTIL_PUBLISHED = 7
CARE = ("laro", "naloxone", "medicines", "tapering", "tobacco")


def meet(table: Table) -> None:
    """The meeting: everything is written, and one principal gets the overall responsibility."""
    read(table)
    there = table.play.read(table.who, queries.draft, table.plan)
    first = len([one for one in there.parts if one.kind == "goal"])
    entries = [*_goals(table), *_measures(table, first), *_around(table), *_responsible(table), *_decided(table)]
    table.do(drafting.add, entries=entries)
    ours = PRINCIPAL[table.who.domain]
    other = next((one for one in table.units() if one.principal != ours and one.state != "refuses"), None)
    named = other if other and table.play.chance.random() < 0.4 else None
    table.do(drafting.set_overall, principal=named.principal if named else ours, seen="", participant=named)
    table.do(actions.ask_violence, asked=True, text=table.word("violence"))
    due = table.play.working(table.play.at + timedelta(days=UNTIL_PUBLISHED)).date()
    table.do(actions.set_next, text=table.word("to_publish"), due=due)


def _goals(table: Table) -> Iterator[Entry]:
    return (Entry("goal", {"text": text}) for text in table.story["goals"])


def _measures(table: Table, first: int) -> Iterator[Entry]:
    """What each does, for which of the story's goals; `first`: how many goals others have sent already."""
    for principal in ("region", "municipality"):
        for one in table.story[principal]:
            yield Entry("measure", _measure(table, principal, one, first))
    for one in table.story["others"]:
        yield Entry("other", {"goal": f"m{first + 1}", "start": table.today.isoformat(), **one})


def _measure(table: Table, principal: str, one: Mapping[str, Any], first: int) -> dict[str, Any]:
    decision = one.get("decision", "none")
    data = {
        "goal": f"m{first + one.get('for', 1)}", "principal": principal, "unit": _unit(table, principal),
        "start": (table.today + timedelta(days=one.get("from", 7))).isoformat(), "decision": decision,
        **{name: one[name] for name in ("text", "need", "treatment") if name in one},
    }  # fmt: skip
    if decision in ("decided", "refused"):
        data["decided_on"] = (table.today - timedelta(days=5)).isoformat()
    return data | ({"appeal": table.word("appeal")} if decision == "refused" else {})


def _unit(table: Table, principal: str) -> str:
    """Which unit at the table does it."""
    if PRINCIPAL[table.who.domain] == principal:
        return table.who.unit_name
    return next(one.name for one in table.units() if one.principal == principal)


def _around(table: Table) -> Iterator[Entry]:
    yield _place("relapse", table.word("safety", "relapse"))
    yield _place("breaks", table.story.get("breaks") or table.word("safety", "breaks"))
    if table.someone.child:
        yield _place("children", table.word("safety", "children"))
    if table.story.get("kin"):
        yield _place("relatives", table.word("safety", "relatives"))
    for key, text in table.story.get("careful", {}).items():
        yield _place(key, text)


def _place(key: str, text: str) -> Entry:
    return Entry("place", {"text": text, "chosen": []}, key)


def _responsible(table: Table) -> Iterator[Entry]:
    ours, today = PRINCIPAL[table.who.domain], table.today
    yield Entry("place", {"on": today.isoformat()}, "met")
    yield Entry("place", {"took_part": True, "why_not": ""}, "took_part")
    named = {"name": table.who.name, "unit": table.who.unit_name, "principal": ours}
    yield Entry("place", named, "coordinator")
    on = today + timedelta(days=UNTIL_FOLLOWED)
    yield Entry("place", {"on": on.isoformat(), "by": table.who.name}, "follow_up")


def _decided(table: Table) -> Iterator[Entry]:
    for step in ("options", "choice", "again"):
        yield Entry("decision", {"text": table.word("decision", step)}, step)


def write_again(table: Table, days: int) -> None:
    """The next version has a day of its own to be followed up."""
    data = {"on": (table.today + timedelta(days=days)).isoformat(), "by": table.who.name}
    table.do(drafting.write, kind="place", key="follow_up", data=data, version=1)
