"""What is known after each recorded event: corrections change what was recorded before, and nothing is thrown away."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from helhet.kernel.errors import BadInput

from .event import CORRECT, Event
from .history import changed
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
    # No id: the latest act of that name.
    named = named or [
        event for event in standing.values() if isinstance(wanted, str) and plain(event.act) == plain(wanted)
    ]
    if named:
        return named[-1]
    if isinstance(wanted, str) and wanted.strip().isascii() and wanted.strip().isdigit() and len(wanted) < 6:
        wanted = int(wanted)
    return standing.get(wanted) if isinstance(wanted, int) and not isinstance(wanted, bool) else None


def _in_order(standing: dict[int, Event]) -> tuple[Event, ...]:
    return tuple(sorted(standing.values(), key=lambda event: (event.at, event.index)))
