"""What a finding rests on. The county is never blamed for what is our own reading of its document."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from ..findings import Kind, Severity
from ..schema.base import Standing, When
from .clauses import clauses
from .question import Question, Region, Session
from .variables import Variables


class Said(Protocol):
    """An entry of a pack: its words, its places, and whether they stand there."""

    @property
    def text(self) -> str:
        """Our words for it."""

    @property
    def anchors(self) -> tuple[str, ...]:
        """Where it stands."""

    @property
    def standing(self) -> Standing:
        """Whether it is said in so many words."""


@dataclass(frozen=True)
class Told:
    """A finding as it may be told: as the document's, or as resting on how we read it."""

    kind: Kind
    severity: Severity
    rests: tuple[Said, ...] = ()


def told(kind: Kind, severity: Severity, rests: Iterable[Said]) -> Told:
    """What rests on our conclusion is never an error of the county's; what can be read in several ways is a reading."""
    ours = tuple(entry for entry in rests if entry.standing != "stated")
    if any(entry.standing == "unclear" for entry in ours):
        return Told("reading", "info", ours)
    return Told(kind, "warning" if ours and severity == "error" else severity, ours)


@dataclass(frozen=True)
class Reach:
    """One region of the answer to a question, to see which entries have a part in it."""

    session: Session
    question: Question
    region: Region
    variables: Variables

    def has(self, when: When) -> bool:
        """Whether a condition can hold for someone in the region."""
        narrowed = replace(self.question, within=(*self.question.within, (when,)))
        return self._meets(when) and self.session.possible(narrowed)

    def _meets(self, when: When) -> bool:
        box = self.region.box
        return all(
            any(name not in box or allowed & set(box[name]) for name, allowed in clause)
            for clause in clauses(when, self.variables)
        )

    def ours[E: Said](self, entries: Iterable[tuple[E, When]]) -> tuple[E, ...]:
        """Of entries that each by itself would do: none when a stated one has a part, else the surest that have."""
        part = [entry for entry, when in entries if self.has(when)]
        for standing in ("stated", "inferred", "unclear"):
            surest = tuple(entry for entry in part if entry.standing == standing)
            if surest:
                return surest if standing != "stated" else ()
        return ()


def within(when: When, region: Region, variables: Variables) -> bool:
    """Whether a condition holds for everyone in a region."""
    return all(
        any(name in region.box and set(region.box[name]) <= allowed for name, allowed in clause)
        for clause in clauses(when, variables)
    )
