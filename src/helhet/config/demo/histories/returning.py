"""Those who come back and fill in the same thing again, so that it can be seen over time how it goes."""

from collections.abc import Callable

from ..cast import Someone
from ..play import History, Play
from . import contact
from .screened import over_time


def every_year(play: Play, someone: Someone) -> History:
    """Somebody who comes back to the same nurse each year, with AUDIT each time."""
    who, course = contact.begin(play, someone, "health_centre", "Oro för alkohol")
    play.also(over_time(play, who, course, "audit", 3, days=364.9))
    yield from contact.go_on(play, who, course, 60)


def followed(play: Play, someone: Someone, about: str, ident: str) -> History:
    """Somebody at the addiction clinic who sees in a picture how it goes."""
    who, course = contact.begin(play, someone, "addiction_clinic", about)
    play.also(over_time(play, who, course, ident, 4, days=60))
    yield from contact.go_on(play, who, course, 60)


def alcohol(play: Play, someone: Someone) -> History:
    """Four times about alcohol."""
    return followed(play, someone, "Återfall efter tre år", "audit-c")


def drugs(play: Play, someone: Someone) -> History:
    """Four times about drugs."""
    return followed(play, someone, "Cannabis varje dag", "dudit")


def gambling(play: Play, someone: Someone) -> History:
    """Four times about gambling."""
    return followed(play, someone, "Spel om pengar och ångest", "pgsi")


# How many days ago each began.
ALL: dict[Callable[[Play, Someone], History], int] = {every_year: 729, alcohol: 200, drugs: 215, gambling: 230}
