"""The counting in words: a person can follow it with a calendar in hand."""

from datetime import date, datetime
from functools import partial

import pytest

from helhet.kernel.calendar import STOCKHOLM
from helhet.knowledge.clocks.rules import clocks_of
from helhet.knowledge.clocks.words import called, long, said
from tests.knowledge.clocks.table import SAYS, TODAY
from tests.knowledge.making import LIBRARY

CLOCKS = clocks_of(LIBRARY)
at = partial(datetime, tzinfo=STOCKHOLM)


@pytest.mark.parametrize("key", SAYS)
def test_the_event_and_the_end_are_always_said(key: str) -> None:
    found = CLOCKS.deadline(key, at(2026, 5, 29, 9), on=TODAY)
    assert found.how.startswith(f"{found.rule.event} fredag 29 maj 2026")
    assert said(found.strict) in found.how
    assert ".." not in found.how
    assert "  " not in found.how
    if found.relief:
        assert said(found.relief) in found.how


@pytest.mark.parametrize(
    ("key", "start", "says"),
    [
        ("lvm.custody_review", date(2026, 6, 3), "Fyra dagar, den första är torsdag 4 juni 2026."),
        ("lvm.start_care", date(2026, 6, 3), "Fyra veckor slutar på samma veckodag (lag 1930:173 1 §)."),
        ("lvm.care_max", date(2026, 6, 3), "Sex månader slutar på samma datum (lag 1930:173 1 §)."),
        ("lvm.care_max", date(2026, 8, 31), "månaden har ingen dag 31, så den sista dagen gäller"),
        ("social.purge.child", date(2000, 2, 29), "den som är född då har fyllt år fredag 1 mars 2030"),
        ("social.purge", date(2026, 6, 3), "Det ska vara klart senast fredag 31 december 2032."),
        ("child.protect", date(2026, 6, 3), "Lagen säger genast"),
        ("lvm.submit", date(2026, 6, 5), "Lördag 6 juni (nationaldagen) är ingen vardag: måndag 8 juni 2026 kan gälla"),
        ("fl.appeal", date(2026, 5, 29), "måndag 22 juni 2026 gäller i stället (lag 1930:173 2 §)."),
        ("lvm.submit", date(1998, 6, 4), "Lydelsen som gällde då är inte kontrollerad"),
    ],
)
def test_how_it_was_counted(key: str, start: date, says: str) -> None:
    assert says in CLOCKS.deadline(key, start).how


def test_after_noon_is_said() -> None:
    found = CLOCKS.deadline("dis.payment", at(2026, 6, 3, 12, 1))
    assert "klockan 12.01" in found.how
    assert "efter klockan 12.00" in found.how


def test_only_what_is_not_settled_is_called_so() -> None:
    assert CLOCKS.deadline("fl.appeal", date(2026, 5, 29)).unsure == ""
    assert CLOCKS.deadline("lvm.submit", date(2026, 6, 3)).unsure == ""
    assert "LVM 15 §" in CLOCKS.deadline("lvm.submit", date(2026, 6, 5)).unsure
    assert "Socialstyrelsen" in CLOCKS.deadline("lvm.application", date(2026, 5, 30)).unsure


def test_words() -> None:
    assert said(at(2026, 6, 3, 9, 5)) == "onsdag 3 juni 2026 klockan 09.05"
    assert called(date(2026, 12, 24)) == "Torsdag 24 december (julafton)"
    assert [long(*one) for one in (("days", 1), ("weeks", 4), ("years", 1), ("days", 90))] == [
        "en dag",
        "fyra veckor",
        "ett år",
        "90 dagar",
    ]
