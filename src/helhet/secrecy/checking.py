"""Holds a stated ground against the law before anything leaves. What the system knows goes before what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from .actions import Stated

CONSENT = "consent"


@dataclass(frozen=True)
class Ground:
    """The ground that something is sent on, and the conditions that were met."""

    id: str
    section: str
    conditions: tuple[dict[str, Any], ...] = ()


def checked(by: Actor, at: datetime, person: Person | None, unit: Unit | None, stated: "Stated") -> Ground:
    """The ground, when it holds. Raises BadInput with what is missing when it does not."""
    if person is None:
        return _outside_law("no_identity", by)
    if unit is not None and unit.holding_id == by.holding_id:
        return _outside_law("inner", by)
    verdict = judged(by, at, person, unit, stated)
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
    return f"Grunden öppnar inte för det här: {', '.join(labels.get(o, o) for o in sorted(outside))}. Ta bort det eller välj en annan grund."


def _outside_law(ident: str, by: Actor) -> Ground:
    found = records().outside_law(ident, by.domain)
    return Ground(found.id, found.section, ({"text": found.text, "met": True},))


def judged(by: Actor, at: datetime, person: Person, unit: Unit | None, stated: "Stated") -> GroundVerdict:
    """What the law says of the stated ground, condition by condition."""
    day = localdate(at)
    facts = {
        **stated.facts,
        **known_facts(by, day, person, unit),
        **consent_facts(stated.consent, stated.facts, unit, day),
    }
    return disclosing_of(open_library()).verdict_for(stated.ground, facts, day)


def known_facts(by: Actor, day: date, person: Person, unit: Unit | None) -> dict[str, Any]:
    """What the system knows itself: who sends, who receives, how old the person is."""
    facts: dict[str, Any] = {"sender": by.party}
    if unit is not None:
        facts["receiver"] = records().authorities[unit.holding.kind].party
        facts["same_principal"] = "yes" if unit.holding.principal_id == by.principal_id else "no"
        facts["same_authority"] = "yes" if unit.holding_id == by.holding_id else "no"
    if by.profession in PROFESSIONS:
        facts["profession"] = by.profession
    if person.birth_date:
        facts["age"] = age_on(person.birth_date, day)
    return facts


PROFESSIONS = frozenset({"doctor", "other_health", "social_worker", "school_staff", "other"})


def age_on(born: date, day: date) -> int:
    """Whole years on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def consent_facts(consent: Consent | None, said: Mapping[str, Any], unit: Unit | None, day: date) -> dict[str, Any]:
    """What a written-down consent covers; without one, that there is none."""
    if consent is None:
        return {"consent": said.get("consent", "none") if said.get("consent") != "given" else "none"}
    withdrawn = Withdrawal.objects.filter(consent=consent).exists()
    names = {str(one.get("id", "")) for one in consent.receivers} | {
        str(one.get("name", "")) for one in consent.receivers
    }
    receiver = {str(unit.holding_id), unit.holding.name} if unit else {str(said.get("receiver_name", ""))}
    wanted = set(said.get("content", ()))
    return {
        "consent": "withdrawn" if withdrawn else "given",
        "consent_receiver": _yes(bool(names & receiver)),
        "consent_content": _yes(bool(wanted) and wanted <= set(consent.content)),
        "consent_valid": _yes(consent.until >= day),
        "consent_by": consent.given_by,
        **consent.judged,
    }


def _yes(true: bool) -> str:
    return "yes" if true else "no"
