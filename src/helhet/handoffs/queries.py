"""The only selects of hand-offs, on either side."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate

from helhet.courses.models import Step
from helhet.kernel.errors import NotFound
from helhet.knowledge.schema.records import HandoffKind
from helhet.organisations.actor import Actor
from helhet.organisations.queries import records
from helhet.people.models import Person
from helhet.secrecy.models import Consent, Copy
from helhet.secrecy.queries import standing_consents, visible

from . import rules
from .models import Received, ReceivedStep, Sent, SentStep

# What a page about one, and every act on it, needs to know.
ABOUT_SENT = (
    "holding__principal",
    "unit",
    "person",
    "course__next__owner",
    "disclosure__consent",
    "disclosure__answer_consent",
    "disclosure__receiver_unit__holding__principal",
)
ABOUT_RECEIVED = (
    "holding__principal",
    "unit__holding",
    "person",
    "course",
    "copy__sender__principal",
    "copy__sender_unit",
)


def kind(ident: str) -> HandoffKind:
    """A kind of hand-off. Raises NotFound."""
    found = records().handoffs.get(ident)
    if found is None:
        raise NotFound("Det sättet att lämna över finns inte. Välj ett i listan.")
    return found


def sent(actor: Actor, sent_id: UUID, at: datetime) -> Sent:
    """One sent hand-off that the actor may read. Raises NotFound."""
    rows = visible(actor, at, Sent.objects.filter(id=sent_id), unit="unit_id")
    return _only(rows.select_related(*ABOUT_SENT))


def received(actor: Actor, received_id: UUID, at: datetime) -> Received:
    """One received hand-off that the actor may read. Raises NotFound."""
    rows = visible(actor, at, Received.objects.filter(id=received_id), unit="unit_id")
    return _only(rows.select_related(*ABOUT_RECEIVED))


def of_person(actor: Actor, person: Person, at: datetime) -> tuple[list[Sent], list[Received]]:
    """What was sent and what came about a person, newest first."""
    out = visible(actor, at, Sent.objects.filter(person=person), unit="unit_id")
    came = visible(actor, at, Received.objects.filter(person=person), unit="unit_id")
    return (
        list(out.select_related("disclosure", "unit").order_by("-sent_at")),
        list(came.select_related("copy", "unit").order_by("-arrived_at")),
    )


def conflicting(actor: Actor, person: Person, needs: Iterable[str], at: datetime) -> list[Sent]:
    """Hand-offs of the own holding that are on their way for the same needs: shown, and never a hidden stop."""
    wanted = set(needs)
    rows = visible(actor, at, Sent.objects.filter(person=person, state__in=rules.SENT_GOING), unit="unit_id")
    return [one for one in rows.select_related("disclosure") if wanted & set(one.needs)]


def also_received(actor: Actor, one: Received, at: datetime) -> list[Received]:
    """Other hand-offs about the same person that this receiver has: here they can be seen together."""
    if one.person_id is None:
        return []
    rows = visible(actor, at, Received.objects.filter(person_id=one.person_id), unit="unit_id")
    return list(rows.filter(state__in=rules.RECEIVED_GOING).exclude(id=one.id).select_related("copy"))


def consents_to_share(actor: Actor, person: Person | None, at: datetime) -> list[Consent]:
    """A person's consents to sharing that stand today."""
    if person is None:
        return []
    return list(standing_consents(actor, person, at, localdate(at)).filter(kind="sharing"))


def consent_that_came(one: Received) -> Consent | None:
    """The consent that was written down from what came, if it was and has not been taken back."""
    found = Consent.objects.filter(holding_id=one.holding_id, origin__disclosure=str(one.copy.disclosure))
    return found.filter(withdrawal__isnull=True).first()


def news(ref: UUID) -> list[Step]:
    """What nobody has read yet about a hand-off."""
    return list(Step.objects.filter(ref=ref, kind="news", open=True).select_related("person"))


def history(one: Sent | Received) -> list[SentStep | ReceivedStep]:
    """How a half came to its state, oldest first."""
    return list(one.steps.select_related("by").order_by("at", "id"))


def answers_to(one: Sent) -> list[Copy]:
    """What came back: questions and answers, oldest first."""
    found = Copy.objects.filter(holding_id=one.holding_id, answers=one.disclosure_id, unit_id=one.unit_id)
    return list(found.order_by("arrived_at"))


def completions_of(one: Received) -> list[Copy]:
    """What the sender added when asked. Inside a holding, the unit's own answers are no part of it."""
    found = Copy.objects.filter(holding_id=one.holding_id, answers=one.copy.disclosure, unit_id=one.unit_id)
    return list(found.order_by("arrived_at"))


def to_expire(holding_id: UUID, day: date) -> QuerySet[Sent]:
    """A holding's requests that have had their time; a filing has no such day."""
    due = Sent.objects.filter(holding_id=holding_id, state__in=("sent", "delivered", "asked"), expires_on__lt=day)
    return due.order_by("expires_on", "id")


def _only(rows: QuerySet[Any]) -> Any:
    found = rows.first()
    if found is None:
        raise NotFound("Det finns inget sådant här som du kan läsa.")
    return found
