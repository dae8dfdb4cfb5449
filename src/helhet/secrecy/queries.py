"""The only selects of access, blocks, consents and what crossed. `visible` is the one filter that everything uses."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from helhet.kernel.errors import NotFound
from helhet.kernel.permission import Decision
from helhet.organisations.actor import Actor
from helhet.people.models import Person

from . import rules
from .models import Access, Block, Consent, Copy, Disclosure, Incident, Notice


def open_ways(actor: Actor, at: datetime) -> QuerySet[Access]:
    """The actor's own ways that are open now."""
    mine = Q(staff__isnull=True) | Q(staff_id=actor.staff_id)
    return Access.objects.filter(mine, unit_id=actor.unit_id, since__lte=at, until__gt=at)


def ways_to(actor: Actor, person_id: UUID, at: datetime) -> list[rules.Way]:
    """The actor's open ways to one person."""
    rows = open_ways(actor, at).filter(person_id=person_id)
    fields = ("unit_id", "staff_id", "since", "until", "lifts_blocks")
    return [rules.Way(*row) for row in rows.values_list(*fields)]


def may_open(actor: Actor, person: Person, at: datetime) -> Decision:
    """Whether the actor may open a person, in a sentence that button, page and API share."""
    return rules.may_open(actor, person.holding_id, ways_to(actor, person.id, at), at)


def person(actor: Actor, person_id: UUID, at: datetime) -> Person:
    """A person that the actor may open. Raises NotFound outside the holding, NotAllowed without a way."""
    found = Person.objects.filter(holding_id=actor.holding_id, id=person_id).first()
    if found is None:
        raise NotFound("Personen finns inte hos er. Sök på namn eller nummer.")
    may_open(actor, found, at).demand()
    return found


def visible[Rows: QuerySet[Any]](actor: Actor, at: datetime, rows: Rows, *, unit: str = "") -> Rows:
    """Those rows that the policy lets the actor read. `unit` names the field of the unit that wrote them, for blocks.

    The same condition in SQL is `row_security.condition`; a test holds both against `rules.may_read`.
    """
    rows = rows.filter(holding_id=actor.holding_id)
    if actor.is_system:
        return rows
    if "records" not in actor.may:
        return rows.none()
    opened = Q(person_id__in=open_ways(actor, at).values("person_id"))
    if not unit:
        return rows.filter(opened | Q(person_id__isnull=True))
    behind = Block.objects.filter(_now(at), person_id=OuterRef("person_id"), unit_id=OuterRef(unit))
    lifted = open_ways(actor, at).filter(lifts_blocks=True).values("person_id")
    unblocked = ~Exists(behind.exclude(unit_id=actor.unit_id)) | Q(person_id__in=lifted)
    return rows.filter((opened & unblocked) | Q(person_id__isnull=True, **{unit: actor.unit_id}))


def _now(at: datetime) -> Q:
    return Q(since__lte=at) & (Q(until__isnull=True) | Q(until__gt=at))


def blocks(actor: Actor, person: Person, at: datetime) -> QuerySet[Block]:
    """The blocks that a person has now: that they exist may be seen, what they hide may not."""
    return Block.objects.filter(_now(at), holding_id=actor.holding_id, person=person).select_related("unit")


def consents(actor: Actor, person: Person, at: datetime) -> QuerySet[Consent]:
    """What a person has consented to, with what was withdrawn, newest first."""
    found = visible(actor, at, Consent.objects.filter(person=person))
    return found.select_related("withdrawal", "unit", "by").order_by("-given_at")


def standing_consents(actor: Actor, person: Person, at: datetime, day: date) -> QuerySet[Consent]:
    """Consents that hold on a day: not withdrawn, not run out."""
    return consents(actor, person, at).filter(withdrawal__isnull=True, until__gte=day)


def disclosures(actor: Actor, person: Person, at: datetime) -> QuerySet[Disclosure]:
    """What has left the holding about a person, newest first."""
    found = visible(actor, at, Disclosure.objects.filter(person=person), unit="unit_id")
    return found.select_related("receiver", "receiver_unit", "by", "consent").order_by("-at")


def disclosure(actor: Actor, disclosure_id: UUID, at: datetime) -> Disclosure:
    """One disclosure that the actor may read. Raises NotFound."""
    found = visible(actor, at, Disclosure.objects.filter(id=disclosure_id), unit="unit_id")
    return _only(found.select_related("receiver", "receiver_unit", "person", "consent"))


def shown_to_person(holding_id: UUID, person_id: UUID) -> list[Disclosure]:
    """What the person is shown of what was shared: all, save what a standing decision conceals."""
    rows = Disclosure.objects.filter(holding_id=holding_id, person_id=person_id).order_by("-at")
    found = rows.prefetch_related("concealments").select_related("receiver")
    return [one for one in found if not _concealed(one)]


def _concealed(one: Disclosure) -> bool:
    decisions = sorted(one.concealments.all(), key=lambda c: c.at)
    return bool(decisions) and decisions[-1].conceals


def copies(actor: Actor, person: Person, at: datetime) -> QuerySet[Copy]:
    """What has come from others about a person, newest first."""
    open_to_me = open_ways(actor, at).values("person_id")
    found = Copy.objects.filter(holding_id=actor.holding_id, about__person=person, about__person_id__in=open_to_me)
    return found.select_related("sender").order_by("-arrived_at")


def copy(actor: Actor, copy_id: UUID, at: datetime) -> Copy:
    """One copy: of the actor's own unit, or about a person that may be opened. Raises NotFound."""
    about = Q(about__person_id__in=open_ways(actor, at).values("person_id"))
    mine = Q() if actor.is_system else Q(unit_id=actor.unit_id) | about
    found = Copy.objects.filter(mine, holding_id=actor.holding_id, id=copy_id)
    return _only(found.select_related("sender", "about__person") if "records" in actor.may else found.none())


def notices(holding_id: UUID, disclosure_ids: list[UUID]) -> QuerySet[Notice]:
    """The words about these disclosures that stand in a holding, oldest first."""
    return Notice.objects.filter(holding_id=holding_id, disclosure__in=disclosure_ids).order_by("at", "id")


def emergencies_to_review(actor: Actor) -> QuerySet[Access]:
    """Emergency openings at the reviewer's unit that nobody has judged."""
    found = Access.objects.filter(holding_id=actor.holding_id, unit_id=actor.unit_id, kind="emergency")
    return found.filter(review__isnull=True).select_related("person", "staff").order_by("since")


def incidents(actor: Actor) -> QuerySet[Incident]:
    """Incidents of the holding that are not closed."""
    found = Incident.objects.filter(holding_id=actor.holding_id).exclude(steps__kind="closed")
    return found.prefetch_related("steps").order_by("report_by")


def _only(rows: QuerySet[Any]) -> Any:
    found = rows.first()
    if found is None:
        raise NotFound("Det finns inget sådant här som du kan läsa.")
    return found
