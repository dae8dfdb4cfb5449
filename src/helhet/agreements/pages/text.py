"""The agreement section by section, with what rests on every bullet and what is open there."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from helhet.knowledge.coverage import Covered, Place, coverage

from ..slugs import anchor_slug
from .agreement import Agreement, bullet_name
from .beside import NOT_BESIDE, Line, line
from .marks import Mark, marks_by_anchor
from .terms import Terms


@dataclass(frozen=True)
class Row:
    """A section as a whole or one of its bullets: the words, what rests there, and what to know."""

    slug: str
    bullet: str
    text: SafeString
    lines: list[Line]
    marks: list[Mark]

    @property
    def name(self) -> str:
        """What the bullet is called: "punkt 3"."""
        return bullet_name(self.bullet)

    @property
    def sentence(self) -> bool:
        """Whether it is a sentence of running text, and no bullet in a list."""
        return self.name.startswith("mening")


@dataclass
class Shown:
    """A section with its heading's level, its rows and what is asked there; `inner` are the sections under it."""

    section: Any
    slug: str
    level: int
    whole: Row
    rows: list[Row]
    asked: frozenset[Mark]
    inner: list["Shown"] = field(default_factory=list)

    @property
    def size(self) -> str:
        """How large the heading is."""
        return {2: "sm", 3: "sm", 4: "xs"}[self.level]

    @property
    def under(self) -> list["Shown"]:
        """Every section under this one, each followed by its own."""
        return [one for inner in self.inner for one in (inner, *inner.under)]

    @property
    def open_questions(self) -> int:
        """How many different questions are open here and in the sections under."""
        return len(self.asked.union(*(one.asked for one in self.under)))


class Once:
    """Says a thing in full the first time in a section, and after that where it was said."""

    def __init__(self) -> None:
        self.terms: set[str] = set()
        self.said: dict[Any, str] = {}

    def line(self, given: Line, bullet: str) -> Line:
        """A line, shorter when it has been said."""
        first = self.said.setdefault((given.kind, given.fragment), bullet)
        return given if first == bullet else replace(given, text=_as_before(first), standing="", note="")

    def mark(self, given: Mark, bullet: str) -> Mark:
        """A mark, shorter when it has been said."""
        first = self.said.setdefault(given, bullet)
        return given if first == bullet else replace(given, text=_as_before(first), more="")


def _as_before(bullet: str) -> str:
    return f"Samma som vid {bullet_name(bullet)}." if bullet else "Samma som för hela avsnittet."


class Text:
    """The page of the agreement's text."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        self.terms = Terms(agreement.pack.concepts, reverse("agreements:concepts", args=[agreement.pack.id]))
        self.marks = marks_by_anchor(agreement)
        covered = {c.section.anchor: c for c in coverage(agreement.pack)}
        self.sections = [self._shown(covered[s.anchor]) for s in agreement.sections.values()]
        self.contents = self._nested()

    def _shown(self, covered: Covered) -> Shown:
        once, section = Once(), covered.section
        return Shown(
            section,
            anchor_slug(section.anchor),
            self._level(section.anchor),
            self._row(covered.whole, "", once),
            [self._row(place, place.anchor.partition("#")[2], once) for place in covered.bullets],
            self._asked([section.anchor, *(place.anchor for place in covered.bullets)]),
        )

    def _asked(self, anchors: list[str]) -> frozenset[Mark]:
        marks = (mark for anchor in anchors for mark in self.marks.get(anchor, []))
        return frozenset(mark for mark in marks if mark.kind == "question")

    def _row(self, place: Place, bullet: str, once: Once) -> Row:
        resting = [item for item in place.items if item.kind not in NOT_BESIDE]
        lines = [once.line(line(self.agreement, item, place), bullet) for item in resting]
        marks = [once.mark(mark, bullet) for mark in self.marks.get(place.anchor, [])]
        return Row(anchor_slug(place.anchor), bullet, self.terms.linked(place.text, once.terms), lines, marks)

    def _level(self, anchor: str) -> int:
        return min(4, 2 + sum(parent in self.agreement.sections for parent in _parents(anchor)))

    def _nested(self) -> list[Shown]:
        """Sections under the nearest section around them; the uppermost are returned."""
        by_anchor = {shown.section.anchor: shown for shown in self.sections}
        uppermost = []
        for shown in self.sections:
            around = next((p for p in _parents(shown.section.anchor) if p in by_anchor), None)
            (by_anchor[around].inner if around else uppermost).append(shown)
        return uppermost


def _parents(anchor: str) -> list[str]:
    """The anchors around one, nearest first: "K21/region/vard" → ["K21/region", "K21"]."""
    parts = anchor.split("/")
    return ["/".join(parts[:length]) for length in range(len(parts) - 1, 0, -1)]
