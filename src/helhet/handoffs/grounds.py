"""Which grounds open for something that is to leave, as far as it is known now, and what each still asks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.utils.timezone import localdate

from helhet.knowledge.disclosing.checking import Disclosing, disclosing_of
from helhet.knowledge.disclosing.conditions import State
from helhet.knowledge.disclosing.questions import Question
from helhet.knowledge.disclosing.verdict import GroundVerdict
from helhet.knowledge.home import open_library
from helhet.knowledge.schema.records import HandoffKind
from helhet.organisations.actor import Actor
from helhet.people.models import Person
from helhet.secrecy.actions import Receiver, Stated
from helhet.secrecy.checking import CONSENT, facts_of
from helhet.secrecy.models import Consent
from helhet.secrecy.offers import Offer, by_consent, by_law

# Facts that are written down as a consent, and never asked as such.
ABOUT_CONSENT = frozenset({"consent", "consent_by", "consent_receiver", "consent_content", "consent_valid"})
# What the page itself knows or asks in a step of its own.
KNOWN = frozenset({"content", "day", "sender", "profession"})
MARKS = {State.YES: "uppfyllt", State.NO: "inte uppfyllt"}


@dataclass(frozen=True)
class Way:
    """One ground: `how` says whether it opens, may open when more is known, or does not."""

    verdict: GroundVerdict
    how: Literal["opens", "asks", "closed"]

    @property
    def conditions(self) -> list[tuple[str, str]]:
        """Each condition with how it stands, in words."""
        return [(one.text, MARKS.get(one.state, "inte besvarat")) for one in self.verdict.conditions]


def ways(
    by: Actor, at: datetime, person: Person, to: Receiver, kind: HandoffKind, facts: Mapping[str, Any]
) -> list[Way]:
    """Every ground in force that the kind may go on, those that open first."""
    law = disclosing_of(open_library())
    found = [
        _verdict(law, ident, by, at, person, to, {**facts, **kind.grounds.get(ident, {})})
        for ident in _idents(law, kind)
    ]
    order = {"opens": 0, "asks": 1, "closed": 2}

    def place(way: Way) -> tuple[int, bool]:
        # What the person files themselves mostly rests on their own yes, so that is first of those that may open.
        return order[way.how], not (kind.by_person and way.verdict.id == CONSENT)

    return sorted((Way(one, _how(one)) for one in found if one.in_force), key=place)


def _idents(law: Disclosing, kind: HandoffKind) -> list[str]:
    return list(kind.grounds or law.grounds)


def _verdict(
    law: Disclosing, ident: str, by: Actor, at: datetime, person: Person, to: Receiver, facts: Mapping[str, Any]
) -> GroundVerdict:
    known = facts_of(by, at, person, to, Stated(ident, facts))
    if ident == CONSENT:
        # Whether there is one is asked in a step of its own.
        known = {name: value for name, value in known.items() if name not in ABOUT_CONSENT}
    return law.verdict_for(ident, known, localdate(at))


def _how(verdict: GroundVerdict) -> Literal["opens", "asks", "closed"]:
    if verdict.all_met:
        return "opens"
    return "closed" if any(one.state is State.NO for one in verdict.conditions) else "asks"


def asked(
    by: Actor, at: datetime, person: Person, to: Receiver, ident: str, facts: Mapping[str, Any]
) -> list[Question]:
    """What a ground looks at and nobody has said: in its own order, nothing about consents and nothing known."""
    law = disclosing_of(open_library())
    known = facts_of(by, at, person, to, Stated(ident, facts))
    names = dict.fromkeys(fact.id for fact in law.asked_by(ident))
    return [law.questions.all[name] for name in names if name not in known and name not in KNOWN | ABOUT_CONSENT]


def for_answer(
    by: Actor, at: datetime, person: Person | None, to: Receiver, kind: HandoffKind, consents: Mapping[str, Consent]
) -> Iterator[Offer]:
    """Grounds that open for an answer now: consents that stand, and what the law opens by itself."""
    if person is None:
        return
    facts = {"content": list(kind.answers), **kind.answer_facts}
    yield from by_consent(by, at, person, to, facts, consents)
    yield from by_law(by, at, person, to, facts, kind.answers)
