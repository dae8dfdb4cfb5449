"""The invitation and the preparation: whole on paper, with room to write."""

from datetime import date

import pytest

from helhet.knowledge.home import open_library
from helhet.knowledge.planning.content import planning_of
from helhet.plans.papers.meeting import invitation, preparation, questions
from helhet.plans.papers.printing import printed
from tests.plans.papers.tagged import read

PLANNING = planning_of(open_library())
MEETING = {"on": date(2026, 12, 3), "time": "10.30", "place": "Storgatan 1", "words": "Jag vill börja med boendet"}


@pytest.mark.parametrize("large", [False, True])
def test_the_preparation_asks_one_thing_at_a_time_the_persons_own_words_first(large):
    found = read(printed("preparation", preparation(PLANNING, {}), large))
    asked = [text for name, text in found.headings if name == "H2"]
    assert asked[0] == PLANNING.places["words"].label
    assert asked[1] == PLANNING.places["matters"].label
    assert [one.label for one in questions(PLANNING, {})] == asked[:-1]
    for wanted in ("who", "not_who", "days", "pauses", "help", "targets"):
        assert PLANNING.places[wanted].label in asked
    assert (found.language, found.ua) == ("sv", True)


def test_all_ten_target_pictures_and_all_that_may_be_hard_can_be_ticked():
    text = read(printed("preparation", preparation(PLANNING, {}))).root.text
    assert len(PLANNING.targets) == 10
    for one in (*PLANNING.targets.values(), *PLANNING.difficulties.values()):
        assert one.label in text
    assert "valt" not in text


def test_what_is_said_already_stands_there():
    said = {"words": {"text": "Jag vill sova"}, "targets": {"chosen": ["early"]}}
    text = read(printed("preparation", preparation(PLANNING, said))).root.text
    assert "Jag vill sova" in text
    assert f"{PLANNING.targets['early'].label} (valt)" in text


def test_the_letter_says_when_where_who_and_how_to_change_it():
    told = invitation(MEETING, ["Beroendemottagningen", "Min syster"], "Hälsocentralen Norr", "0480-123 45")
    text = read(printed("invitation", told)).root.text
    for wanted in (
        "Torsdag 3 december 2026, klockan 10.30",
        "Storgatan 1",
        "Min syster",
        "0480-123 45",
        "börja med boendet",
    ):
        assert wanted in text
