"""What the pages of access and sharing need, put together for the views: forms with their choices, and lists."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, QueryDict
from django.utils.timezone import localdate, localtime

from helhet.kernel.errors import NotFound
from helhet.kernel.identity import check
from helhet.knowledge.concealing import concealing
from helhet.knowledge.disclosing.checking import disclosing_of
from helhet.knowledge.home import open_library
from helhet.organisations import queries as organisations
from helhet.organisations.actor import Actor
from helhet.organisations.queries import records, system_actor
from helhet.people.models import Person
from helhet.ui.addresses import address_of

from . import actions, consents, forms, logbook, panels, queries, recalling, rules, watching
from .models import Consent, Incident
from .wall import acting

# Steps of an incident, in the order they are taken.
STEPS = {
    "reported": "Vi har anmält till Integritetsskyddsmyndigheten",
    "no_report": "Vi behöver inte anmäla",
    "person_told": "Personen har fått veta",
    "closed": "Vi är klara och avslutar",
}
# What is judged of a child; of an adult only whether the person can decide.
OF_A_CHILD = ("child_decides", "child_says", "suitable", "guardians")
# A log is asked for one week at first.
WEEK = timedelta(days=6)
# No log is older.
FIRST_YEAR = 2000


def findable(actor: Actor, person_id: UUID) -> Person:
    """Somebody in the own holding who has been found but not opened. Raises NotAllowed and NotFound."""
    rules.may_find(actor, actor.holding_id).demand()
    found = queries.found(actor, person_id)
    if found is None:
        raise NotFound("Personen finns inte hos er. Sök på namn eller nummer.")
    return found


def form_shown(request: HttpRequest, person: Person | None) -> None:
    """Note that a form about somebody was opened."""
    actions.form_shown(by=request.actor, at=request.at, person=person, sent=request.method == "POST")


def person_page(actor: Actor, person_id: UUID, at: datetime, act: str) -> dict[str, Any]:
    """Everything about access and sharing of one person; reading it is one row in the log."""
    person = queries.person(actor, person_id, at)
    actions.read(by=actor, at=at, person=person, act=act)
    back = address_of("overview:person", person.id)
    return {"person": person, "today": localdate(at), "back": back, **panels.panels(actor, person, at)}


def consent_form(actor: Actor, person: Person, data: QueryDict | None, today: date) -> forms.ConsentForm:
    """The form of a consent, with what must be judged for somebody of this age."""
    all_questions = consents.questions()
    known = consents.who(person, "sharing", {"can_consent": "yes"}, today)
    names = ["can_consent"] if known.who == ("person",) and not known.ask else ["can_consent", *OF_A_CHILD]
    asked = [all_questions[name] for name in names]
    others = organisations.holdings().exclude(id=actor.holding_id).filter(principal__county=actor.county)
    by = disclosing_of(open_library()).questions.all["consent_by"].fact.values
    return forms.ConsentForm(
        data,
        receivers=[(str(one.id), one.name) for one in others],
        content=list(panels.content_labels().items()),
        given_by=[(value.id, value.label) for value in by if value.id not in ("one_guardian", "other")],
        judged=asked,
        initial={"kind": "sharing", "how": "oral", "can_consent": "", "given_by": "person"},
    )


def give(actor: Actor, at: datetime, person: Person, form: forms.ConsentForm) -> bool:
    """Write the consent down, if the form was sent and right."""
    return form.done(lambda data: actions.consent(by=actor, at=at, person=person, **form.given(data)))


def block_form(actor: Actor, data: QueryDict | None) -> forms.BlockForm:
    """The units whose notes can be blocked: those of the holding."""
    units = [(str(unit.id), unit.name) for unit in organisations.units_of(actor.holding_id)]
    return forms.BlockForm(data, units=units, initial={"unit": str(actor.unit_id), "asked_by": "person"})


def block(actor: Actor, at: datetime, person: Person, data: dict[str, Any]) -> Any:
    """Set what the form says."""
    unit = organisations.units_of(actor.holding_id).get(id=data["unit"])
    return actions.block(by=actor, at=at, person=person, unit=unit, own_child=data["asked_by"] == "guardian")


def conceal_form(actor: Actor, at: datetime, data: QueryDict | None) -> forms.ConcealForm:
    """The grounds that are the holding's own, and the longest time until the decision is tried again."""
    grounds = [(one.id, f"{one.text} ({one.section})") for one in concealing() if actor.party in one.parties]
    latest = localdate(at) + timedelta(days=records().clocks["concealment.review"].days)
    return forms.ConcealForm(data, grounds=grounds, initial={"conceals": "yes", "review_on": latest})


def incident_form(at: datetime, data: QueryDict | None) -> forms.IncidentForm:
    """An incident, known now until somebody says otherwise."""
    return forms.IncidentForm(data, initial={"known_at": localtime(at)})


def clock(incident: Incident, at: datetime) -> dict[str, Any]:
    """How an incident stands: what was done, and how long there is to report it, in whole hours."""
    taken = {step.kind for step in incident.steps.all()}
    left = int((incident.report_by - at) / timedelta(hours=1))
    ticking = not rules.ANSWERS_CLOCK & taken
    steps = [(step, STEPS[step.kind]) for step in sorted(incident.steps.all(), key=lambda step: step.at)]
    return {"row": incident, "ticking": ticking, "left": left, "late": incident.report_by <= at, "steps": steps}


def incident_page(actor: Actor, at: datetime, incident_id: UUID, data: QueryDict | None) -> dict[str, Any]:
    """An incident with the form of its next step."""
    incident = queries.incident(actor, incident_id)
    taken = {step.kind for step in incident.steps.all()}
    steps = [(kind, text) for kind, text in STEPS.items() if rules.may_step(kind, taken)]
    form = forms.StepForm(data, steps=steps)
    return {"incident": clock(incident, at), "form": form, "may": rules.may_manage(actor), "more": steps}


def taken(actor: Actor, at: datetime, page: dict[str, Any]) -> bool:
    """Write the step of the form down."""
    incident = page["incident"]["row"]
    return page["form"].done(lambda data: recalling.step(by=actor, at=at, incident=incident, **data))


def to_review(actor: Actor, at: datetime) -> dict[str, Any]:
    """What a manager has to judge: emergencies, concealments whose day has come, and copies that were recalled."""
    return {
        "emergencies": list(queries.emergencies_to_review(actor)) if rules.may_manage(actor) else [],
        "concealed": queries.concealments_to_review(actor, at, localdate(at)),
        "recalls": list(queries.recalls_to_confirm(actor, at)),
    }


def log_page(actor: Actor, at: datetime, data: QueryDict | None) -> dict[str, Any]:
    """The log as it was asked for, and a row in it that somebody looked. Without a question: the last week."""
    rules.may_review(actor).demand()
    today = localdate(at)
    staff = [(str(one.id), one.name) for one in logbook.staff_of(actor)]
    form = forms.LogForm(data or {"first": today - WEEK, "last": today}, staff=staff)
    if not form.is_valid():
        return {"form": form, "lines": []}
    asked = form.cleaned_data
    number = _person(actor, at, asked["number"], today)
    watching.log_read(by=actor, at=at, asked={name: str(value) for name, value in asked.items()})
    if asked["number"] and number is None:
        return {"form": form, "lines": [], "unknown": True}
    staff_id = UUID(asked["staff"]) if asked["staff"] else None
    found = logbook.log(actor, logbook.Asked(asked["first"], asked["last"], staff_id, number))
    return {"form": form, "lines": found, "most": len(found) == logbook.MOST}


def _person(actor: Actor, at: datetime, text: str, today: date) -> UUID | None:
    """Whose log it is: a reviewer reads no person, so the system looks the number up and gives only an id."""
    if not text.strip():
        return None
    number = check(text, today).number
    holding = organisations.holdings().get(id=actor.holding_id)
    with acting(system_actor(holding, "Granskning av loggen"), at):
        return logbook.numbered(actor.holding_id, number.value if number else text.strip())


def month_page(actor: Actor, at: datetime, text: str) -> dict[str, Any]:
    """The events of a month that were drawn for review. The last month that is over, unless another is asked for."""
    this = localdate(at).replace(day=1)
    month = _month(text) or (this - timedelta(days=1)).replace(day=1)
    if month >= this:
        raise NotFound("Månaden är inte slut än. Stickprovet dras när den är det.")
    return {"month": month, "lines": logbook.of_month(actor, month), "rule": records().clocks["log.sample"]}


def _month(text: str) -> date | None:
    try:
        month = date.fromisoformat(f"{text}-01") if text else None
    except ValueError:
        month = date.min
    if month and month.year < FIRST_YEAR:
        raise NotFound("Skriv månaden som 2026-05.")
    return month


def drawn(actor: Actor, line: logbook.Line) -> date | None:
    """The month an event was drawn for; None when it was looked at for another reason."""
    month = localdate(line.event.at).replace(day=1)
    return month if line.event.id in {one.event.id for one in logbook.of_month(actor, month)} else None


def withdrawn(consent: Consent) -> bool:
    """Whether a consent (read with its withdrawal) has been taken back."""
    return hasattr(consent, "withdrawal")
