"""What can be done with something that was sent: a title, a form, and the act."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate, localtime

from helhet.kernel.errors import NotFound
from helhet.organisations.actor import Actor
from helhet.organisations.queries import records
from helhet.secrecy import offers
from helhet.secrecy.actions import Receiver, Stated
from helhet.ui.forms import ActionForm

from . import actions, crossing, forms
from .models import Sent
from .queries import consents_to_share


@dataclass(frozen=True)
class At:
    """Who does it, when, and to what."""

    by: Actor
    at: datetime
    sent: Sent


@dataclass(frozen=True)
class Act:
    """One act: its name in the address, the act of the table, and what is said before it is done."""

    name: str
    act: str
    title: str
    says: str
    button: str
    form: Callable[[At, Any], ActionForm]
    do: Callable[[At, Any, dict[str, Any]], Any]


def _text(label: str) -> Callable[[At, Any], ActionForm]:
    return lambda at, data: forms.TextForm(data, label=label)


def _complete_form(at: At, data: Any) -> ActionForm:
    return forms.CompleteForm(data, offers=list(_offers(at)), asks_ground=_judged(at))


def _judged(at: At) -> bool:
    unit = at.sent.disclosure.receiver_unit
    return at.sent.person is not None and not (unit and unit.holding_id == at.by.holding_id)


def _offers(at: At) -> Any:
    """The ground that it was sent on, which still must hold, and consents that stand."""
    row, consents = at.sent.disclosure, consents_to_share(at.by, at.sent.person, at.at)
    if _judged(at):
        stated = Stated(row.ground, row.facts, row.consent)
        yield offers.Offer("same", f"Samma grund som förut: {row.section}", stated)
        to = Receiver(row.receiver_name, row.receiver_unit)
        named = {f"Samtycke från {one.given_at:%Y-%m-%d}": one for one in consents if one.id != row.consent_id}
        yield from offers.by_consent(at.by, at.at, at.sent.person, to, row.facts, named)


def _complete(at: At, form: Any, data: dict[str, Any]) -> None:
    stated = form.stated() or Stated("inner" if at.sent.person else "no_identity")
    actions.complete(by=at.by, at=at.at, sent=at.sent, text=data["text"], stated=stated)


def _learn_form(at: At, data: Any) -> ActionForm:
    return forms.LearnForm(data, filing=records().handoffs[at.sent.kind].family == "filing")


def _learn(at: At, form: Any, data: dict[str, Any]) -> None:
    told = {"told_by": data["told_by"], "text": data["text"]}
    actions.learn(by=at.by, at=at.at, sent=at.sent, accepted=data.get("accepted") == "yes", **told)


def _receipt_form(at: At, data: Any) -> ActionForm:
    now = {"day": localdate(at.at), "clock": localtime(at.at).strftime("%H:%M")}
    return forms.ReceiptForm(data, initial=now)


def _receipt(at: At, form: Any, data: dict[str, Any]) -> None:
    actions.receipt_by_hand(by=at.by, at=at.at, sent=at.sent, received_by=data["received_by"], when=form.when)


ACTS = (
    Act(
        "komplettera", "complete", "Svara på det de frågar om", "Mottagaren får kompletteringen och har sedan bollen.",
        "Skicka kompletteringen", _complete_form, _complete,
    ),
    Act(
        "svar", "learn_accepted", "Skriv ner svaret", "Skriv det du har fått veta på annat sätt.",
        "Spara svaret", _learn_form, _learn,
    ),
    Act(
        "utfall", "learn_ended", "Skriv vad det blev", "Skriv det du har fått veta på annat sätt.",
        "Spara", _learn_form, _learn,
    ),
    Act(
        "kvitto", "deliver", "Skriv kvittot",
        "Mottagaren har fått pappret i handen, eller bekräftat att det har kommit.",
        "Spara kvittot", _receipt_form, _receipt,
    ),
    Act(
        "ta-tillbaka", "withdraw", "Ta tillbaka",
        "Mottagaren får veta det, och ingen väntar längre på svar. Ni har kvar ansvaret.",
        "Ta tillbaka", _text("Varför tar ni tillbaka den?"),
        lambda at, form, data: actions.withdraw(by=at.by, at=at.at, sent=at.sent, why=data["text"]),
    ),
)  # fmt: skip


def possible(sent: Sent) -> list[Act]:
    """What can be done now."""
    table = crossing.sent_table(sent)
    by_hand = {"deliver", "register"} if sent.outside else set()
    names = {t.name for t in table.from_state(sent.state) if t.by == "sender" or t.name in by_hand}
    return [one for one in ACTS if one.act in names or (one.act == "deliver" and "register" in names)]


def act(sent: Sent, name: str) -> Act:
    """One that can be done now. Raises NotFound."""
    found: Mapping[str, Act] = {one.name: one for one in possible(sent)}
    if name not in found:
        raise NotFound("Det går inte att göra nu. Läs vad som har hänt sedan du öppnade sidan.")
    return found[name]
