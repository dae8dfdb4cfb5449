"""Time that has run out: what the document leans on, what came before it, and its own review."""

import pytest

from .build import ABOUT, found, item, only, pack

PLAN = {"id": "plan", "anchors": ["A21/ett#1"], "text": "Strategin", "outside": "Strategin 2016–2020"}
REVISION = item("oversyn", kind="revision", by="Gruppen", every_months=12)


def test_a_plan_that_has_ended_since_the_decision():
    finding = only("ended", pack(references=[PLAN | {"ends": "2022"}]))
    assert (finding.kind, finding.severity, finding.where) == ("silence", "info", ("A21/ett#1",))
    assert "”Strategin 2016–2020”, som tog slut 2022" in finding.text


def test_a_plan_that_had_ended_when_the_document_was_decided_is_a_fault():
    finding = only("ended", pack(references=[PLAN | {"ends": "2020"}]))
    assert (finding.kind, finding.severity) == ("fault", "warning")
    assert "innan dokumentet beslutades (den 22 januari 2021)" in finding.text


def test_a_plan_that_runs_on_or_whose_end_is_not_known_is_no_finding():
    assert not found("ended", pack(references=[PLAN, PLAN | {"id": "lang", "ends": "2026"}]))
    assert not found("ended", pack(references=[PLAN | {"ends": "2022"}]), day=None)


def test_a_gap_since_what_held_before():
    before = PLAN | {"about": "predecessor", "ends": "2019-12-31"}
    finding = only("gap-before", pack(references=[before]))
    assert "tog slut den 31 december 2019" in finding.text
    assert "gäller från den 22 januari 2021" in finding.text
    assert not found("ended", pack(references=[before])), "what this replaces has of course ended"


@pytest.mark.parametrize("ends", ["2021-01-21", "2021-12-31"])
def test_no_gap_when_one_takes_over_from_the_other(ends: str):
    assert not found("gap-before", pack(references=[PLAN | {"about": "predecessor", "ends": ends}]))
    assert not found("gap-before", pack(references=[PLAN | {"ends": "2019"}]))


def reviewed(**about):
    return pack({"decisions": [*ABOUT["decisions"], REVISION]} | about)


def test_a_review_that_is_overdue():
    finding = only("review", reviewed())
    assert finding.kind == "silence"
    assert "ses över varje år" in finding.text
    assert "den 22 januari 2021" in finding.text


def test_a_review_is_due_first_when_its_month_has_passed():
    every_70 = [*ABOUT["decisions"], REVISION | {"every_months": 70}]  # decided January 2021: due November 2026
    assert not found("review", pack({"decisions": every_70}))
    every_69 = [*ABOUT["decisions"], REVISION | {"every_months": 69}]
    assert "var 69:e månad" in only("review", pack({"decisions": every_69})).text


def test_no_review_is_asked_about_when_there_is_a_later_version_or_no_time_is_said():
    assert not found("review", reviewed(), others=(pack({"id": "prov-2025", "replaces": "prov-2021"}),))
    assert found("review", reviewed(), others=(pack({"id": "annan-2025"}),))
    assert not found("review", reviewed(status="ended"))
    assert not found("review", pack({"decisions": [*ABOUT["decisions"], item("o", kind="revision", by="Gruppen")]}))
