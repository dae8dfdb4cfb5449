"""What came was said to be about the wrong person: the manager says whom it is about, before anything rests on it."""

from datetime import datetime

from django.db import transaction

from helhet.audit import actions as audit
from helhet.courses import actions as courses
from helhet.courses.rules import may_change
from helhet.kernel.errors import Refused
from helhet.kernel.permission import Decision
from helhet.organisations.actor import Actor
from helhet.people.models import Person
from helhet.secrecy import actions as secrecy
from helhet.secrecy import recalling
from helhet.secrecy.models import Copy
from helhet.secrecy.rules import may_find, may_manage

from . import queries, rules
from .models import Received


def may_correct(by: Actor, received: Received) -> Decision:
    """Whether someone may say that it is about another person than was said."""
    if not may_change(by, received.unit_id):
        return may_change(by, received.unit_id)
    if received.person_id is None or received.copy.sender_id == received.holding_id:
        return Decision.no("Här finns inget att rätta: personen är den som avsändaren hos er valde.")
    return rules.may_correct(received.state) and may_manage(by)


@transaction.atomic
def correct_person(*, by: Actor, at: datetime, received: Received, person: Person, why: str) -> Received:
    """It is about this person, and not about the one who was said. What was read meanwhile stays in the log.

    Raises NotAllowed for others than the manager, and Refused once the unit has decided on it.
    """
    locked = Received.objects.select_for_update(of=("self",)).select_related("copy", "person").get(id=received.id)
    may_correct(by, locked).demand()
    may_find(by, person.holding_id).demand()
    secrecy.said(why, "Skriv hur ni såg att det var fel person.")
    wrong = locked.person
    if wrong is None or wrong.id == person.id:
        raise Refused("Det står redan att det gäller den personen.")
    secrecy.open_relation(by=by, at=at, person=person, unit_id=by.unit_id, why=f"Rättat från fel person: {why}"[:300])
    _end_consent(by, at, locked)
    for copy in _copies(locked):
        recalling.correct_copy(by=by, at=at, copy=copy, person=person, why=why)
    Received.objects.filter(id=locked.id).update(person=person)
    courses.concern_instead(by=by, at=at, ref=locked.id, wrong=wrong, person=person)
    told = {"act": "received.corrected", "kind": "received", "subject": locked.id, "content": why.strip()}
    audit.record_all(by=by, at=at, told=[audit.Told(**told, person=one) for one in (wrong.id, person.id)])
    received.person = person
    return received


def _copies(received: Received) -> list[Copy]:
    """What came, and what completed it."""
    more = Copy.objects.filter(holding_id=received.holding_id, answers=received.copy.disclosure, about__isnull=False)
    return [received.copy, *more]


def _end_consent(by: Actor, at: datetime, received: Received) -> None:
    """A consent that was written down about the wrong person was never theirs."""
    standing = queries.consent_that_came(received)
    if standing is not None:
        secrecy.withdraw(by=by, at=at, consent=standing)
