"""What came of a scoring, before it is put in words."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..schema.instruments import Instrument, LimitSet
from .answering import Answers
from .classing import Class
from .counting import Scored
from .who import Profile


@dataclass(frozen=True)
class Result:
    """`named`: the set asked for. `chosen`: the set that gives the class. `classes`: what every set that holds says."""

    instrument: Instrument
    person: Profile
    day: date
    answers: Answers
    scores: tuple[Scored, ...]
    named: LimitSet | None
    chosen: LimitSet | None
    classes: tuple[Class, ...]

    @property
    def total(self) -> Decimal | None:
        """The total; None when something is missing or cannot be."""
        return self.scores[0].value

    @property
    def given(self) -> Class | None:
        """The class of the chosen set; None when it hangs on what is not known of the person."""
        found = self.by(self.chosen)
        return found[0] if len(found) == 1 and not found[0].whom else None

    def by(self, limits: LimitSet | None) -> list[Class]:
        """What a set says: one class, or one for each of those that the person may be."""
        return [one for one in self.classes if one.limits is limits]
