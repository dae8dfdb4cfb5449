"""The working draft, which the holding that called owns. Everyone at its unit may write, two at once if need be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from helhet.audit.actions import Told, record_all
from helhet.kernel.errors import BadInput, Refused
from helhet.knowledge.planning.content import Planning
from helhet.organisations.actor import Actor
from helhet.secrecy.actions import tell_sender
from helhet.secrecy.models import Copy

from . import holding, rules
from .given import Entry
from .merging import Clash, merge
from .models import Offer, Part, PartChange, Participant, Plan


@dataclass(frozen=True)
class Wrote:
    """A part as it stands now, and what somebody else had written in the same fields meanwhile."""

    part: Part
    clashes: tuple[Clash, ...] = ()
    merged: bool = False


def enter(
    by: Actor, at: datetime, plan: Plan, entries: Iterable[Entry], taken: Iterable[tuple[str, str]] = (),
    source: Copy | None = None,
) -> tuple[list[Part], list[Told]]:  # fmt: skip
    """Write new parts in a locked plan, in one go; and what the log is to say. `taken`: kind and key of those that are
    there. `source`: the copy they came in."""
    parts = _new(plan, entries, set(taken))
    how = "taken" if source else "written"
    changes = [
        PartChange(
            holding_id=plan.holding_id, part=part, version=1, base=0, how=how, written=part.data, data=part.data,
            source=source, at=at, by_id=by.staff_id,
        )
        for part in parts
    ]  # fmt: skip
    Part.objects.bulk_create(parts)
    PartChange.objects.bulk_create(changes)
    told = [Told(f"plan.{how}", "plan", plan.id, plan.person_id, [one.kind, one.key, one.data]) for one in parts]
    return parts, told


def taken_in(plan: Plan) -> set[tuple[str, str]]:
    """The kind and key of every part that a plan has or has had."""
    return set(Part.objects.filter(plan=plan).values_list("kind", "key"))


def _new(plan: Plan, entries: Iterable[Entry], taken: set[tuple[str, str]]) -> list[Part]:
    parts, content = [], holding.planning()
    for one in entries:
        key = one.key or _next_key(one.kind, taken)
        if (one.kind, key) in taken:
            raise BadInput("Den delen finns redan i planen. Ändra den i stället.")
        taken.add((one.kind, key))
        data = _shaped(one.kind, key, one.data, content)
        parts.append(Part(holding_id=plan.holding_id, plan=plan, kind=one.kind, key=key, data=data))
    return parts


def _next_key(kind: str, taken: set[tuple[str, str]]) -> str:
    if kind not in rules.LETTERS:
        raise BadInput("Säg vilken del av planen det gäller.")
    return rules.next_key(kind, (key for of, key in taken if of == kind))


def _shaped(kind: str, key: str, data: Mapping[str, Any], content: Planning) -> dict[str, Any]:
    lists: dict[str, Mapping[str, Any]] = {"place": content.places, "decision": content.steps}
    if kind not in rules.KINDS or key not in lists.get(kind, {key: None}):
        raise BadInput("Den delen finns inte i en plan.")
    return rules.shaped(kind, key, data)


@transaction.atomic
def add(*, by: Actor, at: datetime, plan: Plan, entries: Iterable[Entry]) -> list[Part]:
    """Write new parts: goals, measures, what others do."""
    locked = holding.writable(by, at, plan)
    parts, told = enter(by, at, locked, entries, taken_in(locked))
    record_all(by=by, at=at, told=told)
    return parts


@transaction.atomic
def write(*, by: Actor, at: datetime, plan: Plan, kind: str, key: str, data: Mapping[str, Any], version: int) -> Wrote:
    """Write one part. `version` is the one the writer saw, 0 for a part that was not there.

    When somebody else wrote it meanwhile both stand: each field as whoever changed it left it, and where both changed
    the same, both texts. Nobody's text is ever lost, and `clashes` says what the other one wrote.
    """
    locked = holding.writable(by, at, plan)
    mine = _shaped(kind, key, data, holding.planning())
    part = Part.objects.select_for_update().filter(plan=locked, kind=kind, key=key).first()
    if part is None:
        return _first(by, at, locked, kind, key, mine)
    if version > part.version:
        raise BadInput("Läs in sidan igen. Det du skrev står kvar.", "stale")
    return _again(by, at, locked, part, mine, version)


def _first(by: Actor, at: datetime, plan: Plan, kind: str, key: str, data: dict[str, Any]) -> Wrote:
    part = Part.objects.create(holding_id=plan.holding_id, plan=plan, kind=kind, key=key, data=data)
    _changed(by, at, plan, part, data, 0, "written")
    return Wrote(part)


def _again(by: Actor, at: datetime, plan: Plan, part: Part, mine: dict[str, Any], version: int) -> Wrote:
    if part.version == version:
        if part.data == mine and not part.also and not part.dropped:
            return Wrote(part)
        _left(part, mine, [])
        _changed(by, at, plan, part, mine, version, "written")
        return Wrote(part)
    seen = part.changes.filter(version=version).values_list("data", flat=True).first() or {}
    both = merge(seen, part.data, mine)
    also = [*part.also, *(_beside(by, clash) for clash in both.clashes)]
    _left(part, both.data, also)
    _changed(by, at, plan, part, mine, version, "both" if both.clashes else "merged")
    return Wrote(part, both.clashes, merged=True)


def _beside(by: Actor, clash: Clash) -> dict[str, Any]:
    return {"field": clash.field, "value": clash.mine, "by": by.name}


def _left(part: Part, data: dict[str, Any], also: list[dict[str, Any]]) -> None:
    part.data, part.also, part.dropped, part.version = data, also, False, part.version + 1
    part.save(update_fields=("data", "also", "dropped", "version"))


def _changed(by: Actor, at: datetime, plan: Plan, part: Part, mine: dict[str, Any], base: int, how: str) -> None:
    PartChange.objects.create(
        holding_id=plan.holding_id, part=part, version=part.version, base=base, how=how, written=mine, data=part.data,
        at=at, by_id=by.staff_id,
    )  # fmt: skip
    record_all(by=by, at=at, told=[Told(f"plan.{how}", "plan", plan.id, plan.person_id, [part.kind, part.key, mine])])


@transaction.atomic
def drop(*, by: Actor, at: datetime, plan: Plan, kind: str, key: str, version: int) -> Part:
    """Take a part out of the draft. What it said stands in its history; a version that was published keeps it."""
    locked = holding.writable(by, at, plan)
    part = Part.objects.select_for_update().filter(plan=locked, kind=kind, key=key).first()
    if part is None:
        raise Refused("Den delen finns inte i planen.")
    if part.version != version:
        raise BadInput("Någon annan har skrivit här medan du läste. Läs det nya, och ta bort det sedan.", "stale")
    part.dropped, part.version = True, part.version + 1
    part.save(update_fields=("dropped", "version"))
    _changed(by, at, locked, part, {}, version, "dropped")
    return part


@transaction.atomic
def set_overall(
    *, by: Actor, at: datetime, plan: Plan, principal: str, seen: str, participant: Participant | None = None
) -> Plan:
    """Name the one principal that has the overall responsibility; `participant` when that is not the own holding.

    `seen` is whom the writer saw named. After the first version it moves only when the other side says yes.
    """
    locked = holding.writable(by, at, plan)
    if locked.overall != seen:
        raise BadInput("Någon annan har ändrat det övergripande ansvaret medan du läste. Läs igen och välj.", "stale")
    allowed = holding.planning().contents["overall_responsible"].principals
    rules.may_be_overall(principal, allowed, published=bool(locked.number)).demand()
    if participant and (participant.plan_id != locked.id or participant.principal != principal):
        raise BadInput("Välj en deltagare hos den huvudmannen.")
    holding.change(locked, overall=principal, overall_by=participant)
    data = {"overall": principal, "by": participant.name if participant else ""}
    holding.event(by, at, locked, "overall", data=data)
    return locked


@transaction.atomic
def take(*, by: Actor, at: datetime, plan: Plan, offer: Offer, entries: Iterable[Entry]) -> list[Part]:
    """Put what a participant sent in the draft, or as much of it as is chosen. What they wrote stands."""
    locked = holding.writable(by, at, plan)
    row = _waiting(locked, offer)
    parts, told = enter(by, at, locked, entries, taken_in(locked), source=row.copy)
    record_all(by=by, at=at, told=told)
    _judged(by, at, locked, row, "merged")
    return parts


@transaction.atomic
def leave(*, by: Actor, at: datetime, plan: Plan, offer: Offer, why: str) -> None:
    """Leave what a participant sent out of the draft, and say why. Their copy and ours stand."""
    locked = holding.writable(by, at, plan)
    if len(why.strip()) < 3:
        raise BadInput("Skriv varför det inte kommer med, så att ni kan tala om det.")
    _judged(by, at, locked, _waiting(locked, offer), "left", why.strip())


def _waiting(plan: Plan, offer: Offer) -> Offer:
    row = (
        Offer.objects.select_for_update(of=("self",)).select_related("copy", "participant").get(id=offer.id, plan=plan)
    )
    if row.state != "waiting":
        raise Refused("Någon har redan tagit ställning till det här.")
    return row


def _judged(by: Actor, at: datetime, plan: Plan, row: Offer, state: str, why: str = "") -> None:
    Offer.objects.filter(id=row.id).update(state=state)
    data = {"participant": str(row.participant_id), "copy": str(row.copy_id)}
    holding.event(by, at, plan, state, why or row.participant.name, data=data)
    tell_sender(by=by, at=at, copy=row.copy, kind=f"plan_part_{state}")
