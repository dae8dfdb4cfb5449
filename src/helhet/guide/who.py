"""Who does what: every need with who answers for it, by the agreement and by law."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from helhet.knowledge.holders import Holds, NeedRow, holders
from helhet.knowledge.organisations import Directory
from helhet.knowledge.pack import Pack
from helhet.knowledge.phrases import phrase
from helhet.knowledge.schema.law import LawNeed
from helhet.knowledge.schema.reach import Contact
from helhet.knowledge.vocabulary import Vocabulary

from . import queries
from .flow import Page, as_question
from .forms import PLACE
from .search import find, meant
from .show import SURE, Reason, anchor_address, anchor_label

STATUS = {
    "region": "Regionen",
    "municipality": "Kommunen",
    "both": "Båda",
    "other": "Någon annan",
    "none": "Ingen enligt avtalet",
}
EXAMPLES = ("pengar", "avgiftning", "spruta", "bostad", "anhörig")
FEW = 8  # rows that may show their telephone numbers unfolded
LONGEST = 80  # letters of a search


@dataclass(frozen=True)
class Duty:
    """One thing that a principal does for a need, on what condition, and where that stands."""

    text: str
    units: str
    condition: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Side:
    """One principal's part of a need."""

    principal: str
    label: str
    units: str
    duties: tuple[Duty, ...]
    contacts: tuple[Contact, ...]


@dataclass(frozen=True)
class Row:
    """One need as the page shows it."""

    id: str
    label: str
    group: str
    status: str
    nobody: bool
    sides: tuple[Side, ...]
    law: str
    law_reasons: tuple[Reason, ...]
    sharings: tuple[str, ...]


def page(place: str, asked: str, day: date) -> Page:
    """The table, or the part of it that a search finds."""
    shelf, asked = queries.library(), asked.strip()[:LONGEST]
    place = place if place in shelf.directory.municipalities else ""
    packs = queries.in_force_in(place, day)
    rows = holders(packs, shelf.vocabulary, shelf.law, day)
    texts = {row.need.id: searched(row, shelf.vocabulary) for row in rows}
    by_need = {row.need.id: row for row in rows}
    sides = columns(rows)
    found = find(asked, texts)
    context = {
        "question": as_question(PLACE, {PLACE: [place]}, ""),
        "place": queries.place_name(place),
        "asked": asked,
        "examples": EXAMPLES,
        "packs": packs,
        "rows": [shown(by_need[need], sides, packs, shelf.vocabulary, shelf.directory, place) for need in found],
        "columns": [shelf.vocabulary.principals[one].label for one in sides],
        "few": len(found) <= FEW,
        "all": len(rows),
        "meant": [] if found else meant(asked, (word for row in rows for word in row.need.words)),
    }
    return Page("guide/who.html", context)


def searched(row: NeedRow, words: Vocabulary) -> Sequence[str]:
    """What a need can be found by."""
    units = {unit for one in row.holds for unit in one.units}
    return [row.need.label, *row.need.words, *(words.label(unit) for unit in units)]


def columns(rows: Iterable[NeedRow]) -> list[str]:
    """The principals that the table has a column for: always these two, and others where an agreement names them."""
    return list(dict.fromkeys(("region", "municipality", *(one.principal for row in rows for one in row.holds))))


def shown(
    row: NeedRow, sides: Sequence[str], packs: Sequence[Pack], words: Vocabulary, directory: Directory, place: str
) -> Row:
    by_id = {pack.id: pack for pack in packs}
    held: dict[str, list[Holds]] = {principal: [] for principal in sides}
    for one in row.holds:
        held[one.principal].append(one)
    return Row(
        id=row.need.id,
        label=row.need.label,
        group=row.need.group,
        status=STATUS[row.status],
        nobody=row.status == "none",
        sides=tuple(side(principal, holds, by_id, words, directory, place) for principal, holds in held.items()),
        law=STATUS[row.law_status] if row.law else "",
        law_reasons=tuple(reason for entry in row.law for reason in law_reasons(entry, words)),
        sharings=tuple(sharing.text for sharing in row.sharings),
    )


def side(
    principal: str, holds: Sequence[Holds], packs: dict[str, Pack], words: Vocabulary, directory: Directory, place: str
) -> Side:
    units = list(dict.fromkeys(unit for one in holds for unit in one.units))
    doors = units or list(words.principals[principal].first_door if holds else ())
    contacts = dict.fromkeys(filter(None, (directory.contact(unit, place or None) for unit in doors)))
    return Side(
        principal,
        words.principals[principal].label,
        named(units, words),
        tuple(duty(one, packs[one.pack], words) for one in holds),
        tuple(contacts),
    )


def duty(one: Holds, pack: Pack, words: Vocabulary) -> Duty:
    reasons = (Reason(anchor_label(pack, a), "", "", anchor_address(pack.id, a)) for a in one.anchors)
    return Duty(one.text, named(one.units, words), one.condition, tuple(reasons))


def named(units: Iterable[str], words: Vocabulary) -> str:
    return ", ".join(words.label(unit) for unit in units)


def law_reasons(entry: LawNeed, words: Vocabulary) -> list[Reason]:
    condition = phrase(entry.applies, words)
    text = f"{entry.text} Gäller: {condition}." if condition else entry.text
    return [Reason(", ".join(entry.provisions), text, SURE[entry.sure])]
