"""Layer 2: every table keeps its policy, and nobody is left without a way."""

from typing import Any

from tests.knowledge.verify.packs import found, item, keys, pack, row, step, table

STAY = step("treat_own", needs=["motivation"])
GO = step("help_application", receiver="social_adult", channel="ansokan", needs=["motivation"])
YOUNG, ADULT = {"age": "-17"}, {"age": "18-"}


def made(*rows: dict[str, Any], covers: dict[str, Any] | None = None, **more: Any) -> Any:
    return pack(covers, tables=[table("t", *rows, **more)])


def test_two_rows_that_say_different_things_at_once():
    whole = row("a", {"level": "risk_use"}, STAY)
    [overlap] = found(made(whole, row("b", ADULT, GO)), "routes.overlap")
    assert overlap.key == "routes.overlap.a.b"
    assert set(overlap.where) == {"A/a", "A/b"}
    assert overlap.region == {"age": ["18-"], "level": ["risk_use"]}
    assert keys(made(whole, row("b", {"level": "dependence"}, GO)), "routes.overlap") == []


def test_two_rows_that_say_the_same_do_not_overlap():
    assert keys(made(row("a", {}, STAY), row("b", ADULT, STAY)), "routes.overlap") == []


def test_a_table_that_collects_has_no_overlap():
    assert keys(made(row("a", {}, STAY), row("b", ADULT, GO), policy="collect"), "routes.overlap") == []


def test_conditions_that_cannot_hold_together():
    impossible = row("a", {"substance": "alcohol", "substance_class": "narcotics"}, STAY)
    assert keys(made(impossible), "routes.unreachable") == ["routes.unreachable.a"]
    assert (
        keys(made(row("a", {"substance": "cannabis", "substance_class": "narcotics"}, STAY)), "routes.unreachable")
        == []
    )


def test_a_question_that_does_not_apply_cannot_be_answered():
    old = row("a", {"pregnant": "yes", "age": "60-"}, STAY)
    assert keys(made(old), "routes.unreachable") == ["routes.unreachable.a"]
    assert keys(made(row("a", {"pregnant": "yes", "age": "50-"}, STAY)), "routes.unreachable") == []


def test_not_holds_of_whoever_is_not_asked():
    rows = row("a", {"pregnant": "yes"}, STAY), row("b", {"pregnant": {"not": ["yes"]}}, GO)
    assert keys(made(*rows, course=True), "routes.gap") == []
    named = row("a", {"pregnant": "yes"}, STAY), row("b", {"pregnant": "no"}, GO)
    assert len(keys(made(*named, course=True), "routes.gap")) > 0


def test_a_row_outside_its_tables_scope():
    assert keys(made(row("a", YOUNG, STAY), scope=ADULT), "routes.unreachable") == ["routes.unreachable.a"]


def test_a_row_below_another_that_answers_first():
    rows = (row("a", {"level": ["risk_use", "harmful_use"]}, STAY), row("b", {"level": "risk_use"}, GO))
    [hidden] = found(made(*rows, policy="first"), "routes.unreachable")
    assert hidden.key == "routes.unreachable.b"
    assert hidden.where == ("A/b", "A/a")
    assert keys(made(*reversed(rows), policy="first"), "routes.unreachable") == []


def test_a_row_that_adds_nothing():
    wide, narrow = row("a", {}, STAY, GO), row("b", ADULT, STAY)
    assert keys(made(wide, narrow, policy="collect"), "routes.unreachable") == ["routes.unreachable.subsumed.b"]
    assert keys(made(row("a", {}, GO), narrow, policy="collect"), "routes.unreachable") == []
    assert keys(made(row("a", YOUNG, STAY, GO), narrow, policy="collect"), "routes.unreachable") == []


def test_a_row_for_those_whom_the_agreement_does_not_speak_of():
    [outside] = found(made(row("a", YOUNG, STAY), covers=ADULT), "routes.conflict")
    assert outside.key == "routes.conflict.scope.a"
    assert keys(made(row("a", {"age": "16-20"}, STAY), covers=ADULT), "routes.conflict") == []


def test_a_way_that_leaves_someone_out():
    [gap] = found(made(row("a", ADULT, STAY), course=True), "routes.gap.t")
    assert gap.region == {"age": ["-17"]}
    assert gap.key == "routes.gap.t.age-0-17"
    assert gap.text == "”Vägen t” säger inte vad som gäller för den som är upp till 17 år."
    assert gap.where == ("A/a",)


def test_a_way_that_leaves_nobody_out():
    assert keys(made(row("a", ADULT, STAY), row("b", YOUNG, STAY), course=True), "routes.gap") == []


def test_a_table_that_decides_no_way_may_be_silent():
    assert keys(made(row("a", ADULT, STAY)), "routes.gap") == []


def test_only_what_lies_in_both_scopes_is_asked_for():
    rows = (row("a", {"level": "risk_use", "age": "18-"}, STAY),)
    assert keys(made(*rows, course=True, covers=ADULT, scope={"level": "risk_use"}), "routes.gap.t") == []


def test_a_way_is_asked_for_in_the_parties_own_units_only():
    mine = {"principal": ["region", "municipality"]}
    assert keys(made(row("a", mine, STAY), course=True), "routes.gap") == []
    [gap] = found(made(row("a", {"principal": "region"}, STAY), course=True), "routes.gap")
    assert "social_adult" in gap.region["unit"]
    assert "police" not in gap.region["unit"]
    assert "i kontakt med kommunen" in gap.text


def test_situations_that_no_way_is_for():
    ways = table("t", row("a", {}, STAY), course=True, scope={"level": ["risk_use", "dependence"]})
    [gap] = found(pack(tables=[ways]), "routes.gap.no_way")
    assert gap.region == {"level": ["harmful_use"]}
    assert keys(pack({"level": "risk_use"}, tables=[ways]), "routes.gap.no_way") == []


def test_a_way_for_the_person_covers_the_persons_substances():
    ways = table("t", row("a", {"classes": ["alcohol"]}, STAY), course=True, per="person")
    assert keys(pack({"substance_class": "alcohol"}, tables=[ways]), "routes.gap") == []
    assert keys(pack(tables=[ways]), "routes.gap.t") == ["routes.gap.t.classes-alcohol-no"]


def test_two_ways_that_say_against_each_other():
    one, other = table("ett", row("a", {}, STAY), course=True), table("tva", row("b", ADULT, GO), course=True)
    [conflict] = found(pack(tables=[one, other]), "routes.conflict")
    assert conflict.key == "routes.conflict.motivation.a.b"
    assert conflict.region == {"age": ["18-"]}


def test_ways_for_different_people_or_needs_do_not():
    one = table("ett", row("a", YOUNG, STAY), course=True)
    other = table("tva", row("b", ADULT, GO), course=True)
    assert keys(pack(tables=[one, other]), "routes.conflict") == []
    elsewhere = table("tva", row("b", {}, {**GO, "needs": ["housing"]}), course=True)
    assert keys(pack(tables=[table("ett", row("a", {}, STAY), course=True), elsewhere]), "routes.conflict") == []


def test_a_hand_over_in_second_hand_contradicts_nothing():
    second = {**GO, "after": {"trigger": "Det räcker inte", "chooses": "person"}}
    ways = [table("ett", row("a", {}, STAY), course=True), table("tva", row("b", {}, second), course=True)]
    assert keys(pack(tables=ways), "routes.conflict") == []


def test_the_receiver_may_stay_with_it():
    theirs = step("treat_own", needs=["motivation"], actor="social_adult")
    ways = [table("ett", row("a", {}, theirs), course=True), table("tva", row("b", {}, GO), course=True)]
    assert keys(pack(tables=ways), "routes.conflict") == []


def test_a_declared_finding_is_marked():
    question = item("q", owner="Någon", by="2030", findings=["routes.gap.t*"])
    whole = pack(tables=[table("t", row("a", ADULT, STAY), course=True)], questions=[question])
    [gap] = found(whole, "routes.gap.t")
    assert (gap.declared, gap.question) == (True, "q")
