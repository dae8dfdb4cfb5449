"""What every act on a plan does first and last: hold it, see that the person's yes stands, write what happened."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate

from helhet.audit import actions as audit
from helhet.courses import actions as courses
from helhet.courses.models import Step
from helhet.courses.rules import may_change
from helhet.kernel.errors import Refused
from helhet.kernel.permission import Decision
from helhet.knowledge.home import open_library
from helhet.knowledge.planning.content import Planning, planning_of
from helhet.organisations.actor import Actor
from helhet.organisations.models import Authority
from helhet.organisations.queries import records, system_actor
from helhet.secrecy import consents
from helhet.secrecy import queries as secrecy_queries
from helhet.secrecy.models import Withdrawal

from . import rules
from .models import Joined, JoinedEvent, Plan, PlanEvent

# What an act on a plan needs to know.
ABOUT_PLAN = (
    "step__owner",
    "step__deputy",
    "person",
    "holding__principal",
    "consent",
    "overall_by__unit__holding__principal",
    "publication",
)


def planning() -> Planning:
    """The plan content of this installation."""
    return planning_of(open_library())


def system_at(one: Plan | Joined, purpose: str) -> Actor:
    """The system in the holding that has a half, at its unit."""
    return replace(system_actor(one.holding, purpose), unit_id=one.unit_id)


def staff_of(by: Actor) -> UUID | None:
    """Who is written as having done it: nobody when the system did."""
    return None if by.is_system else by.staff_id


def held(by: Actor, at: datetime, plan: Plan, act: str = "") -> Plan:
    """A plan of the actor's unit, locked. Raises NotAllowed, or Refused when the act cannot be done now."""
    secrecy_queries.may_open(by, plan.person, at).demand()
    may_change(by, plan.unit_id).demand()
    locked = Plan.objects.select_for_update(of=("self",)).select_related(*ABOUT_PLAN).get(id=plan.id)
    if act:
        rules.PLAN.next(locked.state, act)
    return locked


def writable(by: Actor, at: datetime, plan: Plan) -> Plan:
    """A plan that something new may be entered in now: it is being written or in force, and the person's yes stands."""
    locked = held(by, at, plan)
    rules.may_enter(locked.state, rests(locked, localdate(at))).demand()
    return locked


def rests(plan: Plan, day: date) -> Decision:
    """Whether the plan rests on a yes that stands. The yes is held until the transaction ends."""
    if plan.consent is None:
        return Decision.no("Personen har inte sagt ja till planen ännu. Fråga först.")
    consents.held(plan.consent)
    withdrawn = Withdrawal.objects.filter(consent_id=plan.consent_id).exists()
    return rules.may_rest_on(plan.consent.kind, withdrawn, plan.consent.until, day)


def moved(plan: Plan, act: str, **fields: Any) -> None:
    """A locked plan goes to its next state, with these values."""
    plan.state = rules.PLAN.next(plan.state, act)
    change(plan, state=plan.state, **fields)


def change(plan: Plan | Joined, **fields: Any) -> None:
    """A locked half gets these values."""
    type(plan).objects.filter(id=plan.id).update(**fields)
    for name, value in fields.items():
        setattr(plan, name, value)


def event(
    by: Actor, at: datetime, plan: Plan, kind: str, text: str = "", happened: date | None = None,
    data: Mapping[str, Any] | None = None,
) -> PlanEvent:  # fmt: skip
    """Write what happened, in the plan and in the log."""
    row = PlanEvent.objects.create(
        holding_id=plan.holding_id, plan=plan, kind=kind, text=text, data=dict(data or {}),
        happened=happened or localdate(at), at=at, by_id=staff_of(by),
    )  # fmt: skip
    told = {"kind": "plan", "subject": plan.id, "person": plan.person_id, "content": [text, data]}
    audit.record(by=by, at=at, act=f"plan.{kind}", **told)
    return row


def joined_event(by: Actor, at: datetime, joined: Joined, kind: str, text: str = "", **more: Any) -> JoinedEvent:
    """Write what happened where somebody was called. `more`: data, copy, sent."""
    row = JoinedEvent.objects.create(
        holding_id=joined.holding_id, joined=joined, kind=kind, text=text, at=at, by_id=staff_of(by), **more
    )
    told = {"kind": "joined", "subject": joined.id, "person": joined.person_id, "content": [text, more.get("data")]}
    audit.record(by=by, at=at, act=f"joined.{kind}", **told)
    return row


def turn(by: Actor, at: datetime, one: Plan | Joined, kind: str, text: str, due: date) -> None:
    """What is to be done next, by whoever has it: the step that stood is replaced. `kind`: answer, or waiting."""
    old = one.step
    if old is None:
        raise Refused("Planen är avslutad.")
    step = new_step(by, at, one, kind, courses.Next(text[:300], max(due, localdate(at)), old.owner, old.deputy))
    change(one, step=step)
    courses.done(by, at, old, "replaced")


def new_step(by: Actor, at: datetime, one: Plan | Joined, kind: str, step: courses.Next) -> Step:
    """A step about a half."""
    about = courses.About("plan" if isinstance(one, Plan) else "joined", one.id)
    acting = by if by.unit_id == one.unit_id else replace(by, unit_id=one.unit_id)
    return courses.add_step(by=acting, at=at, step=step, kind=kind, about=about, person=one.person)


def over(by: Actor, at: datetime, one: Plan | Joined, **fields: Any) -> None:
    """Nothing more is to be done about a half; its unit lets the person go when nothing else holds them."""
    old = one.step
    change(one, step=None, is_open=False, **fields)
    courses.done(by, at, old, "done")
    courses.release(by=by, at=at, person=one.person, unit_id=one.unit_id)


def news(by: Actor, at: datetime, one: Plan | Joined, text: str, step: Step | None = None) -> None:
    """Something for whoever has a half to read."""
    who = step or one.step
    if who is not None:
        new_step(by, at, one, "news", courses.Next(text[:300], localdate(at), who.owner, who.deputy))


def in_thread(thread: UUID) -> Q:
    """The copies of a thread: the call, and all that answers to it."""
    return Q(disclosure=thread) | Q(answers=thread)


def own_principal(holding_id: UUID) -> str:
    """The principal that a holding belongs to."""
    return records().authorities[Authority.objects.get(id=holding_id).kind].principal
