"""A history as JSON: which process, and what happened, in the order it was recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from helhet.kernel.errors import BadInput

from .event import CORRECT, Event, History
from .moments import day_of, moment_of
from .names import plain

FORM = (
    'En historik skrivs som {"process": "lvm", "events": '
    '[{"at": "2026-03-02T10:00", "act": "report", "by": "doctor"}]}.'
)
# Each event is followed again from the start, so that corrections reach everything: more than any matter has.
MOST_EVENTS = 300
# How an event is written; whatever else it has is a fact.
_WRITTEN = frozenset({"at", "act", "by", "id", "recorded", "recorded_at", "documents", "dokument", "corrects"})
_TOP = frozenset({"process", "events", "law_date", "until", "now", "facts", "id", "title", "note", "source"})
_CHANGES = ("set", "with", "to", "changes", "values", "event", "new", "replacement")
_TIMES = ("new_at", "correct_at", "event_at", "corrected_at", "happened_at", "new_time", "to")
_GONE = ("withdraw", "withdrawn", "void", "remove", "never_happened")


def history_of(raw: Mapping[str, Any]) -> History:
    """A history, checked. Raises BadInput with what is wrong."""
    process, events = raw.get("process"), raw.get("events")
    if not isinstance(process, str) or not process.strip():
        raise BadInput(f"process saknas: ange vilken process. {FORM}", "bad_history")
    if not isinstance(events, Sequence) or isinstance(events, str):
        raise BadInput(f"events ska vara en lista. {FORM}", "bad_history")
    if len(events) > MOST_EVENTS:
        raise BadInput(f"events har {len(events)} händelser. Högst {MOST_EVENTS} går att spela upp.", "bad_history")
    facts = raw.get("facts") or {}
    if not isinstance(facts, Mapping):
        raise BadInput('facts ska vara svar med namn, som {"agreed_days": 5}.', "bad_history")
    if unknown := sorted(set(raw) - _TOP):
        raise BadInput(f"{', '.join(unknown)} känner vi inte. Tillåtet: {', '.join(sorted(_TOP))}.", "bad_history")
    until = raw.get("until", raw.get("now"))
    return History(
        process,
        tuple(_event(index, one) for index, one in enumerate(events)),
        None if raw.get("law_date") is None else day_of(raw["law_date"], "law_date"),
        None if until is None else moment_of(until, "until")[0],
        facts,
    )


def _event(index: int, raw: object) -> Event:
    where = f"Händelse {index}"
    if not isinstance(raw, Mapping):
        raise BadInput(f"{where} ska vara ett objekt. {FORM}", "bad_history")
    act = raw.get("act")
    if not isinstance(act, str) or not act.strip():
        raise BadInput(f"{where}: act saknas. {FORM}", "bad_history")
    if "at" not in raw:
        raise BadInput(f"{where}: at saknas. {FORM}", "bad_history")
    at, assumed = moment_of(raw["at"], f"{where}, at")
    recorded = raw.get("recorded_at", raw.get("recorded"))
    event = Event(
        index,
        _text(raw.get("id", ""), f"{where}, id"),
        at,
        act,
        None if raw.get("by") is None else _text(raw["by"], f"{where}, by"),
        None if recorded is None else moment_of(recorded, f"{where}, recorded")[0],
        {str(key): value for key, value in raw.items() if key not in _WRITTEN},
        _documents(raw.get("documents", raw.get("dokument", ())), where),
        raw.get("corrects"),
        assumed,
    )
    return _correction(event, raw) if plain(act) in CORRECT else event


def _correction(event: Event, raw: Mapping[str, Any]) -> Event:
    """What it says instead: `set`, or what stands beside it. With nothing beside it, its own time is the right one."""
    gone = any(raw.get(key) is True for key in _GONE)
    named = next((raw[key] for key in _CHANGES if isinstance(raw.get(key), Mapping)), None)
    changes = dict(named) if named is not None else {k: v for k, v in event.facts.items() if k not in _GONE}
    if named is None and "documents" in raw:
        changes["documents"] = raw["documents"]
    if isinstance(changes.get("field"), str) and "value" in changes:
        changes[changes.pop("field")] = changes.pop("value")
    for key in _TIMES:
        if key in changes:
            changes["at"] = changes.pop(key)
    if not changes and not gone:
        changes = {"at": raw["at"]}
    return replace(event, facts={}, changes=changes, withdraws=gone)


def changed(event: Event, changes: Mapping[str, Any]) -> Event:
    """An event as a correction says it was. Raises BadInput."""
    where = f"Rättelsen av händelse {event.index}"
    at, assumed = moment_of(changes["at"], where) if "at" in changes else (event.at, event.assumed)
    act, by = changes.get("act", event.act), changes.get("by", event.by)
    return replace(
        event,
        at=at,
        assumed=assumed,
        act=_text(act, f"{where}, act"),
        by=None if by is None else _text(by, f"{where}, by"),
        documents=_documents(changes["documents"], where) if "documents" in changes else event.documents,
        facts={**event.facts, **{k: v for k, v in changes.items() if k not in _WRITTEN}},
    )


def _documents(raw: object, where: str) -> tuple[str, ...]:
    told = [raw] if isinstance(raw, str) else raw
    if not isinstance(told, Sequence) or not all(isinstance(one, str) for one in told):
        raise BadInput(f"{where}, documents: skriv en lista med namn på handlingar.", "bad_history")
    return tuple(told)


def _text(raw: object, where: str) -> str:
    if isinstance(raw, bool) or not isinstance(raw, str | int):
        raise BadInput(f"{where} ska vara text.", "bad_history")
    return str(raw)
