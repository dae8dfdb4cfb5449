"""Ids of places."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from helhet.agreements.slugs import anchor_slug

ANCHORS = st.from_regex(r"[AB][Aa]{0,2}(/[p1.\-]{1,3}){0,3}(#[p1.\-]{1,3})?", fullmatch=True)


@pytest.mark.parametrize(
    ("anchor", "slug"),
    [("K21/region/vard#11", "k21-region-vard-p11"), ("S16/3.4", "s16-3.4"), ("S16/1.2#s5", "s16-1.2-ps5")],
)
def test_slug(anchor, slug):
    assert anchor_slug(anchor) == slug


@given(st.lists(ANCHORS, unique=True, min_size=2, max_size=9))
@example(["A/x-1", "A/x/1"])
@example(["A/x#1", "A/x/p1", "A/x-p1"])
@example(["AB/x", "Ab/x"])
@example(["A/x-/y", "A/x/-y"])
def test_no_two_places_have_the_same_id(anchors):
    assert len({anchor_slug(anchor) for anchor in anchors}) == len(anchors)
