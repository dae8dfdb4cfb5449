"""A content folder of the tests' own, packs published from it, and findings that the check may come with."""

import shutil
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from helhet.agreements import actions, queries
from helhet.knowledge.checking import CheckReport
from helhet.knowledge.findings import Finding, declare
from helhet.knowledge.library import Library
from helhet.knowledge.pack import Pack
from helhet.knowledge.verify.report import NeedCoverage, Part
from tests.wiping import wipe

HERE = Path(__file__).parent
CONTENT = HERE.parents[1] / "content"
PACK = "prov-2024"
AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)

FINDINGS = (
    Finding(
        "lint.reference.bilaga-9", "fault", "text", "error", "Avtalet hänvisar till bilaga 9, som inte finns.",
        ("P/samverkan",),
    ),
    Finding(
        "verify.needs.motivation", "overlap", "needs", "warning", "Två svarar för att motivera.", ("P/riskbruk#3",),
        {"level": ["risk_use"], "unit": ["health_centre", "hvb"]}, "En man på 45 år på en hälsocentral.",
    ),
    Finding(
        "lint.silence.ladder", "silence", "text", "info", "Steg i trappan säger inte hur lång tid det får ta.",
        ("P/samverkan", "P/vuxna", "P/vuxna/ansvar", "P/inledning", "P/giltighet"),
        table=(("Steg", "Ställe"), ("Beslutar", "5. Samverkan")),
    ),
)  # fmt: skip


CHECKERS = {
    "clingo": {"name": "bevisar med en lösare", "seconds": 0.25, "agreed": True},
    "enumeration": {"name": "räknar upp alla lägen", "seconds": 0.1, "agreed": True},
}


def part(status: str, *holders: str, text: str = "") -> Part:
    return Part(status, holders, False, {}, text, ())


COVERAGE = [
    NeedCoverage("withdrawal_care", "Vård vid abstinens", "Vård", "sole", (part("sole", "region"),)),
    NeedCoverage(
        "medicine_tapering",
        "Trappa ned och avsluta beroendeframkallande läkemedel",
        "Vård",
        "gap",
        (part("gap", text="13–17 år"), part("sole", "region", text="18 år och äldre")),
    ),
    NeedCoverage("motivation", "Motivera", "Vård", "shared", (part("shared", "region", "municipality"),)),
    NeedCoverage("income_support", "Pengar", "Stöd i vardagen", "law_only", (part("law_only", "municipality"),)),
    NeedCoverage("sip", "SIP", "Samordna", "settled", (part("settled", "region", "municipality"),)),
    NeedCoverage("tobacco_cessation", "Sluta röka", "Vård", "not_covered", (part("not_covered"),)),
    NeedCoverage("sis_transport", "Resa till SiS", "Tvång", "outside", ()),
]


def verdict_on(findings: Iterable[Finding], pack: Pack, seconds: float = 0.4) -> CheckReport:
    """What a check could have said of our own pack."""
    return CheckReport(True, CHECKERS, seconds, declare(findings, pack), COVERAGE, {"total": 1, "failed": 0})


@pytest.fixture
def verdict(monkeypatch):
    """What the check will say; a test may change its findings, and how long it takes."""
    said = SimpleNamespace(findings=FINDINGS, seconds=0.4)
    monkeypatch.setattr(actions, "check", lambda library, pack, day: verdict_on(said.findings, pack, said.seconds))
    return said


@pytest.fixture(scope="session")
def shipped() -> Library:
    """The words, the law and the counties that we ship; read once, for they take a second."""
    return Library(CONTENT)


@pytest.fixture
def library(shipped, content) -> Callable[[], Library]:
    """The content folder as it stands now."""

    def opened() -> Library:
        found = Library(content)
        vars(found).update(vocabulary=shipped.vocabulary, law=shipped.law, directory=shipped.directory)
        return found

    return opened


@pytest.fixture
def content(tmp_path, settings) -> Path:
    """A content folder with our own pack, which a test may write in."""
    for name in ("vocabulary", "law", "organisations"):
        (tmp_path / name).symlink_to(CONTENT / name)
    shutil.copytree(HERE / "pack", tmp_path / "agreements" / PACK)
    settings.CONTENT = tmp_path
    return tmp_path


@pytest.fixture
def publish(library, verdict, monkeypatch):
    """Publishes what stands in the folder now."""
    opened = library()
    monkeypatch.setattr(queries, "_library", lambda _: opened)

    def published(pack_id: str = PACK, at: datetime = AT):
        return actions.publish(library=library(), pack_id=pack_id, by="Provaren", at=at)

    return published


@pytest.fixture
def published(db, publish):
    return publish()


@pytest.fixture
def served(live_server, publish):
    """Our own pack on a running site."""
    yield publish()
    wipe()


@pytest.fixture(autouse=True)
def nothing_kept():
    """The caches are keyed by content, but tests give the same content other verdicts."""
    yield
    for cached in (queries._pack, queries._agreement):
        cached.cache_clear()
