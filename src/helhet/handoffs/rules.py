"""The states of a hand-off on each side, and who may send, answer and refuse. Pure."""

from collections.abc import Collection
from dataclasses import dataclass

from helhet.kernel.permission import Decision
from helhet.kernel.transitions import Transition, Transitions
from helhet.knowledge.schema.records import HandoffKind, Outcome, Refusal
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
    "heard": "de har gett besked till den det gäller",
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
    "learn_ended": "Skriva vad det blev",
    "withdraw": "Ta tillbaka",
    "expire": "Gå ut",
    "open": "Inleda",
    "conclude": "Avsluta med beslut",
    "sender": "den som skickade",
    "receiver": "den som fick",
    "time": "tiden",
}

# What the sender sees. A request is theirs until it is accepted; a filing is the receiver's once it has arrived.
# `…_outside`: the receiver is not in the system, so the sender writes down what is heard.
SENT = {
    "request": Transitions(
        [
            Transition("deliver", ("sent",), "delivered", "receiver"),
            Transition("ask_back", ("delivered",), "asked", "receiver"),
            Transition("complete", ("asked",), "delivered", "sender"),
            Transition("accept", ("delivered", "asked"), "accepted", "receiver"),
            Transition("reject", ("delivered", "asked"), "refused", "receiver"),
            Transition("hear", ("delivered", "asked"), "answered", "receiver"),
            Transition("learn_accepted", ("answered",), "accepted", "sender"),
            Transition("learn_refused", ("answered",), "refused", "sender"),
            Transition("withdraw", ("delivered", "asked"), "withdrawn", "sender"),
            Transition("expire", ("delivered", "asked"), "expired", "time"),
        ],
        LABELS,
    ),
    "filing": Transitions(
        [
            Transition("register", ("sent",), "registered", "receiver"),
            Transition("open", ("registered",), "opened", "receiver"),
            Transition("conclude", ("registered", "opened"), "ended", "receiver"),
            Transition("hear", ("registered", "opened"), "heard", "receiver"),
        ],
        LABELS,
    ),
    "request_outside": Transitions(
        [
            Transition("deliver", ("sent",), "delivered", "sender"),
            Transition("learn_accepted", ("sent", "delivered"), "accepted", "sender"),
            Transition("learn_refused", ("sent", "delivered"), "refused", "sender"),
            Transition("withdraw", ("sent", "delivered"), "withdrawn", "sender"),
            Transition("expire", ("sent", "delivered"), "expired", "time"),
        ],
        LABELS,
    ),
    "filing_outside": Transitions(
        [
            Transition("register", ("sent",), "registered", "sender"),
            Transition("learn_ended", ("registered",), "ended", "sender"),
        ],
        LABELS,
    ),
}
# The same states as the receiver says them: what is "they" to the sender is "we" here.
HERE = LABELS | {
    "accepted": "ni har tagit emot",
    "refused": "ni har sagt nej",
    "registered": "inkommen hos er",
    "ended": "avslutad hos er",
    "withdrawn": "tillbakatagen av den som skickade",
    "expired": "gick ut utan svar från er",
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
        HERE,
    ),
    "filing": Transitions(
        [
            Transition("open", ("registered",), "opened", "receiver"),
            Transition("conclude", ("registered", "opened"), "ended", "receiver"),
        ],
        HERE,
    ),
}
FIRST_RECEIVED = {"request": "arrived", "filing": "registered"}
FIRST_SENT = {"request": "deliver", "filing": "register"}
# States where somebody on this side still has something to do or wait for.
SENT_GOING = frozenset({"sent", "delivered", "asked", "answered"})
RECEIVED_GOING = frozenset({"arrived", "waiting", "registered", "opened"})
# States where the other side has the matter.
TAKEN = frozenset({"accepted", "registered", "opened", "ended", "heard"})
# What somebody in the sender's holding must get to know about.
SAID_NO = frozenset({"refused", "expired", "answered"})
# States where the receiver has decided nothing about the person yet.
UNDECIDED = frozenset({"arrived", "waiting", "registered"})
# Shorter than this, a question, a reason or a way to appeal says nothing to whoever reads it.
SAYS_SOMETHING = 10


def sent_table(family: str, outside: bool) -> Transitions:
    """What can happen to a sent hand-off: inside the system the receiver acts, outside the sender writes it down."""
    return SENT[f"{family}_outside" if outside else family]


def may_send(actor: Actor, kind: HandoffKind, to_domain: str | None) -> Decision:
    """Whether someone may send a kind of hand-off to a receiver in a domain (None: outside the system)."""
    if "records" not in actor.may:
        return Decision.no("Ditt uppdrag ger inte rätt att skicka. Byt uppdrag om du har ett annat.")
    if actor.domain not in kind.from_domains:
        return Decision.no(f"{kind.label} skickas inte från er. Välj ett annat sätt.")
    if to_domain is not None and to_domain not in kind.to_domains:
        return Decision.no(f"{kind.label} kan inte gå dit. Välj en annan mottagare eller ett annat sätt.")
    return Decision.yes("Du har kvar ansvaret tills någon annan har tagit emot.")


def may_use(kind: HandoffKind, ground: str, *, judged: bool) -> Decision:
    """Whether a kind may go on a ground. `judged` false: the law is not asked, inside a holding or about nobody."""
    if judged and kind.grounds and ground not in kind.grounds:
        return Decision.no(f"{kind.label} görs på skyldigheten i lag, och inte på någon annan grund.")
    return Decision.yes("Grunden passar det du skickar.")


def fits(kind: HandoffKind, unit_kind: str, domain: str) -> bool:
    """Whether a kind of hand-off goes to such a unit."""
    return domain in kind.to_domains and (not kind.to_units or unit_kind in kind.to_units)


def may_conclude(kind: HandoffKind, state: str, outcome: Outcome | None, appeal: str) -> Decision:
    """Whether a filing in this state may end so."""
    if outcome is None or not outcome.ends or (outcome.kinds and kind.id not in outcome.kinds):
        return Decision.no("Välj vad det blev av det som kom in.")
    if outcome.after != state:
        when = "innan utredningen har inletts" if outcome.after == "registered" else "när en utredning har gjorts"
        return Decision.no(f"{outcome.label} sägs {when}. Välj något annat.")
    if outcome.appeal and len(appeal.strip()) < SAYS_SOMETHING:
        return Decision.no("Beslutet kan överklagas. Skriv hur, så att personen får veta det.")
    return Decision.yes("Personen får veta hur det gick, och avsändaren det som en grund i lag tillåter.")


@dataclass(frozen=True)
class Refusing:
    """What a receiver says when saying no."""

    reason: Refusal
    clause: str
    route: str
    text: str = ""
    insists: bool = False


def may_refuse(actor: Actor, said: Refusing, known_clauses: Collection[str]) -> Decision:
    """Whether a refusal is complete: a clause, another route, and for a challenged reason the manager's own word."""
    if said.clause not in known_clauses:
        return Decision.no("Ett nej behöver stöd: välj stycket i avtalet eller lagen som det vilar på.")
    if len(said.route.strip()) < 5:
        return Decision.no("Skriv vart personen kan vända sig i stället. Ingen ska få ett nej utan en annan väg.")
    if not said.reason.challenged:
        return Decision.yes("Avsändaren får veta att ni har svarat.")
    if "manage" not in actor.may:
        return Decision.no(f"{said.reason.challenge} Vill ni ändå säga nej är det chefen som beslutar.")
    if not said.insists or len(said.text.strip()) < SAYS_SOMETHING:
        return Decision.no(f"{said.reason.challenge} Vill du ändå säga nej: bekräfta det, och skriv varför.")
    return Decision.yes("Du säger nej trots invändningen. Skälet sparas och kan följas upp som en avvikelse.")


def may_correct(state: str) -> Decision:
    """Whether what came may be said to be about somebody else: until the receiver has decided on it."""
    if state in UNDECIDED:
        return Decision.yes("Ingenting är avgjort än, så det går att rätta vem det gäller.")
    return Decision.no(
        "Ni har redan tagit ställning. Be den som skickade att skicka på nytt, och avsluta kontakten som blev fel."
    )
