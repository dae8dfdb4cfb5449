"""What a later event proves, although nobody recorded it."""

from collections.abc import Sequence
from dataclasses import replace

from .event import Event
from .ready import Ready


def with_proof(ready: Ready, events: Sequence[Event]) -> tuple[Event, ...]:
    """The events, and those that a later one proves although nobody recorded them: a court that hears an application
    has got it. Such a one is put as early as it can have been, right after what it follows."""
    found = list(events)
    for event in events:
        act = ready.acts.find(event.act)
        for proof in act.proves if act else ():
            after = _latest(ready, found, proof.after, event)
            if after is None or _latest(ready, found, proof.act, event, since=after) is not None:
                continue
            implied = replace(after, act=proof.act, by=proof.by, facts={}, documents=(), index=-1, assumed="")
            found.insert(found.index(after) + 1, implied)
    return tuple(found)


def _latest(ready: Ready, events: Sequence[Event], act: str, before: Event, since: Event | None = None) -> Event | None:
    start = events.index(since) if since is not None else 0
    named = [e for e in events[start : events.index(before)] if (one := ready.acts.find(e.act)) and one.id == act]
    return named[-1] if named else None
