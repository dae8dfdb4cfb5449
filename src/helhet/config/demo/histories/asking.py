"""Requests inside the region: a referral that is accepted, refused, completed, taken back or left to expire."""

from collections.abc import Callable

from django.utils.timezone import localdate

from helhet.courses import actions as courses
from helhet.courses.models import Course
from helhet.handoffs import actions, answers, clauses, rules
from helhet.handoffs.models import Received, Sent
from helhet.handoffs.queries import kind
from helhet.organisations.actor import Actor
from helhet.organisations.models import Unit
from helhet.organisations.queries import records
from helhet.people.telling import of_person
from helhet.secrecy.actions import Receiver, Stated

from ..cast import Someone
from ..play import History, Play
from . import contact

NEEDS = ("psychosocial_treatment", "medication", "withdrawal_care", "drug_tests", "psychiatric_assessment")


def refer(play: Play, someone: Someone, to: str) -> tuple[Actor, Course, Sent, Unit]:
    """A health centre begins a contact and refers to another unit of the region."""
    who, course = contact.begin(play, someone, "health_centre")
    unit = play.county.unit(to, someone.municipality)
    sending = actions.Sending(
        kind=kind("internal_referral"),
        to=Receiver(unit.name, unit),
        question=play.word("questions", "referral"),
        needs=tuple(play.chance.sample(NEEDS, 2)),
        stated=Stated("inner"),
        content={"identity": play.read(who, of_person, course.person), "assessment": play.word("about")},
    )
    return who, course, play.do(who, actions.send, course=course, sending=sending), unit


def came(play: Play, who: Actor, sent: Sent) -> Received:
    """The receiver's half of a hand-off, as the receiver sees it now."""
    rows = Received.objects.select_related("copy__sender", "copy__sender_unit", "person", "unit__holding", "course")
    return play.read(who, lambda: rows.get(copy__disclosure=sent.disclosure_id))


def mine(play: Play, who: Actor, sent: Sent) -> Sent:
    """The sender's half as it stands now."""
    rows = Sent.objects.select_related("disclosure__receiver_unit__holding", "person", "course__next")
    return play.read(who, lambda: rows.get(id=sent.id))


def accepted(play: Play, someone: Someone) -> History:
    """The addiction clinic says yes, and goes on; the health centre lets go or keeps its own contact."""
    who, course, sent, unit = refer(play, someone, play.chance.choice(["addiction_clinic", "psychiatry"]))
    yield play.chance.choice((1, 2, 4, 8))
    there = play.county.worker(unit)
    yield from taken(play, there, sent)
    if play.chance.random() < 0.6:
        contact.end(play, who, course, "handed_over")
    else:
        play.also(contact.to_the_end(play, who, course, 4))
    received = came(play, there, sent)
    yield from contact.to_the_end(play, there, received.course, play.chance.randint(2, 16))


def taken(play: Play, there: Actor, sent: Sent) -> History:
    """Somebody accepts, with a next step."""
    received = came(play, there, sent)
    play.do(there, answers.accept, received=received, first=play.next(there, "first", 6))
    yield 1


def refused(play: Play, someone: Someone, reason: str = "not_drug_free") -> History:
    """A no with a clause and another way comes back. Whoever sent finds a new way."""
    who, course, sent, unit = refer(play, someone, "addiction_clinic")
    yield play.chance.choice((2, 3, 5))
    boss = play.county.manager(unit)
    received = came(play, boss, sent)
    play.do(boss, answers.reject, received=received, said=_no(play, boss, received, reason))
    yield 1
    contact.read_news(play, who, course.person)
    yield 1
    course = play.fresh(who, course)
    play.do(who, courses.set_next, course=course, step=play.next(who, "next", 7), version=course.version)
    yield from contact.to_the_end(play, who, course, 6)


def _no(play: Play, boss: Actor, received: Received, ident: str) -> rules.Refusing:
    reason = records().refusals[ident]
    found = play.read(boss, clauses.for_reason, received, reason, localdate(play.at))
    said = play.script.words["no"]
    text = f"{said['text']} {said['insists']}"
    return rules.Refusing(reason, found[0].id, play.word("routes"), text, insists=reason.challenged)


def refused_plainly(play: Play, someone: Someone) -> History:
    """A no that holds: the clinic has met the person, and sees no need."""
    return refused(play, someone, "no_need")


def asked_back(play: Play, someone: Someone, stops: bool = False) -> History:
    """The clinic asks for what is missing; the health centre completes; then yes."""
    who, course, sent, unit = refer(play, someone, "addiction_clinic")
    yield play.chance.choice((1, 2))
    there = play.county.worker(unit)
    missing = play.chance.sample(["assessment", "tried", "reach"], 2)
    play.do(there, answers.ask_back, received=came(play, there, sent), missing=missing)
    yield 400 if stops else play.chance.choice((1, 2, 6))
    stated = Stated("inner")
    play.do(who, actions.complete, sent=mine(play, who, sent), text=play.word("completions"), stated=stated)
    yield 2
    play.also(contact.to_the_end(play, who, course, 3))
    yield from taken(play, there, sent)
    yield from contact.to_the_end(play, there, came(play, there, sent).course, 10)


def expired(play: Play, someone: Someone) -> History:
    """Nobody answers for a month: it comes back, and the health centre goes on by itself."""
    who, course, sent, unit = refer(play, someone, "psychiatry")
    yield 33
    if mine(play, who, sent).state == "delivered":
        actions.expire(at=play.at, sent=mine(play, who, sent))
    play.also(read_there(play, unit, course))
    yield from contact.to_the_end(play, who, course, 4)


def read_there(play: Play, unit: Unit, course: Course) -> History:
    """Somebody where it was sent reads that there is nothing more to answer."""
    yield play.chance.choice((0.1, 1))
    contact.read_news(play, play.county.worker(unit), course.person)


def withdrawn(play: Play, someone: Someone) -> History:
    """The person changes their mind, and the request is taken back."""
    who, course, sent, unit = refer(play, someone, "addiction_clinic")
    yield 2
    play.do(who, actions.withdraw, sent=mine(play, who, sent), why=play.word("withdrawn"))
    play.also(read_there(play, unit, course))
    yield from contact.go_on(play, who, course, 3)
    yield 7
    contact.end(play, who, course, "person_declines")


def about_nobody(play: Play, someone: Someone) -> History:
    """A question without saying who it is about; the answer says nothing of anybody either."""
    who = play.county.worker(play.county.unit("social_adult", someone.municipality))
    unit = play.county.unit("addiction_clinic", someone.municipality)
    asked = play.word("questions", "nobody")
    sending = actions.Sending(kind("anonymous_question"), Receiver(unit.name, unit), asked, (), Stated("no_identity"))
    sent = play.do(who, actions.send, course=None, sending=sending)
    yield play.chance.choice((1, 3))
    there = play.county.worker(unit)
    play.do(there, answers.accept, received=came(play, there, sent), first=None, text=play.word("answers"))
    yield 1
    contact.read_news(play, who, None)


ALL: dict[Callable[[Play, Someone], History], int] = {
    accepted: 22,
    refused: 5,
    refused_plainly: 3,
    asked_back: 6,
    expired: 4,
    withdrawn: 3,
    about_nobody: 5,
}
