"""Writes when something went wrong: a copy asked back from the wrong receiver, and incidents with their clock."""

from datetime import UTC, datetime
from uuid import UUID

from django.db import models, transaction

from helhet.audit import actions as audit
from helhet.kernel.errors import BadInput, Refused
from helhet.organisations.actor import Actor
from helhet.organisations.queries import records
from helhet.people.models import Person

from . import queries, rules
from .actions import said, tell, tell_sender, time_of
from .models import Copy, CopyOf, Disclosure, Incident, IncidentStep, Notice


@transaction.atomic
def recall(*, by: Actor, at: datetime, disclosure: Disclosure, what: str, known_at: datetime) -> Incident:
    """Ask a copy back that went to the wrong receiver. The receiver is told, and an incident begins to count.

    Raises NotAllowed when it cannot be recalled, and Refused when it already is.
    """
    if disclosure.person is not None:
        queries.may_open(by, disclosure.person, at).demand()
    stands = queries.recall_of(disclosure)
    decision = rules.may_recall(disclosure.receiver_id is not None, bool(stands.recalled), bool(stands.confirmed))
    if not decision:
        raise Refused(decision.why)
    told = {"kind": "disclosure", "subject": disclosure.id, "person": disclosure.person_id}
    audit.record(by=by, at=at, act="disclosure.recalled", **told)
    Notice.objects.create(holding_id=by.holding_id, disclosure=disclosure.id, kind="recall_asked", at=at)
    tell(by=by, at=at, holding=disclosure.receiver, disclosure=disclosure.id, kind="recalled")
    about = {"disclosure": disclosure.id, "person": disclosure.person}
    return open_incident(by=by, at=at, what=what, known_at=known_at, **about)


@transaction.atomic
def confirm_recall(*, by: Actor, at: datetime, copy: Copy, was_read: bool) -> None:
    """The receiver confirms: from now what the copy says is read by nobody here, and the sender is told.

    The row and its fingerprint stay, as law on public records asks: that it came, from whom, when, and was recalled.
    """
    rules.may_find(by, copy.holding_id).demand()
    locked = Copy.objects.select_for_update().get(id=copy.id)
    if not queries.recalled(by.holding_id, copy.disclosure):
        raise Refused("Avsändaren har inte återkallat kopian.")
    if locked.withheld:
        raise Refused("Det är redan bekräftat.")
    # The one change that the database lets through on a row that is written once.
    models.QuerySet.update(Copy.objects.filter(id=copy.id), withheld=True)
    person = queries.person_of_copy(copy)
    audit.record(by=by, at=at, act="copy.withheld", kind="copy", subject=copy.id, person=person)
    tell_sender(by=by, at=at, copy=copy, kind="recall_confirmed", data={"read": was_read})


@transaction.atomic
def correct_copy(*, by: Actor, at: datetime, copy: Copy, person: Person, why: str) -> None:
    """A copy was said to be about the wrong person: it is about this one. Both have a row in the log of it."""
    rules.may_manage(by).demand()
    rules.may_find(by, person.holding_id).demand()
    wrong = queries.person_of_copy(copy)
    # The one thing of the row that the database lets be changed, as whom it is about is what somebody here said.
    models.QuerySet.update(CopyOf.objects.filter(copy=copy), person=person, at=at, by_id=by.staff_id)
    told = {"act": "copy.corrected", "kind": "copy", "subject": copy.id, "content": why.strip()}
    audit.record_all(by=by, at=at, told=[audit.Told(**told, person=one) for one in (wrong, person.id)])


@transaction.atomic
def open_incident(
    *,
    by: Actor,
    at: datetime,
    what: str,
    known_at: datetime,
    disclosure: UUID | None = None,
    person: Person | None = None,
) -> Incident:
    """A personal data incident. The hours to report it are counted from when it was known, to the minute."""
    rules.may_find(by, by.holding_id).demand()
    said(what, "Skriv vad som har hänt.")
    if known_at > at:
        raise BadInput("Tiden när ni fick veta kan inte ligga framåt.")
    # In UTC: in local time an hour could be lost or won when the clocks change.
    known_at = known_at.astimezone(UTC)
    row = Incident.objects.create(
        holding_id=by.holding_id, unit_id=by.unit_id, disclosure=disclosure, person=person, what=what.strip(),
        known_at=known_at, report_by=known_at + time_of(records(), "incident.report"), by_id=by.staff_id,
    )  # fmt: skip
    told = {"kind": "incident", "subject": row.id, "person": person.id if person else None, "content": row.what}
    audit.record(by=by, at=at, act="incident.opened", **told)
    return row


@transaction.atomic
def step(*, by: Actor, at: datetime, incident: Incident, kind: str, text: str) -> IncidentStep:
    """What was done about an incident. Raises Refused when the step does not fit those before it."""
    rules.may_manage(by).demand()
    said(text, "Skriv vad som gjordes, eller varför det inte behövs.")
    Incident.objects.select_for_update().get(id=incident.id)
    taken = IncidentStep.objects.filter(incident=incident).values_list("kind", flat=True)
    decision = rules.may_step(kind, list(taken))
    if not decision:
        raise Refused(decision.why)
    row = IncidentStep.objects.create(
        holding_id=incident.holding_id, unit_id=incident.unit_id, incident=incident, kind=kind, text=text.strip(),
        at=at, by_id=by.staff_id,
    )  # fmt: skip
    told = {"kind": "incident", "subject": incident.id, "person": incident.person_id, "content": row.text}
    audit.record(by=by, at=at, act=f"incident.{kind}", **told)
    return row
