"""The only selects of plans, on either side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate

from helhet.kernel.errors import NotFound
from helhet.knowledge.planning.checking import check
from helhet.knowledge.planning.settling import Settled, settle
from helhet.knowledge.planning.verdict import Checked
from helhet.knowledge.schema.treatments import Treatment
from helhet.organisations.actor import Actor, reader
from helhet.people.models import Person
from helhet.secrecy.actions import Receiver, Stated
from helhet.secrecy.models import Copy, Withdrawal
from helhet.secrecy.offers import Offer as Ground
from helhet.secrecy.offers import by_consent, by_law
from helhet.secrecy.queries import standing_consents, visible
from helhet.selects.kept import Kept

from . import holding, snapshot
from .given import Entry
from .models import (
    Aside,
    FollowUp,
    Joined,
    JoinedEvent,
    MissingService,
    Offer,
    Part,
    PartChange,
    Participant,
    Plan,
    PlanEvent,
    Version,
)

ABOUT_PLAN = (*holding.ABOUT_PLAN, "unit", "opened_by")
ABOUT_JOINED = (
    "holding__principal", "unit", "person", "step__owner", "step__deputy", "version",
    "call__sender__principal", "call__sender_unit__holding__principal",
)  # fmt: skip


def plan(actor: Actor, plan_id: UUID, at: datetime) -> Plan:
    """One plan of the actor's holding that they may read. Raises NotFound."""
    reads = "records" in actor.may
    return _only(_plan(actor.holding_id, actor.unit_id, actor.staff_id, plan_id, at) if reads else [])


@Kept
def _plan(holding: UUID, unit: UUID, staff: UUID, plan_id: UUID, at: datetime) -> QuerySet[Plan]:
    rows = visible(reader(holding, unit, staff), at, Plan.objects.filter(id=plan_id), unit="unit_id")
    return rows.select_related(*ABOUT_PLAN)


def joined(actor: Actor, joined_id: UUID, at: datetime) -> Joined:
    """One plan that the actor's holding was called to, and that they may read. Raises NotFound."""
    rows = visible(actor, at, Joined.objects.filter(id=joined_id), unit="unit_id")
    return _only(rows.select_related(*ABOUT_JOINED))


def of_person(actor: Actor, person: Person, at: datetime) -> tuple[list[Plan], list[Joined]]:
    """A person's plans: those the holding owns and those it was called to, newest first. Two selects."""
    own = visible(actor, at, Plan.objects.filter(person=person), unit="unit_id")
    came = visible(actor, at, Joined.objects.filter(person=person), unit="unit_id")
    return (
        list(own.select_related("unit", "step__owner", "overall_by").order_by("-opened_at")),
        list(came.select_related("unit", "step__owner", "version", "call").order_by("-arrived_at")),
    )


@dataclass(frozen=True)
class Draft:
    """Everything about a plan that its page shows. Six selects, however large the plan is."""

    plan: Plan
    parts: Sequence[Part]
    participants: Sequence[Participant]
    events: Sequence[PlanEvent]
    offers: Sequence[Offer]
    versions: Sequence[Version]
    follow_ups: Sequence[FollowUp]

    def rows(self, kind: str) -> list[Part]:
        """The parts of a kind that stand, in the order they were written."""
        return [one for one in self.parts if one.kind == kind and not one.dropped]

    @property
    def places(self) -> dict[str, Part]:
        """The places that have something in them, by key."""
        return {one.key: one for one in self.rows("place")}

    @property
    def clashing(self) -> list[Part]:
        """Parts that two wrote at once, until somebody has chosen."""
        return [one for one in self.parts if one.also and not one.dropped]


def draft(one: Plan) -> Draft:
    """Everything about a plan that the actor has been let in to."""
    return Draft(
        one,
        list(Part.objects.filter(plan=one).order_by("id")),
        list(Participant.objects.filter(plan=one).select_related("unit__holding__principal", "call").order_by("id")),
        list(PlanEvent.objects.filter(plan=one).select_related("by").order_by("at", "id")),
        list(Offer.objects.filter(plan=one).select_related("copy", "participant").order_by("at", "id")),
        list(Version.objects.filter(plan=one).defer("content").select_related("by").order_by("-number")),
        list(FollowUp.objects.filter(plan=one).select_related("by").order_by("-on", "-id")),
    )


def as_json(one: Plan, made_on: date) -> dict[str, Any]:
    """The draft as docs/plan-json.md has it. Three selects."""
    told = (_parts(one.id), _participants(one.id), _told_of(one.id))
    return snapshot.of_plan(one, *told, made_on, holding.planning())


@Kept
def _parts(plan_id: UUID) -> QuerySet[Part]:
    return Part.objects.filter(plan_id=plan_id, dropped=False).order_by("id")


@Kept
def _participants(plan_id: UUID) -> QuerySet[Participant]:
    return Participant.objects.filter(plan_id=plan_id).order_by("id")


@Kept
def _told_of(plan_id: UUID) -> QuerySet[PlanEvent]:
    return PlanEvent.objects.filter(plan_id=plan_id, kind__in=("needed", "called")).order_by("at", "id")


def checked(one: Plan, made_on: date) -> Checked:
    """What the draft still lacks, each with its section: the same check that publishing makes."""
    return check(as_json(one, made_on), holding.planning(), made_on)


def version(one: Plan, number: int) -> Version:
    """A published version. Raises NotFound."""
    return _only(Version.objects.filter(plan=one, number=number).select_related("by"))


def part(one: Plan, kind: str, key: str) -> Part:
    """One part of the draft. Raises NotFound."""
    return _only(Part.objects.filter(plan=one, kind=kind, key=key))


def history(one: Part) -> list[PartChange]:
    """Every way that a part has been left, newest first: what each wrote, and what stood then."""
    return list(one.changes.select_related("by", "source").order_by("-version"))


def since(one: Plan, at: datetime) -> list[PartChange]:
    """What has been written in a draft since a moment: for whoever wrote at the same time."""
    rows = PartChange.objects.filter(part__plan=one, at__gt=at).select_related("part", "by")
    return list(rows.order_by("at", "id"))


def participant(one: Plan, participant_id: UUID) -> Participant:
    """One participant of a plan. Raises NotFound."""
    rows = Participant.objects.filter(plan=one, id=participant_id)
    return _only(rows.select_related("unit__holding__principal", "call"))


def offer(one: Plan, offer_id: UUID) -> Offer:
    """Something that a participant sent to a plan. Raises NotFound."""
    return _only(
        Offer.objects.filter(plan=one, id=offer_id).select_related("copy", "participant__unit__holding__principal")
    )


def entries_in(one: Offer) -> list[Entry]:
    """What a participant sent, as it would be written in the draft: for whoever merges to choose among."""
    told = one.copy.content.get("part", {})
    kinds = ("goal", "measure", "other")
    return [Entry(kind, {k: v for k, v in row.items() if k != "id"}) for kind in kinds for row in told.get(kind, ())]


def lacking_in(one: Offer) -> str:
    """What a participant sees that is missing."""
    return str(one.copy.content.get("part", {}).get("lacking", ""))


def asides(actor: Actor, one: Plan, at: datetime) -> list[Aside]:
    """What was asked beside the plan, newest first. Never shown where the person's screen can be seen by another."""
    rows = visible(actor, at, Aside.objects.filter(plan=one), unit="unit_id")
    return list(rows.select_related("by").order_by("-at"))


def came_to(one: Joined) -> dict[str, Any]:
    """The newest version that came to somebody who was called, as docs/plan-json.md has it; empty before there is."""
    told: dict[str, Any] = one.version.content.get("plan", {}) if one.version else {}
    return told


def call_of(one: Joined) -> dict[str, Any]:
    """The newest call: on, time, place, words, from."""
    calls = JoinedEvent.objects.filter(joined=one, kind="called").select_related("copy").order_by("-at", "-id")
    newest = calls.first()
    told: dict[str, Any] = newest.copy.content.get("call", {}) if newest and newest.copy else {}
    return told


def joined_history(one: Joined) -> list[JoinedEvent]:
    """What happened with a plan where somebody was called, oldest first."""
    return list(one.events.select_related("by", "copy").order_by("at", "id"))


def grounds(actor: Actor, one: Plan | Joined, to: Receiver, share: str, at: datetime) -> list[Ground]:
    """The grounds that open for sending: the person's consents, and what law opens by itself. `share`: call, version or
    part. Inside a holding none is needed, so none is offered."""
    if one.person is None or (to.unit and to.unit.holding_id == actor.holding_id):
        return []
    kinds = holding.planning().shares[share].kinds[actor.domain]  # type: ignore[index]
    facts = {"content": list(kinds), "purpose": "care"}
    own = standing_consents(actor, one.person, at, localdate(at)).filter(kind="sharing")
    named = {f"Personens samtycke {localdate(row.given_at):%Y-%m-%d}": row for row in own}
    found = [*by_consent(actor, at, one.person, to, facts, named), *by_law(actor, at, one.person, to, facts, kinds)]
    return list({ground.id: ground for ground in found}.values())


def stated(ident: str, offered: Sequence[Ground]) -> Stated | None:
    """What a chosen ground states."""
    return next((one.stated for one in offered if one.id == ident), None)


def plan_consents(actor: Actor, person: Person, at: datetime) -> QuerySet[Any]:
    """The person's standing consents to a plan."""
    return standing_consents(actor, person, at, localdate(at)).filter(kind="plan")


def settled(one: Plan, need: str, day: date) -> Settled:
    """Who answers for a need by agreement and law, and how it is settled where both could."""
    library = holding.planning().library
    pack = [library.pack(one.publication.pack_id)] if one.publication else []
    return settle(need, pack, library, day)


def treatments(one: Plan) -> list[Treatment]:
    """What the county's agreement offers, with what each asks for beside it."""
    library = holding.planning().library
    return list(library.pack(one.publication.pack_id).treatments) if one.publication else []


def missing_services(actor: Actor) -> QuerySet[MissingService]:
    """What plans of the holding needed and nobody had, newest month first."""
    return MissingService.objects.filter(holding_id=actor.holding_id).order_by("-month", "need", "id")


def withdrawn_open(holding_id: UUID) -> list[Plan]:
    """Open plans whose yes was taken back on another page: they are ended by the next round of the scanner."""
    taken_back = Withdrawal.objects.filter(holding_id=holding_id).values("consent_id")
    rows = Plan.objects.filter(holding_id=holding_id, is_open=True, consent_id__in=taken_back)
    return list(rows.select_related(*ABOUT_PLAN).order_by("id"))


def threads(copies: Sequence[Copy]) -> dict[UUID, Joined]:
    """The half that each copy belongs to, for pages that list copies."""
    found = Joined.objects.filter(thread__in=[one.answers or one.disclosure for one in copies])
    return {one.thread: one for one in found}


def _only(rows: QuerySet[Any] | list[Any]) -> Any:
    found = next(iter(rows[:1]), None)
    if found is None:
        raise NotFound("Det finns ingen sådan plan som du kan läsa.")
    return found
