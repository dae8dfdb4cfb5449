"""Makes small packs for tests: a folder of YAML from plain data, read the way a county's pack is read."""

import json
from pathlib import Path
from typing import Any

from helhet.knowledge.home import content_root
from helhet.knowledge.library import Library
from helhet.knowledge.pack import Pack

PACK = {
    "id": "prov-2027",
    "title": "Provavtal",
    "short": "Provavtalet",
    "kind": "agreement",
    "county": "08",
    "status": "in_force",
    "summary": "Ett avtal för prov.",
    "periods": [{"start": "2027-01-01"}],
}
SECTIONS = [
    {"anchor": "A/s", "title": "Avsnitt", "text": "Text", "bullets": {str(n): f"Punkt {n}" for n in range(1, 10)}}
]
LIBRARY = Library(content_root())


def write(folder: Path, about: dict[str, Any] | None = None, **lists: list[dict[str, Any]]) -> Path:
    """Write a pack folder. Each list goes into the file that holds it; JSON is YAML too."""
    from helhet.knowledge.pack import FILES

    about = {**PACK, **(about or {})}
    target = folder / about["id"]
    target.mkdir(parents=True, exist_ok=True)
    (target / "pack.yaml").write_text(json.dumps(about), "utf-8")
    lists.setdefault("documents", [{"id": "A", "title": "Avtalet"}])
    lists.setdefault("sections", SECTIONS)
    for stem, names in FILES.items():
        held = {name: lists[name] for name in names if name in lists}
        if held:
            (target / f"{stem}.yaml").write_text(json.dumps(held), "utf-8")
    return target


def pack(folder: Path, about: dict[str, Any] | None = None, **lists: list[dict[str, Any]]) -> Pack:
    """Write and read a pack that must be well formed."""
    made, problems = LIBRARY.read(str(write(folder, about, **lists)))
    assert made, problems
    return made


def row(ident: str, when: dict[str, Any], *steps: dict[str, Any], anchor: str = "A/s#1") -> dict[str, Any]:
    """A table row with steps."""
    return {"id": ident, "text": f"Rad {ident}", "anchors": [anchor], "when": when, "steps": list(steps)}


def step(act: str, **more: Any) -> dict[str, Any]:
    """A step of a row."""
    return {"act": act, "text": f"Gör {act}", **more}
