"""Holds a stated ground against the law before anything leaves. What the system knows goes before what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from helhet.kernel.errors import BadInput
from helhet.knowledge.disclosing.checking import disclosing_of
from helhet.knowledge.disclosing.verdict import GroundVerdict
from helhet.knowledge.home import open_library
from helhet.organisations.actor import Actor
from helhet.organisations.models import Unit
from helhet.organisations.queries import records
from helhet.people.models import Person

from .models import Consent, Withdrawal
from .parcels import Receiver, Stated

CONSENT = "consent"


@dataclass(frozen=True)
class Ground:
    """The ground that something is sent on, and the conditions that were met."""

    id: str
    section: str
    conditions: tuple[dict[str, Any], ...] = ()


def checked(by: Actor, at: datetime, person: Person | None, to: Receiver, stated: Stated) -> Ground:
    """The ground, when it holds. Raises BadInput with what is missing when it does not."""
    if person is None:
        return _outside_law("no_identity", by)
    if to.unit is not None and to.unit.holding_id == by.holding_id:
        return _outside_law("inner", by)
    verdict = judged(by, at, person, to, stated)
    if not verdict.all_met:
        lacking = " ".join(condition.said for condition in verdict.conditions if not condition.met)
        raise BadInput(
            f"Du kan inte skicka på den grunden ({verdict.section}). Det här är inte uppfyllt: {lacking}", "no_ground"
        )
    if outside := set(stated.facts.get("content", ())) - set(verdict.kinds) or (not stated.facts.get("content")):
        raise BadInput(_content_fault(outside), "no_ground")
    conditions = tuple({"text": c.text, "met": c.met} for c in verdict.conditions)
    return Ground(verdict.id, verdict.section, conditions)


def _content_fault(outside: set[str] | bool) -> str:
    if isinstance(outside, bool):
        return "Välj vilka slags uppgifter du skickar."
    labels = {v.id: v.label for v in disclosing_of(open_library()).questions.all["content"].fact.values}
    named = ", ".join(labels.get(one, one) for one in sorted(outside))
    return f"Grunden öppnar inte för det här: {named}. Ta bort det eller välj en annan grund."


def _outside_law(ident: str, by: Actor) -> Ground:
    found = records().outside_law(ident, by.domain)
    return Ground(found.id, found.section, ({"text": found.text, "met": True},))


def judged(by: Actor, at: datetime, person: Person, to: Receiver, stated: Stated) -> GroundVerdict:
    """What the law says of the stated ground, condition by condition."""
    facts = facts_of(by, at, person, to, stated)
    return disclosing_of(open_library()).verdict_for(stated.ground, facts, localdate(at))


def facts_of(by: Actor, at: datetime, person: Person, to: Receiver, stated: Stated) -> dict[str, Any]:
    """What a ground is judged on. What the system knows goes before what was typed; a profession is never typed."""
    day = localdate(at)
    typed = {name: value for name, value in stated.facts.items() if name != "profession"}
    known = known_facts(by, day, person, to.unit)
    return {**typed, **known, **consent_facts(stated.consent, person, stated.facts, to, day)}


def known_facts(by: Actor, day: date, person: Person, unit: Unit | None) -> dict[str, Any]:
    """What the system knows itself: who sends, who receives, how old the person is."""
    facts: dict[str, Any] = {"sender": by.party}
    if unit is not None:
        facts["receiver"] = records().authorities[unit.holding.kind].party
        facts["same_principal"] = "yes" if unit.holding.principal_id == by.principal_id else "no"
        facts["same_authority"] = "yes" if unit.holding_id == by.holding_id else "no"
    profession = "doctor" if by.role == "doctor" else by.profession
    if profession in PROFESSIONS:
        facts["profession"] = profession
    if person.birth_date:
        facts["age"] = age_on(person.birth_date, day)
    return facts


PROFESSIONS = frozenset({"doctor", "other_health", "social_worker", "school_staff", "other"})


def age_on(born: date, day: date) -> int:
    """Whole years on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def consent_facts(
    consent: Consent | None, person: Person, said: Mapping[str, Any], to: Receiver, day: date
) -> dict[str, Any]:
    """What a written-down consent covers; without one of this person's to sharing, that there is none."""
    if consent is None or consent.person_id != person.id or consent.kind != "sharing":
        return {"consent": said.get("consent", "none") if said.get("consent") != "given" else "none"}
    withdrawn = Withdrawal.objects.filter(consent=consent).exists()
    names = {str(one.get(key, "")) for one in consent.receivers for key in ("id", "name")} - {""}
    receiver = {str(to.unit.holding_id), to.unit.holding.name} if to.unit else {to.name}
    wanted = set(said.get("content", ()))
    asked = disclosing_of(open_library()).questions.all
    return {
        **{name: value for name, value in consent.judged.items() if name in asked},
        "consent": "withdrawn" if withdrawn else "given",
        "consent_receiver": _yes(bool(names & receiver)),
        "consent_content": _yes(bool(wanted) and wanted <= set(consent.content)),
        "consent_valid": _yes(consent.until >= day),
        "consent_by": consent.given_by,
    }


def _yes(true: bool) -> str:
    return "yes" if true else "no"
