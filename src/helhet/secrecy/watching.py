"""Writes of those who watch: what is concealed from the person, emergencies judged afterwards, and the log reviewed."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from helhet.audit import actions as audit
from helhet.audit.models import Event
from helhet.kernel.errors import BadInput, Refused
from helhet.knowledge.concealing import concealing
from helhet.organisations.actor import Actor
from helhet.organisations.queries import records

from . import queries, rules
from .actions import said
from .models import Access, Concealment, Disclosure, LogReview, Review
from .recalling import open_incident


@transaction.atomic
def conceal(
    *, by: Actor, at: datetime, disclosure: Disclosure, conceals: bool, why: str, ground: str, review_on: date
) -> Concealment:
    """Decide that a disclosure is not shown to the person, or that it is shown again. The newest decision counts.

    Raises BadInput when the ground is not one of law's, or the day of review is too far away.
    """
    rules.may_manage(by).demand()
    if disclosure.person is None:
        raise Refused("Utlämnandet gäller ingen person, så det finns ingen att dölja det för.")
    queries.may_open(by, disclosure.person, at).demand()
    said(why, "Skriv varför, med det som talar för och emot.")
    row = Concealment.objects.create(
        holding_id=by.holding_id, unit_id=disclosure.unit_id, person=disclosure.person, disclosure=disclosure,
        conceals=conceals, why=why.strip(), section=_section(by, ground),
        review_on=_review_day(at, conceals, review_on), at=at, by_id=by.staff_id,
    )  # fmt: skip
    act = "concealment.decided" if conceals else "concealment.ended"
    told = {"kind": "disclosure", "subject": disclosure.id, "person": disclosure.person_id, "content": row.why}
    audit.record(by=by, at=at, act=act, **told)
    return row


def _section(by: Actor, ground: str) -> str:
    found = {one.id: one for one in concealing() if by.party in one.parties}.get(ground)
    if found is None:
        raise BadInput("Välj vilken bestämmelse beslutet vilar på.")
    return found.section


def _review_day(at: datetime, conceals: bool, review_on: date) -> date:
    today, longest = localdate(at), records().clocks["concealment.review"]
    if not conceals:
        return today
    if not today < review_on <= today + timedelta(days=longest.days):
        raise BadInput(f"Välj en dag framåt. {longest.text}")
    return review_on


@transaction.atomic
def review_emergency(*, by: Actor, at: datetime, access: Access, in_order: bool, text: str) -> Review:
    """The manager judges an emergency opening. Nobody judges their own; what was not in order is an incident."""
    rules.may_manage(by).demand()
    if access.kind != "emergency" or access.unit_id != by.unit_id:
        raise Refused("Det finns ingen nödöppning att granska här.")
    if access.staff_id == by.staff_id:
        raise Refused("Du öppnade själv. Be en annan chef granska.")
    said(text, "Skriv hur du bedömer öppningen.")
    if Review.objects.filter(access=access).exists():
        raise Refused("Öppningen är redan granskad.")
    row = Review.objects.create(
        holding_id=access.holding_id, unit_id=access.unit_id, person_id=access.person_id, access=access,
        in_order=in_order, text=text.strip(), at=at, by_id=by.staff_id,
    )  # fmt: skip
    told = {"kind": "access", "subject": access.id, "person": access.person_id, "content": row.text}
    audit.record(by=by, at=at, act="access.reviewed", **told)
    if not in_order:
        what = f"En nödöppning var inte motiverad. {text.strip()}"
        open_incident(by=by, at=at, what=what, known_at=at, person=access.person)
    return row


@transaction.atomic
def review_event(
    *, by: Actor, at: datetime, event: Event, in_order: bool, text: str = "", month: date | None = None
) -> LogReview:
    """Say of one event in the log that it was in order, or why it was not. Nobody reviews their own."""
    rules.may_review(by).demand()
    if event.holding != by.holding_id:
        raise Refused("Händelsen finns inte i er logg.")
    if event.staff == by.staff_id:
        raise Refused("Det är du själv som gjorde det. Någon annan granskar den händelsen.")
    if not in_order:
        said(text, "Skriv vad som inte stämmer.")
    if LogReview.objects.filter(event=event.id).exists():
        raise Refused("Händelsen är redan granskad.")
    row = LogReview.objects.create(
        holding_id=by.holding_id, event=event.id, month=month, in_order=in_order, text=text.strip(), at=at,
        by_id=by.staff_id,
    )  # fmt: skip
    audit.record(by=by, at=at, act="log.reviewed", kind="event", subject=event.id, content=row.text)
    return row


def log_read(*, by: Actor, at: datetime, asked: Mapping[str, Any]) -> None:
    """Somebody looked in the log: what they asked for is kept as a fingerprint."""
    rules.may_review(by).demand()
    audit.record(by=by, at=at, act="log.read", kind="unit", subject=by.unit_id, content=dict(asked))


def refused(*, by: Actor, at: datetime, page: str, subject: object, person: Any = None) -> None:
    """Somebody asked for what they may not see: the try leaves a trace of its own."""
    audit.record(by=by, at=at, act="page.refused", kind=page[:40] or "page", subject=str(subject)[:64], person=person)
