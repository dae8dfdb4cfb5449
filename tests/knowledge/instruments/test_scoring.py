"""Totals, classes and reasons: which set holds, for whom, and what is said when something is not known."""

from datetime import date
from decimal import Decimal

import pytest

from helhet.kernel.errors import BadInput
from helhet.knowledge.instruments.answering import entries
from helhet.knowledge.instruments.result import Result
from helhet.knowledge.instruments.saying import reason
from helhet.knowledge.instruments.scoring import score
from helhet.knowledge.instruments.who import profile, text_for
from helhet.knowledge.schema.instruments import Instrument

from .conftest import everything

DAY = date(2026, 11, 25)


def points(total: int, most: list[int]) -> str:
    """Entries that add up to the total, filling the items from the first."""
    given = []
    for highest in most:
        step = min(total, highest)
        given.append(step if highest < 5 else 0)
        total -= given[-1]
    assert total == 0
    return ",".join(map(str, given))


AUDIT = [4] * 10
DUDIT = [4] * 11


@pytest.fixture
def scored(shelf):
    def run(ident: str, items: str, sex=None, age=None, day=DAY, wanted=None) -> Result:
        return score(shelf.get(ident).instrument, entries(items), profile(sex, age), day, wanted)

    return run


def word(result: Result) -> str | None:
    return result.given.label if result.given else None


@pytest.mark.parametrize(
    ("sex", "total", "expected"),
    [
        ("male", 7, "under gränsen för riskbruk"),
        ("male", 8, "riskbruk"),
        ("male", 15, "riskbruk"),
        ("female", 5, "under gränsen för riskbruk"),
        ("female", 6, "riskbruk"),
        ("female", 7, "riskbruk"),
        (None, 5, "under gränsen för riskbruk"),
        (None, 6, None),
        (None, 7, None),
        ("other", 7, None),
        (None, 8, "riskbruk"),
        (None, 16, "skadligt bruk"),
        ("female", 19, "skadligt bruk"),
        ("male", 20, "troligt beroende"),
        (None, 40, "troligt beroende"),
    ],
)
def test_audit_by_sex(scored, sex, total, expected):
    result = scored("audit", points(total, AUDIT), sex)
    assert (result.total, word(result)) == (total, expected)
    assert result.chosen.id == "audit.bands"


def test_unknown_sex_shows_both(scored):
    result = scored("audit", points(7, AUDIT))
    both = {(one.who.sex, one.label) for one in result.by(result.chosen)}
    assert both == {("female", "riskbruk"), ("male", "under gränsen för riskbruk")}
    assert "Kön är inte angivet" in reason(result)
    assert "kvinnor: riskbruk; män: under gränsen för riskbruk" in reason(result)


def test_sets_that_disagree_are_told(scored):
    result = scored("audit", points(7, AUDIT), "male", 70)
    assert word(result) == "under gränsen för riskbruk"
    assert "WHO:s lägre gräns" in reason(result)
    assert word(scored("audit", points(7, AUDIT), "male", 70, wanted="audit.who_lower")) == "riskbruk eller mer"


@pytest.mark.parametrize(
    ("sex", "age", "total", "chosen", "expected"),
    [
        ("male", None, 6, "dudit.positive", "tecken på problem"),
        ("male", None, 5, "dudit.positive", "under gränsen"),
        ("female", None, 2, "dudit.positive", "tecken på problem"),
        ("female", 40, 1, "dudit.positive", "under gränsen"),
        ("male", 20, 6, "dudit.young", "under gränsen"),
        ("male", 16, 7, "dudit.young", "tecken på problem"),
        ("female", 25, 2, "dudit.young", "under gränsen"),
        ("female", 26, 2, "dudit.positive", "tecken på problem"),
        ("female", 15, 2, "dudit.positive", "tecken på problem"),
    ],
)
def test_dudit_by_sex_and_age(scored, sex, age, total, chosen, expected):
    result = scored("dudit", points(total, DUDIT), sex, age)
    assert (result.chosen.id, word(result)) == (chosen, expected)


def test_without_age_the_young_limits_are_told_as_theirs(scored):
    result = scored("dudit", points(6, DUDIT), "male")
    young = [one for one in result.classes if one.limits.id == "dudit.young"]
    assert [(one.whom, one.label) for one in young] == [("16–25 år", "under gränsen")]
    assert word(scored("dudit", points(6, DUDIT), "male", wanted="dudit.young")) is None


@pytest.mark.parametrize(
    ("day", "sex", "expected", "chosen"),
    [
        ("2023-09-11", "male", "under gränsen för riskbruk", "risk_use.week.before_2023"),
        ("2023-09-12", "male", "riskbruk", "risk_use.week.2023"),
        ("2023-09-11", "female", "riskbruk", "risk_use.week.before_2023"),
        ("2023-09-11", None, None, "risk_use.week.before_2023"),
        ("2023-09-12", None, "riskbruk", "risk_use.week.2023"),
    ],
)
def test_the_day_decides_the_set(scored, day, sex, expected, chosen):
    result = scored("glas-vecka", "12", sex, day=date.fromisoformat(day))
    assert (word(result), result.chosen.id) == (expected, chosen)


def test_a_superseded_set_is_never_used_as_if_it_held(scored):
    result = scored("glas-vecka", "12", "male", wanted="risk_use.week.before_2023")
    assert (result.total, word(result)) == (12, None)
    assert "gäller från 2011-01-01 till 2023-09-11" in reason(result)
    assert "risk_use.week.2023" in reason(result)


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ("0,1,,3,0,0,0,0,0,0", "Svar saknas på fråga 3"),
        ("0,1,,,0,0,0,0,0,0", "Svar saknas på frågorna 3"),
        ("", "AUDIT har 10 frågor, men 1 platser"),
        ("0,0,0,0,0,0,0,0,0,0,0", "men 11 platser"),
        ("0,0,0,0,0,0,0,0,1,0", "Fråga 9: '1' går inte att svara. Möjliga svar: 0, 2, 4."),
        ("5,0,0,0,0,0,0,0,0,0", "Fråga 1: '5'"),
        ("x,0,0,0,0,0,0,0,0,0", "Fråga 1: 'x'"),
        ("-1,0,0,0,0,0,0,0,0,0", "Fråga 1: '-1'"),
        ("1.0,0,0,0,0,0,0,0,0,0", "Fråga 1: '1.0'"),
        ("²,0,0,0,0,0,0,0,0,0", "Fråga 1"),
        ("1;0;0;0;0;0;0;0;0;0", "1 platser"),
        ("99999999999999999999,0,0,0,0,0,0,0,0,0", "Fråga 1"),
    ],
)
def test_no_total_and_why(scored, items, said):
    result = scored("audit", items)
    assert (result.total, word(result), result.classes) == (None, None, ())
    assert said in reason(result)


@pytest.mark.parametrize("number", range(10))
def test_each_missing_item_leaves_no_total(scored, number):
    given = ["0"] * 10
    given[number] = ""
    assert scored("audit", ",".join(given)).total is None


@pytest.mark.parametrize(
    ("ident", "total", "expected"),
    [
        ("dsm5-sud", 1, "färre kriterier än syndromet kräver"),
        ("dsm5-sud", 2, "lindrigt"),
        ("dsm5-sud", 5, "medelsvårt"),
        ("dsm5-sud", 6, "svårt"),
        ("icd10-dependence", 2, "färre kriterier än beroende kräver"),
        ("icd10-dependence", 3, "beroende"),
        ("dsm4-dependence", 3, "kriterierna för beroende enligt DSM-IV uppfyllda"),
        ("dsm4-abuse", 1, "kriteriet för missbruk enligt DSM-IV uppfyllt"),
        ("dsm5-gambling", 3, "färre kriterier än syndromet kräver"),
        ("dsm5-gambling", 8, "svårt"),
    ],
)
def test_criteria_are_counted(scored, shelf, ident, total, expected):
    size = len(shelf.get(ident).instrument.items)
    assert word(scored(ident, points(total, [1] * size))) == expected


def test_unknown_sets_sexes_and_ages_are_refused(scored):
    with pytest.raises(BadInput, match="har inga gränser som heter 'nej'"):
        scored("audit", "0", wanted="nej")
    for wrong in ({"sex": "man"}, {"age": "-1"}, {"age": "200"}, {"age": "3,5"}, {"age": "²"}):
        with pytest.raises(BadInput):
            scored("audit", points(0, AUDIT), **wrong)


# ── An instrument that has everything ──


@pytest.fixture
def all_of_it() -> Instrument:
    return everything()


def run(instrument: Instrument, items: str, sex=None, age=None, wanted=None, day=DAY) -> Result:
    return score(instrument, entries(items), profile(sex, age), day, wanted)


def test_an_item_that_is_not_asked_counts_as_the_instrument_says(all_of_it):
    # a=0: b and c are passed by (0 and 1 points); d=0: e and f too (0 and 2). Nothing else.
    assert run(all_of_it, "0,,,0,,").total == 3
    # a weighs 2, d a tenth.
    assert run(all_of_it, "1,0,,2,,").total == Decimal("5.2")


def test_what_is_answered_though_it_is_not_asked_is_never_counted_in_silence(all_of_it):
    result = run(all_of_it, "0,2,,0,,")
    assert result.total is None
    assert "Fråga 2 ställs inte" in reason(result)
    assert run(all_of_it, "0,0,,0,,").total == 3  # it says what not asking says


def test_a_missing_item_that_decides_is_told_alone(all_of_it):
    assert run(all_of_it, ",,,0,,").answers.missing == ("a",)


def test_reversed_items_and_codes(all_of_it):
    result = run(all_of_it, "2,0,0,10,ja,5")
    assert {key: float(value) for key, value in result.answers.points.items()} == {
        "a": 2, "b": 0, "c": 3, "d": 10, "e": 4, "f": 1,
    }  # fmt: skip
    assert run(all_of_it, "2,0,0,10,Ja,5").total is None


def test_age_decides_the_set_and_unknown_age_shows_all(all_of_it):
    high = "2,1,0,0,,"  # 4 + 1 + 3 + 0 + 0 + 2 = 10
    assert run(all_of_it, high, age=17).chosen.id == "child"
    assert word(run(all_of_it, high, age=30)) == "hög"
    assert word(run(all_of_it, high, age=65)) == "mycket hög"
    result = run(all_of_it, high)
    assert (word(result), result.chosen) == (None, None)
    assert "Ålder är inte angiven" in reason(result)
    assert {(one.limits.id, one.whom, one.label) for one in result.classes if one.limits.score == "total"} == {
        ("child", "till och med 17 år", "hög"),
        ("adult", "18–64 år", "hög"),
        ("adult", "från 65 år", "mycket hög"),
    }


def test_a_set_on_a_sub_scale_is_used_when_it_is_named(all_of_it):
    result = run(all_of_it, "3,0,0,,,", wanted="mean")
    assert (result.total, word(result)) == (None, "ofta")
    assert "Svar saknas på fråga 4" in reason(result)


def test_on_a_day_before_any_set(all_of_it):
    assert "Inga gränser gäller 1990-01-01" in reason(run(all_of_it, "0,,,0,,", age=30, day=date(1990, 1, 1)))


def test_texts_by_sex_and_age(all_of_it):
    label = all_of_it.items[1].label
    assert text_for(label, profile("female", None)) == "Fyra glas"
    assert text_for(label, profile("male", 20)) == "Fem glas"
    assert text_for(label, profile("male", 15)) == "Flera glas"
    assert text_for(label, profile(None, 20)) == "Flera glas"
