"""What is known after each recorded event: corrections change what was recorded before, and nothing is thrown away."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from helhet.kernel.errors import BadInput

from .event import CORRECT, Event
from .history import changed
from .loading import Ready
from .names import plain


@dataclass(frozen=True, slots=True)
class Known:
    """The events as they are known after one was recorded, in the order they happened.

    fault: why a correction fails. corrected: the number of the event that it changed.
    """

    last: Event
    events: tuple[Event, ...]
    fault: str = ""
    corrected: int | None = None


def is_correction(event: Event) -> bool:
    """Whether an event says that another one was otherwise."""
    return plain(event.act) in CORRECT


def as_known(events: Sequence[Event]) -> Iterator[Known]:
    """What is known after each event, in the order they were recorded."""
    standing: dict[int, Event] = {}
    for event in events:
        if not is_correction(event):
            standing[event.index] = event
            yield Known(event, _in_order(standing))
            continue
        fault, target = _correct(standing, event)
        yield Known(event, _in_order(standing), fault, target)


def _correct(standing: dict[int, Event], event: Event) -> tuple[str, int | None]:
    target = _target(standing, event.corrects)
    if target is None:
        return (
            f"Ingen tidigare händelse {event.corrects!r} finns att rätta. Ange dess id eller nummer (0 är den första).",
            None,
        )
    if event.withdraws:
        del standing[target.index]
        return "", target.index
    try:
        standing[target.index] = changed(target, event.changes)
    except BadInput as error:
        return error.text, None
    return "", target.index


def _target(standing: dict[int, Event], wanted: object) -> Event | None:
    named = [
        event for event in standing.values() if isinstance(wanted, str) and event.id and event.id == wanted.strip()
    ]
    if named:
        return named[-1]
    if isinstance(wanted, str) and wanted.strip().isascii() and wanted.strip().isdigit() and len(wanted) < 6:
        wanted = int(wanted)
    return standing.get(wanted) if isinstance(wanted, int) and not isinstance(wanted, bool) else None


def _in_order(standing: dict[int, Event]) -> tuple[Event, ...]:
    return tuple(sorted(standing.values(), key=lambda event: (event.at, event.index)))


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
