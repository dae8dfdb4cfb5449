"""Grounds that open for something now, to choose among: consents that stand, and what law opens by itself."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from helhet.knowledge.disclosing.checking import disclosing_of
from helhet.knowledge.home import open_library
from helhet.organisations.actor import Actor
from helhet.people.models import Person

from .checking import CONSENT, facts_of
from .models import Consent
from .parcels import Receiver, Stated


def content_kinds() -> dict[str, str]:
    """The kinds of content, with their labels, in the law's order."""
    question = disclosing_of(open_library()).questions.all["content"]
    return {choice.id: choice.label for choice in question.choices}


def receivers() -> list[tuple[str, str]]:
    """What a receiver outside the system may be."""
    question = disclosing_of(open_library()).questions.all["receiver"]
    return [(choice.id, choice.label) for choice in question.choices]


@dataclass(frozen=True)
class Offer:
    """A ground that an answer may be sent on: what to call it, and what is stated then."""

    id: str
    label: str
    stated: Stated | None


def by_consent(
    by: Actor,
    at: datetime,
    person: Person | None,
    to: Receiver,
    facts: Mapping[str, Any],
    consents: Mapping[str, Consent],
) -> Iterator[Offer]:
    """The consents, by what to call them, that open for this."""
    law = disclosing_of(open_library())
    for label, consent in consents.items() if person else ():
        stated = Stated(CONSENT, facts, consent)
        if law.verdict_for(CONSENT, facts_of(by, at, person, to, stated), localdate(at)).all_met:
            yield Offer(str(consent.id), label, stated)


def by_law(
    by: Actor, at: datetime, person: Person | None, to: Receiver, facts: Mapping[str, Any], content: Collection[str]
) -> Iterator[Offer]:
    """What the law opens by itself for these kinds of content, with what is known."""
    if person is None:
        return
    law = disclosing_of(open_library())
    for verdict in law.check(facts_of(by, at, person, to, Stated("", facts)), localdate(at)).grounds:
        if verdict.all_met and set(content) <= set(verdict.kinds):
            yield Offer(verdict.id, f"{verdict.text} ({verdict.section})", Stated(verdict.id, facts))
