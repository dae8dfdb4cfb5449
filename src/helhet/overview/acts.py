"""What can be done with an open course from its person's page: each with its form and the action that it leads to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import QueryDict
from django.utils.timezone import localdate

from helhet.courses import actions
from helhet.courses.models import Course
from helhet.courses.rules import may_close
from helhet.kernel.errors import NotFound
from helhet.organisations import queries as organisations
from helhet.organisations.actor import Actor
from helhet.ui.forms import ActionForm

from . import forms

type Data = dict[str, Any]


@dataclass(frozen=True)
class At:
    """Who does what with which course, and when."""

    by: Actor
    at: datetime
    course: Course

    @property
    def whole(self) -> dict[str, Any]:
        """As every action of courses takes it."""
        return {"by": self.by, "at": self.at, "course": self.course}


@dataclass(frozen=True)
class Act:
    """One thing to do: what the page is called and says, its form, and what is done with what was written."""

    title: str
    says: str
    button: str
    form: type[ActionForm]
    do: Callable[[At, Data], Any]
    options: Callable[[At], Mapping[str, Any]] = lambda at: {}
    initial: Callable[[At], Mapping[str, Any]] = lambda at: {}
    shows_next: bool = False
    # A closed course may have closed the person to the reader, so the list comes after it.
    ends: bool = False


def act(name: str) -> Act:
    """An act by its address. Raises NotFound."""
    if name not in ACTS:
        raise NotFound("Det går inte att göra med en kontakt. Gå tillbaka till personen och välj igen.")
    return ACTS[name]


def form_for(one: Act, at: At, data: QueryDict | None) -> ActionForm:
    """The act's form, filled with what was sent, else with what we know."""
    form = one.form(data, initial=dict(one.initial(at)), **one.options(at))
    if isinstance(form, forms.Versioned):
        form.initial["version"] = at.course.version
    return form


def _next(at: At, data: Data) -> Any:
    step = forms.NextForm.step(data)
    return actions.set_next(**at.whole, step=step, version=data["version"], how=data["how"])


def _hand(at: At, data: Data) -> Any:
    return actions.hand_to(**at.whole, owner=data["owner"], deputy=data["deputy"], version=data["version"])


def _note(at: At, data: Data) -> Any:
    return _noted(at, "note", data, {})


def _outreach(at: At, data: Data) -> Any:
    return _noted(at, "outreach", data, {"how": data["how"], "outcome": data["outcome"]})


def _follow_up(at: At, data: Data) -> Any:
    return _noted(at, "follow_up", data, {"own_words": data["own_words"], "together": data["together"]})


def _noted(at: At, kind: str, data: Data, more: Data) -> Any:
    happened = forms.moment(data["day"], at.at)
    return actions.note(**at.whole, kind=kind, text=data["text"], happened=happened, data=more)


def _phase(at: At, data: Data) -> Any:
    return actions.set_phase(**at.whole, phase=data["phase"], version=data["version"])


def _close(at: At, data: Data) -> Any:
    return actions.close_course(**at.whole, reason=data["reason"], text=data["text"], version=data["version"])


def staff_of(at: At) -> Mapping[str, Any]:
    """Those who can be chosen: the colleagues at the unit today."""
    return {"staff": list(organisations.colleagues(at.by.unit_id, localdate(at.at)))}


def next_filled(by: Actor, at: datetime) -> dict[str, Any]:
    """What a next step most often has: oneself as owner, and a day that content/records/clocks.yaml proposes."""
    days = organisations.records().clocks["course.next"].days
    return {"owner": str(by.staff_id), "due": localdate(at) + timedelta(days=days), "how": "done"}


def _kept(at: At) -> Mapping[str, Any]:
    step = at.course.next
    kept = {"owner": str(step.owner_id), "deputy": str(step.deputy_id)} if step else {}
    return next_filled(at.by, at.at) | kept


def _deputy_kept(at: At) -> Mapping[str, Any]:
    return {"deputy": str(at.course.next.deputy_id)} if at.course.next else {}


def _today(at: At) -> Mapping[str, Any]:
    return {"day": localdate(at.at)}


def _reasons(at: At) -> Mapping[str, Any]:
    """Every reason to end, each with what is missing for it: nobody has to guess."""
    content = organisations.records()
    attempts, span = content.clocks["outreach.attempts"].days, timedelta(days=content.clocks["outreach.span"].days)
    known = actions.known_of(at.by, at.course)
    may = {one.id: may_close(one, known, attempts, span) for one in content.closing.values()}
    return {
        "reasons": [
            (i, content.closing[i].label + ("" if ok else f". Går inte ännu: {ok.why}")) for i, ok in may.items()
        ]
    }


def _phases(at: At) -> Mapping[str, Any]:
    return {"phases": organisations.records().phases}


def _phase_now(at: At) -> Mapping[str, Any]:
    return {"phase": at.course.phase}


ACTS: dict[str, Act] = {
    "nasta": Act(
        "Nästa steg", "Ett steg har alltid någon som är ansvarig, en ersättare och en dag.",
        "Spara nästa steg", forms.StepForm, _next, staff_of, _kept, shows_next=True,
    ),
    "kollega": Act(
        "Lämna till en kollega", "Steget och dagen följer med. Kollegan ser det direkt på sin lista.",
        "Lämna till kollegan", forms.HandForm, _hand, staff_of, _deputy_kept, shows_next=True,
    ),
    "anteckna": Act(
        "Anteckna", "Det du skriver blir en del av personens väg och går inte att ändra efteråt.",
        "Spara anteckningen", forms.NoteForm, _note, initial=_today,
    ),
    "sokt": Act(
        "Försök att nå personen", "Varje försök räknas. Att ni inte når personen räcker aldrig ensamt för att avsluta.",
        "Spara försöket", forms.OutreachForm, _outreach, initial=_today,
    ),
    "uppfoljning": Act(
        "Följ upp tillsammans med personen", "Har det blivit som personen ville? Vad behöver ändras?",
        "Spara uppföljningen", forms.FollowUpForm, _follow_up, initial=_today,
    ),
    "fas": Act(
        "Var på vägen är personen?", "Det går att gå tillbaka: en väg är sällan rak.",
        "Spara", forms.PhaseForm, _phase, _phases, _phase_now,
    ),
    "avsluta": Act(
        "Avsluta kontakten", "Ingen släpps förrän någon annan har tagit emot, eller ni och personen är överens.",
        "Avsluta kontakten", forms.CloseForm, _close, _reasons, ends=True,
    ),
}  # fmt: skip
