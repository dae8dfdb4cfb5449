"""What can be done with something that has come: a title, a form, and the act."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from helhet.courses.queries import courses
from helhet.kernel.errors import NotFound
from helhet.knowledge.schema.records import Refusal
from helhet.organisations import queries as organisations
from helhet.organisations.actor import Actor
from helhet.organisations.queries import records
from helhet.secrecy.actions import Receiver
from helhet.ui.forms import ActionForm

from . import answers, clauses, forms, grounds, queries, rules
from .models import Received


@dataclass(frozen=True)
class At:
    """Who does it, when, and to what. `reason` is the one for a no, chosen on the page before."""

    by: Actor
    at: datetime
    received: Received
    reason: str = ""

    @property
    def refusal(self) -> Refusal | None:
        """The reason, when one is chosen."""
        return records().refusals.get(self.reason)


@dataclass(frozen=True)
class Act:
    """One act: its name in the address, the act of the table, and what is said before it is done."""

    name: str
    act: str
    title: str
    says: str
    button: str
    form: Callable[[At, Any], Any]
    do: Callable[[At, Any, dict[str, Any]], Any]
    # After it the person may no longer be open to the unit, so the page of it is not shown again.
    last: bool = False


def _to(at: At) -> Receiver:
    copy = at.received.copy
    return Receiver(copy.sender_name, copy.sender_unit)


def _ground(at: At) -> dict[str, Any]:
    """The choice of a ground for the answer: asked where it goes to another holding and is about somebody."""
    one = at.received
    kind = records().handoffs[one.kind]
    if one.person is None or one.copy.sender_id == one.holding_id:
        return {"offers": (), "asks_ground": False}
    own = {f"Samtycke från {c.given_at:%Y-%m-%d}": c for c in queries.consents_to_share(at.by, one.person, at.at)}
    return {"offers": list(grounds.for_answer(at.by, at.at, one.person, _to(at), kind, own)), "asks_ground": True}


def _next(at: At) -> dict[str, Any]:
    """Who may have it, and the contacts that the unit already has with the person."""
    staff = list(organisations.colleagues(at.by.unit_id, localdate(at.at)))
    person = at.received.person
    mine = courses(at.by, person, at.at).filter(unit_id=at.by.unit_id, is_open=True) if person else []
    days = records().clocks["course.next"].days
    initial = {"owner": str(at.by.staff_id), "due": localdate(at.at) + timedelta(days=days), "course": forms.NEW}
    return {"staff": staff, "courses": list(mine), "initial": initial, **_ground(at)}


def _accept_form(at: At, data: Any) -> ActionForm:
    if not records().handoffs[at.received.kind].identity:
        return forms.TextForm(data, label="Ert svar", help_text="Skriv inget som visar vem det kan gälla.")
    return forms.AcceptForm(data, **_next(at))


def _accept(at: At, form: Any, data: dict[str, Any]) -> None:
    given: dict[str, Any] = {"by": at.by, "at": at.at, "received": at.received, "text": data.get("text", "")}
    if isinstance(form, forms.NextForm):
        answers.accept(first=form.step, course=form.course, stated=form.stated(), **given)
    else:
        answers.accept(first=None, **given)


def _ask_form(at: At, data: Any) -> ActionForm:
    one = at.received
    free = not records().handoffs[one.kind].identity or one.copy.sender_id == one.holding_id
    return forms.AskBackForm(data, free_text=free)


def _ask(at: At, form: Any, data: dict[str, Any]) -> None:
    answers.ask_back(by=at.by, at=at.at, received=at.received, missing=data["missing"], text=data.get("text", ""))


def _reject_form(at: At, data: Any) -> Any:
    if at.refusal is None:
        return forms.ReasonForm(None)
    found = clauses.for_reason(at.received, at.refusal, localdate(at.at))
    return forms.RejectForm(data, clauses=found, challenged=at.refusal.challenged, **_ground(at))


def _reject(at: At, form: Any, data: dict[str, Any]) -> None:
    if at.refusal is None:
        raise NotFound("Välj först varför ni säger nej.")
    said = rules.Refusing(at.refusal, data["clause"], data["route"], data["text"], data.get("insists", False))
    answers.reject(by=at.by, at=at.at, received=at.received, said=said, stated=form.stated())


def _begin(at: At, form: Any, data: dict[str, Any]) -> None:
    given = {"first": form.step, "course": form.course, "stated": form.stated()}
    answers.begin_filing(by=at.by, at=at.at, received=at.received, **given)


def _conclude_form(at: At, data: Any) -> ActionForm:
    one = at.received
    fit = [
        o for o in records().outcomes.values()
        if o.ends and o.after == one.state and (not o.kinds or one.kind in o.kinds)
    ]  # fmt: skip
    return forms.ConcludeForm(data, outcomes=[(o.id, o.label) for o in fit], **_ground(at))


def _conclude(at: At, form: Any, data: dict[str, Any]) -> None:
    said = {"outcome": data["outcome"], "text": data["text"], "appeal": data["appeal"], "stated": form.stated()}
    answers.conclude(by=at.by, at=at.at, received=at.received, **said)


ACTS = (
    Act(
        "ta-emot", "accept", "Ta emot", "Från nu är det ni som ansvarar. Den som skickade får veta att ni har svarat.",
        "Ta emot", _accept_form, _accept,
    ),
    Act(
        "fraga-tillbaka", "ask_back", "Fråga tillbaka", "Den som skickade får frågan och svarar. Ni väntar så länge.",
        "Fråga tillbaka", _ask_form, _ask,
    ),
    Act(
        "neka", "reject", "Säg nej", "Ett nej behöver ett stöd och en annan väg för personen.",
        "Säg nej", _reject_form, _reject, last=True,
    ),
    Act(
        "inled", "open", "Inled en utredning", "En kontakt öppnas hos er med ansvarig, nästa steg och dag.",
        "Inled utredningen", lambda at, data: forms.NextForm(data, **_next(at)), _begin,
    ),
    Act(
        "avsluta", "conclude", "Skriv vad det blev", "Den det gäller ska få beskedet av er.",
        "Spara beslutet", _conclude_form, _conclude, last=True,
    ),
)  # fmt: skip


def possible(received: Received) -> list[Act]:
    """What can be done now; what is about somebody first needs to be said whom."""
    table = rules.RECEIVED[records().handoffs[received.kind].family]
    names = {t.name for t in table.from_state(received.state) if t.by == "receiver"}
    known = received.person_id or not records().handoffs[received.kind].identity
    return [one for one in ACTS if one.act in names and (known or one.act == "ask_back")]


def act(received: Received, name: str) -> Act:
    """One that can be done now. Raises NotFound."""
    found = {one.name: one for one in possible(received)}
    if name not in found:
        raise NotFound("Det går inte att göra nu. Läs vad som har hänt sedan du öppnade sidan.")
    return found[name]


def against(at: At) -> list[clauses.Clause]:
    """What the agreement and the law say against the chosen reason."""
    if at.refusal is None or not at.refusal.challenged:
        return []
    return clauses.against(at.received, at.refusal, localdate(at.at))
