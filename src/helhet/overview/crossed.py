"""What has crossed between authorities about a person, in one select: the copies that went out, and those that came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, QuerySet, UUIDField, Value

from helhet.handoffs.rules import HERE, LABELS
from helhet.organisations.actor import Actor
from helhet.organisations.queries import records
from helhet.plans.pages.panel import SENDINGS
from helhet.secrecy.models import Copy, Disclosure
from helhet.secrecy.reading import About, Reading, Together

# The ground of what stays within an authority: none in law.
INNER = "inner"
ANSWER = "Svar på en överlämning"


@dataclass(frozen=True)
class Crossed:
    """A copy that went out or came in: what it is called, whom it went to or came from, when and on which ground in
    law, and the hand-off that it belonged to (None: to none), with how that stands."""

    label: str
    name: str
    at: datetime
    section: str
    handoff: UUID | None
    state: str


def crossed(actor: Actor, one: Reading) -> tuple[list[Crossed], list[Crossed]]:
    """What has left and what has come, newest first. Between two units of one's own it is told once, from the side of
    the reader's unit: by whoever got it as what came, by everyone else as what was sent."""
    out, came = [], []
    for part, *told, ground, receiver, sender in both(one):
        if part == "came" and (sender != actor.holding_id or receiver == actor.unit_id):
            came.append(_shown(told, HERE))
        if part == "out" and (ground != INNER or receiver != actor.unit_id):
            out.append(_shown(told, LABELS))
    return _newest(out), _newest(came)


def _newest(found: list[Crossed]) -> list[Crossed]:
    return sorted(found, key=lambda one: one.at, reverse=True)


def _shown(told: Sequence[Any], states: Mapping[str, str]) -> Crossed:
    kind, name, at, section, handoff, state = told
    kinds = records().handoffs
    label = kinds[kind].label if kind in kinds else SENDINGS.get(kind, ANSWER)
    return Crossed(label, name, at, section, handoff, states.get(state, state or ""))


def _text(value: str = "") -> Value:
    return Value(value, output_field=CharField())


def _came() -> QuerySet[Any, Any]:
    told = ("kind", "sender_name", "arrived_at", _text(), "received__id", "received__state")
    return Copy.objects.values_list(_text("came"), *told, _text(), "unit_id", "sender_id")


def _out() -> QuerySet[Any, Any]:
    told = ("kind", "receiver_name", "at", "section", "sent__id", "sent__state")
    nobody = Value(None, output_field=UUIDField())
    return Disclosure.objects.values_list(_text("out"), *told, "ground", "receiver_unit_id", nobody)


# Copies first: they have something in every column.
both = Together(About(_came, person="about__person_id", unit="unit_id"), About(_out, unit="unit_id"))
