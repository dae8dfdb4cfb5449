"""What happens beside the way: blocks, emergencies, stated reasons, merges, documents and deviations."""

from collections.abc import Callable
from dataclasses import replace

from helhet.deviations import actions as deviations
from helhet.deviations.rules import Clause
from helhet.documents import actions as documents
from helhet.documents.actions import File
from helhet.people import actions as people
from helhet.people import merging
from helhet.people.rules import Details
from helhet.secrecy import actions as secrecy
from helhet.secrecy import watching

from ..cast import Someone
from ..play import History, Play
from . import contact


def blocked(play: Play, someone: Someone) -> History:
    """Psychiatry is blocked for other units; one is let in with the person's word."""
    who, course = contact.begin(play, someone, "psychiatry")
    yield 2
    play.do(who, secrecy.block, person=course.person, unit=course.unit)
    yield from contact.to_the_end(play, who, course, play.chance.randint(2, 12))


def emergency(play: Play, someone: Someone) -> History:
    """Somebody comes in unconscious: psychiatry opens what the health centre has, and a manager looks at it after."""
    who, course = contact.begin(play, someone, "health_centre")
    yield play.chance.choice((3, 20))
    unit = play.county.unit("psychiatry", someone.municipality)
    there = play.county.worker(unit)
    access = play.do(there, secrecy.open_in_emergency, person=course.person, why=play.word("emergency"))
    yield from contact.go_on(play, who, course, 1)
    given = {"access": access, "in_order": True, "text": play.word("reviewed")}
    play.do(play.county.manager(unit), watching.review_emergency, **given)
    yield from contact.to_the_end(play, who, course, play.chance.randint(2, 12))


def with_reason(play: Play, someone: Someone) -> History:
    """Income support is asked by telephone, and says why it opens."""
    who, course = contact.begin(play, someone, "social_adult")
    yield 5
    other = play.county.worker(play.county.unit("social_economy", someone.municipality))
    play.do(other, secrecy.open_with_reason, person=course.person, why=play.word("reasons"))
    yield from contact.to_the_end(play, who, course, 6)


def merged(play: Play, someone: Someone) -> History:
    """Somebody came first without papers, and turns out to be known already."""
    who, course = contact.begin(play, someone, "health_centre")
    yield 6
    nameless = Details(given_name=someone.details.given_name, municipality=someone.municipality)
    other = play.do(who, people.add, details=nameless)
    yield 1
    boss = play.county.manager(course.unit)
    play.do(boss, merging.merge, keep=course.person, other=other, why=play.word("merged"))
    yield from contact.to_the_end(play, who, course, 6)


def papers(play: Play, someone: Someone) -> History:
    """A summary for the person is kept among the papers."""
    who, course = contact.begin(play, someone, "addiction_clinic")
    yield from contact.go_on(play, who, course, 2)
    said = play.script.words["documents"]
    file = File(title=said["title"], content=said["text"].encode())
    play.do(who, documents.take_in, person=course.person, file=file)
    yield from contact.to_the_end(play, who, course, play.chance.randint(2, 12))


def protected(play: Play, someone: Someone) -> History:
    """Somebody whose whereabouts must not be known."""
    someone.details = replace(someone.details, protected="registered")
    return contact.long_contact(play, someone)


def deviating(play: Play, someone: Someone) -> History:
    """Somebody tells of what did not go as the agreement says."""
    who = play.county.worker(play.county.unit("health_centre", someone.municipality))
    text, clause = play.word("deviations"), play.script.words["deviation_clause"]
    play.do(who, deviations.write, text=text, clause=Clause(clause["pack"], clause["anchor"]))
    yield 400


ALL: dict[Callable[[Play, Someone], History], int] = {
    contact.seen_and_helped: 16,
    contact.long_contact: 12,
    contact.not_reached: 4,
    blocked: 4,
    emergency: 4,
    with_reason: 3,
    merged: 2,
    papers: 4,
    protected: 2,
    deviating: 3,
}
