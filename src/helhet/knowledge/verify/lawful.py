"""Which entries of the law count in a proof."""

from collections.abc import Iterable
from datetime import date

from ..law import holds_on
from ..schema.law import Dated


def in_force[D: Dated](entries: Iterable[D], day: date | None) -> tuple[D, ...]:
    """Those that hold on a day; without a day those with no end, save what is not yet certain to come."""
    if day:
        return tuple(e for e in entries if holds_on(e, day))
    return tuple(e for e in entries if e.valid_to is None and e.sure != "open")
