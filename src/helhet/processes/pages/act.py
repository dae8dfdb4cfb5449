"""The form of one act: what it asks, and what the engine says before it is sent."""

from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from helhet.kernel.errors import NotFound
from helhet.organisations.actor import Actor
from helhet.organisations.queries import colleagues

from .. import asking, following, queries
from ..following import Standing
from ..forms import ActForm
from ..models import Case


def standing(case: Case, at: datetime) -> Standing:
    """Where the case stands now."""
    return following.standing(case, queries.events(case), at)


def form(actor: Actor, at: datetime, now: Standing, name: str, data: Any) -> ActForm:
    """The form of an act, also of one that was done before and is written in afterwards. Raises NotFound."""
    mine = queries.roles_of(actor)
    act = now.ready.acts.by_id.get(name)
    if act is None:
        raise NotFound("Något sådant finns inte i ärendet.")
    roles = asking.everybody(act)
    first = {"day": localdate(at), "role": next((role for role in roles if role in mine), "")}
    kept = dict(now.step.matter.kept)
    return ActForm(data, ready=now.ready, act=act, roles=roles, mine=mine, kept=kept, initial=first)


def beginning(actor: Actor, at: datetime, name: str, data: Any) -> ActForm:
    """The form of an act that begins a case: `name` is the process and the act, as "lvm.report". Raises NotFound."""
    process, _, wanted = name.partition(".")
    ready = following.process(process)
    matter = asking.beginning(ready)
    mine = queries.roles_of(actor)
    found = {one.act.id: one for one in asking.choices(ready, matter, mine)}
    if wanted not in found or process not in {one.id for one in queries.openable(actor)}:
        raise NotFound("Ett sådant ärende går inte att öppna så.")
    one = found[wanted]
    staff = list(colleagues(actor.unit_id, localdate(at)))
    first = {"day": localdate(at), "owner": str(actor.staff_id), "role": next((r for r in one.roles if r in mine), "")}
    return ActForm(data, ready=ready, act=one.act, roles=one.roles, mine=mine, staff=staff, initial=first)


def ways_in(actor: Actor) -> list[dict[str, Any]]:
    """Every process that the actor may open a case in, with the acts that may begin it."""
    return [
        {"use": use, "process": (ready := following.process(use.id)).process, "acts": asking.first_acts(ready)}
        for use in queries.openable(actor)
    ]
