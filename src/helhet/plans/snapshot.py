"""The draft as docs/plan-json.md has a plan: what is checked, published and sent. What is closed is never in it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from helhet.kernel.errors import BadInput
from helhet.knowledge.planning.content import Planning
from helhet.knowledge.planning.form import FORMAT

from .models import Part, Participant, Plan, PlanEvent

TREATMENT = ("medicines", "laro", "tapering", "naloxone", "tobacco")
TEXTS = ("relapse", "breaks", "children", "relatives")


def of_plan(
    plan: Plan, parts: Iterable[Part], participants: Iterable[Participant], events: Iterable[PlanEvent],
    made_on: date, content: Planning,
) -> dict[str, Any]:  # fmt: skip
    """The plan as JSON. `events` are those of the plan, oldest first."""
    standing = [one for one in parts if not one.dropped]
    places = {one.key: one.data for one in standing if one.kind == "place" and not content.places[one.key].closed}
    known = _known(plan, list(events), made_on)
    rows = {kind: [_row(one) for one in standing if one.kind == kind] for kind in ("goal", "measure", "other")}
    measures = [_joined(row) for row in rows["measure"]]
    return known | {
        "met_on": _on(places, "met"),
        "discharge_notice_on": _on(places, "discharge_notice"),
        "person": _voice(places),
        "participants": [_participant(n, one) for n, one in enumerate(participants, 1)],
        "goals": rows["goal"],
        "measures_needed": measures,
        "measures_by_others": rows["other"],
        "overall_responsible": plan.overall,
        "coordinator": places.get("coordinator", {}),
        **{name: _text(places, name) for name in TEXTS},
        "shared_decision": [{"step": one.key, **one.data} for one in standing if one.kind == "decision"],
        "treatment": {name: _text(places, name) for name in TREATMENT},
        "follow_up": places.get("follow_up", {}),
    }


def _known(plan: Plan, events: list[PlanEvent], made_on: date) -> dict[str, Any]:
    """What the rows themselves say, and nobody types."""
    consent = plan.consent
    if consent is None:
        raise BadInput("Personen har inte sagt ja till planen ännu. Fråga först.")
    needed = next(one for one in events if one.kind == "needed")
    called = next((one for one in reversed(events) if one.kind == "called"), None)
    return {
        "format": FORMAT,
        "kind": plan.kind,
        "settings": list(plan.settings),
        "agreement": plan.publication.pack_id if plan.publication else "",
        "made_on": made_on.isoformat(),
        "need": {"seen_by": needed.data["seen_by"], "on": needed.happened.isoformat()},
        "consent": {
            "given": True, "on": localdate(consent.given_at).isoformat(), "until": consent.until.isoformat(),
            "given_by": consent.given_by,
        },
        "called": {"by": called.data["by"], "on": called.happened.isoformat()} if called else {},
    }  # fmt: skip


def _row(one: Part) -> dict[str, Any]:
    return {**one.data, "id": one.key}


def _joined(row: dict[str, Any]) -> dict[str, Any]:
    """One principal is written as one, and never as a list."""
    names = row.get("principal", [])
    return row | {"principal": names[0]} if len(names) == 1 else row


def _on(places: Mapping[str, Any], name: str) -> str:
    return str(places.get(name, {}).get("on", ""))


def _text(places: Mapping[str, Any], name: str) -> str:
    return str(places.get(name, {}).get("text", ""))


def _voice(places: Mapping[str, Any]) -> dict[str, Any]:
    took = places.get("took_part", {})
    chosen = list(places.get("targets", {}).get("chosen", ()))
    return {"words": _text(places, "words"), "matters": _text(places, "matters"), "targets": chosen, **took}


def _participant(n: int, one: Participant) -> dict[str, Any]:
    shown = {"id": f"d{n}", "name": one.name, "kind": one.kind, "principal": one.principal}
    return shown | ({"came": one.state} if one.state in ("coming", "cannot", "refuses") else {})
