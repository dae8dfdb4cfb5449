"""The only writes: opening a person, blocking, consenting, and the one door through which a copy leaves."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from helhet.audit import actions as audit
from helhet.audit.rules import content_hash
from helhet.kernel.errors import BadInput
from helhet.knowledge.records import Records
from helhet.organisations.actor import Actor
from helhet.organisations.models import Unit
from helhet.organisations.queries import records, system_actor
from helhet.people.models import Person

from . import consents, queries, rules
from .checking import Ground, checked
from .models import Access, Block, Consent, Copy, CopyOf, Disclosure, Notice, Withdrawal
from .parcels import Parcel, Receiver, Stated
from .wall import acting

# What the log says of why somebody opened a person, where the purpose of their assignment is not enough.
PURPOSES = {"reason": "Öppnat med angivet skäl", "emergency": "Öppnat i nödläge"}
# A relation has no end of its own: it ends with the course. The far end keeps "open now" one comparison.
FAR = timedelta(days=36_500)


def time_of(clocks: Records, name: str) -> timedelta:
    """A time of content/records/clocks.yaml, in whole days."""
    return timedelta(days=clocks.clocks[name].days)


def open_relation(*, by: Actor, at: datetime, person: Person, unit_id: UUID, why: str) -> Access:
    """A unit begins to have to do with a person; nothing is added where it already does."""
    if standing := held_relations(at=at, person=person, unit_id=unit_id):
        return standing[0]
    return _access(by, at, person, unit_id=unit_id, kind="relation", why=why, until=at + FAR)


def held_relations(*, at: datetime, person: Person, unit_id: UUID) -> list[Access]:
    """The unit's standing relations to a person, which nobody ends until the transaction does."""
    # One that has ended lasts no lifetime: it counts as ended also for whoever began a moment before that.
    rows = Access.objects.filter(person=person, unit_id=unit_id, kind="relation", until__gt=at + FAR / 2)
    return list(rows.select_for_update().order_by("id"))


def close_relation(*, by: Actor, at: datetime, person: Person, unit_id: UUID) -> None:
    """The unit's relation ends now; what it wrote stays, and a stated reason opens it again."""
    ended = held_relations(at=at, person=person, unit_id=unit_id)
    for row in ended:
        Access.objects.filter(id=row.id).update(until=max(at, row.since))
    if ended:
        audit.record(by=by, at=at, act="access.ended", kind="person", subject=person.id, person=person.id)


def open_with_reason(*, by: Actor, at: datetime, person: Person, why: str) -> Access:
    """Open a person with a stated reason, for as many days as content/records/clocks.yaml says."""
    rules.may_find(by, person.holding_id).demand()
    said(why, "Skriv varför du behöver öppna personens uppgifter.")
    until = at + time_of(records(), "reason.open")
    return _access(by, at, person, staff_id=by.staff_id, kind="reason", why=why, until=until)


def open_in_emergency(*, by: Actor, at: datetime, person: Person, why: str) -> Access:
    """Open a person when life or health is at stake, blocks and all; the manager reviews it afterwards."""
    rules.may_find(by, person.holding_id).demand()
    said(why, "Skriv vad nöden är. Chefen granskar öppningen efteråt.")
    until = at + time_of(records(), "emergency.open")
    return _access(by, at, person, staff_id=by.staff_id, kind="emergency", why=why, until=until, lifts_blocks=True)


def lift_block(*, by: Actor, at: datetime, person: Person, why: str) -> Access:
    """The person lets whoever asks read what is blocked, for as long as a stated reason lasts."""
    queries.may_open(by, person, at).demand()
    rules.may_block(by, own_child=False).demand()
    said(why, "Skriv hur personen sa ja.")
    until = at + time_of(records(), "reason.open")
    return _access(by, at, person, staff_id=by.staff_id, kind="reason", why=why, until=until, lifts_blocks=True)


@transaction.atomic
def _access(by: Actor, at: datetime, person: Person, **fields: Any) -> Access:
    given = {"unit_id": by.unit_id, "staff_id": None} | fields
    row = Access.objects.create(holding_id=person.holding_id, person=person, since=at, by_id=_staff(by), **given)
    # The why stands in the row, and goes with it when it is purged: the log holds nothing that was written of a person.
    told = {"kind": "access", "subject": row.id, "person": person.id, "content": row.why}
    audit.record(by=by, at=at, act=f"access.{row.kind}", **told, purpose=PURPOSES.get(row.kind, ""))
    return row


def _staff(by: Actor) -> UUID | None:
    return None if by.is_system else by.staff_id


def said(text: str, otherwise: str) -> None:
    """Raise BadInput, with what to write, unless something is written."""
    if len(text.strip()) < 3:
        raise BadInput(otherwise)


@transaction.atomic
def block(*, by: Actor, at: datetime, person: Person, unit: Unit, own_child: bool = False) -> Block:
    """The person blocks what a unit has written for other units."""
    queries.may_open(by, person, at).demand()
    rules.may_block(by, own_child).demand()
    standing = Block.objects.filter(person=person, unit=unit, until__isnull=True).first()
    if standing:
        return standing
    row = Block.objects.create(holding_id=person.holding_id, person=person, unit=unit, since=at, by_id=by.staff_id)
    audit.record(by=by, at=at, act="block.set", kind="block", subject=row.id, person=person.id)
    return row


@transaction.atomic
def unblock(*, by: Actor, at: datetime, person: Person, unit: Unit) -> None:
    """The person takes the block away."""
    queries.may_open(by, person, at).demand()
    rules.may_block(by, own_child=False).demand()
    if Block.objects.filter(person=person, unit=unit, until__isnull=True).update(until=at):
        audit.record(by=by, at=at, act="block.lifted", kind="unit", subject=unit.id, person=person.id)


@transaction.atomic
def consent(*, by: Actor, at: datetime, person: Person, **given: Any) -> Consent:
    """Write down what the person (or who may consent for them) said yes to. `until` is a day; see models.Consent.

    Raises BadInput when somebody else must consent, or when who must is not yet clear (with what to find out).
    """
    queries.may_open(by, person, at).demand()
    if given["until"] < localdate(at):
        raise BadInput("Samtycket måste gälla till en dag som inte har varit.")
    if not given.get("origin"):
        # What came from another holding was judged there, by those who met the person.
        consents.check(person, given["kind"], given.get("given_by", ""), given.get("judged", {}), localdate(at))
    row = Consent.objects.create(
        holding_id=person.holding_id, person=person, unit_id=by.unit_id, given_at=at, by_id=by.staff_id, **given
    )
    audit.record(by=by, at=at, act="consent.given", kind="consent", subject=row.id, person=person.id, content=given)
    return row


@transaction.atomic
def withdraw(*, by: Actor, at: datetime, consent: Consent) -> Withdrawal:
    """The person takes a consent back: nothing more is sent on it, and those who have copies are told so."""
    queries.may_open(by, consent.person, at).demand()
    consents.held(consent)
    standing = Withdrawal.objects.filter(consent=consent).first()
    if standing:
        return standing
    row = Withdrawal.objects.create(
        holding_id=consent.holding_id, person_id=consent.person_id, consent=consent, at=at, by_id=by.staff_id
    )
    audit.record(by=by, at=at, act="consent.withdrawn", kind="consent", subject=consent.id, person=consent.person_id)
    _tell_of_withdrawal(at, consent)
    return row


def _tell_of_withdrawal(at: datetime, consent: Consent) -> None:
    """Everyone who has a copy on it is told, also where a block hides from the reader that it was sent."""
    here = system_actor(consent.holding, "Ett samtycke har tagits tillbaka")
    with acting(here, at):
        about = Disclosure.objects.filter(Q(consent=consent) | Q(answer_consent=consent), receiver__isnull=False)
        for sent in about.select_related("receiver"):
            _withdraw_there(at, sent)
            tell(by=here, at=at, holding=sent.receiver, disclosure=sent.id, kind="consent_withdrawn")


def _withdraw_there(at: datetime, sent: Disclosure) -> None:
    """A consent to be answered, which the receiver wrote down for itself, ends there in the same moment."""
    receiver = system_actor(sent.receiver, "Ett samtycke har tagits tillbaka")
    with acting(receiver, at):
        consents.copy_held(sent.id)
        mine = Consent.objects.filter(holding=sent.receiver, origin__disclosure=str(sent.id))
        for row in mine.filter(withdrawal__isnull=True):
            Withdrawal.objects.create(holding_id=row.holding_id, person_id=row.person_id, consent=row, at=at)
            told = {"kind": "consent", "subject": row.id, "person": row.person_id}
            audit.record(by=receiver, at=at, act="consent.withdrawn", **told)


@transaction.atomic
def disclose(
    *, by: Actor, at: datetime, person: Person | None, to: Receiver, parcel: Parcel, stated: Stated
) -> Disclosure:
    """Send a copy to another holding, on exactly one ground whose conditions are all met. There is no other door.

    Raises NotAllowed when the person may not be opened, BadInput when the ground does not hold (with what is missing).
    """
    if person is not None:
        queries.may_open(by, person, at).demand()
    # Nobody can take one back between the check and the sending: they wait, and then it is marked.
    for consent in sorted(filter(None, (stated.consent, parcel.answer_consent)), key=lambda one: one.id):
        consents.held(consent)
    if parcel.answer_consent is not None:
        queries.may_use(parcel.answer_consent, localdate(at)).demand()
    ground = checked(by, at, person, to, stated)
    row = _disclosure(by, at, person, to, parcel, stated, ground)
    audit.record(
        by=by, at=at, act="disclosure.sent", kind="disclosure", subject=row.id,
        person=row.person_id, content=dict(parcel.content), purpose=f"{ground.id}: {ground.section}",
    )  # fmt: skip
    if to.unit is not None:
        _deliver(by, at, row, to.unit)
    return row


def _disclosure(
    by: Actor, at: datetime, person: Person | None, to: Receiver, parcel: Parcel, stated: Stated, ground: Ground
) -> Disclosure:
    return Disclosure.objects.create(
        holding_id=by.holding_id,
        person=person,
        unit_id=by.unit_id,
        receiver=to.unit.holding if to.unit else None,
        receiver_unit=to.unit,
        receiver_name=to.name,
        kind=parcel.kind,
        content=dict(parcel.content),
        content_hash=content_hash(dict(parcel.content)),
        ground=ground.id,
        section=ground.section,
        facts=dict(stated.facts),
        conditions=list(ground.conditions),
        consent=stated.consent,
        answer_consent=parcel.answer_consent,
        answers=parcel.answers,
        at=at,
        by_id=by.staff_id,
    )


def _deliver(by: Actor, at: datetime, row: Disclosure, unit: Unit) -> None:
    """The copy arrives as the receiver's own; the sender gets a receipt, which says nothing of what it held."""
    receiver = system_actor(unit.holding, "Mottagning av kopia")
    with acting(receiver, at):
        copy = Copy.objects.create(
            holding=unit.holding,
            unit=unit,
            disclosure=row.id,
            answers=row.answers,
            sender_id=by.holding_id,
            sender_unit_id=by.unit_id,
            sender_name=f"{by.holding_name}, {by.unit_name}",
            kind=row.kind,
            held=row.content,
            content_hash=row.content_hash,
            ground=row.ground,
            section=row.section,
            arrived_at=at,
        )
        audit.record(by=receiver, at=at, act="copy.arrived", kind="copy", subject=copy.id, content=row.content)
    Notice.objects.create(holding_id=by.holding_id, disclosure=row.id, kind="delivered", at=at)


@transaction.atomic
def assign_copy(*, by: Actor, at: datetime, copy: Copy, person: Person) -> CopyOf:
    """Say whom a copy is about, in the receiver's own holding."""
    row = CopyOf.objects.create(holding_id=copy.holding_id, person=person, copy=copy, at=at, by_id=_staff(by))
    audit.record(by=by, at=at, act="copy.assigned", kind="copy", subject=copy.id, person=person.id)
    return row


def tell(
    *, by: Actor, at: datetime, holding: Any, disclosure: UUID, kind: str, data: Mapping[str, Any] | None = None
) -> Notice:
    """A word to the other side about a disclosure, without content: that it was answered, recalled, withdrawn …"""
    other = system_actor(holding, "Besked om en kopia")
    with acting(other, at):
        row = Notice.objects.create(holding=holding, disclosure=disclosure, kind=kind, data=dict(data or {}), at=at)
        audit.record(by=other, at=at, act=f"notice.{kind}", kind="disclosure", subject=disclosure)
    return row


def tell_sender(*, by: Actor, at: datetime, copy: Copy, kind: str, data: Mapping[str, Any] | None = None) -> Notice:
    """A word to the one who sent a copy."""
    return tell(by=by, at=at, holding=copy.sender, disclosure=copy.disclosure, kind=kind, data=data)


def read(*, by: Actor, at: datetime, person: Person, act: str) -> None:
    """Note that somebody read about a person: one row, with the purpose of their assignment."""
    audit.record(by=by, at=at, act=act, kind="person", subject=person.id, person=person.id)


def form_shown(*, by: Actor, at: datetime, person: Person | None, sent: bool) -> None:
    """A form about a person was opened: reading, as much as their page. One that was sent leaves its own row."""
    if person is not None and not sent:
        read(by=by, at=at, person=person, act="person.form")
