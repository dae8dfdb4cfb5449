"""A contact at one unit: it begins, goes on, changes hands, and ends; and how somebody is written down."""

from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate

from helhet.courses import actions as courses
from helhet.courses.models import Course, Step
from helhet.organisations.actor import Actor
from helhet.people import actions as people
from helhet.people.models import Person

from ..cast import Someone
from ..play import History, Play
from . import screened

# How much of the time that was planned goes before the step is done: most are on time, some late.
PACE = (0.7, 0.9, 1.0, 1.0, 1.0, 1.2, 1.8)
PLANNED = (5, 7, 10, 14, 21, 28)


def begin(play: Play, someone: Someone, kind: str, about: str = "") -> tuple[Actor, Course]:
    """Somebody at a kind of unit meets a person, writes down what they tell, and opens a contact. `about`: what they
    come for, when a history needs it to be something."""
    who = play.county.worker(play.county.unit(kind, someone.municipality))
    known = who.holding_id in someone.known
    person = play.person(who, someone)
    given = {"about": about or play.word("about"), "first": play.next(who, "first", 7)}
    course = play.do(who, courses.open_course, person=person, **given)
    if not known:
        written_down(play, who, person, someone)
    if not about:
        screened.at_first(play, who, course)
    return who, course


def written_down(play: Play, who: Actor, person: Person, someone: Someone) -> None:
    """How to reach a person, and who is near."""
    reach = play.script.words["reach"]
    way = {"kind": "sms", "value": reach["phone"], "note": reach["note"], "allowed": True}
    play.do(who, people.add_contact_way, person=person, way=way)
    if play.chance.random() < 0.2:
        never = {"kind": "phone", "value": reach["not"], "note": "", "allowed": False}
        play.do(who, people.add_contact_way, person=person, way=never)
    for relation in _near(play, someone):
        play.do(who, people.add_relation, person=person, relation=relation)


def _near(play: Play, someone: Someone) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if someone.child:
        found.append({"kind": "child", "name": someone.child[0], "birth_date": someone.child[1], "lives_with": True})
    if "expecting" in someone.traits and someone.details.sex == "female":
        found.append({"kind": "expected_child", "expected": localdate(play.now) + timedelta(days=90)})
    if "helper" in someone.traits:
        found.append({"kind": "helper", "name": play.word("helpers"), "may_be_told": True})
    return found


def go_on(play: Play, who: Actor, course: Course, times: int) -> History:
    """The contact goes on: each time something is written and the next step set, with a day."""
    planned = 7
    for _ in range(times):
        yield planned * play.chance.choice(PACE)
        course = play.fresh(who, course)
        if not course.is_open:
            return
        kind = "follow_up" if play.chance.random() < 0.35 else "note"
        text = play.word("follow_ups" if kind == "follow_up" else "notes")
        play.do(who, courses.note, course=course, kind=kind, text=text)
        planned = play.chance.choice(PLANNED)
        step = play.next(who, "next", planned)
        play.do(who, courses.set_next, course=course, step=step, version=course.version)
        read_news(play, who, course.person)


def to_the_end(play: Play, who: Actor, course: Course, times: int) -> History:
    """The contact goes on for a while, until both agree that it is done; while something is on its way it waits."""
    yield from go_on(play, who, course, times)
    yield 10
    while not ends(play, who, course):
        yield from go_on(play, who, course, 1)


def ends(play: Play, who: Actor, course: Course) -> bool:
    """Whether the contact could end, and did, or was over already."""
    course = play.fresh(who, course)
    known = play.read(who, lambda: courses.known_of(who, course))
    if course.is_open and not known.open_sent and not known.open_received:
        end(play, who, course, "done")
    return not play.fresh(who, course).is_open


def end(play: Play, who: Actor, course: Course, reason: str) -> None:
    """The contact ends, with a follow-up first; whatever came is read."""
    course = play.fresh(who, course)
    read_news(play, who, course.person)
    play.do(who, courses.note, course=course, kind="follow_up", text=play.word("follow_ups"))
    course = play.fresh(who, course)
    play.do(who, courses.close_course, course=course, reason=reason, text="", version=course.version)


def read_news(play: Play, who: Actor, person: Person | None) -> None:
    """Somebody at the unit reads what has come about a person."""
    news = play.read(who, lambda: list(Step.objects.filter(unit_id=who.unit_id, person=person, kind="news", open=True)))
    for step in news:
        play.do(who, courses.read_news, step=step)


def seen_and_helped(play: Play, someone: Someone) -> History:
    """The health centre is enough: some meetings, and then both agree that it is done."""
    who, course = begin(play, someone, "health_centre")
    yield from to_the_end(play, who, course, play.chance.randint(2, 9))


def long_contact(play: Play, someone: Someone) -> History:
    """Social services stay with somebody for a long time; half way a colleague takes over."""
    who, course = begin(play, someone, "social_adult")
    yield from go_on(play, who, course, play.chance.randint(4, 8))
    yield 3
    course = play.fresh(who, course)
    other = play.county.colleague(who)
    given = {"owner": play.county.staff(other), "deputy": play.county.staff(who), "version": course.version}
    play.do(who, courses.hand_to, course=course, **given)
    yield from to_the_end(play, other, course, 20)


def not_reached(play: Play, someone: Someone) -> History:
    """Four tries in different ways over more than three weeks; then the manager decides that the contact ends."""
    who, course = begin(play, someone, "health_centre")
    for days in (3, 6, 8, 9):
        yield days
        play.do(who, courses.note, course=course, kind="outreach", text=play.word("outreach"))
    yield 5
    course = play.fresh(who, course)
    boss = play.county.manager(course.unit)
    play.do(boss, courses.close_course, course=course, reason="not_reached", text="", version=course.version)
