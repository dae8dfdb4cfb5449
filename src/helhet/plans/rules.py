"""The states of a plan on each side, what may be written and sent, and when it may end. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from helhet.kernel.errors import BadInput
from helhet.kernel.permission import Decision
from helhet.kernel.transitions import Transition, Transitions
from helhet.knowledge.explain import sentence
from helhet.knowledge.planning import form
from helhet.knowledge.schema.planning import PlanEnd
from helhet.organisations.actor import Actor

LABELS = {
    "needed": "behovet är sett, personen ska tillfrågas",
    "offered": "personen är tillfrågad",
    "declined": "personen tackade nej",
    "no_consent": "personen har inte sagt ja",
    "drafting": "planen skrivs",
    "published": "planen gäller",
    "withdrawn": "personen har tagit tillbaka sitt ja",
    "closed": "planen är avslutad",
    "called": "kallad",
    "coming": "kommer",
    "cannot": "kan inte då",
    "refuses": "vill inte vara med",
    "has": "har planen",
    "ended": "avslutad",
    "offer": "Erbjuda",
    "decline": "Skriva att personen tackade nej",
    "lack": "Skriva att personen inte har sagt ja",
    "agree": "Skriva att personen har sagt ja",
    "publish": "Publicera",
    "withdraw": "Skriva att personen tar tillbaka sitt ja",
    "close": "Avsluta",
    "come": "Komma",
    "miss": "Säga att tiden inte går",
    "refuse": "Säga nej till att vara med",
    "receive": "Få planen",
    "end": "Få veta att planen är avslutad",
    "owner": "den som kallar",
    "participant": "den som är kallad",
    "person": "personen",
}
# As the holding that calls has it.
PLAN = Transitions(
    [
        Transition("offer", ("needed",), "offered", "owner"),
        Transition("decline", ("needed", "offered"), "declined", "person"),
        Transition("lack", ("needed", "offered"), "no_consent", "person"),
        Transition("agree", ("needed", "offered"), "drafting", "person"),
        Transition("publish", ("drafting", "published"), "published", "owner"),
        Transition("withdraw", ("drafting", "published"), "withdrawn", "person"),
        Transition("close", ("needed", "offered", "drafting", "published"), "closed", "owner"),
    ],
    LABELS,
)
# As each holding that was called has it.
JOINED = Transitions(
    [
        Transition("come", ("called", "cannot", "refuses"), "coming", "participant"),
        Transition("miss", ("called", "coming"), "cannot", "participant"),
        Transition("refuse", ("called", "coming", "cannot"), "refuses", "participant"),
        Transition("receive", ("called", "coming", "cannot", "refuses", "has"), "has", "owner"),
        Transition("end", ("called", "coming", "cannot", "refuses", "has"), "ended", "owner"),
        Transition("withdraw", ("called", "coming", "cannot", "refuses", "has"), "withdrawn", "owner"),
    ],
    LABELS,
)
OPEN = frozenset({"needed", "offered", "drafting", "published"})
WRITABLE = frozenset({"drafting", "published"})
JOINED_OPEN = frozenset({"called", "coming", "cannot", "has"})
# What somebody who was called says, and the act it is.
COMES = {"coming": "come", "cannot": "miss", "refuses": "refuse"}
# What somebody who has the plan says of their parts.
ANSWERS = {
    "accept": "säger ja till sina delar",
    "change": "vill ändra i sina delar",
    "lacking": "säger att något saknas",
}
SAYS_SOMETHING = 10


class Said(form.Form):
    """A place with text, and what was chosen in it."""

    text: str = ""
    chosen: tuple[str, ...] = ()


class Took(form.Form):
    """Whether the person took part, and else why not."""

    took_part: form.Yes = None
    why_not: str = ""


class OnDay(form.Form):
    """A day."""

    on: form.Day = None


PLACES: Mapping[str, type[form.Form]] = {
    "coordinator": form.Coordinator,
    "follow_up": form.FollowUp,
    "took_part": Took,
    "met": OnDay,
    "discharge_notice": OnDay,
}
KINDS: Mapping[str, type[form.Form]] = {
    "goal": form.PlanGoal,
    "measure": form.Measure,
    "other": form.OtherMeasure,
    "decision": form.Choosing,
    "place": Said,
}
# The first letter of the keys that are given to rows of a list.
LETTERS = {"goal": "m", "measure": "i", "other": "a"}


def shaped(kind: str, key: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """What may stand in a part of the draft, as it is kept. Raises BadInput with every fault in Swedish."""
    shape = PLACES.get(key, Said) if kind == "place" else KINDS[kind]
    try:
        read = shape.model_validate({name: value for name, value in data.items() if value is not None})
    except ValidationError as error:
        told = [sentence(dict(one), one["loc"]) for one in error.errors(include_url=False)]
        raise BadInput("Det här går inte att spara:\n" + "\n".join(told), "bad_part") from None
    return read.model_dump(mode="json", exclude_defaults=True)


def may_enter(state: str, consent: Decision) -> Decision:
    """Whether anything new may be written in a plan, or sent of it."""
    if state not in WRITABLE:
        return Decision.no(f"Det går inte att skriva nu: {LABELS[state]}.")
    return consent


def may_rest_on(kind: str, withdrawn: bool, until: date, day: date) -> Decision:
    """Whether a plan may rest on a consent on a day."""
    if kind != "plan":
        return Decision.no("Det samtycket gäller att lämna ut uppgifter. Fråga om planen också.")
    if withdrawn:
        return Decision.no("Personen har tagit tillbaka sitt ja. Inget nytt får skrivas eller skickas.")
    if until < day:
        return Decision.no("Personens ja har gått ut. Fråga igen, och skriv det nya svaret.")
    return Decision.yes("Personen har sagt ja till planen.")


def may_be_overall(principal: str, principals: Collection[str], published: bool) -> Decision:
    """Whether the draft may name a principal as overall responsible."""
    if principal not in principals:
        return Decision.no("Välj en av huvudmännen: regionen eller kommunen.")
    if published:
        return Decision.no("Planen gäller redan. Erbjud den andra att ta över; det byts först när de har sagt ja.")
    return Decision.yes("Bara en av huvudmännen har det övergripande ansvaret.")


def may_hand_in(actor: Actor, state: str) -> Decision:
    """Whether a participant may send something to the plan."""
    if "records" not in actor.may:
        return Decision.no("Ditt uppdrag ger inte rätt att skriva om personer. Byt uppdrag om du har ett annat.")
    if state in ("ended", "withdrawn"):
        return Decision.no(f"Inget mer kan skickas: {LABELS[state]}.")
    return Decision.yes("Den som kallar får det, och lägger in det i planen.")


@dataclass(frozen=True)
class Ending:
    """What is known when a plan is to end."""

    follow_ups: int
    withdrawn: bool


def may_close(reason: PlanEnd, known: Ending) -> Decision:
    """Whether a plan may end for a reason."""
    if reason.refused:
        return Decision.no(reason.text)
    if "follow_up" in reason.needs and not known.follow_ups:
        return Decision.no("Följ upp planen tillsammans med personen först, och skriv vad personen säger.")
    if "withdrawn" in reason.needs and not known.withdrawn:
        return Decision.no("Skriv först att personen tar tillbaka sitt ja. Då avslutas planen.")
    return Decision.yes(f"Planen avslutas: {reason.label}.")


def next_key(kind: str, taken: Iterable[str]) -> str:
    """The key of a new row in a list: m1, m2 … for goals. A key that has been is never given again."""
    letter = LETTERS[kind]
    numbers = [int(key[1:]) for key in taken if key[:1] == letter and key[1:].isdigit()]
    return f"{letter}{max(numbers, default=0) + 1}"
