"""Plays random histories of plans over the small county: whatever staff and the person may do, in any order.

Each act is chosen by numbers. What the system refuses is part of the history: nothing may have changed then.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate

from helhet.courses.actions import Next
from helhet.kernel.errors import HelhetError
from helhet.organisations.actor import Actor
from helhet.plans import actions, answers, drafting, following, inviting, publishing, queries, responsible
from helhet.plans.given import Entry, Guest, Meeting, Outcome, OwnPart, Seen
from helhet.plans.models import Joined, Offer, Part, Participant, Plan
from helhet.plans.scanner import end_withdrawn
from helhet.secrecy import actions as secrecy
from helhet.secrecy.wall import acting
from tests.plans.making import BY_LAW, measure
from tests.records.played import Played

OWNERS = ("clinic", "clinic.manager", "social", "social.manager")
CALLED = ("health", "social", "clinic", "other_social", "private", "children")
PLACES = ("words", "relapse", "children", "notes", "coordinator", "follow_up")


@dataclass
class History(Played):
    """One county as it goes on."""

    states: set[str] = field(default_factory=set)

    def acts(self) -> Mapping[str, Callable[..., None]]:
        return ACTS

    def next(self, who: str, days: int = 3) -> Next:
        unit = who.split(".")[0]
        day = localdate(self.at) + timedelta(days=days)
        return Next("Ta ställning", day, self.world.staff[unit], self.world.staff[f"{unit}.manager"])

    def plan(self, n: int) -> tuple[Actor, Plan]:
        """One of the plans, and somebody at its unit (or, now and then, somebody else)."""
        plans = self.all(Plan, "unit")
        if not plans:
            raise HelhetError("Ingen plan ännu.")
        plan = plans[n % len(plans)]
        name = next(key for key, unit in self.world.units.items() if unit.id == plan.unit_id)
        who = "psychiatry" if n % 13 == 12 else f"{name}.manager" if n % 2 else name
        actor = self.world.actors[who]
        with acting(actor, self.at):
            return actor, queries.plan(actor, plan.id, self.at)

    def joined(self, n: int, **where: Any) -> tuple[Actor, Joined]:
        """One of the halves of those who were called, and somebody at that unit. Those that `where` fits come first."""
        found = self.all(Joined, "unit", **where) or self.all(Joined, "unit")
        if not found:
            raise HelhetError("Ingen är kallad ännu.")
        row = found[n % len(found)]
        name = next(key for key, unit in self.world.units.items() if unit.id == row.unit_id)
        actor = self.world.actors[f"{name}.manager" if n % 2 else name]
        with acting(actor, self.at):
            return actor, queries.joined(actor, row.id, self.at)


def of_plan(work: Callable[[History, Actor, Plan, int, int], Any]) -> Callable[..., None]:
    def act(h: History, a: int, b: int, c: int) -> None:
        actor, plan = h.plan(a)
        with acting(actor, h.at):
            work(h, actor, plan, b, c)

    return act


def of_joined(work: Callable[[History, Actor, Joined, int, int], Any], **where: Any) -> Callable[..., None]:
    def act(h: History, a: int, b: int, c: int) -> None:
        actor, joined = h.joined(a, **where)
        with acting(actor, h.at):
            work(h, actor, joined, b, c)

    return act


def begin(h: History, a: int, b: int, c: int) -> None:
    who = OWNERS[a % len(OWNERS)]
    actor = h.world.actors[who]
    person = h.world.person(who, f"Ada{len(h.did)}")
    seen = Seen(("region", "municipality", "person")[b % 3], localdate(h.at))
    with acting(actor, h.at):
        secrecy.open_with_reason(by=actor, at=h.at, person=person, why="Behöver en gemensam plan")
        actions.begin(by=actor, at=h.at, person=person, seen=seen, first=h.next(who))


def _yes(h: History, actor: Actor, plan: Plan, days: int) -> Any:
    return secrecy.consent(
        by=actor, at=h.at, person=plan.person, kind="plan", given_by="person", judged={"can_consent": "yes"},
        how="oral", until=localdate(h.at) + timedelta(days=days),
    )  # fmt: skip


def _agree(h: History, actor: Actor, plan: Plan, b: int, c: int) -> None:
    actions.agree(by=actor, at=h.at, plan=plan, consent=_yes(h, actor, plan, 30 + 10 * c))


def _name(h: History, actor: Actor, plan: Plan, b: int, c: int) -> None:
    units = [h.world.units[CALLED[n % len(CALLED)]] for n in (b, c)]
    guests = [Guest("authority", unit.name, unit=unit) for unit in dict.fromkeys(units)]
    extra = Guest("relative", f"Syster {c}", agreed=b % 7 != 0)
    inviting.name(by=actor, at=h.at, plan=plan, guests=[*guests, extra])


def ground(actor: Actor, one: Any) -> Any:
    """A ground that would do, where one is needed."""
    inside = one.unit is None or one.unit.holding_id == actor.holding_id
    return None if inside else BY_LAW[actor.domain]


def _call(h: History, actor: Actor, plan: Plan, b: int, c: int) -> None:
    rows = list(Participant.objects.filter(plan=plan).select_related("unit").order_by("id"))
    some = rows[b % 2 :: 1 + c % 2]
    stated = {one.id: None if c % 11 == 10 else ground(actor, one) for one in some}
    meeting = Meeting(localdate(h.at) + timedelta(days=1 + b % 20), "10.00", "Mottagningen")
    inviting.call(by=actor, at=h.at, plan=plan, meeting=meeting, stated=stated)


def _heard(h: History, actor: Actor, plan: Plan, b: int, c: int) -> None:
    rows = list(Participant.objects.filter(plan=plan).order_by("id"))
    came = ("coming", "cannot", "refuses")[c % 3]
    if not rows:
        raise HelhetError("Ingen är med ännu.")
    inviting.heard(by=actor, at=h.at, plan=plan, participant=rows[b % len(rows)], came=came)


def _add(h: History, actor: Actor, plan: Plan, b: int, c: int) -> None:
    rows = [
        Entry("goal", {"text": f"Mål {b}"}), measure(b, ("region", "municipality")[c % 2]),
        Entry("other", {"who": "Syster", "text": f"Hjälper {c}"}),
    ]  # fmt: skip
    drafting.add(by=actor, at=h.at, plan=plan, entries=rows)


def _write(h: History, actor: Actor, plan: Plan, b: int, c: int) -> None:
    key = PLACES[b % len(PLACES)]
    data: dict[str, Any] = {"text": f"Rad {len(h.did)}"}
    if key == "follow_up":
        data = {"on": (localdate(h.at) + timedelta(days=30 + c)).isoformat(), "by": "Kim"}
    if key == "coordinator":
        data = {"name": f"Kim {c}"}
    part = Part.objects.filter(plan=plan, kind="place", key=key).first()
    seen = max((part.version if part else 0) - c % 3, 0)
    drafting.write(by=actor, at=h.at, plan=plan, kind="place", key=key, data=data, version=seen)


def _drop(h: History, actor: Actor, plan: Plan, b: int, c: int) -> None:
    rows = queries.draft(plan).rows("measure")
    if len(rows) < 2:
        raise HelhetError("Bara en insats.")
    one = rows[b % len(rows)]
    drafting.drop(by=actor, at=h.at, plan=plan, kind=one.kind, key=one.key, version=one.version)


def _overall(h: History, actor: Actor, plan: Plan, b: int, c: int) -> None:
    named = list(Participant.objects.filter(plan=plan, unit__isnull=False).order_by("id"))
    one = named[b % len(named)] if named and c % 2 else None
    principal = one.principal if one else "region" if actor.domain == "health" else "municipality"
    seen = "" if c % 9 == 8 else plan.overall
    drafting.set_overall(by=actor, at=h.at, plan=plan, principal=principal, seen=seen, participant=one)


def _publish(h: History, actor: Actor, plan: Plan, b: int, c: int) -> None:
    rows = list(Participant.objects.filter(plan=plan, call__isnull=False).select_related("unit").order_by("id"))
    publishing.publish(by=actor, at=h.at, plan=plan, stated={one.id: ground(actor, one) for one in rows[c % 2 :]})


def _take(h: History, actor: Actor, plan: Plan, b: int, c: int) -> None:
    offers = list(Offer.objects.filter(plan=plan).select_related("copy").order_by("-id"))
    if not offers:
        raise HelhetError("Inget att ta ställning till.")
    one = offers[b % len(offers)]
    if c % 3:
        drafting.take(by=actor, at=h.at, plan=plan, offer=one, entries=queries.entries_in(one))
    else:
        drafting.leave(by=actor, at=h.at, plan=plan, offer=one, why="Passar inte")


def _offer_overall(h: History, actor: Actor, plan: Plan, b: int, c: int) -> None:
    named = list(Participant.objects.filter(plan=plan, answered__gt=0).order_by("id"))
    if not named:
        raise HelhetError("Ingen har fått planen.")
    responsible.offer_overall(by=actor, at=h.at, plan=plan, participant=named[b % len(named)])


def _follow(h: History, actor: Actor, plan: Plan, b: int, c: int) -> None:
    later = localdate(h.at) + timedelta(days=30) if b % 2 else None
    following.follow_up(by=actor, at=h.at, plan=plan, outcome=Outcome(localdate(h.at), "better", "Bra", {}, later))


def _close(h: History, actor: Actor, plan: Plan, b: int, c: int) -> None:
    reasons = ("done", "not_reached", "person_ends", "died", "nonsens")
    following.close(by=actor, at=h.at, plan=plan, reason=reasons[b % len(reasons)])


def _withdraw_elsewhere(h: History, actor: Actor, plan: Plan, b: int, c: int) -> None:
    if plan.consent is None or not plan.is_open:
        raise HelhetError("Inget ja att ta tillbaka.")
    secrecy.withdraw(by=actor, at=h.at, consent=plan.consent)


def _identify(h: History, actor: Actor, joined: Joined, b: int, c: int) -> None:
    who = next(key for key, one in h.world.actors.items() if one.unit_id == actor.unit_id)
    person = h.world.person(who, f"Bo{len(h.did)}")
    answers.identify(by=actor, at=h.at, joined=joined, person=person)


def _answer_call(h: History, actor: Actor, joined: Joined, b: int, c: int) -> None:
    came = ("coming", "cannot", "refuses")[b % 3]
    days = [localdate(h.at) + timedelta(days=c)] if c else []
    answers.answer_call(by=actor, at=h.at, joined=joined, came=came, days=days, why="Vi hinner inte med det här")


def part_of(b: int, c: int) -> OwnPart:
    rows = [dict(measure(b, ("region", "municipality")[c % 2]).data)]
    return OwnPart(measures=rows if b % 3 else (), lacking="Något saknas" if c % 2 else "")


def _stated(actor: Actor, joined: Joined) -> Any:
    return None if joined.call.sender_id == actor.holding_id else BY_LAW[actor.domain]


def _send_part(h: History, actor: Actor, joined: Joined, b: int, c: int) -> None:
    answers.send_part(by=actor, at=h.at, joined=joined, part=part_of(b, c), stated=_stated(actor, joined))


def _answer_version(h: History, actor: Actor, joined: Joined, b: int, c: int) -> None:
    how = ("accept", "change", "lacking", "accept")[b % 4]
    stated = _stated(actor, joined)
    answers.answer_version(by=actor, at=h.at, joined=joined, how=how, part=part_of(b, c), stated=stated)


def pass_days(h: History, a: int, b: int, c: int) -> None:
    h.at += timedelta(days=1 + a % 9, hours=b % 3)


def scan(h: History, a: int, b: int, c: int) -> None:
    end_withdrawn(h.at)


ACTS: dict[str, Callable[..., None]] = {
    "begin": begin, "pass_days": pass_days, "scan": scan,
    "offer": of_plan(lambda h, actor, plan, b, c: actions.offer(by=actor, at=h.at, plan=plan)),
    "decline": of_plan(lambda h, actor, plan, b, c: actions.decline(by=actor, at=h.at, plan=plan, words="Inte nu")),
    "lack": of_plan(lambda h, actor, plan, b, c: actions.lack(by=actor, at=h.at, plan=plan)),
    "agree": of_plan(_agree),
    "renew": of_plan(lambda h, actor, plan, b, c: actions.renew(
        by=actor, at=h.at, plan=plan, consent=_yes(h, actor, plan, 90))),
    "withdraw": of_plan(lambda h, actor, plan, b, c: actions.withdraw(by=actor, at=h.at, plan=plan)),
    "withdraw_elsewhere": of_plan(_withdraw_elsewhere),
    "name": of_plan(_name), "call": of_plan(_call), "heard": of_plan(_heard),
    "add": of_plan(_add), "write": of_plan(_write), "drop": of_plan(_drop), "overall": of_plan(_overall),
    "publish": of_plan(_publish), "take": of_plan(_take), "offer_overall": of_plan(_offer_overall),
    "take_overall": of_plan(lambda h, actor, plan, b, c: responsible.take_overall(by=actor, at=h.at, plan=plan)),
    "follow": of_plan(_follow), "close": of_plan(_close),
    "violence": of_plan(lambda h, actor, plan, b, c: actions.ask_violence(
        by=actor, at=h.at, plan=plan, asked=True, text="VÅLDSSVAR")),
    "missing": of_plan(lambda h, actor, plan, b, c: following.miss_service(
        by=actor, at=h.at, plan=plan, need="housing", text="Ingen har lågtröskelboende")),
    "identify": of_joined(_identify), "answer_call": of_joined(_answer_call), "send_part": of_joined(_send_part),
    "answer_version": of_joined(_answer_version),
    "answer_overall": of_joined(lambda h, actor, joined, b, c: answers.answer_overall(
        by=actor, at=h.at, joined=joined, takes=bool(b % 2)), offered=True, is_open=True),
    "give_back": of_joined(lambda h, actor, joined, b, c: answers.give_back_overall(
        by=actor, at=h.at, joined=joined), overall=True, is_open=True),
}  # fmt: skip
