"""How a plan begins, and what plans have needed that nobody has."""

from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from helhet.courses.doors import working_days
from helhet.organisations.actor import Actor
from helhet.people.models import Person

from .. import actions, queries
from ..forms.beginning import BeginForm
from ..holding import own_principal, planning
from ..models import Plan
from . import owner_forms

ASK = "Fråga personen om en gemensam plan"


def form(by: Actor, at: datetime, data: Any) -> BeginForm:
    """That a plan is needed, seen today by whoever is here."""
    now = {
        "seen_by": own_principal(by.holding_id), "on": localdate(at), "kind": "sip", "text": ASK,
        "owner": str(by.staff_id), "due": working_days("plan.offer", localdate(at)),
    }  # fmt: skip
    return BeginForm(data, staff=owner_forms.colleagues(by, at), initial=now)


def begin(*, by: Actor, at: datetime, person: Person, form: BeginForm) -> Plan:
    """The need is written down, and somebody has it."""
    return actions.begin(by=by, at=at, person=person, seen=form.seen, first=form.first, frame=form.frame)


def missing(by: Actor) -> dict[str, Any]:
    """Every need that nobody could meet, newest first, with how many times."""
    needs = planning().library.vocabulary.needs
    rows = list(queries.missing_services(by))
    return {"rows": [(one, needs[one.need].label if one.need in needs else one.need) for one in rows]}
