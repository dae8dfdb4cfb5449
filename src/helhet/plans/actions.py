"""How a plan begins, what the person says to it, and who has it. Drafting, calling, publishing have files of their own.

What somebody who was called does is in `answers`; what one side's act does on the other is in `crossing`.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from helhet.audit import actions as audit
from helhet.courses import actions as courses
from helhet.courses import queries as courses_queries
from helhet.courses.doors import working_days
from helhet.courses.rules import may_change
from helhet.kernel.errors import BadInput
from helhet.kernel.ids import uuid7
from helhet.organisations.actor import Actor
from helhet.organisations.models import Staff
from helhet.organisations.queries import records
from helhet.people.models import Person
from helhet.secrecy import actions as secrecy
from helhet.secrecy import queries as secrecy_queries
from helhet.secrecy.models import Consent

from . import crossing, drafting, holding, inviting, rules
from .given import Entry, Frame, Guest, Seen
from .models import Aside, Plan, PlanEvent

A_SIP = Frame()


@transaction.atomic
def begin(
    *, by: Actor, at: datetime, person: Person, seen: Seen, first: courses.Next, frame: Frame = A_SIP,
    consent: Consent | None = None, guests: Sequence[Guest] = (), entries: Sequence[Entry] = (),
) -> Plan:  # fmt: skip
    """Somebody has seen that a plan is needed. `first` is what is done next, with owner and day.

    When the person has already said yes, `consent`, and then who is to come and what is already known may be written at
    once. Raises BadInput or NotAllowed with what to do instead.
    """
    secrecy_queries.may_open(by, person, at).demand()
    may_change(by, by.unit_id).demand()
    _check(by, at, person, seen, frame, first)
    secrecy.open_relation(by=by, at=at, person=person, unit_id=by.unit_id, why="Gemensam plan")
    plan = _plan(by, at, person, frame, first, consent)
    if consent or guests or entries:
        rules.may_enter(plan.state, holding.rests(plan, localdate(at))).demand()
    told = _first_events(by, at, plan, seen)
    told += inviting.enter(by, at, plan, guests)
    told += drafting.enter(by, at, plan, entries)[1]
    audit.record_all(by=by, at=at, told=told)
    return plan


def _check(by: Actor, at: datetime, person: Person, seen: Seen, frame: Frame, first: courses.Next) -> None:
    content = holding.planning()
    if frame.kind not in content.kinds:
        raise BadInput("Välj vilket slags plan det är.")
    if set(frame.settings) - set(content.settings):
        raise BadInput("Välj sammanhanget i listan.")
    if seen.by not in (*content.contents["measures_by_principal"].principals, "person"):
        raise BadInput("Skriv vem som såg behovet: regionen, kommunen eller personen själv.")
    if seen.on > localdate(at):
        raise BadInput("Dagen då behovet sågs kan inte ligga framåt.")
    if frame.course and (frame.course.person_id != person.id or frame.course.unit_id != by.unit_id):
        raise BadInput("Kontakten gäller någon annan, eller en annan enhet.")
    courses.check(by, at, first)


def _plan(by: Actor, at: datetime, person: Person, frame: Frame, first: courses.Next, consent: Consent | None) -> Plan:
    plan = Plan(
        id=uuid7(), holding_id=by.holding_id, unit_id=by.unit_id, person=person, course=frame.course,
        publication=courses_queries.publication_for(person.municipality, localdate(at)), kind=frame.kind,
        settings=list(frame.settings), state="drafting" if consent else "needed",
        consent=_own(person, consent), opened_at=at, opened_by_id=by.staff_id,
    )  # fmt: skip
    plan.step = holding.new_step(by, at, plan, "answer", first)
    plan.save(force_insert=True)
    return plan


def _own(person: Person, consent: Consent | None) -> Consent | None:
    if consent and consent.person_id != person.id:
        raise BadInput("Samtycket är någon annans.")
    return consent


def _first_events(by: Actor, at: datetime, plan: Plan, seen: Seen) -> list[audit.Told]:
    rows = [_event(by, at, plan, "needed", seen.why, seen.on, {"seen_by": seen.by})]
    if plan.consent:
        rows.append(_event(by, at, plan, "agreed", plan.consent.words, localdate(plan.consent.given_at)))
    PlanEvent.objects.bulk_create(rows)
    return [audit.Told(f"plan.{row.kind}", "plan", plan.id, plan.person_id, [row.text, row.data]) for row in rows]


def _event(
    by: Actor, at: datetime, plan: Plan, kind: str, text: str, happened: date, data: Mapping[str, Any] | None = None
) -> PlanEvent:
    return PlanEvent(
        holding_id=plan.holding_id, plan=plan, kind=kind, text=text, data=dict(data or {}), happened=happened, at=at,
        by_id=by.staff_id,
    )  # fmt: skip


@transaction.atomic
def offer(*, by: Actor, at: datetime, plan: Plan, how: str = "") -> Plan:
    """The person has been asked whether they want a plan."""
    locked = holding.held(by, at, plan)
    holding.moved(locked, "offer")
    holding.event(by, at, locked, "offered", how)
    due = localdate(at) + timedelta(days=records().clocks["plan.person"].days)
    holding.turn(by, at, locked, "waiting", "Personen tänker på om det ska bli en plan. Fråga igen", due)
    return locked


@transaction.atomic
def decline(*, by: Actor, at: datetime, plan: Plan, words: str = "") -> Plan:
    """The person does not want a plan now. What holds instead stands in `no_plan` of the content, and is shown."""
    return _no_plan(by, at, plan, "decline", "declined", words)


@transaction.atomic
def lack(*, by: Actor, at: datetime, plan: Plan, words: str = "") -> Plan:
    """There is no yes to go on: not said, or not by whoever must say it. What holds instead is shown."""
    return _no_plan(by, at, plan, "lack", "no_consent", words)


def _no_plan(by: Actor, at: datetime, plan: Plan, act: str, kind: str, words: str) -> Plan:
    locked = holding.held(by, at, plan, act)
    holding.event(by, at, locked, kind, words, data={"holds": holding.planning().no_plan[kind].holds})
    holding.moved(locked, act)
    holding.over(by, at, locked)
    return locked


@transaction.atomic
def agree(*, by: Actor, at: datetime, plan: Plan, consent: Consent) -> Plan:
    """The person has said yes to the plan: from now it may be written, and others called."""
    locked = holding.held(by, at, plan)
    locked.consent = _own(locked.person, consent)
    holding.rests(locked, localdate(at)).demand()
    holding.moved(locked, "agree", consent=consent)
    holding.event(by, at, locked, "agreed", consent.words, localdate(consent.given_at))
    due = working_days("plan.call", localdate(at))
    holding.turn(by, at, locked, "answer", "Kalla dem som personen vill ha med, och börja skriva planen", due)
    return locked


@transaction.atomic
def renew(*, by: Actor, at: datetime, plan: Plan, consent: Consent) -> Plan:
    """The person has said yes again, for longer. Nothing else in the plan changes."""
    locked = holding.held(by, at, plan)
    if locked.state not in rules.WRITABLE:
        raise BadInput("Planen skrivs inte nu, så det finns inget ja att förnya.")
    locked.consent = _own(locked.person, consent)
    holding.rests(locked, localdate(at)).demand()
    holding.change(locked, consent=consent)
    holding.event(by, at, locked, "renewed", consent.words, localdate(consent.given_at))
    return locked


@transaction.atomic
def withdraw(*, by: Actor, at: datetime, plan: Plan) -> Plan:
    """The person takes their yes back. Nothing new is written or sent from this moment, and everyone is told."""
    locked = holding.held(by, at, plan, "withdraw")
    if locked.consent is not None:
        secrecy.withdraw(by=by, at=at, consent=locked.consent)
    return settle_withdrawn(by=by, at=at, plan=locked)


def settle_withdrawn(*, by: Actor, at: datetime, plan: Plan) -> Plan:
    """A yes that was taken back ends a locked plan on every side, also when it was taken back on another page."""
    holds = holding.planning().no_plan["withdrawn"].holds
    holding.event(by, at, plan, "withdrawn", data={"holds": holds})
    holding.news(by, at, plan, "Personen har tagit tillbaka sitt ja till planen. Läs vad som gäller i stället")
    holding.moved(plan, "withdraw")
    crossing.tell_all(by, at, plan, "withdraw", "Personen har tagit tillbaka sitt ja till den gemensamma planen")
    holding.over(by, at, plan)
    return plan


@transaction.atomic
def hand_to(*, by: Actor, at: datetime, plan: Plan, owner: Staff, deputy: Staff) -> Plan:
    """Another at the unit takes the plan: the same thing to do and day, a new owner."""
    locked = holding.held(by, at, plan)
    old = locked.step
    if old is None:
        raise BadInput("Planen är avslutad.")
    step = courses.Next(old.text, max(old.due, localdate(at)), owner, deputy)
    courses.check(by, at, step)
    holding.change(locked, step=holding.new_step(by, at, locked, old.kind, step))
    courses.done(by, at, old, "replaced")
    holding.event(by, at, locked, "owner", owner.name)
    return locked


@transaction.atomic
def set_next(*, by: Actor, at: datetime, plan: Plan, text: str, due: date) -> Plan:
    """What is to be done next about the plan, by whoever has it."""
    locked = holding.held(by, at, plan)
    if not text.strip() or due < localdate(at):
        raise BadInput("Skriv vad nästa steg är, och en dag som inte har varit.")
    holding.turn(by, at, locked, "answer", text.strip(), due)
    holding.event(by, at, locked, "next", text.strip(), data={"due": due.isoformat()})
    return locked


@transaction.atomic
def ask_violence(*, by: Actor, at: datetime, plan: Plan, asked: bool, text: str = "") -> Aside:
    """That violence was asked about, and what was said: kept beside the plan, in no version, print or sending of it."""
    locked = holding.held(by, at, plan)
    row = Aside.objects.create(
        holding_id=locked.holding_id, unit_id=locked.unit_id, person_id=locked.person_id, plan=locked, kind="violence",
        asked=asked, text=text, at=at, by_id=by.staff_id,
    )  # fmt: skip
    told = {"kind": "plan", "subject": locked.id, "person": locked.person_id, "content": [asked, text]}
    audit.record(by=by, at=at, act="plan.aside", **told)
    return row
