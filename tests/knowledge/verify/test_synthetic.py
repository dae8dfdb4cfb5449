"""Twelve facts and 256 rows: the planted faults are found, and nothing else, in under five seconds."""

import time

from bench import synthetic
from helhet.knowledge.findings import Finding
from helhet.knowledge.verify.layers import proving
from helhet.knowledge.verify.routes import Subject, check_table
from helhet.knowledge.verify.work import Scope
from tests.knowledge.verify.packs import WORDS


def check(rows: list[dict[str, object]]) -> tuple[list[Finding], float]:
    made = synthetic.pack(rows)
    scope = Scope.of(made.about.claims, made.about.parties)
    started = time.perf_counter()
    return check_table(proving(WORDS), Subject(made.tables[0], scope)), time.perf_counter() - started


def test_a_whole_way_has_no_fault():
    rows = synthetic.whole(WORDS)
    assert len(rows) == synthetic.ROWS
    assert len({fact for row in rows for fact in row["when"]}) == len(synthetic.FACTS) == 12
    found, seconds = check(rows)
    assert found == []
    assert seconds < 5


def test_planted_faults_are_found():
    found, seconds = check(synthetic.faulty(WORDS))
    assert {f.kind for f in found} == {"gap", "overlap", "unreachable"}
    assert [f.key for f in found if f.kind == "unreachable"] == ["routes.unreachable.rad-202"]
    assert {"rad-7"} <= set.intersection(*(set(f.key.split(".")) for f in found if f.kind == "overlap"))
    assert seconds < 5
