"""Ids of places."""

import pytest

from helhet.agreements.slugs import anchor_slug


@pytest.mark.parametrize(
    ("anchor", "slug"),
    [("K21/region/vard#11", "k21-region-vard-p11"), ("S16/3.4", "s16-3.4"), ("S16/1.2#s5", "s16-1.2-ps5")],
)
def test_slug(anchor, slug):
    assert anchor_slug(anchor) == slug
