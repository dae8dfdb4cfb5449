"""The pure parts: days in words, spans of owners, and where things stand in the picture."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helhet.overview import rules
from helhet.overview.drawing import WIDTH, Track, drawn, folded
from helhet.overview.templatetags.overview import on_day, on_short_day

DAY = date(2026, 11, 25)
AT = datetime(2026, 11, 25, 9, tzinfo=UTC)
MOMENTS = st.integers(0, 1000).map(lambda hours: AT - timedelta(hours=hours))


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "i dag"), (1, "i morgon"), (-1, "i går"), (9, "om 9 dagar"), (-9, "för 9 dagar sedan")],
)
def test_how_long_it_is_to_a_day(days, said):
    assert rules.until(DAY + timedelta(days=days), DAY) == said


@pytest.mark.parametrize(
    ("day", "long", "short"),
    [(date(2026, 4, 29), "29 april", "29 apr"), (date(2025, 4, 29), "29 april 2025", "29 apr 2025")],
)
def test_a_day_of_another_year_says_which(day, long, short):
    assert on_day(day, AT) == long
    assert on_short_day(day, AT) == short


@pytest.mark.parametrize(("late", "said"), [(-3, ""), (0, ""), (1, "1 dag sen"), (9, "9 dagar sen")])
def test_how_late(late, said):
    assert rules.how_late(late) == said


def test_parts_come_in_the_order_of_the_page_and_empty_ones_not_at_all():
    parts = rules.in_parts([("later", 1), ("overdue", 2), ("later", 3)])
    assert [(part.bucket, list(part.rows)) for part in parts] == [("overdue", [2]), ("later", [1, 3])]


@given(st.lists(st.tuples(MOMENTS, st.sampled_from(["Ada", "Bo", "Cia"])), max_size=9))
def test_spans_follow_each_other_without_gap_until_the_end(changes):
    spans = rules.spans(changes, AT)
    for one, following in pairwise(spans):
        assert one.until == following.since
        assert one.label != following.label
    if changes:
        assert spans[0].since == min(at for at, _ in changes)
        assert spans[-1].until == AT


@given(st.lists(st.tuples(MOMENTS, st.text(max_size=30)), max_size=9), st.lists(MOMENTS, max_size=5), st.integers(1, 5))
def test_everything_stands_inside_the_picture(changes, copies, phase):
    tracks = [Track("Ägare", rules.spans(changes, AT)), Track("Nämnd", moments=[(at, "out", "x") for at in copies])]
    since = min([at for at, _ in changes] + copies, default=AT)
    picture = drawn(["Ett", "Två", "Tre", "Fyra", "Fem"], phase, tracks, since, AT)
    boxes = [*picture.phases, *(bar for lane in picture.lanes for bar in lane.bars)]
    assert all(box.x >= 0 and box.x + box.width <= WIDTH for box in boxes)
    assert all(0 <= dot.x <= WIDTH and dot.y < picture.height for lane in picture.lanes for dot in lane.dots)
    assert [box.kind for box in picture.phases].count("now") == 1
    assert picture.phases[phase - 1].kind == "now"


@given(st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=9), min_size=1, max_size=6))
def test_a_folded_label_loses_no_word(words):
    label = " ".join(words)
    assert " ".join(folded(label, 10)).split() == label.split()
