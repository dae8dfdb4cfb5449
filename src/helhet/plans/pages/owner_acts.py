"""What can be done with a plan by whoever owns its draft, in each state."""

from typing import Any

from django.db import transaction

from helhet.organisations.queries import open_unit
from helhet.secrecy import actions as secrecy

from .. import actions, drafting, following, inviting, publishing, queries, responsible
from ..forms.beginning import YesForm
from ..given import Guest, Meeting
from ..models import Participant, Plan
from . import owner_forms as forms
from . import previews, sharing
from .act import Act, At, Data

ASK = "Skriv ner svaret samma dag. Ett nej är också ett svar, och hjälpen fortsätter som vanligt."


@transaction.atomic
def _agree(at: At, form: YesForm, data: Data) -> None:
    """Two yeses, two records: to the plan, and to sharing it."""
    consent = secrecy.consent(by=at.by, at=at.at, person=at.plan.person, **form.plan_consent(data))
    sharing_consent = form.sharing_consent(data, sharing.content_of(at.by))
    if sharing_consent:
        secrecy.consent(by=at.by, at=at.at, person=at.plan.person, **sharing_consent)
    actions.agree(**at.whole, consent=consent)


@transaction.atomic
def _renew(at: At, form: YesForm, data: Data) -> None:
    consent = secrecy.consent(by=at.by, at=at.at, person=at.plan.person, **form.plan_consent(data))
    actions.renew(**at.whole, consent=consent)


def _invite(at: At, form: Any, data: Data) -> None:
    unit = open_unit(data["unit"]) if data["unit"] else None
    name = data["name"].strip() or (unit.name if unit else "")
    guest = Guest(data["kind"], name, data["principal"], unit, data["agreed"])
    inviting.name(**at.whole, guests=[guest])


@transaction.atomic
def _call(at: At, form: Any, data: Data) -> None:
    meeting = Meeting(data["on"], data["time"], data["place"], data["words"])
    inviting.call(**at.whole, meeting=meeting, stated=sharing.stated(at, form, data, "call"))


@transaction.atomic
def _publish(at: At, form: Any, data: Data) -> None:
    publishing.publish(**at.whole, made_on=data["made_on"], stated=sharing.stated(at, form, data, "version"))


@transaction.atomic
def _send(at: At, form: Any, data: Data) -> None:
    publishing.send_version(**at.whole, stated=sharing.stated(at, form, data, "version"))


def _one(at: At, ident: str) -> Participant:
    return queries.participant(at.plan, ident)  # type: ignore[arg-type]


def _heard(at: At, form: Any, data: Data) -> None:
    inviting.heard(**at.whole, participant=_one(at, data["participant"]), came=data["came"], text=data["text"])


def _overall(at: At, form: Any, data: Data) -> None:
    principal, _, ident = data["whom"].partition(":")
    participant = _one(at, ident) if ident else None
    drafting.set_overall(**at.whole, principal=principal, seen=data["seen"], participant=participant)


def _violence(at: At, form: Any, data: Data) -> None:
    actions.ask_violence(**at.whole, asked=data["asked"] == "yes", text=data["text"])


def _miss(at: At, form: Any, data: Data) -> None:
    following.miss_service(by=at.by, at=at.at, plan=at.one, need=data["need"], text=data["text"])


ACTS = {
    one.name: one
    for one in (
        Act("erbjud", "Fråga personen", "Berätta vad en plan är, och fråga om personen vill ha en.", "Jag har frågat",
            forms.words("Hur frågade du, och vad sa personen?"),
            lambda at, form, data: actions.offer(**at.whole, how=data["words"])),
        Act("ja", "Personen säger ja", "Ja till planen och ja till att dela är två olika saker. Skriv ner båda.",
            "Spara personens ja", forms.yes, _agree),
        Act("nej", "Personen tackar nej", ASK, "Spara svaret", forms.words("Personens egna ord"),
            lambda at, form, data: actions.decline(**at.whole, words=data["words"]), ends=True,
            shows=previews.instead("declined"), part="instead"),
        Act("inget-ja", "Personen har inte sagt ja", ASK, "Spara svaret", forms.words("Vad vet ni?"),
            lambda at, form, data: actions.lack(**at.whole, words=data["words"]), ends=True,
            shows=previews.instead("no_consent"), part="instead"),
        Act("bjud-in", "Vem vill personen ha med?", "Bara dem som personen säger ja till.", "Lägg till",
            forms.guest, _invite),
        Act("kalla", "Kalla till mötet", "De som är i Helhet får kallelsen direkt. Andra får den på papper.", "Kalla",
            forms.call, _call),
        Act("hort", "Skriv ner ett svar", "Från den som fick kallelsen på papper.", "Spara svaret", forms.heard,
            _heard),
        Act("ansvar", "Vem har det övergripande ansvaret?", "Den huvudmannen ser till att planen blir av.", "Spara",
            forms.overall, _overall),
        Act("vald", "Fråga om våld", "Fråga när personen är ensam med dig. Fråga alla, varje gång.", "Spara",
            forms.violence, _violence, shows=previews.asides, part="asides"),
        Act("publicera", "Publicera och skicka planen", "Läs igenom planen med personen. Sedan gäller den.",
            "Publicera och skicka", forms.publish, _publish, shows=previews.version, part="preview"),
        Act("skicka", "Skicka planen", "Till dem som inte har fått den här versionen än.", "Skicka", forms.send, _send,
            shows=previews.version, part="preview"),
        Act("folj-upp", "Följ upp tillsammans", "Börja med personens eget svar.", "Spara uppföljningen",
            forms.follow_up, lambda at, form, data: following.follow_up(**at.whole, outcome=form.outcome)),
        Act("overlat", "Be en annan ta det övergripande ansvaret", "Det byts först när de har sagt ja.", "Fråga dem",
            forms.to_offer,
            lambda at, form, data: responsible.offer_overall(**at.whole, participant=_one(at, data["participant"]))),
        Act("ta-over", "Ta det övergripande ansvaret", "De som har det nu vill lämna det till er.", "Vi tar det",
            forms.empty, lambda at, form, data: responsible.take_overall(**at.whole)),
        Act("saknas", "Något finns inte i länet", "Det går till länsnivån, utan personen.", "Skicka till länsnivån",
            forms.missing, _miss),
        Act("nasta", "Ändra nästa steg", "Det står på arbetslistan tills det är gjort.", "Spara", forms.next_step,
            lambda at, form, data: actions.set_next(**at.whole, text=data["text"], due=data["due"])),
        Act("lamna", "Lämna till en kollega", "Kollegan ser planen direkt på sin lista.", "Lämna över", forms.hand,
            lambda at, form, data: actions.hand_to(**at.whole, owner=data["owner"], deputy=data["deputy"])),
        Act("forny", "Personen säger ja igen", "Ett ja gäller en tid. Här gäller det till en ny dag.", "Spara",
            forms.renewed, _renew),
        Act("ta-tillbaka", "Personen tar tillbaka sitt ja", "Inget nytt skrivs eller skickas, och alla får veta det.",
            "Personen tar tillbaka sitt ja", forms.empty, lambda at, form, data: actions.withdraw(**at.whole),
            ends=True, shows=previews.instead("withdrawn"), part="instead"),
        Act("avsluta", "Avsluta planen", "Planen sparas. De som är med får veta att den är avslutad.", "Avsluta planen",
            forms.close, lambda at, form, data: following.close(**at.whole, reason=data["reason"], text=data["text"]),
            ends=True),
    )
}  # fmt: skip

ASKING = ("ja", "erbjud", "nej", "inget-ja", "nasta", "lamna")
WRITING = ("bjud-in", "kalla", "vald", "hort", "ansvar", "publicera", "saknas", "nasta", "lamna", "forny",
           "ta-tillbaka", "avsluta")  # fmt: skip
GOING = ("folj-upp", "publicera", "skicka", "bjud-in", "kalla", "hort", "vald", "overlat", "ta-over", "saknas", "nasta",
         "lamna", "forny", "ta-tillbaka", "avsluta")  # fmt: skip
BY_STATE = {"needed": ASKING, "offered": ("ja", "nej", "inget-ja", "nasta", "lamna"), "drafting": WRITING,
            "published": GOING}  # fmt: skip


def possible(at: At) -> list[Act]:
    """What can be done now, the first first."""
    names = BY_STATE.get(at.plan.state, ())
    return [ACTS[name] for name in names if NEEDS.get(name, lambda _: True)(at)]


def _returned(plan: Plan) -> bool:
    return plan.overall_by is not None and plan.overall_by.returns


NEEDS: dict[str, Any] = {
    "kalla": lambda at: bool(at.draft.participants),
    "hort": lambda at: any(one.unit_id is None and one.state != "named" for one in at.draft.participants),
    "skicka": lambda at: any(
        one.answered < at.plan.number and (one.unit_id is None or one.call_id) for one in at.draft.participants
    ),
    "overlat": lambda at: (
        at.plan.overall_by_id is None and any(one.answered and one.unit_id for one in at.draft.participants)
    ),
    "ta-over": lambda at: _returned(at.plan),
}  # fmt: skip
