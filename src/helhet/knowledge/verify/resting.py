"""What a finding rests on. The county is never blamed for what is our own reading of its document."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from ..findings import Kind, Severity
from ..schema.base import Standing, When
from .clauses import clauses
from .question import Region
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


def ours[E: Said](entries: Iterable[tuple[E, When]], region: Region, variables: Variables) -> tuple[E, ...]:
    """Of entries that each by itself would do: none when a stated one reaches the region, else the surest that do."""
    reaching = [entry for entry, when in entries if reaches(when, region, variables)]
    for standing in ("stated", "inferred", "unclear"):
        surest = tuple(entry for entry in reaching if entry.standing == standing)
        if surest:
            return surest if standing != "stated" else ()
    return ()


def reaches(when: When, region: Region, variables: Variables) -> bool:
    """Whether a condition can hold for someone in a region."""
    return all(
        any(name not in region.box or allowed & set(region.box[name]) for name, allowed in clause)
        for clause in clauses(when, variables)
    )


def within(when: When, region: Region, variables: Variables) -> bool:
    """Whether a condition holds for everyone in a region."""
    return all(
        any(name in region.box and set(region.box[name]) <= allowed for name, allowed in clause)
        for clause in clauses(when, variables)
    )
