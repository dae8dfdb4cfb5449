"""How an event is sealed to the one before it. Pure: no database, no clock."""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

# What the first event of a holding is sealed to.
BEGINNING = "0" * 64


@dataclass(frozen=True)
class Fault:
    """A place where a chain does not hold, and why."""

    sequence: int
    why: str


def content_hash(content: object) -> str:
    """The plain hash of something: what it is sealed with, or what two copies of the same are compared by."""
    return hashlib.sha256(_canonical(content)).hexdigest()


def fingerprint(content: object, key: bytes) -> str:
    """The fingerprint of what was written or shown; the content itself never enters the chain.

    With a key: an identity number or a name is so short that its plain hash could be found by trying them all.
    """
    return hmac.new(key, _canonical(content), hashlib.sha256).hexdigest()


def _canonical(content: object) -> bytes:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return text.encode()


def sealed(fields: Mapping[str, object], previous: str) -> str:
    """The hash of an event's fields together with the hash of the event before it."""
    return content_hash([previous, dict(fields)])


type Link = tuple[int, Mapping[str, object], str, str]
type End = tuple[int, str]


def faults(events: Iterable[Link], head: End, later: Callable[[], End] | None = None) -> list[Fault]:
    """Every place where a chain is broken. Events are (sequence, fields, previous, hash) in order; head is where the
    chain ended before they were read, and later says where it ends afterwards: others may write meanwhile."""
    found: list[Fault] = []
    end = passed = (0, BEGINNING)
    for sequence, fields, previous, own in events:
        found += _faults_of((sequence, fields, previous, own), end)
        end = (sequence, own)
        passed = end if sequence <= head[0] else passed
    if passed != head or (end != head and end[0] > (later() if later else head)[0]):
        found.append(Fault(end[0] + 1, f"kedjan slutar vid {end[0]} men ska sluta vid {head[0]}"))
    return found


def _faults_of(link: Link, before: End) -> Iterator[Fault]:
    sequence, fields, previous, own = link
    if sequence != before[0] + 1:
        yield Fault(sequence, f"händelse {before[0] + 1} till {sequence - 1} saknas")
    elif previous != before[1]:
        yield Fault(sequence, "händelsen hör inte ihop med den före")
    if sealed(fields, previous) != own:
        yield Fault(sequence, "händelsen har ändrats efter att den skrevs")
