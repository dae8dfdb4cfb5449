"""From the rows of a case to the engine: its history, and where it stands. Reads nothing and writes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from helhet.audit.rules import content_hash
from helhet.knowledge.clocks.rules import clocks_of
from helhet.knowledge.home import open_library
from helhet.knowledge.processes.corrections import as_known
from helhet.knowledge.processes.event import Event, History
from helhet.knowledge.processes.loading import Ready, processes_of
from helhet.knowledge.processes.replay import Replay, Step

from .models import Case, CaseEvent


@dataclass(frozen=True)
class Standing:
    """Where a case stands: the replay that says so, and its last step."""

    replay: Replay
    step: Step
    # What was worked out of it once, by who worked it out.
    kept: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def ready(self) -> Ready:
        """The process."""
        return self.replay.ready

    @property
    def taken(self) -> list[Event]:
        """What truly happened, as corrected and in the order it did: what was refused is not there."""
        *_, known = as_known(self.replay.history.events)
        outcomes = self.step.outcomes
        return [one for one in known.events if one.index in outcomes and outcomes[one.index].refused is None]


def process(ident: str) -> Ready:
    """A process of this installation. Raises NotFound."""
    return processes_of(open_library()).get(ident)


def standing(case: Case, events: Iterable[CaseEvent], until: datetime | None = None) -> Standing:
    """Where a case stands after these events, in the order they were written, when time has passed until then."""
    history = History(case.process, tuple(_event(index, row) for index, row in enumerate(events)), case.law_date, until)
    replay = Replay(process(case.process), clocks_of(open_library()), history)
    return Standing(replay, replay.last())


def _event(index: int, row: CaseEvent) -> Event:
    return Event(
        index, str(row.id), row.happened, row.act, row.role or None, row.at, row.facts, tuple(row.documents),
        str(row.corrects_id) if row.corrects_id else None, "", row.changes, row.withdrawn,
    )  # fmt: skip


def rules_hash(ident: str) -> str:
    """The fingerprint of a process as it is written now: what a case is judged by."""
    return _hash(process(ident))


@lru_cache(maxsize=32)
def _hash(ready: Ready) -> str:
    return content_hash(ready.process.model_dump(mode="json"))
