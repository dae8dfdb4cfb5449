"""Plays random histories over a small county: whatever staff may do, in any order, and time that passes.

Each act is chosen by numbers, so that a failing history shrinks to a short one. What the system refuses is part of the
history: nothing may have changed then.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.utils.timezone import localdate

from helhet.courses import actions as courses
from helhet.courses.models import Course, Step
from helhet.courses.scanner import alarm_late
from helhet.courses.units import close_unit
from helhet.handoffs import actions, answers, clauses, queries, rules
from helhet.handoffs.models import Received, Sent
from helhet.handoffs.queries import kind
from helhet.handoffs.scanner import expire_all
from helhet.organisations.actor import Actor
from helhet.organisations.models import Absence, Assignment, Duty
from helhet.organisations.queries import actor_of, managing, records
from helhet.organisations.rules import Post, may_end
from helhet.people.actions import add
from helhet.people.rules import Details
from helhet.secrecy import actions as secrecy
from helhet.secrecy.actions import Receiver, Stated
from helhet.secrecy.wall import acting
from tests.records.played import Played

CARE = {
    "substances": ["alcohol"], "ongoing_use": "yes", "purpose": "care", "necessary": "yes", "can_consent": "yes",
    "content": ["identity", "assessment", "health_data", "social_data"],
}  # fmt: skip
DUTY = {
    "duty": "child_report", "purpose": "duty", "child_concern": "yes", "content": ["identity", "health_data"],
}  # fmt: skip
KINDS = ("internal_referral", "self_referral", "anonymous_question", "application", "child_report")
QUESTION = "Kan ni bedöma och hjälpa med alkohol?"
APPEAL = "Skriv till nämnden inom tre veckor"
ROUTE = "Ring sjukvårdsrådgivningen på 1177"


@dataclass
class History(Played):
    """One county as it goes on."""

    @property
    def day(self):
        return localdate(self.at)

    def actor(self, n: int, unit: Any = None) -> Actor | None:
        """Someone who serves today, at a unit or anywhere."""
        found = Assignment.objects.filter(valid_from__lte=self.day, unit__closed=False, staff__is_active=True)
        found = [
            a
            for a in found.select_related("staff", "unit__holding__principal").order_by("staff__username")
            if serves(a, self.day)
        ]
        found = [a for a in found if unit is None or a.unit_id == unit]
        return actor_of(found[n % len(found)]) if found else None

    def acts(self) -> Mapping[str, Callable[..., None]]:
        return ACTS

    def next(self, actor: Actor, n: int, days: int = 3) -> courses.Next:
        there = Assignment.objects.filter(unit_id=actor.unit_id, valid_from__lte=self.day).order_by("id")
        staff = [a.staff for a in there.select_related("staff") if serves(a, self.day)]
        owner, deputy = staff[n % len(staff)], staff[(n + 1) % len(staff)]
        return courses.Next("Ring personen", self.day + timedelta(days=days), owner, deputy)


def serves(assignment: Assignment, day) -> bool:
    return assignment.valid_to is None or assignment.valid_to >= day


def pass_days(h: History, a: int, b: int, c: int) -> None:
    h.at += timedelta(days=1 + a, hours=b % 3)
    scan(h, a, b, c)


def scan(h: History, a: int, b: int, c: int) -> None:
    expire_all(h.at)
    alarm_late(h.at)


def _details(name: str, h: History) -> Details:
    return Details(given_name=name, family_name=f"Berg{len(h.did)}", birth_date=date(1980, 5, 17))


def open_course(h: History, a: int, b: int, c: int) -> None:
    actor = h.actor(a)
    with acting(actor, h.at):
        person = add(by=actor, at=h.at, details=_details("Ada", h))
        courses.open_course(by=actor, at=h.at, person=person, about="Oro", first=h.next(actor, b))


def send(h: History, a: int, b: int, c: int) -> None:
    _send(h, a, b, c, list(h.world.units.values()))


def send_outside(h: History, a: int, b: int, c: int) -> None:
    _send(h, a, b, c, [])


def _send(h: History, a: int, b: int, c: int, units: list) -> None:
    open_ones = h.all(Course, is_open=True)
    if not open_ones:
        return
    course = open_ones[a % len(open_ones)]
    actor = h.actor(b, course.unit_id)
    if actor is None:
        return
    with acting(actor, h.at):
        chosen, unit = _way(units, actor, a + 7 * b + 3 * c)
        stated = _stated(h, actor, course, unit, chosen, b)
        to = Receiver(unit.name if unit else "Stadens mottagning", unit)
        answer = _consent(h, actor, course, unit) if unit and b % 3 == 0 and chosen.identity else None
        sending = actions.Sending(chosen, to, QUESTION, ("psychosocial_treatment",), stated, answer_consent=answer)
        actions.send(by=actor, at=h.at, course=course, sending=sending)


def _way(units: list, actor: Actor, n: int) -> tuple[Any, Any]:
    """A kind and a receiver: most often ones that fit, now and then anything at all."""
    every = [(kind(ident), unit) for ident in KINDS for unit in (None, *units)]
    fits = [(k, u) for k, u in every if actor.domain in k.from_domains and (u is None or _may_get(k, u))]
    ways = every if n % 11 == 0 else fits
    return ways[n % len(ways)]


def _may_get(chosen: Any, unit: Any) -> bool:
    return rules.fits(chosen, unit.kind, records().authorities[unit.holding.kind].domain)


def _stated(h: History, actor: Actor, course: Course, unit: Any, chosen: Any, b: int) -> Stated:
    if chosen.grounds:
        return Stated("duty.child_report", DUTY if unit else {**DUTY, "receiver": "social_authority"})
    if unit is None or unit.holding.kind == "private_care" or actor.party == "health_private" or b % 2:
        facts = CARE if unit else {**CARE, "receiver": "other"}
        return Stated("consent", facts, _consent(h, actor, course, unit))
    return Stated("health.care_use" if actor.domain == "health" else "social.care_use", CARE)


def _consent(h: History, actor: Actor, course: Course, unit: Any) -> Any:
    named = {"id": str(unit.holding_id), "name": unit.holding.name} if unit else {"name": "Stadens mottagning"}
    return secrecy.consent(
        by=actor, at=h.at, person=course.person, kind="sharing", receivers=[named], content=list(CARE["content"]),
        given_by="person", judged={"can_consent": "yes"}, how="oral", until=h.day + timedelta(days=60),
        answer_back=True,
    )  # fmt: skip


def _came(h: History, a: int, b: int, act: str) -> tuple[Actor | None, Received | None]:
    """A received hand-off and someone at its unit: most often one where the act is possible."""
    rows = h.all(Received)
    fit = [one for one in rows if rules.RECEIVED[records().handoffs[one.kind].family].allowed(one.state, act)]
    return _one_of(h, rows if a % 5 == 0 else fit, a, b)


def _one_of(h: History, rows: list, a: int, b: int) -> tuple[Actor | None, Any]:
    row = rows[-1 - a % len(rows)] if rows else None
    return (h.actor(b, row.unit_id), row) if row else (None, None)


def _read(h: History, actor: Actor, row: Received) -> Received:
    received = queries.received(actor, row.id, h.at)
    if received.person_id is None and kind(received.kind).identity:
        person = add(by=actor, at=h.at, details=_details("Bo", h))
        answers.identify(by=actor, at=h.at, received=received, person=person)
        received = queries.received(actor, row.id, h.at)
    return received


def accept(h: History, a: int, b: int, c: int) -> None:
    actor, row = _came(h, a, b, "accept")
    if actor is None:
        return
    with acting(actor, h.at):
        received = _read(h, actor, row)
        ground = _answer_ground(h, actor, received, c)
        mine = Course.objects.filter(person=received.person, unit_id=actor.unit_id, is_open=True).first()
        given = {"first": h.next(actor, b), "course": mine if c % 2 and received.person else None, "stated": ground}
        answers.accept(by=actor, at=h.at, received=received, text="Ja, vi tar emot och hör av oss.", **given)


def _answer_ground(h: History, actor: Actor, received: Received, c: int) -> Stated | None:
    if received.person is None or c % 3 == 0:
        return None
    if received.copy.content.get("answer_consent") and c % 3 == 1:
        consent = answers.take_over_consent(by=actor, at=h.at, received=received)
        return Stated("consent", CARE, consent)
    return Stated("health.care_use" if actor.domain == "health" else "social.care_use", CARE)


def reject(h: History, a: int, b: int, c: int) -> None:
    actor, row = _came(h, a, b, "reject")
    if actor is None:
        return
    with acting(actor, h.at):
        received = _read(h, actor, row)
        reasons = list(records().refusals.values())
        reason = reasons[c % len(reasons)]
        found = clauses.for_reason(received, reason, h.day)
        said = rules.Refusing(reason, found[0].id, ROUTE, "Vi har talat med personen.", insists=bool(b % 2))
        answers.reject(by=actor, at=h.at, received=received, said=said, stated=_answer_ground(h, actor, received, c))


def ask_back(h: History, a: int, b: int, c: int) -> None:
    actor, row = _came(h, a, b, "ask_back")
    if actor is None:
        return
    with acting(actor, h.at):
        received = queries.received(actor, row.id, h.at)
        answers.ask_back(by=actor, at=h.at, received=received, missing=["question"])


def begin(h: History, a: int, b: int, c: int) -> None:
    actor, row = _came(h, a, b, "open")
    if actor is None:
        return
    with acting(actor, h.at):
        received = _read(h, actor, row)
        told = _answer_ground(h, actor, received, c)
        answers.begin_filing(by=actor, at=h.at, received=received, first=h.next(actor, b), stated=told)


def conclude(h: History, a: int, b: int, c: int) -> None:
    actor, row = _came(h, a, b, "conclude")
    if actor is None:
        return
    with acting(actor, h.at):
        received = _read(h, actor, row)
        every = list(records().outcomes.values())
        fit = [one for one in every if rules.may_conclude(kind(received.kind), received.state, one, APPEAL)]
        choices = fit if fit and a % 5 else every
        outcome = choices[c % len(choices)].id
        told = {"text": "Så blev det", "appeal": APPEAL, "stated": _answer_ground(h, actor, received, c)}
        answers.conclude(by=actor, at=h.at, received=received, outcome=outcome, **told)


def _sender_act(
    act: Callable[[Actor, Sent, History, int], None], *names: str
) -> Callable[[History, int, int, int], None]:
    def run(h: History, a: int, b: int, c: int) -> None:
        rows = h.all(Sent)
        fit = [one for one in rows if any(_table(one).allowed(one.state, name) for name in names)]
        actor, row = _one_of(h, rows if a % 5 == 0 else fit, a, b)
        if actor is not None:
            with acting(actor, h.at):
                act(actor, queries.sent(actor, row.id, h.at), h, c)

    return run


def _table(one: Sent) -> Any:
    return rules.sent_table(records().handoffs[one.kind].family, one.outside)


def complete(actor: Actor, sent: Sent, h: History, c: int) -> None:
    ground = "health.care_use" if actor.domain == "health" else "social.care_use"
    actions.complete(by=actor, at=h.at, sent=sent, text="Här är det ni saknade", stated=Stated(ground, CARE))


def withdraw(actor: Actor, sent: Sent, h: History, c: int) -> None:
    actions.withdraw(by=actor, at=h.at, sent=sent, why="Personen ångrade sig")


def learn(actor: Actor, sent: Sent, h: History, c: int) -> None:
    actions.learn(by=actor, at=h.at, sent=sent, accepted=bool(c % 2), told_by="Personen själv", text="")


def receipt(actor: Actor, sent: Sent, h: History, c: int) -> None:
    actions.receipt_by_hand(by=actor, at=h.at, sent=sent, received_by="Eva i receptionen", when=h.at)


def take_back_consent(h: History, a: int, b: int, c: int) -> None:
    from_sent = [one for one in h.all(Sent, "disclosure__answer_consent") if one.disclosure.answer_consent_id]
    if from_sent:
        sent = from_sent[a % len(from_sent)]
        actor = h.actor(b, sent.unit_id)
        with acting(actor, h.at):
            secrecy.withdraw(by=actor, at=h.at, consent=sent.disclosure.answer_consent)


def read(h: History, a: int, b: int, c: int) -> None:
    news = h.all(Step, kind="news", open=True)
    if news:
        step = news[a % len(news)]
        actor = h.actor(b, step.unit_id)
        if actor:
            with acting(actor, h.at):
                courses.read_news(by=actor, at=h.at, step=step)


def close(h: History, a: int, b: int, c: int) -> None:
    _course(h, a, b, lambda actor, course: _close(h, actor, course, c))


def _close(h: History, actor: Actor, course: Course, c: int) -> None:
    reason = list(records().closing)[c % len(records().closing)]
    courses.close_course(by=actor, at=h.at, course=course, reason=reason, text="", version=course.version)


def hand_to(h: History, a: int, b: int, c: int) -> None:
    def hand(actor: Actor, course: Course) -> None:
        step = h.next(actor, c)
        given = {"owner": step.owner, "deputy": step.deputy, "version": course.version}
        courses.hand_to(by=actor, at=h.at, course=course, **given)

    _course(h, a, b, hand)


def follow_up(h: History, a: int, b: int, c: int) -> None:
    _course(h, a, b, lambda actor, course: courses.note(by=actor, at=h.at, course=course, kind="follow_up", text="Ja"))


def set_next(h: History, a: int, b: int, c: int) -> None:
    def step(actor: Actor, course: Course) -> None:
        courses.set_next(by=actor, at=h.at, course=course, step=h.next(actor, c), version=course.version)

    _course(h, a, b, step)


def _course(h: History, a: int, b: int, act: Callable[[Actor, Course], None]) -> None:
    rows = h.all(Course, is_open=True)
    if rows:
        course = rows[a % len(rows)]
        actor = h.actor(b, course.unit_id)
        if actor:
            with acting(actor, h.at):
                act(actor, Course.objects.get(id=course.id))


def absence(h: History, a: int, b: int, c: int) -> None:
    staff = list(h.world.staff.values())[a % len(h.world.staff)]
    Absence.objects.create(staff=staff, first=h.day, last=h.day + timedelta(days=b % 20))


def duty(h: History, a: int, b: int, c: int) -> None:
    actor = h.actor(a)
    until = h.at + timedelta(days=1 + c % 5)
    Duty.objects.create(unit_id=actor.unit_id, staff_id=actor.staff_id, since=h.at, until=until)


def end_assignment(h: History, a: int, b: int, c: int) -> None:
    """As the administrator does: the rule says no to the last manager."""
    rows = list(Assignment.objects.order_by("id").select_related("staff"))
    row = rows[a % len(rows)]
    posts = [Post(r.staff_id, r.unit_id, r.role, r.valid_from, r.valid_to) for r in rows]
    mine = posts[a % len(rows)]
    may_end(mine, [p for p in posts if p is not mine], h.day, managing()).demand()
    Assignment.objects.filter(id=row.id).update(valid_to=h.day - timedelta(days=1))


def stop_unit(h: History, a: int, b: int, c: int) -> None:
    unit = list(h.world.units.values())[a % len(h.world.units)]
    clerk = replace(h.world.actors["health"], holding_id=unit.holding_id, may=frozenset({"administer"}))
    with acting(clerk, h.at):
        close_unit(by=clerk, at=h.at, unit=unit)


ACTS: dict[str, Callable[[History, int, int, int], None]] = {
    "open_course": open_course,
    "send": send,
    "send again": send,
    "send more": send,
    "send_outside": send_outside,
    "accept": accept,
    "reject": reject,
    "ask_back": ask_back,
    "complete": _sender_act(complete, "complete"),
    "withdraw": _sender_act(withdraw, "withdraw"),
    "learn": _sender_act(learn, "learn_refused", "learn_ended"),
    "receipt": _sender_act(receipt, "deliver", "register"),
    "begin": begin,
    "conclude": conclude,
    "read": read,
    "close": close,
    "hand_to": hand_to,
    "follow_up": follow_up,
    "set_next": set_next,
    "absence": absence,
    "duty": duty,
    "end_assignment": end_assignment,
    "stop_unit": stop_unit,
    "pass_days": pass_days,
    "scan": scan,
    "take_back_consent": take_back_consent,
}
