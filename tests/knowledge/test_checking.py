"""The whole check of a pack: questions that no longer ask about anything, and shipped findings that are all asked."""

from pathlib import Path

import pytest

from helhet.knowledge.checking import check
from tests.knowledge.making import LIBRARY, pack
from tests.knowledge.test_advise import DAY


def question(*findings: str) -> dict[str, object]:
    return {
        "id": "q",
        "text": "Gäller det?",
        "anchors": ["A/s#1"],
        "owner": "Länet",
        "by": "2030",
        "findings": [*findings],
    }


@pytest.mark.parametrize(
    ("findings", "told"),
    [
        (["text.statement.no-such"], ["text.fault.question.q.text"]),
        (["needs.gap.no_such"], ["text.fault.question.q"]),
        (["text.no-such", "needs.no_such"], ["text.fault.question.q", "text.fault.question.q.text"]),
        (["text.misprint.tryck"], []),
        (["text.misprint.*"], []),
        ([], []),  # an open question need not be something that a check can find
    ],
)
def test_a_question_about_what_no_check_finds(tmp_path: Path, findings: list[str], told: list[str]) -> None:
    misprint = {"id": "tryck", "anchors": ["A/s#2"], "printed": "tvo", "meant": "två", "cause": "county"}
    made = pack(tmp_path, misprints=[misprint], questions=[question(*findings)])
    found = [f for f in check(LIBRARY, made, DAY).findings if f.key.startswith("text.fault.question")]
    assert sorted(f.key for f in found) == told
    assert all(pattern in found[place].text for place, pattern in enumerate(findings) if len(found) == 1)


@pytest.mark.parametrize("ident", ["kalmar-2021", "stockholm-2017"])
def test_everything_found_in_a_shipped_pack_is_asked(ident: str) -> None:
    report = check(LIBRARY, LIBRARY.pack(ident), DAY)
    assert report.ok
    assert [f.key for f in report.findings if not f.declared] == []
