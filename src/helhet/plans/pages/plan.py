"""The page of a plan in the holding that owns it: where it stands, what is next, what is missing, and every part."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from helhet.courses.rules import may_change
from helhet.kernel.errors import NotFound
from helhet.knowledge.planning.checking import check
from helhet.knowledge.planning.verdict import Missing, in_words
from helhet.organisations.actor import Actor
from helhet.secrecy import actions as secrecy
from helhet.ui.addresses import address, address_of

from .. import holding, rules, snapshot
from ..models import Participant, Plan, PlanEvent
from . import owner_acts, sections
from .act import At

# Where something missing is written, by the place of it in the plan.
PLACES = {
    "coordinator": "ansvariga", "follow_up": "ansvariga", "relapse": "trygghet", "breaks": "trygghet",
    "children": "runt", "relatives": "runt", "person": "infor", "shared_decision": "beslut", "met_on": "motet",
    "discharge_notice_on": "motet", "treatment": "vard",
}  # fmt: skip
NEXT = {
    "needed": "Berätta för personen vad en plan är. Fråga om hen vill ha en.",
    "offered": "Personen tänker. Skriv ner svaret när det kommer.",
    "drafting": "Skriv planen tillsammans med personen och dem som kommer till mötet.",
    "published": "Planen gäller. Följ upp den tillsammans med personen.",
    "declined": "Personen tackade nej. Fråga igen när något ändras.",
    "no_consent": "Personen har inte sagt ja. Fråga igen när något ändras.",
    "withdrawn": "Personen har tagit tillbaka sitt ja. Inget nytt skrivs eller skickas.",
    "closed": "Planen är avslutad.",
}


def looked(*, by: Actor, at: datetime, plan: Plan) -> None:
    """That somebody read it stands in the log."""
    secrecy.read(by=by, at=at, person=plan.person, act="plan.read")


def page(by: Actor, at: datetime, plan: Plan) -> dict[str, Any]:
    """Everything on the page."""
    looked(by=by, at=at, plan=plan)
    here, may = At(by, at, plan), may_change(by, plan.unit_id)
    acts = owner_acts.possible(here) if may else []
    return {
        "plan": plan,
        "back": address_of("overview:person", plan.person_id),
        "kind": holding.planning().kinds[plan.kind],
        "settings": [holding.planning().settings[one].label for one in plan.settings],
        "state": rules.LABELS[plan.state],
        "next": NEXT[plan.state],
        "instead": holding.planning().no_plan.get(plan.state),
        "may": may,
        "acts": acts,
        "writing": plan.state in rules.WRITABLE,
        "sections": sections.shown(here),
        "people": [(one, _people(one)) for one in here.draft.participants],
        "offers": [one for one in here.draft.offers if one.state == "waiting"],
        "history": [(one, EVENTS.get(one.kind, one.kind)) for one in reversed(here.draft.events)],
        "draft": here.draft,
        "meeting": meeting(here.draft.events),
        **_lacks(here),
    }


def ended(name: str) -> dict[str, Any]:
    """What is said when a plan has ended, about nobody: what holds instead of it."""
    if name not in ENDS:
        raise NotFound("Det går inte att göra med en plan.")
    return {"instead": holding.planning().no_plan.get(ENDS[name])}


# The acts that end a plan, and how it then came not to be one.
ENDS = {"nej": "declined", "inget-ja": "no_consent", "ta-tillbaka": "withdrawn", "avsluta": ""}


def _lacks(at: At) -> dict[str, Any]:
    """What the draft still lacks, each with the section of law that asks for it and where it is written."""
    if at.plan.state not in rules.WRITABLE or at.plan.consent is None:
        return {"lacks": [], "advice": [], "checked": None}
    day, draft = localdate(at.at), at.draft
    content = holding.planning()
    raw = snapshot.of_plan(at.plan, draft.parts, draft.participants, draft.events, day, content)
    found = check(raw, content, day)
    lacks = [*found.missing, *map(in_words, found.errors)]
    return {
        "checked": found,
        "lacks": [(one, where(at.plan, one)) for one in lacks],
        "advice": [(one, where(at.plan, one)) for one in map(in_words, found.warnings)],
    }


def where(plan: Plan, one: Missing) -> str:
    """The page on which something missing is written."""
    first, _, rest = one.where.partition(".")
    if first == "measures_needed" or one.content in ("measures_needed", "measures_by_principal"):
        number = rest.partition(".")[0]
        return address("plans:plan", plan.id) + "#insatser" if number else address("plans:row", plan.id, "ny-insats")
    if one.content == "overall_responsible":
        return address("plans:act", plan.id, "ansvar")
    if one.content == "consent":
        return address("plans:act", plan.id, "forny")
    if one.content in ("goals", "measures_by_others"):
        return address("plans:row", plan.id, "nytt-mal" if one.content == "goals" else "ny-hjalp")
    name = PLACES.get(one.content, PLACES.get(first, ""))
    return address("plans:section", plan.id, name) if name else ""


def meeting(events: Sequence[PlanEvent]) -> dict[str, Any]:
    """The newest call: on, time, place, words."""
    calls = [one.data for one in events if one.kind == "called"]
    return dict(calls[-1]) if calls else {}


def _people(one: Participant) -> str:
    """How it stands with somebody who takes part."""
    told = [STATES.get(one.state, one.state)]
    if one.answered:
        told.append(f"har fått version {one.answered}")
    if one.answer in rules.ANSWERS:
        told.append(rules.ANSWERS[one.answer])
    return ", ".join(told)


STATES = {
    "named": "inte kallad än", "called": "kallad, har inte svarat", "coming": "kommer", "cannot": "kan inte då",
    "refuses": "vill inte vara med",
}  # fmt: skip
EVENTS = {
    "needed": "Någon såg att en plan behövs", "offered": "Personen tillfrågades", "declined": "Personen tackade nej",
    "no_consent": "Personen har inte sagt ja", "agreed": "Personen sa ja", "renewed": "Personen sa ja igen",
    "withdrawn": "Personen tog tillbaka sitt ja", "named": "Personen vill ha med", "called": "Kallad",
    "coming": "Kommer", "cannot": "Kan inte då", "refuses": "Vill inte vara med",
    "overall": "Övergripande ansvar valt", "published": "Planen publicerades", "sent": "Planen skickades",
    "accept": "Sa ja till sina delar", "change": "Vill ändra i sina delar", "lacking": "Säger att något saknas",
    "part_came": "En del kom", "merged": "En del lades in", "left": "En del lämnades utanför",
    "followed_up": "Planen följdes upp", "closed": "Planen avslutades", "owner": "En kollega fick planen",
    "next": "Nytt nästa steg", "offered_overall": "Frågade om övergripande ansvar",
    "took_overall": "Tog det övergripande ansvaret", "returned_overall": "Vill lämna det övergripande ansvaret",
}  # fmt: skip
