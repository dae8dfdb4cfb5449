"""What every act on a case does first and last: hold it, let the engine judge, write clocks and the next step."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from helhet.audit import actions as audit
from helhet.courses import actions as courses
from helhet.kernel.errors import Refused
from helhet.organisations.actor import Actor
from helhet.organisations.queries import system_actor
from helhet.secrecy import queries as secrecy_queries

from . import clocks, following, queries, rules
from .following import Standing
from .given import Done
from .models import Case, CaseEvent


def held(by: Actor, at: datetime, case: Case) -> Case:
    """A case that the actor may write in, locked. Raises NotAllowed."""
    secrecy_queries.may_open(by, case.person, at).demand()
    rules.may_write(by, case.unit_id, case.holding_id, queries.roles_of(by)).demand()
    return locked(case)


def locked(case: Case) -> Case:
    """A case with what an act needs, locked until the transaction ends."""
    return Case.objects.select_for_update(of=("self",)).select_related(*queries.ABOUT).get(id=case.id)


def change(case: Case, **fields: Any) -> None:
    """A locked case gets these values."""
    Case.objects.filter(id=case.id).update(**fields)
    for name, value in fields.items():
        setattr(case, name, value)


def record(by: Actor, at: datetime, case: Case, entry: Done) -> CaseEvent:
    """Write an entry in a locked case when the engine takes it, and all that follows."""
    rules.may_have_happened(entry.happened, at).demand()
    if entry.corrects is None:
        rules.must_tell(entry.role, queries.roles_of(by), entry.known_by).demand()
    row = _row(by, at, case, entry)
    now = following.standing(case, [*queries.events(case), row])
    if refused := now.step.outcome.refused:
        raise Refused(f"{refused.reason} ({refused.section})")
    row.save()
    act = "case.corrected" if entry.corrects else "case.recorded"
    told = {"kind": "case", "subject": case.id, "person": case.person_id}
    audit.record(by=by, at=at, act=act, **told, content=[row.number, row.act, row.facts, row.text])
    settle(by, at, case, now)
    return row


def _row(by: Actor, at: datetime, case: Case, entry: Done) -> CaseEvent:
    return CaseEvent(
        holding_id=case.holding_id, case=case, number=case.events.count(), act=entry.act, happened=entry.happened,
        role=entry.role, facts=dict(entry.facts), documents=list(entry.documents), corrects=entry.corrects,
        changes=dict(entry.changes), withdrawn=entry.withdrawn, known_by=entry.known_by, text=entry.text,
        content_hash=following.rules_hash(case.process), at=at, by_id=by.staff_id,
    )  # fmt: skip


def settle(by: Actor, at: datetime, case: Case, now: Standing) -> None:
    """A locked case stands where its events say: state, clocks, and who does what next by when."""
    matter = now.step.matter
    state = now.ready.state[matter.state]
    change(case, state=state.id, content_hash=following.rules_hash(case.process))
    clocks.written(case, now)
    if state.final:
        end(by, at, case)
        return
    day = localdate(at)
    step = courses.Next(state.next[0][:300], max(_due(now, day), day), case.owner, case.deputy)
    turn(by, at, case, step)


def _due(now: Standing, day: date) -> date:
    """The day of the next step: the first strict day, else our own time for the state."""
    days = [clocks.strict_day(one) for one in clocks.counted(now) if one.open and one.deadline]
    own = now.ready.state[now.step.matter.state].own
    return min([*days, *([day + timedelta(days=own.days)] if own else [])], default=day)


def turn(by: Actor, at: datetime, case: Case, step: courses.Next) -> None:
    """What is to be done next in a locked case takes the place of what stood. The same, by the same day, stays."""
    old = case.step
    if old and (old.text, old.due, old.owner_id, old.deputy_id) == (
        step.text, step.due, step.owner.id, step.deputy.id,
    ):  # fmt: skip
        return
    acting = by if by.unit_id == case.unit_id else replace(system_actor(case.holding, by.purpose), unit_id=case.unit_id)
    about = courses.About("case", case.id)
    new = courses.add_step(by=acting, at=at, step=step, kind="answer", about=about, person=case.person)
    change(case, step=new, is_open=True)
    courses.done(by, at, old, "replaced")


def end(by: Actor, at: datetime, case: Case) -> None:
    """Nothing more is to be done in a locked case."""
    old = case.step
    change(case, step=None, is_open=False)
    courses.done(by, at, old, "done")
    courses.release(by=by, at=at, person=case.person, unit_id=case.unit_id)
