"""How an event is sealed to the one before it. Pure: no database, no clock."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# What the first event of a holding is sealed to.
BEGINNING = "0" * 64


@dataclass(frozen=True)
class Fault:
    """A place where a chain does not hold, and why."""

    sequence: int
    why: str


def content_hash(content: object) -> str:
    """The fingerprint of what was written or shown; the content itself never enters the chain."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def sealed(fields: Mapping[str, object], previous: str) -> str:
    """The hash of an event's fields together with the hash of the event before it."""
    return content_hash([previous, dict(fields)])


def faults(events: Iterable[tuple[int, Mapping[str, object], str, str]], last: tuple[int, str]) -> list[Fault]:
    """Every place where a chain is broken. Events are (sequence, fields, previous, hash) in order; last is its head."""
    found, expected, before = [], 1, BEGINNING
    for sequence, fields, previous, own in events:
        if sequence != expected:
            found.append(Fault(sequence, f"händelse {expected} till {sequence - 1} saknas"))
        elif previous != before:
            found.append(Fault(sequence, "händelsen hör inte ihop med den före"))
        if sealed(fields, previous) != own:
            found.append(Fault(sequence, "händelsen har ändrats efter att den skrevs"))
        expected, before = sequence + 1, own
    if (expected - 1, before) != last:
        found.append(Fault(expected, f"kedjan slutar vid {expected - 1} men ska sluta vid {last[0]}"))
    return found
