"""What crosses between the region and social services: each copy on a ground, each answer on one of its own."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate

from helhet.courses.models import Course
from helhet.handoffs import actions, answers
from helhet.handoffs.models import Received, Sent
from helhet.handoffs.queries import kind
from helhet.organisations.actor import Actor
from helhet.organisations.models import Unit
from helhet.people.models import Person, Relation
from helhet.people.telling import of_child, of_person
from helhet.secrecy import actions as secrecy
from helhet.secrecy.actions import Receiver, Stated
from helhet.secrecy.models import Consent

from ..cast import ADULT, Someone, a_child
from ..play import History, Play
from . import contact
from .asking import came, mine

SENT_PARTS = ["identity", "assessment"]
CARE = {
    "substances": ["alcohol"], "ongoing_use": "yes", "purpose": "care", "necessary": "yes", "content": SENT_PARTS,
}  # fmt: skip


@dataclass(frozen=True)
class Going:
    """A hand-off under way: who sent it in which contact, and where it went."""

    who: Actor
    course: Course
    sent: Sent
    unit: Unit


def who_says_yes(play: Play, someone: Someone) -> dict[str, Any]:
    """A grown person; or a child together with the one guardian."""
    if someone.age(localdate(play.at)) >= ADULT:
        return {"given_by": "person", "judged": {"can_consent": "yes"}}
    return {"given_by": "person_and_guardians", "judged": {"child_decides": "together", "guardians": "one"}}


def consent(play: Play, who: Actor, person: Person, unit: Unit, someone: Someone) -> Consent:
    """The person says yes: to whom, what, until when; and to an answer."""
    given = {
        "kind": "sharing", "receivers": [{"id": str(unit.holding_id), "name": unit.holding.name}],
        "content": SENT_PARTS, "answer_back": True, "how": play.chance.choice(["oral", "written"]),
        "words": play.word("consent"), "until": localdate(play.at) + timedelta(days=365), **who_says_yes(play, someone),
    }  # fmt: skip
    return play.do(who, secrecy.consent, person=person, **given)


def send(play: Play, someone: Someone, ident: str, frm: str, to: str, **more: Any) -> Going:
    """A contact begins, the person consents, and a hand-off goes to the other side."""
    who, course = contact.begin(play, someone, frm)
    unit = play.county.unit(to, someone.municipality)
    yes = consent(play, who, course.person, unit, someone)
    facts = {"content": SENT_PARTS, "purpose": "care", "necessary": "yes"}
    content = {"identity": play.read(who, of_person, course.person), "assessment": play.word("about")}
    given = {"stated": Stated("consent", facts, yes), "content": content, "needs": ("psychosocial_treatment",)} | more
    topic = {"self_referral": "self", "application": "application"}[ident]
    question = play.word("questions", topic)
    sending = actions.Sending(kind=kind(ident), to=Receiver(unit.name, unit), question=question, **given)
    return Going(who, course, play.do(who, actions.send, course=course, sending=sending), unit)


def identified(play: Play, there: Actor, sent: Sent, someone: Someone) -> Received:
    """The receiver finds or adds the person in its own holding, and says that it is about them."""
    known = there.holding_id in someone.known
    person = play.person(there, someone)
    play.do(there, answers.identify, received=came(play, there, sent), person=person)
    if not known:
        contact.written_down(play, there, person, someone)
    return came(play, there, sent)


def self_referral(play: Play, someone: Someone) -> History:
    """Somebody at social services writes down what the person says and sends it. The clinic answers with the yes that
    the person gave, so that the answer may be told."""
    yes = {"oral": True, "helped_by": play.word("helpers") if "helper" in someone.traits else ""}
    going = send(play, someone, "self_referral", "social_adult", "addiction_clinic", **yes)
    yield play.chance.choice((2, 4, 7))
    there = play.county.worker(going.unit)
    received = identified(play, there, going.sent, someone)
    first = play.next(there, "first", 7)
    play.do(there, answers.accept, received=received, first=first)
    yield 3
    contact.read_news(play, going.who, going.course.person)
    sent = mine(play, going.who, going.sent)
    if sent.state == "answered":
        said = {"accepted": True, "told_by": play.word("told_by"), "text": ""}
        play.do(going.who, actions.learn, sent=sent, **said)
    play.also(contact.to_the_end(play, going.who, going.course, 4))
    yield from contact.to_the_end(play, there, came(play, there, going.sent).course, play.chance.randint(3, 12))


def answered_only(play: Play, someone: Someone) -> History:
    """The clinic answers, but nothing says that the answer may be told: whoever sent has yet to ask the person."""
    going = send(play, someone, "self_referral", "social_adult", "addiction_clinic", oral=True)
    yield 3
    there = play.county.worker(going.unit)
    received = identified(play, there, going.sent, someone)
    play.do(there, answers.accept, received=received, first=play.next(there, "first", 7))
    play.also(asks_person(play, going))
    yield from contact.to_the_end(play, there, came(play, there, going.sent).course, 8)


def asks_person(play: Play, going: Going) -> History:
    """Whoever sent goes on, and after some weeks the person tells what the answer was."""
    contact.read_news(play, going.who, going.course.person)
    yield from contact.go_on(play, going.who, going.course, 2)
    said = {"accepted": True, "told_by": play.word("told_by"), "text": ""}
    play.do(going.who, actions.learn, sent=mine(play, going.who, going.sent), **said)
    yield from contact.to_the_end(play, going.who, going.course, 3)


def application(play: Play, someone: Someone, outcome: str = "decided_yes") -> History:
    """The health centre helps somebody to apply. Social services open an inquiry, and decide."""
    going = send(play, someone, "application", "health_centre", "social_adult")
    yield play.chance.choice((0.2, 1, 2))
    there = play.county.worker(going.unit)
    received = identified(play, there, going.sent, someone)
    told = _may_be_told(play, there, received, going, someone) if play.chance.random() < 0.5 else None
    play.do(there, answers.begin_filing, received=received, first=play.next(there, "inquiry", 10), stated=told)
    play.also(contact.to_the_end(play, going.who, going.course, 6))
    yield from contact.go_on(play, there, came(play, there, going.sent).course, 3)
    yield 12
    _decided(play, there, going, someone, outcome)
    play.also(reads(play, going))
    yield from contact.to_the_end(play, there, came(play, there, going.sent).course, play.chance.randint(3, 12))


def _decided(play: Play, there: Actor, going: Going, someone: Someone, outcome: str) -> None:
    """A decision, which the sender is told of when the person has said that they may."""
    received = came(play, there, going.sent)
    told: dict[str, Any] = (
        {"appeal": play.script.words["appeal"]} if outcome in ("decided_no", "decided_partly") else {}
    )
    if play.chance.random() < 0.5:
        told["stated"] = _may_be_told(play, there, received, going, someone)
    text = play.word("decisions")
    play.do(there, answers.conclude, received=received, outcome=outcome, text=text, **told)


def _may_be_told(play: Play, there: Actor, received: Received, going: Going, someone: Someone) -> Stated:
    """The person says, to social services, that whoever sent may be told."""
    sender = play.county.unit(going.who.unit_kind, someone.municipality)
    yes = consent(play, there, received.person, sender, someone)
    return Stated("consent", {"content": SENT_PARTS, "purpose": "care", "necessary": "yes"}, yes)


def reads(play: Play, going: Going) -> History:
    """Whoever sent reads what has come."""
    yield play.chance.choice((0.1, 1))
    contact.read_news(play, going.who, going.course.person)


def application_refused(play: Play, someone: Someone) -> History:
    """A no, with how to appeal."""
    return application(play, someone, "decided_no")


def application_waiting(play: Play, someone: Someone) -> History:
    """It has come in, and nobody has opened it yet."""
    going = send(play, someone, "application", "health_centre", "social_adult")
    yield from contact.go_on(play, going.who, going.course, 40)


def consent_taken_back(play: Play, someone: Someone) -> History:
    """The person takes the consent back some days after a copy has gone."""
    going = send(play, someone, "application", "health_centre", "social_adult")
    yield play.chance.choice((1, 4))
    given = going.sent.disclosure.consent
    play.do(going.who, secrecy.withdraw, consent=given)
    play.also(left_alone(play, someone, going))
    yield from contact.to_the_end(play, going.who, going.course, 4)


def left_alone(play: Play, someone: Someone, going: Going) -> History:
    """Social services have the application, and the person no longer wants an inquiry."""
    yield 4
    there = play.county.worker(going.unit)
    received = identified(play, there, going.sent, someone)
    play.do(there, answers.conclude, received=received, outcome="not_opened", text=play.word("withdrawn"))
    play.also(reads(play, going))


def report(
    play: Play, someone: Someone, ident: str, who: Actor, course: Course, child: Relation | None = None
) -> Going:
    """A report that law demands: no consent is asked."""
    duty = "child_report" if ident == "child_report" else "lvm_report_doctor"
    unit = play.county.unit("social_child" if ident == "child_report" else "social_adult", someone.municipality)
    facts = {
        **CARE,
        "purpose": "duty",
        "duty": duty,
        "child_concern": "yes",
        "lvm_need": "yes",
        "health_care_enough": "no",
    }
    identity = play.read(who, of_child, course.person, child) if child else play.read(who, of_person, course.person)
    sending = actions.Sending(
        kind=kind(ident), to=Receiver(unit.name, unit), question=play.word("questions", ident.split("_")[0]),
        needs=("child_investigation",) if child else (), stated=Stated(f"duty.{duty}", facts),
        content={"identity": identity, "assessment": play.word("about")},
    )  # fmt: skip
    return Going(who, course, play.do(who, actions.send, course=course, sending=sending), unit)


def child_report(play: Play, someone: Someone) -> History:
    """The health centre is worried about a child, and reports at once. Social services look into it."""
    _with_child(play, someone)
    who, course = contact.begin(play, someone, "health_centre")
    going = report(play, someone, "child_report", who, course, _child_of(play, who, course))
    play.also(contact.to_the_end(play, who, course, 5))
    yield from _looked_into(play, someone, going, "support")


def child_report_here(play: Play, someone: Someone) -> History:
    """The same where somebody signs in with one click, and it has just begun."""
    home = next(one["municipality"] for one in play.script.county["named"] if one["unit"] == "social_child")
    someone.details = replace(someone.details, municipality=home)
    return child_report(play, someone)


def _with_child(play: Play, someone: Someone) -> None:
    """A report about a child is about somebody's child, when it is not about somebody young."""
    if someone.child is None and someone.age(localdate(play.now)) >= ADULT:
        someone.child = a_child(play.script, play.chance, localdate(play.now))


def _child_of(play: Play, who: Actor, course: Course) -> Relation | None:
    near = Relation.objects.filter(person=course.person, kind="child")
    return play.read(who, lambda: near.first())


def lvm_report(play: Play, someone: Someone) -> History:
    """A doctor reports under LVM. Social services open an inquiry."""
    unit = play.county.unit("addiction_clinic", someone.municipality)
    who = play.county.worker(unit, "doctor")
    course = _at(play, who, someone)
    going = report(play, someone, "lvm_report", who, course)
    play.also(contact.to_the_end(play, who, course, 4))
    yield from _looked_into(play, someone, going, play.chance.choice(["support", "court", "no_support"]))


def _at(play: Play, who: Actor, someone: Someone) -> Course:
    person = play.person(who, someone)
    about, first = play.word("about"), play.next(who, "first", 7)
    return play.do(who, contact.courses.open_course, person=person, about=about, first=first)


def _looked_into(play: Play, someone: Someone, going: Going, outcome: str) -> History:
    yield play.chance.choice((0.1, 1))
    there = play.county.worker(going.unit)
    received = identified(play, there, going.sent, someone)
    play.do(there, answers.begin_filing, received=received, first=play.next(there, "inquiry", 7))
    yield from contact.go_on(play, there, came(play, there, going.sent).course, 4)
    yield 20
    text = play.word("decisions")
    play.do(there, answers.conclude, received=came(play, there, going.sent), outcome=outcome, text=text)
    play.also(contact.to_the_end(play, there, came(play, there, going.sent).course, 1))
    play.also(reads(play, going))


def not_opened(play: Play, someone: Someone) -> History:
    """A report that leads to no inquiry."""
    _with_child(play, someone)
    who, course = contact.begin(play, someone, "health_centre")
    going = report(play, someone, "child_report", who, course, _child_of(play, who, course))
    play.also(contact.to_the_end(play, who, course, 3))
    yield 5
    there = play.county.worker(going.unit)
    received = identified(play, there, going.sent, someone)
    play.do(there, answers.conclude, received=received, outcome="not_opened", text=play.word("decisions"))
    play.also(reads(play, going))


def outside(play: Play, someone: Someone) -> History:
    """The receiver is not in the system: print, send, receipt by hand, and the answer as it was told."""
    who, course = contact.begin(play, someone, "addiction_clinic")
    there = play.script.words["outside"]
    content = {"identity": play.read(who, of_person, course.person)}
    stated = _outside_ground(play, who, course, someone)
    given = {"needs": ("treatment_placement",), "stated": stated, "content": content}
    question = play.word("questions", "referral")
    sending = actions.Sending(kind("internal_referral"), Receiver(there["name"]), question, **given)
    sent = play.do(who, actions.send, course=course, sending=sending)
    yield 4
    receipt = {"received_by": there["by"], "when": play.at - timedelta(hours=3)}
    play.do(who, actions.receipt_by_hand, sent=mine(play, who, sent), **receipt)
    yield 9
    said = {"accepted": True, "told_by": there["by"], "text": ""}
    play.do(who, actions.learn, sent=mine(play, who, sent), **said)
    yield from contact.to_the_end(play, who, course, 5)


def _outside_ground(play: Play, who: Actor, course: Course, someone: Someone) -> Stated:
    name = play.script.words["outside"]["name"]
    given = {
        "kind": "sharing", "receivers": [{"name": name}], "content": ["identity"], "how": "written",
        "until": localdate(play.at) + timedelta(days=90), **who_says_yes(play, someone),
    }  # fmt: skip
    yes = play.do(who, secrecy.consent, person=course.person, **given)
    facts = {
        "content": ["identity"],
        "purpose": "care",
        "necessary": "yes",
        "receiver": "health_private",
    }
    return Stated("consent", facts, yes)


ALL: dict[Callable[[Play, Someone], History], int] = {
    self_referral: 14,
    answered_only: 3,
    application: 12,
    application_refused: 5,
    application_waiting: 2,
    consent_taken_back: 4,
    child_report: 8,
    not_opened: 2,
    lvm_report: 5,
    outside: 3,
}

# Those that began so many days ago.
HERE: dict[Callable[[Play, Someone], History], int] = {child_report_here: 12}
