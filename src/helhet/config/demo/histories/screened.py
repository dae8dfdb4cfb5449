"""Screenings: numbers from a paper, put in with the person, and again after a while, so that a trend can be seen."""

from collections.abc import Iterator

from django.utils.timezone import localdate

from helhet.courses.models import Course
from helhet.knowledge.schema.instruments import Instrument
from helhet.organisations.actor import Actor
from helhet.people.models import Person
from helhet.screening import actions
from helhet.screening.actions import Filled
from helhet.screening.queries import instrument

from ..play import History, Play

# AUDIT asks about a whole year, so what is followed up sooner is asked with the shorter one.
SOONER = {"audit": "audit-c"}
# How much of what could be answered the first time, and how much less each time after.
AT_FIRST = (0.3, 0.45, 0.6, 0.75)
LESS = (0.0, 0.08, 0.14, 0.2)


def fill(play: Play, who: Actor, person: Person, ident: str, level: float, course: Course | None = None) -> None:
    """Somebody fills in an instrument with a person today; `level` from 0 (nothing) to 1 (the most)."""
    entries = tuple(_entries(play, instrument(ident).instrument, level))
    play.do(who, actions.save, person=person, filled=Filled(ident, entries, localdate(play.at), course=course))


def _entries(play: Play, asked: Instrument, level: float) -> Iterator[str]:
    for item in asked.items:
        options = item.options or asked.scales[item.scale or ""]
        place = round(level * (len(options) - 1) + play.chance.uniform(-0.9, 0.9))
        yield str(options[min(max(place, 0), len(options) - 1)].value)


def over_time(play: Play, who: Actor, course: Course, ident: str, times: int, days: float = 75) -> History:
    """The first time, and again as long as the contact goes on: most often a little less each time."""
    level = play.chance.choice(AT_FIRST)
    for number in range(times):
        open_course = play.fresh(who, course)
        if not open_course.is_open:
            return
        fill(play, who, course.person, ident if not number or days >= 365 else sooner(ident), level, open_course)
        level = max(0.0, level - play.chance.choice(LESS))
        yield days


def sooner(ident: str) -> str:
    """What is asked when it is followed up before a year has gone."""
    return SOONER.get(ident, ident)


def at_first(play: Play, who: Actor, course: Course) -> None:
    """Of those who come to health care, some fill in what fits what they come for."""
    ident = play.script.words["screens"].get(course.about)
    if ident and who.domain == "health" and play.chance.random() < play.script.county["screened"]:
        play.also(over_time(play, who, course, ident, play.chance.choice((1, 1, 1, 2, 3))))
