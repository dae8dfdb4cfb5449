"""What rests on each section and bullet of the source documents, and on which nothing does."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from .pack import Pack
from .schema.source import Section

# What we call each kind of entry, in the order it is shown.
KINDS = {
    "duties": "ansvar",
    "sharings": "delning av ansvar",
    "route_rows": "rad i en väg",
    "tables": "väg",
    "channels": "kanal",
    "courses": "förlopp",
    "states": "läge i ett förlopp",
    "treatments": "behandling",
    "plan_rules": "regel om planen",
    "commitments": "åtagande",
    "lists": "lista över åtaganden",
    "concepts": "begrepp",
    "criteria_sets": "kriterier",
    "structures": "grupp som möts",
    "ladder": "steg i avvikelsetrappan",
    "goals": "mål",
    "indicators": "indikator",
    "activities": "aktivitet",
    "parties": "part",
    "decisions": "beslut",
    "groups": "målgrupp",
    "claims": "vilka avtalet gäller",
    "not_covered": "det avtalet lämnar",
    "notes": "övrigt innehåll",
    "statements": "påstående",
    "references": "hänvisning",
    "dates": "dag",
    "misprints": "tryckfel",
    "readings": "vår läsning",
}
# These are about how the text is written or read: a bullet with nothing else has no content resting on it.
_ABOUT_THE_TEXT = ("misprints", "readings")
# These hold others and say nothing themselves: what rests on a list as a whole does not carry its bullets.
_CONTAINERS = ("lists", "tables", "courses")
STANDINGS = {"stated": "står där", "inferred": "följer av det som står", "unclear": "kan läsas på flera sätt"}


@dataclass(frozen=True)
class Resting:
    """An entry of the pack that rests on a place in the source."""

    kind: str
    id: str
    text: str
    standing: str

    @property
    def carries(self) -> bool:
        """Whether it says something of what the place says, and not only something about the text."""
        return self.kind not in _ABOUT_THE_TEXT


@dataclass(frozen=True)
class Place:
    """A section as a whole, or one bullet of it, with what rests there."""

    anchor: str
    text: str
    items: tuple[Resting, ...]

    @property
    def bare(self) -> bool:
        """Whether nothing rests here."""
        return not any(item.carries for item in self.items)


@dataclass(frozen=True)
class Covered:
    """A section with what rests on it as a whole and on each bullet; a parent has sections of its own below it."""

    section: Section
    whole: Place
    bullets: tuple[Place, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    parent: bool = False


def coverage(pack: Pack) -> list[Covered]:
    """Every section in the order of the document."""
    resting: dict[str, dict[tuple[str, str], Resting]] = {}
    for anchor, item in _resting(pack):
        resting.setdefault(anchor, {})[item.kind, item.id] = item

    def at(anchor: str, text: str) -> Place:
        return Place(anchor, text, tuple(resting.get(anchor, {}).values()))

    made = []
    for section in in_document_order(pack.sections):
        bullets = [at(f"{section.anchor}#{name}", text) for name, text in section.bullets.items()]
        parent = any(other.anchor.startswith(f"{section.anchor}/") for other in pack.sections)
        made.append(_covered(section, at(section.anchor, section.text), bullets, parent))
    return made


def in_document_order(sections: Iterable[Section]) -> list[Section]:
    """Sections as the documents have them, by their lines: a pack may keep them in several files."""
    placed, last = [], (0, 0)
    documents: dict[str, int] = {}
    for section in sections:
        number = documents.setdefault(section.anchor.partition("/")[0], len(documents))
        line = re.match(r"\d+", section.lines)
        last = (number, int(line[0]) if line else last[1] if last[0] == number else 0)
        placed.append((last, section))
    return [section for _, section in sorted(placed, key=lambda entry: entry[0])]


def _covered(section: Section, whole: Place, bullets: list[Place], parent: bool) -> Covered:
    kinds = [kind for kind, _ in {(i.kind, i.id) for p in (whole, *bullets) for i in p.items}]
    counts = {kind: kinds.count(kind) for kind in KINDS if kind in kinds}
    return Covered(section, whole, tuple(bullets), counts, parent)


def _resting(pack: Pack) -> Iterator[tuple[str, Resting]]:
    by_kind = pack.by_kind()
    for kind in KINDS:
        for entry in by_kind[kind]:
            item = Resting(kind, str(getattr(entry, "id", "")), _text(entry), getattr(entry, "standing", "stated"))
            for anchor in (*getattr(entry, "anchors", ()), *(o.anchor for o in getattr(entry, "occurs", ()))):
                yield anchor, item
    for period in pack.about.periods:
        text = period.text or f"Gäller från {period.start}"
        for anchor in period.anchors:
            yield anchor, Resting("decisions", f"period-{period.start}", text, period.standing)


def _text(entry: Any) -> str:
    if hasattr(entry, "printed"):
        return f"{entry.printed} → {entry.meant}"
    return str(getattr(entry, "text", None) or getattr(entry, "title", None) or getattr(entry, "what", ""))


def without_items(pack: Pack) -> list[tuple[str, str]]:
    """Bullets of lists on which nothing rests; what rests on a list as a whole carries its bullets."""
    bare = []
    for covered in coverage(pack):
        carried = any(i.carries and i.kind not in _CONTAINERS for i in covered.whole.items)
        if covered.section.kind == "list" and not covered.section.missing and not carried:
            bare += [(place.anchor, place.text) for place in covered.bullets or (covered.whole,) if place.bare]
    return bare
