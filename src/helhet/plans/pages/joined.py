"""The page of a plan where somebody was called: what came, what is asked of them, and what they may answer."""

from datetime import datetime
from typing import Any

from helhet.audit import actions as audit
from helhet.courses.rules import may_change
from helhet.organisations.actor import Actor
from helhet.people.whom import WhomForm, chosen
from helhet.people.whom import form as whom_form
from helhet.ui.addresses import address_of

from .. import answers, queries, rules
from ..models import Joined
from . import joined_acts
from .act import At
from .reading import shown

NEXT = {
    "called": "Svara om ni kommer.",
    "coming": "Ni kommer till mötet. Skicka gärna er del innan.",
    "cannot": "Den som kallade föreslår en ny dag.",
    "refuses": "Ni har sagt nej. Planen görs ändå. Ändrar ni er, säg att ni kommer.",
    "has": "Planen gäller. Var och en svarar för sina delar.",
    "ended": "Planen är avslutad.",
    "withdrawn": "Personen har tagit tillbaka sitt ja. Inget nytt skrivs eller skickas.",
}


def looked(*, by: Actor, at: datetime, joined: Joined) -> None:
    """That somebody read it stands in the log."""
    audit.record(by=by, at=at, act="joined.read", kind="joined", subject=joined.id, person=joined.person_id)


def page(by: Actor, at: datetime, one: Joined) -> dict[str, Any]:
    """Everything on the page."""
    looked(by=by, at=at, joined=one)
    may = may_change(by, one.unit_id)
    raw = queries.came_to(one)
    return {
        "joined": one,
        "back": address_of("overview:person", one.person_id) if one.person_id else "",
        "state": rules.LABELS[one.state],
        "next": "Svara för era delar i planen." if one.state == "has" and not one.answer else NEXT[one.state],
        "answered": rules.ANSWERS.get(one.answer, ""),
        "call": queries.call_of(one),
        "told": about(one),
        "may": may,
        "acts": joined_acts.possible(At(by, at, one)) if may else [],
        "history": [(row, EVENTS.get(row.kind, row.kind)) for row in reversed(queries.joined_history(one))],
        "paper": shown(raw) if raw else None,
    }


def about(one: Joined) -> dict[str, str]:
    """Whom it is about, in the words of whoever called."""
    found = one.call.content.get("identity")
    return dict(found) if isinstance(found, dict) else {}


def identifying(by: Actor, at: datetime, one: Joined, data: Any) -> WhomForm:
    """The form that says whom it is about."""
    audit.record(by=by, at=at, act="person.searched", kind="joined", subject=one.id)
    return whom_form(by, at, about(one), data)


def identify(*, by: Actor, at: datetime, joined: Joined, filled: WhomForm) -> Joined:
    """Say whom it is about; somebody new to the holding is added first."""
    person = chosen(by=by, at=at, about=about(joined), filled=filled)
    return answers.identify(by=by, at=at, joined=joined, person=person)


EVENTS = {
    "called": "Kallelsen kom", "identified": "Ni sa vem det gäller", "coming": "Ni kommer", "cannot": "Ni kan inte då",
    "refuses": "Ni vill inte vara med", "received": "Planen kom", "sent_part": "Ni skickade er del",
    "accept": "Ni sa ja till era delar", "change": "Ni vill ändra i era delar", "lacking": "Ni sa att något saknas",
    "followed": "Planen har följts upp", "offered_overall": "De ber er ta det övergripande ansvaret",
    "took_overall": "Ni tog det övergripande ansvaret", "left_overall": "Ni har inte det övergripande ansvaret",
    "gives_overall": "Ni vill lämna tillbaka det övergripande ansvaret", "end": "Planen är avslutad",
    "withdraw": "Personen har tagit tillbaka sitt ja",
}  # fmt: skip
