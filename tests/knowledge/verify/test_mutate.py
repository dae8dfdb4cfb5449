"""Changes to a pack, one at a time: who notices, and what nobody does."""

from typing import Any

import pytest

from helhet.knowledge.home import open_library
from helhet.knowledge.mutate import Fate, MutationReport, mutate
from helhet.knowledge.pack import Pack
from helhet.knowledge.verify.mutants import WAYS, Mutant, mutants
from helhet.knowledge.verify.witnesses import Witnesses
from tests.knowledge.verify.packs import WORDS, duty, item, law, no_law, pack, row, step, table

LIBRARY = open_library()


def case(ident: str, **more: Any) -> dict[str, Any]:
    return {"id": ident, "text": f"Situationen {ident}", "anchors": [f"A/{ident}"], **more}


def fates(made: Pack, *, of_law: Any = None, cases_fail: Any = None) -> dict[tuple[str, str], Fate]:
    report = mutate(made, WORDS, of_law or no_law(), cases_fail)
    return {(fate.way, fate.id): fate for fate in report.fates}


def test_a_duty_that_is_gone_is_a_gap():
    fate = fates(pack(duties=[duty("d", "region", "motivation")]))["remove", "d"]
    assert fate.noticed["verify"] == ("needs.gap.motivation",)


def test_a_swapped_principal_is_noticed_by_a_case_on_who_holds_the_need():
    duties = [duty("d", "region", "motivation")]
    holders = case("vem", need="motivation", holders=["region"])
    assert fates(pack(duties=duties))["swap_principal", "d"].survived
    assert fates(pack(duties=duties, cases=[holders]))["swap_principal", "d"].noticed == {"cases": ("vem",)}


def test_a_swap_that_leaves_the_holders_as_they_were_is_idle():
    twice = [
        duty("a", "region", "motivation"),
        duty("b", "region", "motivation"),
        duty("c", "municipality", "motivation"),
    ]
    fate = fates(pack(duties=twice))["swap_principal", "a"]
    assert (fate.idle, fate.survived, fate.noticed) == (True, False, {})


def test_all_that_a_principal_has_of_a_need_is_swapped_at_once():
    twice = [duty("a", "region", "motivation", "housing"), duty("b", "region", "motivation")]
    [swapped] = [m for m in mutants(pack(duties=twice), WORDS) if m.id == "motivation (region)"]
    assert [(d.principal, d.needs) for d in swapped.pack.duties] == [
        ("region", ("housing",)),
        ("municipality", ("motivation",)),
        ("municipality", ("motivation",)),
    ]


def test_what_the_law_says_too_is_noticed_by_the_law():
    lawful = law(needs=({"need": "motivation", "principals": ["region"]},))
    fate = fates(pack(duties=[duty("d", "region", "motivation")]), of_law=lawful)["remove", "d"]
    assert fate.noticed["law"] == ("motivation", "needs.gap.motivation")


def test_what_something_points_at_is_noticed_by_the_form():
    go = step("help_application", receiver="social_adult", channel="k", needs=["housing"])
    channel = item("k", kind="application", sender=["region"], receiver=["municipality"])
    made = pack(tables=[table("t", row("a", {"principal": "region"}, go))], channels=[channel])
    fate = fates(made)["remove", "k"]
    assert any("kanalen k finns inte" in text for text in fate.noticed["form"])


def test_the_only_entry_on_a_place_in_the_source():
    alone = item("n", kind="purpose")
    other = {**item("m", kind="purpose"), "anchors": ["A/n"]}
    assert fates(pack(notes=[alone]))["remove", "n"].noticed == {"source": ("A/n",)}
    assert fates(pack(notes=[alone, other]))["remove", "n"].survived


def test_the_guides_cases_are_asked_and_what_failed_before_does_not_count():
    seen: list[tuple[str, ...]] = []

    def without_step(made: Pack) -> set[str]:
        seen.append(tuple(case.id for case in made.cases))
        steps = [s for t in made.tables for r in t.rows for s in r.steps]
        return {c.id for c in made.cases if c.id == "jamt" or not steps}

    ways = [table("t", row("a", {"level": "risk_use"}, step("screen")), policy="collect")]
    facts = {"substances": {"alcohol": "risk_use"}, "age": 40}
    cases = [
        case("a", facts=facts, steps=[{"act": "screen"}]),
        case("jamt", facts=facts, steps=[{"act": "screen"}]),
        case("annat", facts={"substances": {"alcohol": "dependence"}}, steps=[{"act": "screen"}]),
    ]
    found = fates(pack(tables=ways, cases=cases), cases_fail=without_step)
    assert found["remove", "a"].noticed["cases"] == ("a",)
    assert found["remove", "a#1"].noticed["cases"] == ("a",)
    # A case in which the row cannot hold is not asked about it.
    assert all("annat" not in asked for asked in seen[1:])


def test_each_way_of_changing_a_row_and_its_steps():
    go = step("help_application", receiver="social_adult", needs=["housing"])
    made = pack(tables=[table("t", row("a", {"age": "18-", "level": ["risk_use", "dependence"]}, go))])
    changed: dict[tuple[str, str], Mutant] = {(m.way, m.id): m for m in mutants(made, WORDS)}

    def now(way: str, ident: str) -> Any:
        return changed[way, ident].pack.tables[0].rows[0]

    assert now("widen", "a utan age").when == {"level": ["risk_use", "dependence"]}
    assert now("narrow", "a").when == {"age": "18-", "level": ["dependence"]}
    assert now("weaken", "a#1").steps[0].strength == "may"
    assert now("swap_receiver", "a#1").steps[0].receiver == "addiction_clinic"
    assert now("remove", "a#1").steps == ()
    assert changed["remove", "a"].pack.tables[0].rows == ()
    assert {way for way, _ in changed} <= set(WAYS)


def test_only_what_is_named_is_changed():
    made = pack(duties=[duty("d", "region", "motivation")], tables=[table("t", row("a"), row("b"))])
    [removed] = [m for m in mutants(made, WORDS) if (m.way, m.id) == ("remove", "b")]
    assert removed.pack.duties is made.duties
    assert removed.pack.tables[0].rows[0] is made.tables[0].rows[0]
    assert removed.pack.hash != made.hash
    [unclaimed] = [m for m in mutants(made, WORDS) if (m.way, m.kind) == ("remove", "claims")]
    assert unclaimed.pack.about.claims == ()
    assert unclaimed.pack.about.parties == made.about.parties


def test_the_report_is_the_same_in_every_run_and_lists_the_survivors():
    made = pack(duties=[duty("d", "region", "motivation")], notes=[item("n", kind="purpose")])
    told: list[str] = []
    report: MutationReport = mutate(made, WORDS, no_law(), progress=told.append)
    page = report.as_markdown()
    assert page == mutate(made, WORDS, no_law()).as_markdown()
    assert "| ta bort | duties | 1 | 1 |" in page
    assert "- byt huvudman (duties): `d`" in page
    assert [fate["id"] for fate in report.as_json()["fates"]] == [fate.id for fate in report.fates]
    assert told


@pytest.mark.parametrize("name", LIBRARY.pack_ids())
def test_a_swapped_principal_is_noticed_for_every_need_of_the_shipped_agreements(name: str):
    made = LIBRARY.pack(name)
    witnesses = Witnesses(made, LIBRARY.vocabulary, LIBRARY.law, None)
    swapped = [m for m in mutants(made, LIBRARY.vocabulary) if m.way == "swap_need"]
    assert {need for m in swapped for need in m.needs} == {
        need for d in made.duties if d.principal in ("region", "municipality") for need in d.needs
    }
    assert [m.id for m in swapped if not witnesses.notice(m)[0]] == []
