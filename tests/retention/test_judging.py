"""How long records are kept: each rule at its boundary, and what is unknown."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helhet.kernel.errors import BadContent, BadInput
from helhet.knowledge.home import open_library
from helhet.knowledge.retention import Retention, retention_of
from helhet.knowledge.schema.retention import Exemption, Matter, Period

RULES = retention_of(open_library())
SOCIAL = {
    "domain": "social", "public": True, "county": "08", "municipality": "0880", "ongoing": False,
    "last_note": date(2021, 3, 10), "matters": [], "birth_date": date(1980, 5, 17),
}  # fmt: skip
PRIVATE = SOCIAL | {"public": False, "last_note": date(2024, 3, 10)}
HEALTH = SOCIAL | {"domain": "health", "municipality": ""}
DUE, LATER = date(2026, 3, 10), date(2027, 6, 1)


def judge(day: date = DUE, facts: dict = SOCIAL, **more):
    return RULES.judge(facts | more, day)


def test_a_social_record_is_purged_five_years_after_the_last_note_and_by_the_end_of_the_next_year():
    before, on = judge(DUE - timedelta(days=1)), judge()
    assert (before.action, before.due, before.latest) == ("keep", DUE, date(2027, 12, 31))
    assert (on.action, on.due, on.latest) == ("purge", DUE, date(2027, 12, 31))
    assert on.basis == ("SoL 2025:400 16 kap. 1 §",)
    assert not on.unsure


def test_a_leap_day_is_five_years_later_the_last_of_february():
    assert judge(last_note=date(2020, 2, 29)).due == date(2025, 2, 28)


@pytest.mark.parametrize("matter", ["paternity", "adoption", "placed_child"])
def test_some_matters_are_never_purged(matter):
    verdict = judge(date(2045, 1, 1), matters=[matter])
    assert (verdict.action, verdict.due, verdict.latest) == ("keep", None, None)
    assert "SoL 2025:400 16 kap. 2 §" in verdict.basis


def test_a_child_inquiry_is_kept_until_the_child_is_thirty():
    facts = {"matters": ["child_inquiry"], "birth_date": date(2010, 6, 1)}
    assert judge(date(2040, 5, 31), **facts).action == "keep"
    verdict = judge(date(2040, 6, 1), **facts)
    assert (verdict.action, verdict.latest) == ("purge", date(2041, 12, 31))
    # Somebody who is thirty already waits for the five years as anybody else.
    assert judge(facts=SOCIAL, matters=["child_inquiry"]).due == DUE
    assert judge(date(2040, 2, 29), matters=["child_inquiry"], birth_date=date(2008, 2, 29)).due == date(2038, 3, 1)


def test_before_the_rule_on_thirty_years_a_child_inquiry_was_purged_as_anything_else():
    facts = {"matters": ["child_inquiry"], "birth_date": date(2010, 6, 1), "last_note": date(2020, 6, 1)}
    assert judge(date(2026, 1, 14), **facts).action == "purge"
    assert judge(date(2026, 1, 15), **facts).action == "keep"


def test_a_report_that_was_not_opened_is_purged_after_five_years():
    verdict = judge(matters=["not_opened"], birth_date=date(2015, 6, 1))
    assert verdict.action == "purge"
    assert "SoL 2025:400 16 kap. 2 a §" in verdict.basis
    assert judge(matters=["not_opened", "child_inquiry"], birth_date=date(2014, 6, 1)).action == "keep"


def test_an_agreement_on_custody_is_kept_until_eighteen():
    facts = {"matters": ["custody_agreement"], "birth_date": date(2015, 6, 1)}
    assert judge(LATER, **facts).due == date(2033, 6, 1)


@pytest.mark.parametrize(("county", "municipality"), [("09", "0980"), ("05", "0580"), ("22", "2281"), ("14", "1480")])
def test_some_counties_and_one_municipality_keep_everything_for_research(county, municipality):
    verdict = judge(LATER, county=county, municipality=municipality, birth_date=None)
    assert verdict.action == "keep"
    assert verdict.due is None
    assert "SoF 2025:468 13 kap. 1 §" in verdict.basis


@pytest.mark.parametrize("day", range(1, 31))
def test_elsewhere_those_born_on_three_days_are_kept(day):
    verdict = judge(LATER, birth_date=date(1980, 6, day))
    assert verdict.action == ("keep" if day in (5, 15, 25) else "purge")
    assert judge(LATER, birth_date=None, birth_day=day).action == verdict.action
    assert judge(LATER, county="14", municipality="1481", birth_date=date(1980, 6, day)).action == verdict.action


def test_what_is_not_known_is_asked_and_never_purged():
    for fact in ("matters", "ongoing", "last_note"):
        verdict = judge(LATER, **{fact: None})
        assert verdict.action == "ask"
        assert verdict.ask == (fact,)
    assert judge(LATER, birth_date=None).ask == ("birth_date",)
    assert judge(LATER, birth_date=None, matters=["child_inquiry"], birth_day=4).ask == ("birth_date",)
    assert judge(DUE - timedelta(days=1), matters=None).action == "keep"
    assert judge(LATER, matters=None, found=["child_inquiry"], birth_date=date(2010, 6, 1)).action == "keep"


def test_an_open_matter_is_kept_however_old_it_is():
    assert judge(date(2045, 1, 1), ongoing=True).action == "keep"


def test_a_private_provider_purges_after_two_years_or_hands_over():
    assert judge(date(2026, 3, 9), PRIVATE).action == "keep"
    verdict = judge(date(2026, 3, 10), PRIVATE)
    assert (verdict.action, verdict.latest, verdict.basis) == (
        "purge", date(2027, 12, 31), ("SoL 2025:400 17 kap. 2 §",))  # fmt: skip
    for more in ({"matters": ["placed_child"]}, {"matters": ["handover_agreed"]}, {"birth_date": date(1980, 5, 15)}):
        assert judge(date(2026, 3, 10), PRIVATE, **more).action == "hand_over"
        assert judge(date(2026, 3, 9), PRIVATE, **more).action == "keep"
    assert judge(date(2026, 3, 10), PRIVATE, county="09").action == "hand_over"


@pytest.mark.parametrize("domain", ["health", "school"])
@pytest.mark.parametrize("public", [True, False])
def test_a_patient_record_is_kept_ten_years_and_never_purged(domain, public):
    facts = HEALTH | {"domain": domain, "public": public}
    before, on = judge(date(2031, 3, 9), facts), judge(date(2031, 3, 10), facts)
    assert (before.action, on.action, on.latest) == ("keep", "may_archive", None)
    assert "PDL 2008:355 3 kap. 17 §" in on.basis
    assert not RULES.purgeable(domain, public)


@given(
    st.dates(date(2008, 7, 1), date(2060, 1, 1)),
    st.sampled_from(["health", "school"]),
    st.none() | st.dates(date(1990, 1, 1), date(2050, 1, 1)),
    st.none() | st.frozensets(st.sampled_from(sorted(RULES.matters))),
    st.booleans() | st.none(),
)
def test_nothing_on_the_health_side_is_ever_purged(day, domain, last_note, matters, ongoing):
    facts = HEALTH | {"domain": domain, "last_note": last_note, "matters": matters, "ongoing": ongoing}
    assert RULES.judge(facts, day).action in ("keep", "may_archive", "ask")


@given(
    st.dates(date(2015, 1, 1), date(2045, 12, 31)),
    st.dates(date(2005, 1, 1), date(2045, 12, 31)),
    st.frozensets(st.sampled_from(sorted(RULES.matters))),
    st.dates(date(1930, 1, 1), date(2020, 1, 1)),
)
def test_a_purge_is_never_early_and_always_says_by_when(day, last_note, matters, born):
    verdict = judge(day, last_note=last_note, matters=matters, birth_date=born)
    if verdict.action == "purge":
        assert day >= verdict.due
        assert verdict.latest == date(verdict.due.year + 1, 12, 31)
        assert born.day not in (5, 15, 25)
        assert not matters & {"paternity", "adoption", "placed_child"}
        assert verdict.basis
        assert verdict.why


def test_where_no_rule_holds_somebody_is_asked():
    assert judge(date(1995, 1, 1)).action == "ask"


def test_facts_that_cannot_be_read_are_told():
    with pytest.raises(BadInput, match="spells"):
        judge(matters=["spells"])
    with pytest.raises(BadInput, match="domain"):
        judge(domain="shop")


def test_the_log_is_kept_at_least_five_years():
    kept, rule = RULES.log_kept_until(date(2021, 3, 10), DUE)
    assert kept == date(2026, 3, 10)
    assert rule.sure == "secondary"


def test_rules_that_point_at_nothing_are_refused():
    rule = RULES.exemptions[0].model_copy(update={"id": "x", "matters": ("nowhere",)})
    with pytest.raises(BadContent, match="nowhere"):
        Retention(RULES.periods, [rule], list(RULES.matters.values()), RULES.logs)
    with pytest.raises(BadContent, match="två gånger"):
        Retention([*RULES.periods, RULES.periods[0]], [], [], [])
    with pytest.raises(ValueError, match="antingen"):
        Exemption.model_validate(RULES.exemptions[0].model_dump() | {"matters": ()})
    with pytest.raises(ValueError, match="age"):
        Exemption.model_validate(RULES.exemptions[0].model_dump() | {"age": 4})


def test_each_rule_cites_and_says_how_sure():
    for rule in (*RULES.periods, *RULES.exemptions, *RULES.logs):
        assert rule.provisions
        assert rule.sure
        assert rule.text.endswith(".")
    assert all(isinstance(m, Matter) for m in RULES.matters.values())
    assert {type(p) for p in RULES.periods} == {Period}
