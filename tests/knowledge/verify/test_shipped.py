"""The shipped agreements: both checkers come to the same, in time."""

import pytest

from helhet.knowledge.home import open_library
from helhet.knowledge.verify import verify
from helhet.knowledge.verify.report import WORST

LIBRARY = open_library()


@pytest.mark.parametrize("name", LIBRARY.pack_ids())
def test_both_checkers_agree_within_ten_seconds(name: str):
    told: list[str] = []
    report = verify(LIBRARY.pack(name), LIBRARY.vocabulary, LIBRARY.law, told.append)
    assert report.agreed, [f.text for f in report.findings if f.key.startswith("checkers.")]
    assert report.seconds < 10
    assert len(told) >= 4
    assert len({f.key for f in report.findings}) == len(report.findings)


@pytest.mark.parametrize("name", LIBRARY.pack_ids())
def test_every_need_on_the_list_has_a_status(name: str):
    coverage = verify(LIBRARY.pack(name), LIBRARY.vocabulary, LIBRARY.law).coverage
    assert [row.need for row in coverage] == list(LIBRARY.vocabulary.needs)
    assert {row.status for row in coverage} <= set(WORST)
    for row in coverage:
        for part in row.parts:
            assert bool(part.holders) == (part.status not in ("gap", "not_covered"))
