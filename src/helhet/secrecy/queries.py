"""The only selects of access, blocks, consents and what crossed. `visible` is the one filter that everything uses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from helhet.kernel.errors import NotFound
from helhet.kernel.permission import Decision
from helhet.organisations.actor import Actor
from helhet.people.models import Person
from helhet.selects.kept import Kept

from . import rules
from .models import Access, Block, Concealment, Consent, Copy, CopyOf, Disclosure, Incident, Notice, Withdrawal


def open_ways(actor: Actor, at: datetime) -> QuerySet[Access]:
    """The actor's own ways that are open now."""
    return _open_ways(actor.unit_id, actor.staff_id, at)


def _open_ways(unit: UUID, staff: UUID, at: datetime) -> QuerySet[Access]:
    mine = Q(staff__isnull=True) | Q(staff_id=staff)
    return Access.objects.filter(mine, unit_id=unit, since__lte=at, until__gt=at)


def ways_to(actor: Actor, person_id: UUID, at: datetime) -> list[rules.Way]:
    """The actor's open ways to one person."""
    return [rules.Way(*row) for row in _ways_to(actor.unit_id, actor.staff_id, person_id, at)]


@Kept
def _ways_to(unit: UUID, staff: UUID, person: UUID, at: datetime) -> QuerySet[Access, Any]:
    fields = ("unit_id", "staff_id", "since", "until", "lifts_blocks")
    return _open_ways(unit, staff, at).filter(person_id=person).values_list(*fields)


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


def found(actor: Actor, person_id: UUID) -> Person | None:
    """Somebody in the actor's holding who was found, and is not thereby opened."""
    return Person.objects.filter(holding_id=actor.holding_id, id=person_id).first()


def is_here(actor: Actor, person_id: UUID) -> bool:
    """Whether somebody with this id is in the actor's holding."""
    return Person.objects.filter(holding_id=actor.holding_id, id=person_id).exists()


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


def block(actor: Actor, person: Person, unit_id: UUID, at: datetime) -> Block:
    """The block on one unit's entries. Raises NotFound."""
    return _only(blocks(actor, person, at).filter(unit_id=unit_id))


def consents(actor: Actor, person: Person, at: datetime) -> QuerySet[Consent]:
    """What a person has consented to, with what was withdrawn, newest first."""
    found = visible(actor, at, Consent.objects.filter(person=person), unit="unit_id")
    return found.select_related("withdrawal", "unit", "by").order_by("-given_at")


def consent(actor: Actor, consent_id: UUID, at: datetime) -> Consent:
    """One consent that the actor may read. Raises NotFound."""
    found = visible(actor, at, Consent.objects.filter(id=consent_id), unit="unit_id")
    return _only(found.select_related("person", "holding", "withdrawal"))


def may_use(consent: Consent, day: date) -> Decision:
    """Whether something may be drafted or sent on a consent today: asked before a form, and again at sending."""
    withdrawn = Withdrawal.objects.filter(consent=consent).exists()
    return rules.may_use_consent(consent.kind, consent.until, withdrawn, day)


def told_by_hand(consent: Consent) -> list[str]:
    """Receivers on a consent that are not in the system: somebody must tell them that it was taken back."""
    rows = Disclosure.objects.filter(consent=consent, receiver__isnull=True)
    return sorted(set(rows.values_list("receiver_name", flat=True)))


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
    return [one for one in found if not concealed(one)]


def concealed(one: Disclosure) -> Concealment | None:
    """The decision that a disclosure (with its decisions read) is not shown to the person, if one stands."""
    last = max(one.concealments.all(), key=lambda decision: (decision.at, decision.id), default=None)
    return last if last and last.conceals else None


def concealments_to_review(actor: Actor, at: datetime, until: date) -> list[Concealment]:
    """Standing decisions of the holding that are to be tried again by a day, soonest first."""
    newer = Concealment.objects.filter(disclosure_id=OuterRef("disclosure_id"), at__gt=OuterRef("at"))
    found = Concealment.objects.filter(~Exists(newer), conceals=True, review_on__lte=until)
    shown = visible(actor, at, found, unit="unit_id").select_related("person", "disclosure")
    return list(shown.order_by("review_on", "id"))


def copies(actor: Actor, person: Person, at: datetime) -> QuerySet[Copy]:
    """What has come from others about a person, newest first."""
    found = _read_by(actor, at, Copy.objects.filter(about__person=person))
    return found.select_related("sender", "unit").order_by("-arrived_at")


def copy(actor: Actor, copy_id: UUID, at: datetime) -> Copy:
    """One copy: about nobody yet and of the own unit, or about a person that may be opened. Raises NotFound."""
    found = _read_by(actor, at, Copy.objects.filter(id=copy_id))
    return _only(found.select_related("sender", "about__person"))


def _read_by(actor: Actor, at: datetime, rows: QuerySet[Copy]) -> QuerySet[Copy]:
    """Copies that the actor may read: `row_security.COPY` says the same in SQL."""
    rows = rows.filter(holding_id=actor.holding_id)
    if actor.is_system:
        return rows
    if "records" not in actor.may:
        return rows.none()
    opened = Q(about__person_id__in=open_ways(actor, at).values("person_id"))
    behind = Block.objects.filter(_now(at), person_id=OuterRef("about__person_id"), unit_id=OuterRef("unit_id"))
    lifted = open_ways(actor, at).filter(lifts_blocks=True).values("person_id")
    unblocked = ~Exists(behind.exclude(unit_id=actor.unit_id)) | Q(about__person_id__in=lifted)
    return rows.filter((opened & unblocked) | Q(about__isnull=True, unit_id=actor.unit_id))


def person_of_copy(row: Copy) -> UUID | None:
    """Whom a copy is about in the receiver's holding, when somebody has said so."""
    return CopyOf.objects.filter(copy=row).values_list("person_id", flat=True).first()


def notices(holding_id: UUID, disclosure_ids: list[UUID]) -> QuerySet[Notice]:
    """The words about these disclosures that stand in a holding, oldest first."""
    return Notice.objects.filter(holding_id=holding_id, disclosure__in=disclosure_ids).order_by("at", "id")


@dataclass(frozen=True)
class Recall:
    """How asking a copy back stands, as the sender knows it."""

    recalled: datetime | None = None
    confirmed: datetime | None = None
    was_read: bool = False


def recall_of(disclosure: Disclosure) -> Recall:
    """Whether a disclosure was recalled, and what the receiver answered."""
    told = {one.kind: one for one in notices(disclosure.holding_id, [disclosure.id])}
    asked, answer = told.get("recall_asked"), told.get("recall_confirmed")
    if answer is None:
        return Recall(asked.at if asked else None)
    return Recall(asked.at if asked else None, answer.at, bool(answer.data.get("read")))


def recalled(holding_id: UUID, disclosure_id: UUID) -> bool:
    """Whether the sender has asked a copy back, as the receiver knows it."""
    return notices(holding_id, [disclosure_id]).filter(kind="recalled").exists()


def recalls_to_confirm(actor: Actor, at: datetime) -> QuerySet[Copy]:
    """Copies at the actor's unit that were sent there by mistake, and that nobody has confirmed."""
    asked = Notice.objects.filter(holding_id=actor.holding_id, kind="recalled").values("disclosure")
    found = Copy.objects.filter(unit_id=actor.unit_id, withheld=False, disclosure__in=asked)
    return _read_by(actor, at, found).select_related("sender").order_by("arrived_at")


def recalled_copy(actor: Actor, copy_id: UUID, at: datetime) -> Copy:
    """One of those. Raises NotFound."""
    return _only(recalls_to_confirm(actor, at).filter(id=copy_id).select_related("sender"))


def marks(holding_id: UUID, disclosure_ids: Iterable[UUID]) -> dict[UUID, list[Notice]]:
    """What was told about each of these, oldest first: the marks beside a copy."""
    found: dict[UUID, list[Notice]] = {}
    for one in notices(holding_id, list(disclosure_ids)):
        found.setdefault(one.disclosure, []).append(one)
    return found


def emergencies_to_review(actor: Actor) -> QuerySet[Access]:
    """Emergency openings at the reviewer's unit that nobody has judged; their own are somebody else's to judge."""
    found = Access.objects.filter(holding_id=actor.holding_id, unit_id=actor.unit_id, kind="emergency")
    found = found.filter(review__isnull=True).exclude(staff_id=actor.staff_id)
    return found.select_related("person", "staff").order_by("since")


def emergency(actor: Actor, access_id: UUID) -> Access:
    """One of those. Raises NotFound."""
    return _only(emergencies_to_review(actor).filter(id=access_id))


def incidents(actor: Actor) -> QuerySet[Incident]:
    """The unit's incidents that are not closed, the most urgent first."""
    found = incidents_of_unit(actor).exclude(steps__kind="closed")
    return found.order_by("report_by")


def incidents_of_unit(actor: Actor) -> QuerySet[Incident]:
    """Every incident of the actor's unit, newest first."""
    found = Incident.objects.filter(holding_id=actor.holding_id, unit_id=actor.unit_id)
    return found.select_related("by").prefetch_related("steps__by").order_by("-known_at")


def incident(actor: Actor, incident_id: UUID) -> Incident:
    """One of the unit's incidents. Raises NotFound."""
    return _only(incidents_of_unit(actor).filter(id=incident_id))


def _only(rows: QuerySet[Any]) -> Any:
    found = rows.first()
    if found is None:
        raise NotFound("Det finns inget sådant här som du kan läsa.")
    return found
