"""The states of a hand-off on each side, and who may send, answer and refuse. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from helhet.kernel.identity import number_like
from helhet.kernel.permission import Decision
from helhet.kernel.transitions import Transition, Transitions
from helhet.knowledge.schema.records import HandoffKind, Refusal
from helhet.organisations.actor import Actor

LABELS = {
    "sent": "skickad",
    "delivered": "framme, väntar på svar",
    "asked": "de frågar tillbaka",
    "answered": "besvarad, fråga personen",
    "accepted": "de har tagit emot",
    "refused": "de har sagt nej",
    "withdrawn": "tillbakatagen",
    "expired": "gick ut utan svar",
    "registered": "inkommen hos dem",
    "opened": "utredning inledd",
    "ended": "avslutad hos dem",
    "arrived": "ny, väntar på ert svar",
    "waiting": "ni har frågat tillbaka",
    "deliver": "Komma fram",
    "register": "Registrera",
    "ask_back": "Fråga tillbaka",
    "complete": "Komplettera",
    "accept": "Ta emot",
    "reject": "Säga nej",
    "hear": "Få veta att de svarat",
    "learn_accepted": "Skriva att de tagit emot",
    "learn_refused": "Skriva att de sagt nej",
    "withdraw": "Ta tillbaka",
    "expire": "Gå ut",
    "open": "Inleda",
    "conclude": "Avsluta med beslut",
    "sender": "den som skickade",
    "receiver": "den som fick",
    "time": "tiden",
}

_GOING = ("sent", "delivered", "asked", "answered")
# What the sender sees. A request is theirs until it is accepted; a filing is the receiver's once it has arrived.
SENT = {
    "request": Transitions(
        [
            Transition("deliver", ("sent",), "delivered", "receiver"),
            Transition("ask_back", ("delivered", "asked"), "asked", "receiver"),
            Transition("complete", ("asked",), "delivered", "sender"),
            Transition("accept", _GOING, "accepted", "receiver"),
            Transition("reject", _GOING, "refused", "receiver"),
            Transition("hear", ("delivered", "asked"), "answered", "receiver"),
            Transition("learn_accepted", _GOING, "accepted", "sender"),
            Transition("learn_refused", _GOING, "refused", "sender"),
            Transition("withdraw", ("sent", "delivered", "asked"), "withdrawn", "sender"),
            Transition("expire", ("sent", "delivered", "asked"), "expired", "time"),
        ],
        LABELS,
    ),
    "filing": Transitions(
        [
            Transition("register", ("sent",), "registered", "receiver"),
            Transition("open", ("registered",), "opened", "receiver"),
            Transition("conclude", ("registered", "opened"), "ended", "receiver"),
            Transition("hear", ("registered", "opened"), "ended", "receiver"),
        ],
        LABELS,
    ),
}
# What the receiver sees.
RECEIVED = {
    "request": Transitions(
        [
            Transition("ask_back", ("arrived",), "waiting", "receiver"),
            Transition("complete", ("waiting",), "arrived", "sender"),
            Transition("accept", ("arrived", "waiting"), "accepted", "receiver"),
            Transition("reject", ("arrived", "waiting"), "refused", "receiver"),
            Transition("withdraw", ("arrived", "waiting"), "withdrawn", "sender"),
            Transition("expire", ("arrived", "waiting"), "expired", "time"),
        ],
        LABELS,
    ),
    "filing": Transitions(
        [
            Transition("open", ("registered",), "opened", "receiver"),
            Transition("conclude", ("registered", "opened"), "ended", "receiver"),
        ],
        LABELS,
    ),
}
FIRST_RECEIVED = {"request": "arrived", "filing": "registered"}
FIRST_SENT = {"request": "deliver", "filing": "register"}
# States where somebody on this side still has something to do or wait for.
SENT_GOING = frozenset({"sent", "delivered", "asked", "answered"})
RECEIVED_GOING = frozenset({"arrived", "waiting", "registered", "opened"})
# States where the other side has the matter.
TAKEN = frozenset({"accepted", "registered", "opened", "ended"})


def may_send(actor: Actor, kind: HandoffKind, to_domain: str | None) -> Decision:
    """Whether someone may send a kind of hand-off to a kind of receiver (None: outside the system)."""
    if "records" not in actor.may:
        return Decision.no("Ditt uppdrag ger inte rätt att skicka. Byt uppdrag om du har ett annat.")
    if actor.domain not in kind.from_domains:
        return Decision.no(f"{kind.label} skickas inte från er. Välj ett annat sätt.")
    if to_domain is not None and to_domain not in kind.to_domains:
        return Decision.no(f"{kind.label} kan inte gå dit. Välj en annan mottagare eller ett annat sätt.")
    return Decision.yes("Du har kvar ansvaret tills någon annan har tagit emot.")


def reveals(text: str, names: Iterable[str]) -> list[str]:
    """What in a text may show who a person is: numbers that look like one, and these names as words of their own."""
    words = {word.strip(".,;:!?()\"'”").casefold() for word in text.split()}
    named = [name for name in names if len(name) > 1 and name.casefold() in words]
    return [*number_like(text), *named]


@dataclass(frozen=True)
class Refusing:
    """What a receiver says when saying no."""

    reason: Refusal
    clause: str
    route: str
    text: str
    insists: bool = False


def may_refuse(actor: Actor, said: Refusing, known_clauses: Sequence[str]) -> Decision:
    """Whether a refusal is complete: a clause, another route, and for a challenged reason the manager's own word."""
    if said.clause not in known_clauses:
        return Decision.no("Ett nej behöver stöd: välj stycket i avtalet eller lagen som det vilar på.")
    if len(said.route.strip()) < 5:
        return Decision.no("Skriv vart personen kan vända sig i stället. Ingen ska få ett nej utan en annan väg.")
    if not said.reason.challenged:
        return Decision.yes("Avsändaren får veta att ni har svarat.")
    if "manage" not in actor.may:
        return Decision.no(f"{said.reason.challenge} Vill ni ändå säga nej är det chefen som beslutar.")
    if not said.insists or len(said.text.strip()) < 10:
        return Decision.no(f"{said.reason.challenge} Vill du ändå säga nej: bekräfta det, och skriv varför.")
    return Decision.yes("Du säger nej trots invändningen. Skälet sparas och kan följas upp som en avvikelse.")
