"""A plan is judged by law, by us and by its county; whatever is written, it is told in Swedish and never falls over."""

import copy
import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helhet.knowledge.home import open_library
from helhet.knowledge.planning import county
from helhet.knowledge.planning.checking import check
from helhet.knowledge.planning.content import planning_of
from helhet.knowledge.planning.example import example
from helhet.knowledge.planning.form import Plan
from helhet.knowledge.planning.verdict import Checked, in_words
from helhet.knowledge.schema.planning import PlanRule

DAY = date(2026, 11, 25)
FOUR = ["measures_needed", "measures_by_principal", "measures_by_others", "overall_responsible"]
MOMENTS = {
    "need": "need", "consent": "consent", "discharge_notice": "discharge_notice_on",
    "called": "called", "met": "met_on", "made": "made_on", "follow_up": "follow_up",
}  # fmt: skip


def whole() -> dict:
    return copy.deepcopy(example(open_library()))


def judged(raw: dict, day: date = DAY):
    return check(raw, planning_of(open_library()), day)


def lacking(raw: dict, day: date = DAY) -> list[str]:
    return [one.content for one in judged(raw, day).missing]


def test_the_example_holds_without_a_remark():
    assert judged(whole()).as_json() == {"valid": True, "missing": [], "errors": [], "warnings": []}


def test_each_statutory_content_is_refused_with_its_section():
    sections = {one.content: one.section for one in judged({"made_on": "2026-11-25"}).missing}
    for n, name in enumerate(FOUR, 1):
        assert sections[name] == (
            f"SoL 2025:400 10 kap. 8 § andra stycket {n}; HSL 2017:30 16 kap. 4 § fjärde stycket {n}"
        )
    assert sections["consent"].startswith("SoL 2025:400 10 kap. 8 § första stycket")
    assert sections["follow_up"].startswith("Vår regel")


@pytest.mark.parametrize(
    ("drop", "content"),
    [
        ("measures_by_others", "measures_by_others"),
        ("overall_responsible", "overall_responsible"),
        ("consent", "consent"),
        ("follow_up", "follow_up"),
    ],
)
def test_one_thing_taken_away_is_the_one_thing_missing(drop, content):
    plan = whole()
    del plan[drop]
    assert lacking(plan) == [content]


def test_without_measures_nobody_answers_for_any_either():
    assert lacking(whole() | {"measures_needed": []}) == ["measures_needed", "measures_by_principal"]


@pytest.mark.parametrize(
    ("field", "content"),
    [("principal", "measures_by_principal"), ("start", "measure_start"), ("decision", "measure_decision")],
)
def test_each_measure_says_who_from_when_and_about_the_decision(field, content):
    plan = whole()
    del plan["measures_needed"][1][field]
    (one,) = judged(plan).missing
    assert (one.content, one.where) == (content, f"measures_needed.2.{field}")


def test_a_no_says_how_it_is_appealed():
    plan = whole()
    plan["measures_needed"][2]["decision"] = "refused"
    (one,) = judged(plan).missing
    assert (one.content, one.section) == ("measure_appeal", "FL 2017:900 33 §")
    plan["measures_needed"][2]["appeal"] = "Skriv till nämnden inom tre veckor"
    assert judged(plan).valid


def test_two_overall_responsibles_are_refused():
    found = judged(whole() | {"overall_responsible": ["region", "municipality"]})
    assert not found.valid
    assert [one.content for one in found.missing] == ["overall_responsible"]
    assert "bara en huvudman" in found.errors[0]


@pytest.mark.parametrize("who", ["state", "other", "Beroendemottagningen", "region och kommun"])
def test_only_a_principal_can_be_overall_responsible(who):
    found = judged(whole() | {"overall_responsible": who})
    assert any("Tillåtet: region, municipality" in error for error in found.errors)


def test_a_principal_by_its_name_is_understood_and_told():
    found = judged(whole() | {"overall_responsible": "Kommunen"})
    assert found.valid
    assert found.warnings == ["overall_responsible: Kommunen läses som municipality. Skriv municipality."]


def test_an_empty_list_of_others_says_that_nobody_else_does_anything():
    found = judged(whole() | {"measures_by_others": []})
    assert found.valid
    assert "ingen annan" in found.warnings[0]
    assert lacking(whole() | {"measures_by_others": None}) == ["measures_by_others"]
    assert lacking(whole() | {"measures_by_others": [{"who": "AA"}]}) == ["measures_by_others"]


@pytest.mark.parametrize(
    ("day", "sections"),
    [
        ("2025-07-01", "SoL 2025:400 10 kap. 8 § andra stycket 1; HSL 2017:30 16 kap. 4 § fjärde stycket 1"),
        ("2025-06-30", "SoL 2001:453 2 kap. 7 § punkt 1; HSL 2017:30 16 kap. 4 § fjärde stycket 1"),
        ("2017-03-31", "SoL 2001:453 2 kap. 7 § punkt 1; HSL 1982:763 3 f § punkt 1"),
    ],
)
def test_the_day_says_which_law(day, sections):
    found = judged({"made_on": day})
    assert found.missing[0].section == sections


def test_before_there_was_a_law_no_law_asks():
    found = judged({"made_on": "2009-12-31"})
    assert not {one.content for one in found.missing} & {*FOUR, "consent"}
    assert any("fanns ingen regel" in one for one in found.warnings)


def test_every_provision_cited_is_known_and_holds_when_it_is_cited():
    planning = planning_of(open_library())
    for content in planning.contents.values():
        for section in content.sections:
            known = planning.library.law.provision[section.provision]
            assert known.valid_from <= section.valid_from, section
            assert known.valid_to == section.valid_to, section
    words = [
        one for name in ("kinds", "settings", "came", "no_plan", "closing") for one in getattr(planning, name).values()
    ]
    cited = {provision for one in words for provision in one.provisions}
    assert cited
    assert cited <= set(planning.library.law.provision)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"consent": {"given": False, "on": "2026-11-10"}}, "personen har sagt nej"),
        ({"consent": {"given": True, "on": "2026-11-10", "withdrawn_on": "2026-11-20"}}, "tog tillbaka"),
        ({"consent": {"given": True, "on": "2026-12-10"}}, "efter det att planen gjordes"),
        ({"consent": {"given": True, "on": "2026-01-10", "until": "2026-11-24"}}, "Fråga igen"),
        ({"follow_up": {"on": "2026-11-25"}}, "ska ligga efter"),
        ({"goals": [{"id": "m1"}, {"id": "m1"}, {"id": "m2"}]}, "står två gånger"),
        ({"goals": []}, "finns inte bland goals"),
        ({"settings": ["open_compulsory_psychiatry"]}, "samordnad vårdplan"),
        ({"kind": "sipp"}, "kind: sipp finns inte"),
    ],
)
def test_what_cannot_be_so_is_an_error(change, said):
    found = judged(whole() | change)
    assert not found.valid
    assert any(said in error for error in found.errors), found.errors


def test_coordinated_care_asks_for_a_coordinator_and_the_way_out():
    plan = whole() | {"kind": "coordinated", "settings": ["prison"]}
    assert judged(plan).valid
    del plan["coordinator"], plan["breaks"]
    assert lacking(plan) == ["coordinator", "breaks"]


def test_a_hurried_hand_is_told_everything_at_once():
    found = judged(
        {
            "mesures_needed": [], "measures_needed": ["MET", {"txt": "x", "start": 20261125, "principal": "Regionen"}],
            "follow_up": "snart", "consent": {"given": "kanske"}, "made_on": "25 november",
        }
    )  # fmt: skip
    assert any("Menade du measures_needed?" in one for one in found.warnings)
    assert any(one.startswith("measures_needed.2.txt") and "Menade du text?" in one for one in found.warnings)
    told = " ".join(found.errors)
    for where in ("measures_needed.1", "measures_needed.2.start", "follow_up", "consent.given", "made_on"):
        assert where in told
    assert "Input should" not in told


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*Plan.model_fields, "id", "x"]), inner)
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from([*Plan.model_fields, "annat"]), anything))
def test_whatever_is_written_it_is_judged(raw):
    found = judged(raw)
    json.dumps(found.as_json())
    assert not found.valid


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(sorted(Plan.model_fields)), anything)
def test_one_field_gone_wrong_never_makes_a_plan_better(name, value):
    before, after = judged(whole()), judged(whole() | {name: value})
    assert before.valid
    if not after.valid:
        assert after.missing or after.errors


def rule(**given) -> PlanRule:
    return PlanRule(id="r", text="Så gör vi här.", anchors=("A/b",), **given)


class Made:
    """A pack that has rules and nothing else."""

    id = "prov"

    def __init__(self, *rules: PlanRule) -> None:
        self.plan_rules = rules


def departs(raw: dict, *rules: PlanRule) -> Checked:
    checked = Checked()
    county.judge(Plan.model_validate(raw), Made(*rules), DAY, checked)  # type: ignore[arg-type]
    return checked


def test_a_county_says_who_calls():
    assert not departs(whole(), rule(about="caller", callers=("region",))).missing
    (one,) = departs(whole(), rule(about="caller", callers=("municipality", "person"))).missing
    assert (one.content, one.section) == ("called", "prov A/b")


@pytest.mark.parametrize(
    ("start", "end", "days", "unit", "late"),
    [
        ("need", "called", 2, "days", False),
        ("need", "called", 1, "days", True),
        ("called", "met", 10, "working_days", False),
        ("called", "met", 9, "working_days", True),
        ("discharge_notice", "called", 3, "days", False),
        ("made", "follow_up", 84, "days", False),
        ("made", "follow_up", 83, "days", True),
    ],
)
def test_a_county_counts_days(start, end, days, unit, late):
    found = departs(whole(), rule(about="time", start=start, end=end, days=days, unit=unit))
    assert bool(found.missing) is late
    assert set(county.MOMENTS) == set(MOMENTS)


def test_a_county_asks_for_more_and_a_should_stops_nothing():
    plan = whole()
    del plan["coordinator"], plan["measures_needed"][0]["unit"]
    asked = rule(about="says", fields=("coordinator", "unit", "relapse"))
    assert [one.content for one in departs(plan, asked).missing] == ["coordinator", "unit"]
    advised = departs(plan, rule(about="says", fields=("coordinator",), strength="should"))
    assert not advised.missing
    assert advised.warnings == ["coordinator: Så gör vi här. (prov A/b)"]


def test_an_agreement_that_is_not_here_is_told():
    found = judged(whole() | {"agreement": "finns-inte"})
    assert found.valid
    assert "bara lagen prövades" in found.warnings[0]


@pytest.mark.parametrize("given", [{"about": "caller"}, {"about": "time", "days": 3}, {"about": "says"}])
def test_half_a_rule_is_refused(given):
    with pytest.raises(ValueError, match="behöver"):
        rule(**given)


@pytest.mark.parametrize(
    ("told", "text", "where"),
    [
        ("follow_up.on: dagen är före mötet.", "Dagen är före mötet.", "follow_up.on"),
        ("measures_needed.2.principal: gör en till.", "Gör en till.", "measures_needed.2.principal"),
        ("Samordnare: skriv vem.", "Samordnare: skriv vem.", ""),
        ("Planen har inget mål.", "Planen har inget mål.", ""),
    ],
)
def test_a_page_says_the_sentence_and_keeps_the_place_apart(told, text, where):
    assert (in_words(told).text, in_words(told).where) == (text, where)
