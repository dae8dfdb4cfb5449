"""What the acts on a plan are given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from helhet.courses.models import Course
from helhet.organisations.models import Unit

from . import rules


@dataclass(frozen=True)
class Seen:
    """Who saw that a plan is needed: region, municipality, or person (they asked for it). One of them is enough."""

    by: str
    on: date
    why: str = ""


@dataclass(frozen=True)
class Guest:
    """Somebody the person wants with them: a unit here, or a name outside. `agreed`: the person said yes to them."""

    kind: str
    name: str
    principal: str = ""
    unit: Unit | None = None
    agreed: bool = True


@dataclass(frozen=True)
class Entry:
    """Something to write in the draft. Without a key a row of a list gets the next: m1 a goal, i1 a measure, a1 what
    another does. `data`: as docs/plan-json.md has it."""

    kind: str
    data: Mapping[str, Any]
    key: str = ""


@dataclass(frozen=True)
class Frame:
    """What a plan is: its kind, the settings it crosses, and the contact it belongs to."""

    kind: str = "sip"
    settings: tuple[str, ...] = ()
    course: Course | None = None


@dataclass(frozen=True)
class Meeting:
    """When and where, and what the person wants to say beforehand (only what they want to)."""

    on: date
    time: str
    place: str
    words: str = ""


@dataclass(frozen=True)
class Outcome:
    """How it went. `rating` is the person's own; `goals`: key of a goal → an outcome; `next_on` the next follow-up."""

    on: date
    rating: str
    words: str = ""
    goals: Mapping[str, str] = field(default_factory=dict)
    next_on: date | None = None


@dataclass(frozen=True)
class OwnPart:
    """What a participant brings to the plan, as docs/plan-json.md has it; `lacking`: what they see that is missing."""

    goals: Sequence[Mapping[str, Any]] = ()
    measures: Sequence[Mapping[str, Any]] = ()
    others: Sequence[Mapping[str, Any]] = ()
    lacking: str = ""

    def as_json(self) -> dict[str, Any]:
        """As it is sent, each row in its form. Raises BadInput."""
        rows = {"goal": self.goals, "measure": self.measures, "other": self.others}
        told = {kind: [rules.shaped(kind, "", one) for one in some] for kind, some in rows.items()}
        return {**told, "lacking": self.lacking.strip()}
