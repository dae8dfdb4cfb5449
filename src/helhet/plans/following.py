"""What becomes of a plan: follow-up with the person's own rating, overall responsibility, what nobody has, the end."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from helhet.audit import actions as audit
from helhet.courses.doors import working_days
from helhet.deviations.rules import may_write
from helhet.kernel.errors import BadInput
from helhet.organisations.actor import Actor
from helhet.people.telling import known_names

from . import crossing, drafting, holding, rules
from .given import Outcome
from .models import FollowUp, Joined, MissingService, Part, Plan


@transaction.atomic
def follow_up(*, by: Actor, at: datetime, plan: Plan, outcome: Outcome) -> FollowUp:
    """The plan was followed up with the person: their own rating, and the next day; without one it is to be closed."""
    locked = holding.writable(by, at, plan)
    if not locked.number:
        raise BadInput("Planen är inte publicerad, så det finns inget att följa upp ännu.")
    _check(at, locked, outcome)
    row = FollowUp.objects.create(
        holding_id=locked.holding_id, plan=locked, number=locked.number, on=outcome.on, rating=outcome.rating,
        words=outcome.words, goals=dict(outcome.goals), next_on=outcome.next_on, at=at, by_id=by.staff_id,
    )  # fmt: skip
    data = {"rating": outcome.rating, "next": outcome.next_on.isoformat() if outcome.next_on else ""}
    holding.event(by, at, locked, "followed_up", outcome.words, outcome.on, data)
    if outcome.next_on:
        holding.change(locked, follow_up=outcome.next_on)
        _write_day(by, at, locked, outcome.next_on)
        holding.turn(by, at, locked, "waiting", "Följ upp planen tillsammans med personen", outcome.next_on)
    else:
        due = working_days("plan.publish", localdate(at))
        holding.turn(by, at, locked, "answer", "Avsluta planen, eller välj en ny dag att följa upp", due)
    crossing.tell_followed(by, at, locked, outcome.next_on)
    return row


def _write_day(by: Actor, at: datetime, plan: Plan, day: date) -> None:
    """The draft has the day that was chosen too: it is what is shown, and what the next version says."""
    part = Part.objects.filter(plan=plan, kind="place", key="follow_up").first()
    said = part.data if part and not part.dropped else {}
    new = {**said, "on": day.isoformat()}
    drafting.write(
        by=by, at=at, plan=plan, kind="place", key="follow_up", data=new, version=part.version if part else 0
    )


def _check(at: datetime, plan: Plan, outcome: Outcome) -> None:
    content = holding.planning()
    if outcome.rating not in content.ratings:
        raise BadInput("Skriv hur personen själv tycker att det har gått. Personen får låta bli att svara.")
    if outcome.on > localdate(at):
        raise BadInput("Uppföljningen kan inte ha varit på en dag som inte har varit.")
    if outcome.next_on and outcome.next_on <= localdate(at):
        raise BadInput("Nästa uppföljning ska ligga framåt.")
    goals = set(Part.objects.filter(plan=plan, kind="goal").values_list("key", flat=True))
    if set(outcome.goals) - goals or set(outcome.goals.values()) - set(content.outcomes):
        raise BadInput("Välj hur det står till med vart och ett av planens mål.")


@transaction.atomic
def close(*, by: Actor, at: datetime, plan: Plan, reason: str, text: str = "") -> Plan:
    """End a plan, for a reason of content/records/plans.yaml whose needs are met. Not reaching the person is none."""
    locked = holding.held(by, at, plan, "close")
    content = holding.planning()
    if reason not in content.closing:
        raise BadInput("Välj varför planen avslutas.")
    chosen = content.closing[reason]
    known = rules.Ending(FollowUp.objects.filter(plan=locked).count(), locked.state == "withdrawn")
    rules.may_close(chosen, known).demand()
    holding.event(by, at, locked, "closed", text or chosen.label, data={"reason": reason})
    holding.moved(locked, "close")
    crossing.tell_all(by, at, locked, "end", "Den gemensamma planen är avslutad")
    holding.over(by, at, locked)
    return locked


@transaction.atomic
def miss_service(
    *, by: Actor, at: datetime, plan: Plan | Joined, need: str, treatment: str = "", text: str = ""
) -> MissingService:
    """Nobody has what the plan needs: told to the county level, without the person and without a way back to the plan.

    Raises BadInput when the text may show who it is about.
    """
    if need not in holding.planning().library.vocabulary.needs:
        raise BadInput("Välj vilket behov som ingen kan möta.")
    if text.strip():
        decision = may_write(text, known_names(plan.person) if plan.person else ())
        if not decision:
            raise BadInput(decision.why, "identifying")
    row = MissingService.objects.create(
        holding_id=by.holding_id, need=need, treatment=treatment, text=text.strip(), month=localdate(at).replace(day=1)
    )
    audit.record(by=by, at=at, act="service.missing", kind="need", subject=need)
    return row
