"""Small packs and a small law, so that each test shows only the fault it is about."""

from datetime import date
from pathlib import Path
from typing import Any

from helhet.knowledge.findings import Finding
from helhet.knowledge.law import Law
from helhet.knowledge.lint import lint
from helhet.knowledge.pack import Pack
from helhet.knowledge.schema import law as schema
from helhet.knowledge.schema import law_says
from helhet.knowledge.vocabulary import Vocabulary

ROOT = Path(__file__).resolve().parents[3]
WORDS = Vocabulary(ROOT / "content" / "vocabulary")
DAY = date(2026, 11, 22)
HERE = "A21/ett"

ABOUT: dict[str, Any] = {
    "id": "prov-2021",
    "title": "Ett prov",
    "short": "Provet",
    "kind": "agreement",
    "county": "99",
    "status": "in_force",
    "summary": "Ett litet paket.",
    "periods": [{"start": "2021-01-22"}],
    "decisions": [{"id": "beslut", "kind": "decided", "by": "Ledningen", "day": "2021-01-22", "text": "Beslut."}],
}
SECTIONS = [
    {"anchor": HERE, "title": "Avsnitt ett", "text": "Det första.", "bullets": {"1": "En sak.", "2": "En till."}},
    {"anchor": "A21/tva", "title": "Avsnitt två", "text": "Det andra.", "bullets": {"1": "En tredje."}},
]


def pack(about: dict[str, Any] | None = None, **parts: Any) -> Pack:
    """A pack with two sections and a decision on 22 January 2021, and what the test adds."""
    return Pack.model_validate({"about": ABOUT | (about or {}), "sections": SECTIONS} | parts)


def item(ident: str, *anchors: str, **more: Any) -> dict[str, Any]:
    """An entry with what every entry has."""
    return {"id": ident, "text": f"Om {ident}.", "anchors": anchors or (f"{HERE}#1",)} | more


def no_law() -> Law:
    """A law without anything in it."""
    return Law(Path("/nowhere"))


def law(**lists: list[dict[str, Any]]) -> Law:
    """A law with only these entries."""
    made = no_law()
    models = {"provisions": schema.Provision, "statements": law_says.LawStatement, "thresholds": law_says.LawThreshold}
    for name, entries in lists.items():
        setattr(made, name, [models[name].model_validate({"sure": "read"} | entry) for entry in entries])
    made.provision = {p.id: p for p in made.provisions}
    return made


def found(
    rule: str, of: Pack, under: Law | None = None, others: tuple[Pack, ...] = (), day: date | None = DAY
) -> list[Finding]:
    """What one rule finds in a pack."""
    findings = lint(of, WORDS, under or no_law(), others, day)
    return [f for f in findings if f.key == f"text.{rule}" or f.key.startswith(f"text.{rule}.")]


def only(
    rule: str, of: Pack, under: Law | None = None, others: tuple[Pack, ...] = (), day: date | None = DAY
) -> Finding:
    """The one thing a rule finds in a pack."""
    findings = found(rule, of, under, others, day)
    assert len(findings) == 1, [f.text for f in findings]
    return findings[0]
