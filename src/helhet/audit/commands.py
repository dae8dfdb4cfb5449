"""What `helhet audit` does, once Django is set up."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import UUID

from helhet.kernel.errors import BadInput, HelhetError

from . import queries

# Events between two signs of life. A short log says nothing on its way.
STEP = 50_000


def run_verify(args: argparse.Namespace) -> int:
    """Prove the chains: 0 when all hold, 1 when one is broken, 2 when what was asked cannot be read."""
    return _told(args, _verified, lambda told: int(any(one["faults"] for one in told)))


def run_head(args: argparse.Namespace) -> int:
    """Tell where the chains end."""
    return _told(args, _heads, lambda told: 0)


def _told(
    args: argparse.Namespace,
    work: Callable[[argparse.Namespace], list[dict[str, Any]]],
    code: Callable[[list[dict[str, Any]]], int],
) -> int:
    try:
        told = work(args)
    except HelhetError as error:
        if args.json:
            print(json.dumps({"error": {"code": error.code, "text": error.text}}, ensure_ascii=False))
        print(error.text, file=sys.stderr)
        return 2
    print(json.dumps(told, ensure_ascii=False, indent=1) if args.json else "\n".join(_lines(told)))
    return code(told)


def _verified(args: argparse.Namespace) -> list[dict[str, Any]]:
    kept = _kept(args.heads)
    return [verified(holding, kept.get(str(holding))) for holding in _wanted(args.holding, kept)]


def verified(holding: UUID, kept: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """One chain as scripts get it. `kept` is a head that was kept elsewhere: the chain must still pass through it."""
    counted = _Counted()
    found = [asdict(fault) for fault in queries.broken(holding, counted)]
    if kept and queries.hash_at(holding, kept["sequence"]) != kept["hash"]:
        why = "loggen går inte genom den händelse som sparades utanför: något har kapats eller skrivits om"
        found.append({"sequence": kept["sequence"], "why": why})
    _, end = queries.head(holding)
    return {"holding": str(holding), "events": counted.number, "head": end, "faults": found}


def _heads(args: argparse.Namespace) -> list[dict[str, Any]]:
    ends = ((holding, queries.head(holding)) for holding in _wanted(args.holding))
    return [{"holding": str(holding), "sequence": end[0], "hash": end[1]} for holding, end in ends]


def _wanted(given: str | None, kept: Iterable[str] = ()) -> list[UUID]:
    known = sorted({*queries.holdings(), *map(UUID, kept)})
    if given is None:
        return known
    if given not in map(str, known):
        raise BadInput("Det finns ingen logg med det id:t. Kör helhet audit head för att se vilka som finns.")
    return [UUID(given)]


def _kept(name: str | None) -> dict[str, Mapping[str, Any]]:
    if name is None:
        return {}
    try:
        read = json.loads(Path(name).read_text())
        return {str(UUID(one["holding"])): {"sequence": int(one["sequence"]), "hash": one["hash"]} for one in read}
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise BadInput(f"{name} går inte att läsa. Den ska vara det som helhet audit head --json skrev.") from error


class _Counted:
    """Counts events, and says now and then how far it has come."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self) -> None:
        self.number += 1
        if self.number % STEP == 0:
            print(f"… {self.number} händelser prövade", file=sys.stderr, flush=True)


def _lines(told: Iterable[Mapping[str, Any]]) -> list[str]:
    lines = []
    for one in told:
        if "faults" not in one:
            lines.append(f"{one['holding']}: slutar vid {one['sequence']}, {one['hash']}")
            continue
        state = "TRASIG" if one["faults"] else "hel"
        lines.append(f"{one['holding']}: {state}, {one['events']} händelser, slutar med {one['head']}")
        lines += [f"    händelse {fault['sequence']}: {fault['why']}" for fault in one["faults"]]
    return lines or ["Ingen logg ännu."]
