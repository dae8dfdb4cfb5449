"""The overall responsibility: one principal has it, and it moves only by an act on both sides."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from helhet.courses.doors import working_days
from helhet.kernel.errors import BadInput, Refused
from helhet.organisations.actor import Actor
from helhet.secrecy import actions as secrecy

from . import crossing, holding
from .models import Joined, Participant, Plan

ASKED = "Ta ställning till det övergripande ansvaret för planen"


@transaction.atomic
def offer_overall(*, by: Actor, at: datetime, plan: Plan, participant: Participant) -> None:
    """Ask a participant to take the overall responsibility. It moves when they say yes, and not before.

    Whoever else was asked is asked no more: two can never both say yes.
    """
    locked = holding.writable(by, at, plan)
    if not locked.number:
        raise BadInput("Planen är inte publicerad. Välj huvudman i utkastet i stället.")
    one = _bound(locked, participant)
    if locked.overall_by and locked.overall_by.took:
        raise Refused("En annan deltagare har det övergripande ansvaret. De lämnar det tillbaka till er först.")
    for other in crossing.with_thread(locked):
        if other.offered and other.id != one.id:
            _ask_no_more(by, at, other)
    Participant.objects.filter(id=one.id).update(offered=True)
    holding.event(by, at, locked, "offered_overall", one.name, data={"participant": str(one.id)})
    secrecy.tell(by=by, at=at, holding=one.unit.holding, disclosure=one.call_id, kind="plan_overall_offered")

    def asked(receiver: Actor, joined: Joined) -> None:
        holding.joined_event(receiver, at, joined, "offered_overall")
        holding.change(joined, offered=True)
        holding.turn(receiver, at, joined, "answer", ASKED, working_days("plan.answer", localdate(at)))

    crossing.at_participant(by, at, one, asked)


def _bound(plan: Plan, participant: Participant) -> Participant:
    about = ("unit__holding__principal",)
    one = Participant.objects.select_for_update(of=("self",)).select_related(*about).get(id=participant.id, plan=plan)
    principals = holding.planning().contents["overall_responsible"].principals
    if one.unit is None or one.principal not in principals:
        raise BadInput("Bara regionen eller kommunen kan ha det övergripande ansvaret.")
    if one.answered == 0 or one.call_id is None:
        raise BadInput("De har inte fått planen ännu. Skicka den först.")
    return one


def _ask_no_more(by: Actor, at: datetime, one: Participant) -> None:
    """The question is taken back; whoever was asked reads so, and has nothing to answer."""
    Participant.objects.filter(id=one.id).update(offered=False)
    secrecy.tell(by=by, at=at, holding=one.unit.holding, disclosure=one.call_id, kind="plan_overall_recalled")

    def freed(receiver: Actor, joined: Joined) -> None:
        holding.joined_event(receiver, at, joined, "recalled_overall")
        holding.change(joined, offered=False)
        holding.news(receiver, at, joined, "Frågan om det övergripande ansvaret är tillbakatagen")

    crossing.at_participant(by, at, one, freed)


@transaction.atomic
def take_overall(*, by: Actor, at: datetime, plan: Plan) -> Plan:
    """Take the overall responsibility: from a participant who asks to give it back, or who was named and has not said
    yes to it."""
    locked = holding.writable(by, at, plan)
    one = locked.overall_by
    if one is None or not locked.number or (one.took and not one.returns):
        raise Refused("Ingen har bett er ta över det övergripande ansvaret.")
    principal = _own_principal(by)
    Participant.objects.filter(id=one.id).update(returns=False, took=False, offered=False)
    holding.change(locked, overall=principal, overall_by=None)
    holding.event(by, at, locked, "took_overall", by.unit_name)
    if one.unit is None or one.call_id is None:
        return locked
    secrecy.tell(by=by, at=at, holding=one.unit.holding, disclosure=one.call_id, kind="plan_overall_taken")

    def freed(receiver: Actor, joined: Joined) -> None:
        holding.joined_event(receiver, at, joined, "left_overall")
        holding.change(joined, overall=False, returns=False, offered=False)
        holding.news(receiver, at, joined, "Det övergripande ansvaret för planen är hos dem som kallade")

    crossing.at_participant(by, at, one, freed)
    return locked


def _own_principal(by: Actor) -> str:
    principal = holding.own_principal(by.holding_id)
    if principal not in holding.planning().contents["overall_responsible"].principals:
        raise BadInput("Bara regionen eller kommunen kan ha det övergripande ansvaret.")
    return principal
