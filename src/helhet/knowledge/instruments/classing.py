"""From a number to a class: which sets of limits hold, for whom, and what each says. Sets may disagree."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..law import holds_on
from ..schema.instruments import Cutoff, Instrument, LimitSet, Who
from .answering import exact
from .who import Profile, fits, in_words, may_be


@dataclass(frozen=True)
class Class:
    """What a set says: its word, what the guide calls it, for whom (empty: for this person), and whether a limit is
    reached."""

    limits: LimitSet
    label: str
    level: str | None
    who: Who
    reached: bool

    @property
    def whom(self) -> str:
        """For whom it is so, in words; empty when it is so for this person."""
        return in_words(self.who)


def holding(instrument: Instrument, day: date) -> tuple[LimitSet, ...]:
    """The sets that hold on a day, in the order in which they are asked."""
    return tuple(one for one in instrument.sets if holds_on(one, day))


def is_for(limits: LimitSet, person: Profile) -> bool | None:
    """Whether a set has limits for the person; None when that hangs on what is not known."""
    found = {_has_limits(limits, one) for one in may_be(person, conditions(limits))}
    return None if len(found) == 2 else found == {True}


def _has_limits(limits: LimitSet, person: Profile) -> bool:
    return bool(fits(limits.when, person)) and any(fits(one.when, person) for one in limits.limits)


def conditions(limits: LimitSet) -> list[Who]:
    """Everything that decides for whom which limit is."""
    return [limits.when, *(one.when for one in limits.limits)]


def first_for(sets: Iterable[LimitSet], person: Profile) -> LimitSet | None:
    """The set that gives the class: the first that certainly is for the person."""
    return next((one for one in sets if is_for(one, person)), None)


def classes(limits: LimitSet, total: Decimal, person: Profile) -> list[Class]:
    """What a set says of a number: one class, or one for each of those that the person may be."""
    possible = list(may_be(person, conditions(limits)))
    found = [(one, _limit(limits, total, one)) for one in possible if _has_limits(limits, one)]
    if len(found) == len(possible) and len({limit.label if limit else None for _, limit in found}) == 1:
        return [_class(limits, found[0][1], Who())]
    return list(_told_apart(limits, possible, found, person))


def _told_apart(
    limits: LimitSet, possible: list[Profile], found: list[tuple[Profile, Cutoff | None]], person: Profile
) -> Iterator[Class]:
    """One for each sex and stretch of years, with those words that were not known of the person."""
    starts = sorted({one.age for one in possible if one.age is not None})
    for one, limit in found:
        age = None
        if person.age is None and one.age is not None:
            after = [start for start in starts if start > one.age]
            age = f"{one.age}-{after[0] - 1 if after else ''}"
        yield _class(limits, limit, Who(sex=one.sex if person.sex is None else None, age=age))


def _class(limits: LimitSet, limit: Cutoff | None, who: Who) -> Class:
    label, level = (limit.label, limit.level) if limit else (limits.otherwise, None)
    return Class(limits, label, level, who, limit is not None)


def _limit(limits: LimitSet, total: Decimal, person: Profile) -> Cutoff | None:
    """Of the limits that the number has come to, the highest one."""
    reached = [one for one in limits.limits if fits(one.when, person) and within(one, total)]
    return max(reached, key=start, default=None)


def within(limit: Cutoff, total: Decimal) -> bool:
    """Whether a number lies in a limit."""
    return (
        (limit.at_least is None or total >= exact(limit.at_least))
        and (limit.more_than is None or total > exact(limit.more_than))
        and (limit.at_most is None or total <= exact(limit.at_most))
    )


def start(limit: Cutoff) -> Decimal:
    """Where a limit begins; one without a beginning comes before all others."""
    begins = [exact(one) for one in (limit.at_least, limit.more_than) if one is not None]
    return max(begins, default=Decimal("-Infinity"))
