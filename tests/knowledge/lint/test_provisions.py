"""Cited provisions: right when decided, and right now, are two questions."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .build import found, law, only, pack

OLD = {"id": "SoL 2001:453 5 kap. 9 a §", "about": "duty", "text": "Skyldigheten.", "valid_from": "2013-07-01"}
OLD |= {"valid_to": "2025-06-30", "succeeded_by": "SoL 2025:400 7 kap. 2 §"}
NEW = {"id": "SoL 2025:400 7 kap. 2 §", "about": "duty", "text": "Skyldigheten.", "valid_from": "2025-07-01"}
ALL = ("provision-then", "provision-now", "provision-unknown")


def citing(provision: str, about: str | None = "duty", **more):
    reference = {"id": "r", "anchors": ["A21/ett#1"], "text": "Skyldigheten", "provision": provision, "about": about}
    return pack(references=[reference | more])


def test_repealed_since_names_the_successor_and_the_place():
    finding = only("provision-now", citing(OLD["id"]), law(provisions=[OLD, NEW]))
    assert finding.layer == "law"
    assert "5 kap. 9 a §" in finding.text
    assert NEW["id"] in finding.text
    assert finding.table[1][2] == "2025-06-30"
    assert not found("provision-then", citing(OLD["id"]), law(provisions=[OLD, NEW]))


def test_without_a_day_only_the_decision_counts():
    assert not [f for rule in ALL for f in found(rule, citing(OLD["id"]), law(provisions=[OLD, NEW]), day=None)]


def test_in_force_both_days_is_no_fault():
    under = law(provisions=[OLD | {"valid_to": None, "succeeded_by": None}])
    assert not [f for rule in ALL for f in found(rule, citing(OLD["id"]), under)]


def test_not_yet_in_force_when_decided():
    finding = only("provision-then", citing(NEW["id"]), law(provisions=[OLD, NEW]))
    assert (finding.kind, finding.severity, finding.layer) == ("fault", "warning", "text")
    assert "började gälla den 1 juli 2025" in finding.text


def test_already_repealed_when_decided_is_not_also_repealed_since():
    gone = OLD | {"valid_to": "2019-12-31", "succeeded_by": NEW["id"]}
    under = law(provisions=[gone, NEW | {"valid_from": "2020-01-01"}])
    assert NEW["id"] in only("provision-then", citing(gone["id"]), under).text
    assert not found("provision-now", citing(gone["id"]), under)


def test_the_wrong_section_of_the_act():
    under = law(provisions=[OLD, NEW, OLD | {"id": "SoL 2001:453 1 kap. 7 §", "about": "other"}])
    for cited in ("SoL 2001:453 1 kap. 7 §", "SoL 2001:453 99 kap. 1 §"):
        finding = only("provision-then", citing(cited), under)
        assert f"Menas {OLD['id']}?" in finding.text
        assert not found("provision-now", citing(cited), under)
        assert not found("provision-unknown", citing(cited), under)


def test_a_misprint_of_the_same_provision_is_not_a_second_finding():
    slip = {"id": "m", "anchors": ["A21/ett#1"], "printed": "1 kap. 7 §", "meant": "5 kap. 9 a §", "cause": "county"}
    of = citing("SoL 2001:453 1 kap. 7 §").model_copy(update={"misprints": pack(misprints=[slip]).misprints})
    assert only("provision-then", of, law(provisions=[OLD, NEW])).kind == "fault"
    assert not found("misprint", of, law(provisions=[OLD, NEW]))
    assert found("misprint", of, law())


def test_unknown_to_us_is_never_the_countys():
    finding = only("provision-unknown", citing("ABC 1999:1 2 §"), law(provisions=[OLD]))
    assert (finding.kind, finding.severity) == ("unsure", "info")


def test_one_finding_for_each_act():
    twin = OLD | {"id": "SoL 2001:453 2 kap. 7 §", "about": "sip"}
    refs = [
        {"id": p["id"][-5:-3].strip(" .") or "x", "anchors": ["A21/ett#1"], "text": "Om", "provision": p["id"]}
        for p in (OLD, twin)
    ]
    assert len(only("provision-now", pack(references=refs), law(provisions=[OLD, twin, NEW])).table) == 3


@settings(deadline=None)
@given(st.dates(date(2001, 1, 1), date(2030, 1, 1)), st.integers(0, 5000))
def test_a_provision_is_asked_about_exactly_when_it_fails_one_of_the_days(start: date, length: int):
    decided, day, end = date(2021, 1, 22), date(2026, 11, 22), start + timedelta(days=length)
    under = law(provisions=[OLD | {"valid_from": start, "valid_to": end, "succeeded_by": None}])
    then, now = start <= decided <= end, start <= day <= end
    assert bool(found("provision-then", citing(OLD["id"]), under)) == (not then)
    assert bool(found("provision-now", citing(OLD["id"]), under)) == (then and not now)


@pytest.mark.parametrize("cause", ["machine", "unclear"])
def test_a_provision_that_a_machine_may_have_misread_is_not_the_countys(cause: str):
    slip = {"id": "m", "anchors": ["A21/ett#1"], "printed": "1 kap. 7 §", "meant": "5 kap. 9 a §", "cause": cause}
    of = citing("SoL 2001:453 1 kap. 7 §").model_copy(update={"misprints": pack(misprints=[slip]).misprints})
    finding = only("provision-then", of, law(provisions=[OLD, NEW]))
    assert (finding.kind, finding.severity) == ("unsure", "info")
    assert "räknas då inte som länets" in finding.text
    assert not found("misread", of, law(provisions=[OLD, NEW]))


def test_a_misprint_elsewhere_or_of_other_numbers_is_another_matter():
    slip = {"id": "m", "anchors": ["A21/ett#1"], "printed": "1 kap. 7 §", "meant": "5 kap. 9 a §", "cause": "machine"}
    for other in (slip | {"anchors": ["A21/tva#1"]}, slip | {"printed": "8 kap. 3 §"}, slip | {"printed": "lagen"}):
        of = citing("SoL 2001:453 1 kap. 7 §").model_copy(update={"misprints": pack(misprints=[other]).misprints})
        assert only("provision-then", of, law(provisions=[OLD, NEW])).kind == "fault"
        assert found("misread", of, law(provisions=[OLD, NEW]))


def test_a_reference_that_points_wrong_is_asked_about_once():
    of = citing(OLD["id"], holds=False)
    assert found("pointer", of, law(provisions=[OLD, NEW]))
    assert not [f for rule in ALL for f in found(rule, of, law(provisions=[OLD, NEW]))]


def test_only_what_held_then_can_have_been_meant():
    later = OLD | {"id": "SoL 2001:453 8 kap. 1 §", "valid_from": "2022"}
    finding = only("provision-unknown", citing("SoL 2001:453 99 kap. 1 §"), law(provisions=[later]))
    assert "99 kap. 1 §" in finding.text


def test_in_an_agreement_that_has_ended_it_is_history():
    ended = citing(OLD["id"]).model_copy(update={"about": pack({"status": "ended"}).about})
    assert only("provision-now", ended, law(provisions=[OLD, NEW])).severity == "info"
    assert only("provision-now", citing(OLD["id"]), law(provisions=[OLD, NEW])).severity == "warning"


def test_what_we_only_remember_of_the_law_is_said():
    remembered = law(provisions=[OLD | {"sure": "memory"}, NEW])
    assert "inte läst lagtexten" in only("provision-now", citing(OLD["id"]), remembered).text
    assert "inte läst lagtexten" not in only("provision-now", citing(OLD["id"]), law(provisions=[OLD, NEW])).text
