"""The pure parts: days, facts for the guide, the picture, and questions one at a time."""

from datetime import date
from decimal import Decimal

import pytest

from helhet.knowledge.instruments.asking import after, before, cleaned, when_asked
from helhet.screening import rules
from helhet.screening.drawing import HEIGHT, LEFT, RIGHT, TOP, WIDTH, drawn
from helhet.screening.rules import Counted
from tests.knowledge.instruments.conftest import everything

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("day", "fine"),
    [(TODAY, True), (date(2026, 11, 26), False), (date(1980, 5, 16), False), (date(1980, 5, 17), True)],
)
def test_days(day, fine):
    assert (rules.day_fault(day, TODAY, date(1980, 5, 17)) == "") is fine


def test_the_guide_is_told_the_latest_of_each_substance():
    rows = [
        Counted(date(2026, 1, 1), "alcohol", "dependence"),
        Counted(date(2026, 2, 1), "alcohol", "risk_use"),
        Counted(date(2026, 3, 1), "gambling", ""),
        Counted(date(2026, 3, 1), "", "dependence"),
    ]
    assert rules.facts(rows) == {"substances": {"alcohol": "risk_use"}}
    assert rules.facts([]) == {}


def test_the_picture_puts_each_score_in_its_place():
    scores = [(date(2026, 1, 1), Decimal(0)), (date(2026, 7, 2), Decimal(20)), (date(2026, 12, 31), Decimal(40))]
    picture = drawn(scores, Decimal(40), [{"at": 20, "label": "hög"}, {"at": 99, "label": "utanför"}])
    assert [point.x for point in picture.points] == [LEFT, (LEFT + WIDTH - RIGHT) // 2, WIDTH - RIGHT]
    assert [point.y for point in picture.points] == [picture.bottom, (TOP + picture.bottom) // 2, TOP]
    assert [(mark.y, mark.label) for mark in picture.marks] == [(picture.points[1].y, "hög")]
    assert picture.height == HEIGHT


def test_one_score_stands_in_the_middle_and_a_measure_without_end_has_room():
    one = drawn([(TODAY, Decimal(12))], Decimal(200), [{"at": 10, "label": "riskbruk"}])
    assert one.points[0].x == (LEFT + WIDTH - RIGHT) // 2
    assert one.most == "24"


def test_questions_one_at_a_time_pass_by_what_is_not_asked():
    instrument = everything()
    assert after(instrument, ["0", "", "", "", "", ""], 0) == 3
    assert after(instrument, ["1", "", "", "", "", ""], 0) == 1
    assert before(instrument, ["0", "", "", "", "", ""], 3) == 0
    assert after(instrument, ["0", "", "", "0", "", ""], 3) is None
    assert cleaned(instrument, ["0", "3", "2", "0", "", ""]) == ["0", "", "", "0", "", ""]
    assert when_asked(instrument, instrument.items[2]) == "Ställs bara om fråga 1 är 2 eller 3 eller fråga 2 inte är 0."
