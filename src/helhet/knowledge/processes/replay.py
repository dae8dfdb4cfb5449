"""Follows a history through a process: after each event, where the matter stands, as it was known then."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from helhet.kernel.errors import BadInput

from ..clocks.rules import Clocks
from .corrections import Known, as_known, is_correction
from .event import NOTHING, Event, History
from .facts import carried
from .matter import Matter
from .names import plain
from .outcome import Outcome, Refusal, Told
from .proofs import with_proof
from .ready import Ready
from .taking import Taking
from .times import Times

CORRECTS = "Rättelse"
LATE_KNOWN = "Händelsen skrevs in efter senare händelser. Allt efter den är räknat om."


@dataclass(frozen=True, slots=True)
class Step:
    """What is known right after an event was recorded. turned: earlier events that now come out otherwise."""

    event: Event | None
    now: datetime
    matter: Matter
    outcome: Outcome
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    turned: tuple[int, ...] = ()


class Replay:
    """One history through one process."""

    def __init__(self, ready: Ready, clocks: Clocks, history: History) -> None:
        self.ready, self.history = ready, history
        self.times = Times(clocks, ready.law, history.law_date)
        self._taking = Taking(ready, self.times, history.law_date)

    def steps(self) -> Iterator[Step]:
        """One step for each event, and one for the time that passes until the end when the history says how far."""
        before: dict[int, Outcome] = {}
        now = None
        known = None
        for known in as_known(self.history.events):
            now = _latest(now, known.last)
            matter, outcomes = self._follow(known.events, now)
            yield Step(known.last, now, matter, self._own(known, outcomes), outcomes, _turned(before, outcomes))
            before = outcomes
        if self.history.until is not None:
            events = known.events if known else ()
            until = max(self.history.until, now) if now else self.history.until
            matter, outcomes = self._follow(events, until)
            yield Step(None, until, matter, Outcome(""), outcomes)

    def last(self) -> Step:
        """Where it stands now, for whoever needs no history: each event is followed once. Its event is the last one.

        Raises BadInput when nothing has happened.
        """
        if not self.history.events:
            raise BadInput("Inget har hänt ännu.", "bad_history")
        *_, known = as_known(self.history.events)
        moments = [event.recorded or event.at for event in self.history.events]
        now = max(*moments, self.history.until or moments[0])
        matter, outcomes = self._follow(known.events, now)
        return Step(known.last, now, matter, self._own(known, outcomes), outcomes)

    def start(self) -> Matter:
        """The matter before anything has happened, with the facts that hold for all of it."""
        told = carried(self.ready, self.history.facts)
        return Matter(self.ready.process.start, kept=dict(told.answers))

    def _follow(self, events: tuple[Event, ...], now: datetime) -> tuple[Matter, dict[int, Outcome]]:
        matter, outcomes = self.start(), {}
        for event in with_proof(self.ready, events):
            self.times.pass_time(matter, event.at)
            if plain(event.act) not in NOTHING:
                outcomes[event.index] = self._taking.take(matter, event)
        self.times.pass_time(matter, now)
        return matter, outcomes

    def _own(self, known: Known, outcomes: dict[int, Outcome]) -> Outcome:
        """What came of the event that was just recorded."""
        if known.fault:
            return Outcome("correct", Refusal(known.fault, self.ready.process.law))
        if is_correction(known.last):
            return Outcome("correct", remarks=(Told(f"{CORRECTS} av händelse {known.corrected}. Allt är räknat om."),))
        found = outcomes.get(known.last.index, Outcome(""))
        return found


def _latest(now: datetime | None, event: Event) -> datetime:
    at = event.recorded or event.at
    return at if now is None else max(now, at)


def _turned(before: dict[int, Outcome], after: dict[int, Outcome]) -> tuple[int, ...]:
    """Events that were taken and now are refused, or the other way round."""
    both = set(before) & set(after)
    return tuple(sorted(i for i in both if (before[i].refused is None) != (after[i].refused is None)))
