"""What `helhet retention` does. The clock is read once, here. No names are written: a terminal is kept in a log."""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from helhet.kernel.errors import BadInput, HelhetError
from helhet.organisations.actor import Actor
from helhet.organisations.queries import system_actor

from . import actions, queries
from .queries import Line, Preview

WORDS = {"purge": "gallra", "hand_over": "lämna över", "ask": "ta reda på", "may_archive": "tiden är över"}


def run_preview(args: argparse.Namespace) -> int:
    """Show what is due."""
    return _told(args, lambda by, at: _previewed(args, actions.preview(by=by, at=at)))


def run_purge(args: argparse.Namespace) -> int:
    """Purge what the preview showed."""
    return _told(args, lambda by, at: _purged(args, by, at))


def _told(args: argparse.Namespace, work: Callable[[Actor, datetime], str]) -> int:
    try:
        print(work(system_actor(queries.holding(args.holding), actions.PURPOSE), timezone.now()))
    except HelhetError as error:
        if args.json:
            print(json.dumps({"error": {"code": error.code, "text": error.text}}, ensure_ascii=False))
        print(error.text, file=sys.stderr)
        return 2
    return 0


def _previewed(args: argparse.Namespace, shown: Preview) -> str:
    if args.json:
        told = {"holding": shown.holding.name, "day": str(shown.day), "hash": shown.hash, "kept": shown.kept}
        told |= {"unowned_copies": shown.unowned, "due": [_as_json(line) for line in shown.lines]}
        return json.dumps(told, ensure_ascii=False, indent=2)
    lines = [f"{shown.holding.name}, {shown.day}: {len(shown.lines)} är dags, {shown.kept} sparas."]
    lines += [
        f"  {WORDS[one.verdict.action]}: {one.person_id} ({one.rows} rader) {one.verdict.why}" for one in shown.lines
    ]
    if shown.unowned:
        lines.append(f"{shown.unowned} kopior hör inte till någon person. Säg vem de gäller, så räknas de med.")
    return "\n".join([*lines, f"Förhandsgranskningens hash: {shown.hash}"])


def _as_json(line: Line) -> dict[str, Any]:
    verdict = line.verdict
    days = {"due": verdict.due, "latest": verdict.latest, "last_note": line.last_note}
    told = {"person": str(line.person_id), "action": verdict.action, "why": verdict.why, "basis": verdict.basis}
    dated = {name: day.isoformat() if day else None for name, day in days.items()}
    return told | dated | {"rules": verdict.rules, "ask": verdict.ask, "rows": line.counts}


def _purged(args: argparse.Namespace, by: Actor, at: datetime) -> str:
    persons = [_uuid(one) for one in args.person]
    if args.all:
        persons = [line.person_id for line in actions.preview(by=by, at=at).having("purge")]
    done = actions.purge(by=by, at=at, persons=persons, preview_hash=args.seen)
    if args.json:
        told = {"purge": str(done.id), "people": done.people, "rows": done.rows, "rules": done.rules}
        return json.dumps(told, ensure_ascii=False, indent=2)
    return f"Gallrade {done.people} akter, {sum(done.rows.values())} rader."


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise BadInput(f"{text} är inget id. Ta id ur förhandsgranskningen.") from None
