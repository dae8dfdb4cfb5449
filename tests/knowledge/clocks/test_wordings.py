"""A case runs under the wording of its time, and what we have not read is said."""

from datetime import date, datetime
from functools import partial

import pytest

from helhet.kernel.calendar import STOCKHOLM
from helhet.kernel.errors import BadContent, BadInput, NotFound
from helhet.knowledge.clocks.rules import Clocks, clocks_of
from helhet.knowledge.schema.clocks import Length
from tests.knowledge.clocks.table import SAYS, TODAY
from tests.knowledge.making import LIBRARY

CLOCKS = clocks_of(LIBRARY)
at = partial(datetime, tzinfo=STOCKHOLM)


@pytest.mark.parametrize(
    ("key", "start", "sure"),
    [
        ("lvm.submit", date(1998, 6, 5), "unverified"),
        ("lvm.submit", date(2016, 6, 3), "read"),
        # 17, 20 and 21 §§ have never been changed.
        ("lvm.custody_review", date(1998, 6, 5), "read"),
        ("lvm.care_max", date(1998, 6, 5), "read"),
        ("lvm.start_care", date(1998, 6, 5), "unverified"),
        ("lvm.start_care", date(2016, 6, 3), "read"),
        ("child.prelim", date(2016, 6, 3), "memory"),
        ("sip.start", date(2016, 6, 3), "secondary"),
        ("sip.start", date(2020, 6, 3), "read"),
        ("fl.appeal", date(1998, 6, 5), "memory"),
        ("log.keep", date(2020, 6, 3), "secondary"),
    ],
)
def test_how_sure_the_wording_is(key: str, start: date, sure: str) -> None:
    found = CLOCKS.deadline(key, start)
    assert found.sure == sure
    assert bool(found.unsure) >= (sure != "read")


def test_the_section_is_that_of_the_time() -> None:
    assert CLOCKS.deadline("child.prelim", date(2024, 6, 3)).section == "SoL 2001:453 11 kap. 1 a §"
    assert CLOCKS.deadline("child.prelim", date(2025, 7, 1)).section == "SoL 2025:400 20 kap. 2 §"
    assert CLOCKS.deadline("child.prelim", date(2024, 6, 3), on=TODAY).section == "SoL 2025:400 20 kap. 2 §"
    assert "utan dröjsmål" in CLOCKS.deadline("sip.start", date(2024, 6, 3)).how
    assert "genast" in CLOCKS.deadline("sip.start", date(2026, 6, 3)).how


@pytest.mark.parametrize(
    ("key", "start", "says"),
    [
        ("dis.call_sip", date(2017, 12, 31), "1990:1404"),
        ("lvm.contact_limit", date(2016, 6, 3), "2018:651"),
        ("child.feedback", date(2026, 1, 14), "2025:1501"),
        ("lvm.submit", date(1988, 12, 31), "2010-02-15"),
        ("fl.delay", date(2016, 6, 3), "1986:223"),
    ],
)
def test_what_did_not_hold_then_is_refused_with_what_did(key: str, start: date, says: str) -> None:
    with pytest.raises(NotFound, match=says):
        CLOCKS.deadline(key, start)


def test_psychiatric_care_in_2018_had_thirty_days() -> None:
    facts = {"psychiatric": True}
    assert CLOCKS.deadline("dis.payment", at(2018, 12, 31, 13), facts=facts).strict == date(2019, 1, 30)
    assert CLOCKS.deadline("dis.payment", at(2019, 1, 1, 13), facts=facts).strict == date(2019, 1, 5)
    assert CLOCKS.deadline("dis.payment", at(2018, 12, 31, 13)).strict == date(2019, 1, 4)


def test_what_is_kept_follows_the_law_of_its_end() -> None:
    assert CLOCKS.deadline("social.purge", date(2020, 6, 30)).section == "SoL 2001:453 12 kap. 1 §"
    assert CLOCKS.deadline("social.purge", date(2020, 7, 1)).section == "SoL 2025:400 16 kap. 1 §"
    assert CLOCKS.deadline("social.purge.child", date(1996, 2, 29)).strict == date(2026, 3, 1)


@pytest.mark.parametrize("key", SAYS)
def test_spelling_is_forgiven(key: str) -> None:
    assert CLOCKS.known(key.upper().replace("_", "-")) == key


def test_other_names() -> None:
    assert CLOCKS.known("lvm.seclusion") == "lvm.avskildhet"
    assert CLOCKS.known("lvm.contact-limit") == "lvm.contact_limit"
    assert CLOCKS.known("care.guarantee") == "care.guarantee.contact"
    assert CLOCKS.known("lvm.nothing") is None
    with pytest.raises(NotFound, match=r"lvm\.submit"):
        CLOCKS.rule("lvm.nothing", TODAY)


def test_an_agreement_may_name_its_own_days_only_where_the_law_lets_it() -> None:
    five = CLOCKS.deadline("dis.payment", date(2026, 6, 3), facts={"agreed_days": 5})
    assert (five.strict, five.relief) == (date(2026, 6, 8), None)
    assert "Avtalet" in five.how
    with pytest.raises(BadInput, match="avtal"):
        CLOCKS.deadline("lvm.submit", date(2026, 6, 3), facts={"agreed_days": 5})
    with pytest.raises(BadInput, match="antal dagar"):
        CLOCKS.deadline("dis.payment", date(2026, 6, 3), facts={"agreed_days": -1})


def test_who_extends_names_the_day() -> None:
    start, to = date(2026, 6, 3), date(2026, 6, 20)
    found = CLOCKS.deadline("lvm.hearing", start, extended=True, facts={"extended_to": to})
    # A Saturday that the court has named is not a time by law: nothing moves it.
    assert (found.strict, found.relief) == (to, None)
    for facts in ({}, {"extended_to": date(2026, 6, 9)}, {"extended_to": at(2026, 6, 20)}):
        with pytest.raises(BadInput):
            CLOCKS.deadline("lvm.hearing", start, extended=True, facts=facts)
    longer = CLOCKS.deadline("lob.release", at(2026, 6, 3), extended=True, facts={"extended_to": at(2026, 6, 3, 9)})
    assert longer.strict == at(2026, 6, 3, 9)
    with pytest.raises(BadInput, match="förlängas"):
        CLOCKS.deadline("lvm.submit", start, extended=True)


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(BadInput, match="klockslag"):
        CLOCKS.deadline("lvm.avskildhet", date(2026, 6, 3))
    with pytest.raises(BadInput, match="används inte"):
        CLOCKS.deadline("lvm.submit", date(2026, 6, 3), facts={"weather": "rain"})
    with pytest.raises(BadInput, match="tidszon"):
        CLOCKS.deadline("lvm.submit", datetime(2026, 6, 3))  # noqa: DTZ001
    with pytest.raises(BadInput, match="långt"):
        CLOCKS.deadline("lvm.submit", date(9999, 12, 31))


def test_every_text_and_every_paragraph_is_there() -> None:
    for key in CLOCKS.keys:
        rule = CLOCKS.rule(key, TODAY)
        assert rule.provisions
        assert all(cited in LIBRARY.law.provision for cited in (*rule.provisions, *rule.lapses_by)), key
        assert rule.lapses.endswith("."), key
        assert not rule.done.endswith("."), key
        assert rule.clock.task[0].islower(), key


def test_content_that_points_at_nothing_is_refused() -> None:
    entries = [one for one in LIBRARY.law.deadlines if one.id != "lvm.application"]
    with pytest.raises(BadContent, match=r"lvm\.application finns inte") as raised:
        Clocks(entries, LIBRARY.root / "law")
    assert "lvm.avskildhet" not in raised.value.text
    broken = [
        one.model_copy(update={"clock": one.clock and one.clock.model_copy(update={"whose": "nobody"})})
        for one in LIBRARY.law.deadlines
    ]
    with pytest.raises(BadContent, match="nobody finns inte"):
        Clocks(broken, LIBRARY.root / "law")


@pytest.mark.parametrize("given", [{}, {"days": 1, "weeks": 1}, {"days": None}, {"days": -1}])
def test_a_length_has_one_unit(given: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"."):
        Length.model_validate(given)
