"""What rests on a place in the text, each thing in one line: what Helhet counts with, beside what the words say."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from helhet.knowledge.coverage import KINDS, Place, Resting
from helhet.knowledge.lint.say import day_text, listed

from . import labels
from .agreement import Agreement
from .wording import capital, ended, inside, says_the_same

# About the text and compared by the check, or shown as marks on the text: no rules.
NOT_BESIDE = ("statements", "misprints", "readings")


@dataclass(frozen=True)
class Line:
    """One thing that rests on a place. page and fragment: where more of it is told; slug: a place it leads to."""

    kind: str
    text: str
    page: str = ""
    fragment: str = ""
    slug: str = ""
    standing: str = ""
    note: str = ""


def line(agreement: Agreement, resting: Resting, place: Place) -> Line:
    """An entry in one line. What the words of the place say already is not said again."""
    entry = agreement.entries.get((resting.kind, resting.id))
    say, page = TOLD.get(resting.kind, (None, ""))
    text = say(agreement, entry) if say and entry is not None else resting.text
    if resting.kind == "commitments" and "#" not in place.anchor:
        text = ended(text, entry.text)
    return Line(
        kind=_kind(resting.kind, entry),
        text="" if not say and says_the_same(text, place.text) else text,
        page=page,
        fragment=f"{resting.kind}-{resting.id}",
        slug=agreement.place(entry.to_anchor).slug if getattr(entry, "to_anchor", None) else "",
        standing=labels.STANDING.get(resting.standing, ""),
        note=getattr(entry, "note", ""),
    )


def _kind(kind: str, entry: Any) -> str:
    """What an entry is called: notes and decisions by their own kind."""
    own: dict[str, dict[str, str]] = {"notes": labels.NOTE, "decisions": labels.DECISION}
    if kind in own and entry is not None:
        return own[kind][entry.kind]
    return labels.BESIDE.get(kind) or capital(KINDS[kind])


def who(agreement: Agreement, units: tuple[str, ...], principal: str) -> str:
    """Named units, else the principal as a whole."""
    return agreement.words.names(units) if units else agreement.words.name(principal)


def _duty(agreement: Agreement, duty: Any) -> str:
    words = agreement.words
    start = f"{who(agreement, duty.units, duty.principal)}: {inside(words.needs(duty.needs))}"
    paid = f"{words.name(duty.payer)} betalar" if duty.payer else ""
    done = f"{inside(words.name(duty.doer)) if paid else words.name(duty.doer)} utför" if duty.doer else ""
    soft = f"avtalet säger {words.label('strengths', duty.strength)}" if duty.strength != "shall" else ""
    when = words.condition(duty.applies)
    return ended(start, f"gäller {when}" if when else "", soft, listed(filter(None, [paid, done])))


def _sharing(agreement: Agreement, sharing: Any) -> str:
    words = agreement.words
    lead = f"{words.name(sharing.lead)} leder" if sharing.lead else ""
    declined = f"säger personen nej: {sharing.if_declined}" if sharing.if_declined else ""
    return ended(f"{words.needs(sharing.needs)}: {labels.SHARING[sharing.how]}", lead, declined)


def _row(agreement: Agreement, row: Any) -> str:
    when = agreement.words.condition(row.when)
    acts = listed((inside(agreement.words.label("acts", step.act)) for step in row.steps), "sedan")
    return ended(f"{capital(when) or 'Alltid'}: {acts or 'inget steg'}")


def _channel(agreement: Agreement, channel: Any) -> str:
    words = agreement.words
    sides = f"från {words.names(channel.sender, 'eller')} till {words.names(channel.receiver, 'eller')}"
    return ended(f"{words.label('channels', channel.kind)} {sides}")


def _state(agreement: Agreement, state: Any) -> str:
    owner = f"{agreement.words.name(state.owner)} har ansvaret" if state.owner else "ingen sägs ha ansvaret"
    return ended(owner, f"tid: {state.time}" if state.time else "")


def _treatment(agreement: Agreement, treatment: Any) -> str:
    given_by = agreement.words.names(treatment.units or treatment.offered_by)
    return ended(f"{treatment.name}: {inside(given_by)}")


def _commitment(agreement: Agreement, commitment: Any) -> str:
    group = agreement.group_name(commitment.group)
    party = labels.PARTY[commitment.party]
    return ended(f"{party}, för målgruppen {inside(group)}" if group else party)


def _concept(agreement: Agreement, concept: Any) -> str:
    return ended(f"{concept.term} ({concept.system})" if concept.system else concept.term)


def _criteria(agreement: Agreement, criteria: Any) -> str:
    return ended(f"{criteria.measure}, enligt {criteria.origin}")


def _activity(agreement: Agreement, activity: Any) -> str:
    owner = f"ansvarig: {activity.owner}" if activity.owner else "ingen ansvarig sägs"
    return ended(owner, f"tid: {activity.time}" if activity.time else "ingen tid sägs")


def _party(agreement: Agreement, party: Any) -> str:
    return ended(f"{party.name}: {listed(labels.ROLE[role] for role in party.roles)}")


def _decision(agreement: Agreement, decision: Any) -> str:
    day = f", {day_text(decision.day)}" if decision.day else ""
    return ended(f"{decision.by}{day}")


def _claim(agreement: Agreement, claim: Any) -> str:
    covers = agreement.words.condition(claim.covers)
    groups = listed(filter(None, map(agreement.group_name, claim.groups)))
    return ended(covers or groups or claim.text)


def _reference(agreement: Agreement, reference: Any) -> str:
    target = reference.to_anchor and agreement.place(reference.to_anchor).title
    wrong = "Det står inte där" if not reference.holds else ""
    said = f"till {target or reference.provision or reference.outside or reference.text}."
    return f"{said} {ended(wrong)}".strip()


type Told = tuple[Callable[[Agreement, Any], str] | None, str]

# Kind → how it is told (None: in its own words), and the page that tells more of it.
TOLD: dict[str, Told] = {
    "duties": (_duty, ""),
    "sharings": (_sharing, ""),
    "tables": (None, "ways"),
    "route_rows": (_row, "ways"),
    "channels": (_channel, "ways"),
    "courses": (None, "ways"),
    "states": (_state, "ways"),
    "treatments": (_treatment, "treatments"),
    "commitments": (_commitment, "groups"),
    "groups": (None, "groups"),
    "goals": (None, "groups"),
    "concepts": (_concept, "concepts"),
    "criteria_sets": (_criteria, "concepts"),
    "structures": (lambda _, structure: ended(structure.name), "structures"),
    "ladder": (lambda _, rung: ended(rung.who), "structures"),
    "activities": (_activity, "structures"),
    "indicators": (None, "structures"),
    "parties": (_party, "parties"),
    "decisions": (_decision, "parties"),
    "claims": (_claim, "parties"),
    "not_covered": (lambda agreement, entry: ended(agreement.words.needs(entry.needs)), "parties"),
    "dates": (lambda _, dated: ended(f"{day_text(dated.day)}: {dated.what}"), ""),
    "references": (_reference, ""),
}
