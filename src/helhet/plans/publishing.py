"""A version of the plan: checked, sealed, and sent to each participant on its own ground."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from helhet.audit.rules import content_hash
from helhet.kernel.errors import BadInput
from helhet.knowledge.planning.checking import check
from helhet.knowledge.planning.verdict import in_words
from helhet.organisations.actor import Actor
from helhet.people import telling
from helhet.secrecy.actions import Stated

from . import crossing, holding, inviting, queries
from .models import Participant, Plan, Version


@transaction.atomic
def publish(
    *, by: Actor, at: datetime, plan: Plan, stated: Mapping[UUID, Stated | None], made_on: date | None = None
) -> Version:
    """Publish the draft as the next version, and send it. `stated` as for a call; who is not in it gets nothing now.

    Raises BadInput ("plan_incomplete") with everything that is missing and the section that asks for it; then nothing
    has happened.
    """
    locked = holding.writable(by, at, plan)
    made_on = made_on or localdate(at)
    if made_on > localdate(at):
        raise BadInput("Planen kan inte vara gjord på en dag som inte har varit.")
    content = queries.as_json(locked, made_on)
    _complete(content, made_on)
    row = _version(by, at, locked, content, made_on)
    holding.moved(locked, "publish", number=row.number, follow_up=row.follow_up)
    holding.event(by, at, locked, "published", data={"number": row.number, "hash": row.content_hash})
    holding.turn(by, at, locked, "waiting", "Följ upp planen tillsammans med personen", row.follow_up)
    _deliver(by, at, locked, row, stated)
    return row


def _complete(content: Mapping[str, Any], day: date) -> None:
    checked = check(content, holding.planning(), day)
    if not checked.valid:
        lines = [f"{one.text} ({one.section})" for one in checked.missing]
        lines += [in_words(one).text for one in checked.errors]
        raise BadInput("Planen kan inte publiceras än:\n" + "\n".join(lines), "plan_incomplete")


def _version(by: Actor, at: datetime, plan: Plan, content: dict[str, Any], made_on: date) -> Version:
    return Version.objects.create(
        holding_id=plan.holding_id, plan=plan, number=plan.number + 1, content=content,
        content_hash=content_hash(content), made_on=made_on, follow_up=date.fromisoformat(content["follow_up"]["on"]),
        at=at, by_id=by.staff_id,
    )  # fmt: skip


@transaction.atomic
def send_version(*, by: Actor, at: datetime, plan: Plan, stated: Mapping[UUID, Stated | None]) -> Version:
    """Send the version in force to somebody who has not had it yet, on a ground of its own."""
    locked = holding.writable(by, at, plan)
    row = locked.versions.filter(number=locked.number).first()
    if row is None:
        raise BadInput("Planen är inte publicerad ännu.")
    _deliver(by, at, locked, row, stated)
    return row


def _deliver(by: Actor, at: datetime, plan: Plan, row: Version, stated: Mapping[UUID, Stated | None]) -> None:
    for one in _receivers(plan, stated):
        named = plan.overall_by_id == one.id
        content = {
            "identity": telling.of_person(plan.person), "plan": row.content, "number": row.number,
            "hash": row.content_hash, "yours": {"overall": named},
        }  # fmt: skip
        sent = inviting.send(by, at, plan, one, "plan_version", "version", content, stated[one.id])
        data = {"participant": str(one.id), "number": row.number, "by_hand": sent is None}
        holding.event(by, at, plan, "sent", one.name, data=data)
        answer = "waiting" if one.unit_id else ""
        # Whoever is named as overall responsible is asked, and has it when they have said yes.
        asked = one.offered or (named and not one.took)
        Participant.objects.filter(id=one.id).update(answer=answer, answered=row.number, offered=asked)
        if sent and one.unit:
            crossing.deliver(by, at, one, sent, row, asked)


def _receivers(plan: Plan, stated: Mapping[UUID, Stated | None]) -> list[Participant]:
    if not stated:
        return []
    found = Participant.objects.select_for_update(of=("self",)).filter(plan=plan, id__in=list(stated))
    rows = list(found.select_related("unit__holding__principal", "call").order_by("id"))
    if len(rows) != len(stated):
        raise BadInput("Planen skickas bara till dem som personen vill ha med.")
    if uncalled := [one.name for one in rows if one.unit_id and one.call is None]:
        raise BadInput(f"Kalla först: {', '.join(uncalled)}. Planen hör ihop med kallelsen.")
    return rows
