"""What is done with a plan made together, one act at a time, by whoever does it in life. The ways are in `together`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from helhet.courses import actions as courses
from helhet.courses.actions import Next
from helhet.courses.models import Course
from helhet.organisations.actor import Actor
from helhet.organisations.models import Unit
from helhet.people.models import Person
from helhet.plans import actions, answers, drafting, following, inviting, publishing, queries, responsible
from helhet.plans.given import Entry, Frame, Guest, Meeting, Outcome, OwnPart, Seen
from helhet.plans.models import Joined, Participant, Plan
from helhet.secrecy import actions as secrecy
from helhet.secrecy.actions import Stated
from helhet.secrecy.models import Consent

from ..cast import Someone
from ..play import Play
from . import contact, crossing, screened

# Whom a unit has with it: the other principal first, then one of its own.
WITH = {
    "addiction_clinic": ("social_adult", "health_centre"),
    "health_centre": ("social_adult", "addiction_clinic"),
    "psychiatry": ("social_adult", "addiction_clinic"),
    "social_adult": ("addiction_clinic", "health_centre"),
}
SENT = ["identity", "health_data", "addiction_services"]
PRINCIPAL = {"health": "region", "social": "municipality"}


@dataclass
class Table:
    """A plan under way: who has it, what the person says, and who sits at the table."""

    play: Play
    someone: Someone
    story: Mapping[str, Any]
    who: Actor
    course: Course
    plan: Plan = field(init=False)
    yes: dict[tuple[UUID, UUID], Consent] = field(default_factory=dict)
    there: dict[UUID, Actor] = field(default_factory=dict)
    level: float = 0.6

    @property
    def person(self) -> Person:
        """The person, as the holding that calls has them."""
        return self.course.person

    @property
    def today(self) -> date:
        """The day it is played."""
        return localdate(self.play.at)

    def word(self, *path: str) -> Any:
        """One of the texts at a place in content/demo/plans.yaml."""
        found: Any = self.play.script.plans
        for name in path:
            found = found[name]
        return self.play.chance.choice(found) if isinstance(found, list) else found

    def do(self, action: Any, **given: Any) -> Any:
        """An act on the plan by whoever has it."""
        return self.play.do(self.who, action, plan=self.plan, **given)

    def seats(self) -> list[Participant]:
        """Everyone at the table."""
        rows = Participant.objects.filter(plan=self.plan).select_related("unit__holding__principal", "call")
        return self.play.read(self.who, lambda: list(rows.order_by("id")))

    def units(self) -> list[Participant]:
        """Those at the table who answer for themselves: the other principal first."""
        return [one for one in self.seats() if one.unit]

    def half(self, one: Participant) -> Joined:
        """What a participant's own holding has of the plan."""
        rows = Joined.objects.select_related(*queries.ABOUT_JOINED)
        return self.play.read(self.there[one.id], lambda: rows.get(thread=one.call_id))


def begin(play: Play, someone: Someone, frm: str, pool: str = "stories") -> Table:
    """Somebody begins a contact, and what they say is something that nobody has said lately."""
    story = _story(play, someone, pool)
    who, course = contact.begin(play, someone, frm, story["about"])
    table = Table(play, someone, story, who, course)
    screen(table, story["instrument"])
    return table


def _story(play: Play, someone: Someone, pool: str) -> Mapping[str, Any]:
    has = {"child"} if someone.child else set()
    has |= {"expecting"} & someone.traits if someone.details.sex == "female" else set()
    fitting = [one for one in play.script.plans[pool] if {one.get("only")} <= has | {None}]
    chosen = min(fitting, key=lambda one: (play.told[one["about"]], one.get("only") is None, play.chance.random()))
    play.told[chosen["about"]] += 1
    return chosen  # type: ignore[no-any-return]


def screen(table: Table, ident: str) -> None:
    """The instrument that fits is filled in; the next time it says a little less."""
    screened.fill(table.play, table.who, table.person, ident, table.level, table.course)
    table.level = max(0.05, table.level - table.play.chance.choice((0.05, 0.12, 0.2)))


def see(table: Table) -> None:
    """Somebody sees that a plan is needed, or the person asks for one."""
    play, asked = table.play, table.play.chance.random() < 0.25
    by = "person" if asked else PRINCIPAL[table.who.domain]
    seen = Seen(by, table.today, table.word("asked_for" if asked else "seen"))
    setting = table.story.get("setting")
    frame = Frame("coordinated" if setting else "sip", (setting,) if setting else (), table.course)
    first = play.next(table.who, "plan", 3)
    table.plan = play.do(table.who, actions.begin, person=table.person, seen=seen, first=first, frame=frame)
    course_next(table, 21)


def course_next(table: Table, days: int) -> None:
    """The contact goes on beside the plan, with a step and a day of its own."""
    course = table.play.fresh(table.who, table.course)
    if course.is_open:
        step: Next = table.play.next(table.who, "next", days)
        table.play.do(table.who, courses.set_next, course=course, step=step, version=course.version)


def agree(table: Table) -> None:
    """The person says yes to a plan."""
    given = {
        "kind": "plan", "how": table.play.chance.choice(["oral", "written"]), "words": table.word("yes"),
        "until": table.today + timedelta(days=900), **crossing.who_says_yes(table.play, table.someone),
    }  # fmt: skip
    yes = table.play.do(table.who, secrecy.consent, person=table.person, **given)
    table.do(actions.agree, consent=yes)


def ground(table: Table, who: Actor, person: Person, unit: Unit | None) -> Stated | None:
    """What something is sent to a unit on: the person's yes to it, asked once and kept; inside a holding none."""
    if unit is None or unit.holding_id == who.holding_id:
        return None
    at = (who.holding_id, unit.id)
    if at not in table.yes:
        table.yes[at] = _sharing(table, who, person, unit)
    return Stated("consent", {"content": SENT, "purpose": "care", "necessary": "yes"}, table.yes[at])


def _sharing(table: Table, who: Actor, person: Person, unit: Unit) -> Consent:
    given = {
        "kind": "sharing", "receivers": [{"id": str(unit.holding_id), "name": unit.holding.name}], "content": SENT,
        "answer_back": True, "how": "oral", "words": table.play.word("consent"),
        "until": table.today + timedelta(days=900), **crossing.who_says_yes(table.play, table.someone),
    }  # fmt: skip
    return table.play.do(who, secrecy.consent, person=person, **given)


def invite(table: Table, days: int = 10) -> None:
    """Those whom the person wants with them are named, what the person wants to say is written, and all are called."""
    table.do(inviting.name, guests=list(_guests(table)))
    table.do(drafting.add, entries=list(_prepared(table)))
    call(table, {one.id for one in table.seats()}, days)


def _guests(table: Table) -> Iterator[Guest]:
    for kind in WITH[table.who.unit_kind]:
        unit = table.play.county.unit(kind, table.someone.municipality)
        yield Guest("authority", unit.name, unit=unit)
    if kin := table.story.get("kin"):
        yield Guest("relative", kin)
    if guest := table.story.get("guest"):
        yield Guest(guest["kind"], guest["name"])


def _prepared(table: Table) -> Iterator[Entry]:
    story = table.story
    yield Entry("place", {"text": story["words"], "chosen": []}, "words")
    yield Entry("place", {"text": story["matters"], "chosen": []}, "matters")
    yield Entry("place", {"text": "", "chosen": story["targets"]}, "targets")
    for key in table.play.chance.sample(sorted(table.play.script.plans["preparation"]), 3):
        yield Entry("place", {"text": table.word("preparation", key), "chosen": []}, key)


def call(table: Table, wanted: set[UUID], days: int) -> None:
    """Those who are wanted are called to a meeting."""
    on = table.play.working(table.play.at + timedelta(days=days)).date()
    time = table.play.chance.choice(["9.00", "10.30", "13.00", "14.30"])
    meeting = Meeting(on, time, table.word("place"), table.story["words"])
    seats = [one for one in table.seats() if one.id in wanted]
    stated = {one.id: ground(table, table.who, table.person, one.unit) for one in seats}
    table.do(inviting.call, meeting=meeting, stated=stated)


def opened(table: Table, one: Participant) -> Joined:
    """Somebody where a call came says whom it is about, the first time."""
    play = table.play
    if one.id not in table.there:
        table.there[one.id] = play.county.worker(one.unit)
    there = table.there[one.id]
    joined = table.half(one)
    if joined.person is None:
        play.do(there, answers.identify, joined=joined, person=play.person(there, table.someone))
    return table.half(one)


def come(table: Table, one: Participant, came: str = "coming") -> None:
    """A unit that was called answers."""
    joined = opened(table, one)
    days = (table.today + timedelta(days=15),) if came == "cannot" else ()
    why = "" if came == "coming" else table.word(came)
    table.play.do(table.there[one.id], answers.answer_call, joined=joined, came=came, days=days, why=why)


def all_come(table: Table, first: str = "coming") -> None:
    """Everyone answers, the other principal as said; those outside the system tell it to whoever called."""
    for number, one in enumerate(table.units()):
        come(table, one, "coming" if number else first)
    for one in table.seats():
        if one.unit is None:
            table.do(inviting.heard, participant=one, came="coming", text=f"{one.name} kommer")
    read(table)


def read(table: Table) -> None:
    """Whoever has the plan reads what has come about the person."""
    contact.read_news(table.play, table.who, table.person)


def send_part(table: Table, one: Participant, lacking: str = "") -> None:
    """A unit at the table sends what it brings."""
    joined, there = opened(table, one), table.there[one.id]
    parts = table.play.script.plans["parts"]
    measure = {**table.play.chance.choice(parts[one.principal]), "principal": one.principal, "decision": "none"}
    measure |= {"unit": one.name, "start": (table.today + timedelta(days=21)).isoformat()}
    goals = ({"text": table.word("parts", "goals")},) if table.play.chance.random() < 0.4 else ()
    part = OwnPart(goals=goals, measures=(measure,), lacking=lacking)
    stated = ground(table, there, joined.person, joined.call.sender_unit)
    table.play.do(there, answers.send_part, joined=joined, part=part, stated=stated)


def take_parts(table: Table) -> None:
    """What has come is put in the draft."""
    offers = table.play.read(table.who, lambda: [o for o in queries.draft(table.plan).offers if o.state == "waiting"])
    for one in offers:
        full = table.play.read(table.who, queries.offer, table.plan, one.id)
        entries = table.play.read(table.who, queries.entries_in, full)
        if entries:
            table.do(drafting.take, offer=full, entries=entries)
        else:
            table.do(drafting.leave, offer=full, why=table.word("left"))
    read(table)


def publish(table: Table, only: frozenset[str] = frozenset({"called", "coming", "cannot", "has", "named"})) -> None:
    """The plan is published, and sent to those at the table who want to be there."""
    seats = [one for one in table.seats() if one.state in only]
    stated = {one.id: ground(table, table.who, table.person, one.unit) for one in seats}
    table.do(publishing.publish, stated=stated)
    course_next(table, 40)
    read(table)


def answer(table: Table, one: Participant, how: str = "accept") -> None:
    """A unit answers for its parts of the version that it has."""
    joined, there = opened(table, one), table.there[one.id]
    given: dict[str, Any] = {}
    if how != "accept":
        text = table.word("change" if how == "change" else "parts", *([] if how == "change" else ["lacking"]))
        given = {"part": OwnPart(lacking=text), "stated": ground(table, there, joined.person, joined.call.sender_unit)}
    table.play.do(there, answers.answer_version, joined=joined, how=how, **given)
    contact.read_news(table.play, there, joined.person)


def all_answer(table: Table, first: str = "accept") -> None:
    """Everyone who has the plan answers, the other principal as said."""
    for number, one in enumerate(one for one in table.units() if one.answered):
        answer(table, one, "accept" if number else first)
    read(table)


def follow_up(table: Table, rating: str, days: int | None) -> None:
    """The plan is followed up with the person, in so many days again."""
    goals = table.play.read(table.who, lambda: [part.key for part in queries.draft(table.plan).rows("goal")])
    how = {"much_better": "reached", "better": "on_the_way", "worse": "changed"}.get(rating, "not_begun")
    reached = dict.fromkeys(goals, "reached" if days is None else how)
    next_on = table.play.working(table.play.at + timedelta(days=days)).date() if days else None
    outcome = Outcome(table.today, rating, table.word("ratings", rating), reached, next_on)
    read(table)
    table.do(following.follow_up, outcome=outcome)
    screen(table, screened.sooner(table.story["instrument"]))
    course_next(table, days or 14)


def close(table: Table, reason: str) -> None:
    """The plan ends, and everyone reads so; the contact ends when there is nothing more on its way."""
    table.do(following.close, reason=reason, text=table.word("ended", reason))


def all_read(table: Table) -> None:
    """Those who were at the table read what has come."""
    for one in table.units():
        if one.id in table.there:
            # As they know the person: a unit that has nothing more to do with them can no longer open its half.
            there = table.there[one.id]
            contact.read_news(table.play, there, table.someone.known[there.holding_id])


def move_overall(table: Table, one: Participant, takes: bool = True) -> None:
    """Whoever has the plan asks a participant to take the overall responsibility, and they answer."""
    table.do(responsible.offer_overall, participant=one)
    table.play.do(table.there[one.id], answers.answer_overall, joined=table.half(one), takes=takes)
    read(table)


def give_back(table: Table, one: Participant) -> None:
    """The participant that has the overall responsibility gives it back, and whoever called takes it."""
    table.play.do(table.there[one.id], answers.give_back_overall, joined=table.half(one))
    table.do(responsible.take_overall)
    read(table)
