"""Limits of the document against the national ones."""

import pytest

from .build import found, item, law, only, pack

BEFORE = {
    "id": "glas-fore",
    "concept": "riskbruk",
    "measure": "standardglas per vecka",
    "unit": "glas",
    "origin": "Socialstyrelsen",
    "thresholds": [{"when": {"sex": "male"}, "more_than": 13}, {"when": {"sex": "female"}, "at_least": 9}],
    "text": "14 glas för män och 9 för kvinnor.",
    "valid_from": "2010",
    "valid_to": "2023-09-11",
    "succeeded_by": "glas-nu",
}
NOW = BEFORE | {
    "id": "glas-nu",
    "thresholds": [{"at_least": 10}],
    "text": "10 glas i veckan för alla.",
    "valid_from": "2023-09-12",
    "valid_to": None,
    "succeeded_by": None,
}
OCCASION = NOW | {"id": "tillfalle", "measure": "standardglas vid samma tillfälle", "thresholds": [{"at_least": 4}]}
LAW = {"thresholds": [BEFORE, NOW, OCCASION]}
CONCEPT = item("riskbruk-alkohol", term="Riskbruk", words=["riskbruk"])


def limits(*thresholds, measure="standardglas i veckan", concept="riskbruk-alkohol", **more):
    entry = item("glas", concept=concept, kind="threshold", measure=measure, unit="glas", origin="Dokumentet")
    return pack(concepts=[CONCEPT], criteria=[entry | {"thresholds": thresholds} | more])


OURS = ({"when": {"sex": "male"}, "at_least": 14}, {"when": {"sex": "female"}, "at_least": 9})


def test_other_numbers_since_a_day():
    finding = only("threshold", limits(*OURS), law(**LAW))
    assert (finding.layer, finding.severity) == ("law", "warning")
    assert "den 12 september 2023" in finding.text
    assert "minst 14 glas (män)" in finding.text
    assert "Talen stämde när dokumentet beslutades" in finding.text


def test_the_numbers_in_force_are_no_fault():
    assert not found("threshold", limits({"at_least": 10}), law(**LAW))


def test_on_the_day_of_the_decision_the_old_numbers_were_right():
    assert not found("threshold", limits(*OURS), law(**LAW), day=None)


def test_numbers_that_were_never_national_say_so():
    assert "inte sett" in only("threshold", limits({"at_least": 20}), law(**LAW)).text


@pytest.mark.parametrize("measure", ["AUDIT-poäng", "standardglas vid ett tillfälle i månaden"])
def test_another_measure_is_not_compared(measure: str):
    unit = "poäng" if "AUDIT" in measure else "glas"
    assert not found("threshold", limits({"at_least": 4}, measure=measure, unit=unit), law(**LAW))


def test_another_concept_is_not_compared():
    assert not found("threshold", limits(*OURS, concept="annat"), law(**LAW))


def test_what_we_only_remember_is_told_low():
    thresholds = [entry | {"sure": "memory"} for entry in LAW["thresholds"]]
    assert only("threshold", limits(*OURS), law(thresholds=thresholds)).severity == "info"


def test_whether_the_number_itself_counts_may_be_left_open():
    assert found("threshold", limits({"more_than": 10}), law(**LAW))
    assert not found("threshold", limits({"more_than": 10}, standing="unclear"), law(**LAW))


def test_a_statement_of_the_same_limit_is_not_a_second_finding():
    legal = {
        "id": "s",
        "topic": "granser",
        "value": "10 glas",
        "text": "Tio.",
        "provisions": ["SoS"],
        "valid_from": "2023",
    }
    said = [item("a", topic="granser", value="14 glas")]
    of = limits(*OURS)
    both = pack(concepts=of.concepts, criteria=of.criteria, statements=said)
    under = law(statements=[legal], **LAW)
    assert found("threshold", both, under)
    assert not found("statement", both, under)
    assert found("statement", pack(statements=said), under)


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        ("standardglas i veckan", "glas per vecka", True),
        ("standardglas i veckan, i genomsnitt", "standardglas per vecka", True),
        ("antal standardglas", "standardglas", True),
        ("standardglas", "standardglas per vecka", False),
        ("standardglas per vecka", "antal glas", False),
        ("standardglas per vecka", "standardglas per dag", False),
        ("AUDIT-C", "AUDIT", False),
        ("AUDIT C", "AUDIT", False),
        ("poäng i AUDIT–C", "AUDIT", False),
        ("AUDIT–C", "AUDIT C", True),
        ("audit-c", "AUDIT-C", True),
        ("AUDIT, fråga 3", "AUDIT", False),
        ("poäng i AUDIT", "AUDIT", True),
        ("MADRS-S", "MADRS", False),
    ],
)
def test_measures_are_the_same_when_what_tells_them_apart_is(ours: str, theirs: str, same: bool):
    under = law(thresholds=[NOW | {"measure": theirs}])
    assert bool(found("threshold", limits({"at_least": 20}, measure=ours), under)) == same


def test_more_than_fourteen_and_at_least_fourteen_are_drawn_at_the_same_number():
    before = BEFORE | {
        "thresholds": [{"when": {"sex": "male"}, "more_than": 14}, {"when": {"sex": "female"}, "more_than": 9}]
    }
    assert "Talen stämde" in only("threshold", limits(*OURS), law(thresholds=[before, NOW])).text


def test_where_it_is_open_whether_the_number_counts_only_the_number_is_said():
    finding = only("threshold", limits(*OURS, standing="unclear"), law(**LAW))
    assert "gräns för standardglas i veckan: 14 glas (män) och 9 glas (kvinnor)" in finding.text


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        ({"at_least": 6.5}, "minst 6,5 glas"),
        ({"more_than": 3, "at_most": 8}, "mer än 3 men högst 8 glas"),
        ({"at_least": 8, "at_most": 15, "label": "riskbruk"}, "riskbruk vid 8–15 glas"),
        ({"at_most": 2}, "högst 2 glas"),
        ({"at_least": 20, "when": {"age": "-17"}}, "minst 20 glas (upp till 17 år)"),
        ({"at_least": 20, "when": {"age": "65-"}}, "minst 20 glas (65 år och äldre)"),
        ({"at_least": 20, "when": {"age": "13-17", "sex": "female"}}, "minst 20 glas (13–17 år och kvinnor)"),
    ],
)
def test_a_limit_is_told_as_people_say_it(limit: dict[str, object], said: str):
    assert f"gräns för standardglas i veckan: {said}." in only("threshold", limits(limit), law(**LAW)).text
