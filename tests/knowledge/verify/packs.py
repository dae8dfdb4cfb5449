"""Small packs and laws for the proof, and what verify says of them."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from helhet.knowledge.findings import Finding
from helhet.knowledge.home import content_root
from helhet.knowledge.law import Law
from helhet.knowledge.pack import Pack
from helhet.knowledge.schema.law import LawNeed, LawTable
from helhet.knowledge.verify import Report, verify
from helhet.knowledge.vocabulary import Vocabulary

WORDS = Vocabulary(content_root() / "vocabulary")
ABOUT: dict[str, Any] = {
    "id": "prov",
    "title": "Prov",
    "short": "Prov",
    "kind": "agreement",
    "county": "99",
    "status": "draft",
    "periods": [{"start": "2027"}],
    "summary": "Ett avtal för prov.",
}
BOTH = [
    {"id": "r", "name": "Regionen", "principal": "region", "roles": ["party"], "text": "Part", "anchors": ["A/s"]},
    {
        "id": "k",
        "name": "Kommunen",
        "principal": "municipality",
        "roles": ["party"],
        "text": "Part",
        "anchors": ["A/s"],
    },
]


def claim(**covers: Any) -> dict[str, Any]:
    """A claim that the proof counts on."""
    return {"id": "alla", "text": "Alla", "anchors": ["A/mal"], "covers": covers, "proof": True}


def pack(covers: dict[str, Any] | None = None, about: dict[str, Any] | None = None, **lists: Any) -> Pack:
    """A pack that claims to cover everyone, or those given."""
    said = {**ABOUT, "parties": BOTH, "claims": [claim(**(covers or {}))], **(about or {})}
    return Pack.model_validate({"about": said, **lists})


def item(ident: str, **more: Any) -> dict[str, Any]:
    """An entry with the fields that every entry has."""
    return {"id": ident, "text": f"Texten om {ident}", "anchors": [f"A/{ident}"], **more}


def duty(ident: str, principal: str, *needs: str, **more: Any) -> dict[str, Any]:
    """A duty."""
    return item(ident, principal=principal, needs=list(needs), **more)


def row(ident: str, when: dict[str, Any] | None = None, *steps: dict[str, Any]) -> dict[str, Any]:
    """A row of a table."""
    return item(ident, when=when or {}, steps=list(steps))


def step(act: str, **more: Any) -> dict[str, Any]:
    """A step."""
    return {"act": act, "text": f"Gör {act}", **more}


def table(ident: str, *rows: dict[str, Any], policy: str = "unique", **more: Any) -> dict[str, Any]:
    """A table, per substance unless said otherwise."""
    return {"id": ident, "title": f"Vägen {ident}", "policy": policy, "per": "substance", "rows": list(rows), **more}


@cache
def no_law() -> Law:
    """A law without a word in it."""
    with TemporaryDirectory() as folder:
        return Law(Path(folder))


def law(needs: tuple[dict[str, Any], ...] = (), rows: tuple[dict[str, Any], ...] = ()) -> Law:
    """A law of these entries."""
    made = Law.__new__(Law)
    made.__dict__.update(no_law().__dict__)
    dated = {"valid_from": "2000", "sure": "read", "provisions": ["Lag 1 §"], "text": "Lagen säger det."}
    made.needs = [LawNeed.model_validate({**dated, "id": f"n{n}", **entry}) for n, entry in enumerate(needs)]
    full = [{**dated, **entry} for entry in rows]
    made.tables = [LawTable.model_validate({"id": "lag", "title": "Lagen", "rows": full})]
    return made


def report(made: Pack, of_law: Law | None = None) -> Report:
    """The report of a pack; both checkers must agree, whatever the test is about."""
    said = verify(made, WORDS, of_law or no_law())
    assert said.agreed, [f.text for f in said.findings if f.key.startswith("checkers")]
    return said


def found(made: Pack, start: str, of_law: Law | None = None) -> list[Finding]:
    """The findings whose key starts so."""
    return [f for f in report(made, of_law).findings if f.key.startswith(start)]


def keys(made: Pack, start: str, of_law: Law | None = None) -> list[str]:
    """Their keys."""
    return [f.key for f in found(made, start, of_law)]
