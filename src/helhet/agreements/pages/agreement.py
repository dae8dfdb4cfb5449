"""An agreement as its pages see it: the pack, its report, and both indexed by place in the text."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from helhet.knowledge.law import Law
from helhet.knowledge.organisations import Directory
from helhet.knowledge.pack import Pack
from helhet.knowledge.schema.said import Question
from helhet.knowledge.schema.source import Section
from helhet.knowledge.vocabulary import Vocabulary

from ..slugs import anchor_slug
from .wording import Words


@dataclass(frozen=True)
class Place:
    """A place in the text: what it is called, what stands there, and its id on the agreement's page."""

    anchor: str
    title: str
    text: str
    slug: str


def bullet_name(bullet: str) -> str:
    """What a bullet is called: packs number bullets 1, 2 … and sentences s1, s2 …"""
    sentence = re.fullmatch(r"s(\d+)", bullet)
    return f"mening {sentence[1]}" if sentence else f"punkt {bullet}"


class Agreement:
    """What every page is computed from. Built once for each publication and verdict."""

    def __init__(
        self, pack: Pack, report: dict[str, Any], vocabulary: Vocabulary, law: Law, directory: Directory
    ) -> None:
        self.pack = pack
        self.about = pack.about
        self.report = report
        self.law = law
        self.words = Words(vocabulary)
        self.county = directory.counties.get(pack.about.county, f"Län {pack.about.county}")

    @cached_property
    def sections(self) -> dict[str, Section]:
        """Sections by their anchor, in the order of the document."""
        return {section.anchor: section for section in in_document_order(self.pack.sections)}

    @cached_property
    def entries(self) -> dict[tuple[str, str], Any]:
        """Every entry by kind and id."""
        kinds = self.pack.by_kind().items()
        return {(kind, getattr(entry, "id", "")): entry for kind, entries in kinds for entry in entries}

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Open questions to the county by their id."""
        return {question.id: question for question in self.pack.questions}

    @cached_property
    def places_known(self) -> dict[str, str]:
        """The id on the agreement's page → the anchor."""
        return {anchor_slug(anchor): anchor for anchor in self.pack.anchors}

    def place(self, anchor: str) -> Place:
        """A place by its anchor, or a provision by its name; without a slug when it is not in this agreement."""
        base, _, bullet = anchor.partition("#")
        title = self.sections[base].title if base in self.sections else anchor
        known = anchor in self.pack.anchors
        return Place(
            anchor,
            f"{title}, {bullet_name(bullet)}" if bullet and known else title,
            self.pack.anchors.get(anchor) or self._provision(anchor),
            anchor_slug(anchor) if known else "",
        )

    def _provision(self, cited: str) -> str:
        found = self.law.provision.get(cited)
        return found.text if found else ""

    def places(self, anchors: Iterable[str]) -> list[Place]:
        """Several places, in the order given."""
        return [self.place(anchor) for anchor in dict.fromkeys(anchors)]

    def by_place[Entry](self, entries: Iterable[Entry], anchor: Callable[[Entry], str]) -> list[Entry]:
        """Entries in the order in which the document has them; `anchor` tells where one stands."""
        order = {section: n for n, section in enumerate(self.sections)}
        return sorted(entries, key=lambda entry: order.get(anchor(entry).partition("#")[0], len(order)))

    def group_name(self, ident: str | None) -> str:
        """What a target group is called: the first sentence about it."""
        group = self.entries.get(("groups", ident or ""))
        return group.text.split(". ")[0].rstrip(".") if group else ""


def in_document_order(sections: Iterable[Section]) -> list[Section]:
    """Sections as the documents have them: a pack may keep them in several files."""
    placed, last = [], (0, 0)
    documents: dict[str, int] = {}
    for section in sections:
        number = documents.setdefault(section.anchor.split("/")[0], len(documents))
        lines = re.match(r"\d+", section.lines)
        last = (number, int(lines[0])) if lines else (number, last[1] if last[0] == number else 0)
        placed.append((last, section))
    return [section for _, section in sorted(placed, key=lambda entry: entry[0])]
