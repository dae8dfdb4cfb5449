"""A deadline as others see it: what it is, how it was counted, its alarms, and as data for scripts."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from helhet.kernel.calendar import local

from .alarms import Alarm, alarms_of
from .running import Running
from .telling import how, unsure


@dataclass(frozen=True)
class Deadline(Running):
    """A running time that can tell of itself. Everything told is made when it is asked for."""

    @cached_property
    def how(self) -> str:
        """The counting in plain Swedish."""
        return how(self)

    @cached_property
    def unsure(self) -> str:
        """What is not settled, in Swedish; empty when nothing is."""
        return unsure(self)

    @cached_property
    def alarms(self) -> tuple[Alarm, ...]:
        """Who is told, and when, in order of time."""
        return alarms_of(self)

    def as_json(self) -> dict[str, Any]:
        """For scripts: days as ÅÅÅÅ-MM-DD, moments with their offset."""
        return {
            "rule": self.key,
            "section": self.section,
            "who": self.who,
            "start": (local(self.start) if isinstance(self.start, datetime) else self.start).isoformat(),
            "strict": self.strict.isoformat(),
            "relief": self.relief.isoformat() if self.relief else None,
            "relief_sure": self.relief_sure,
            "latest": self.latest.isoformat() if self.latest else None,
            "how": self.how,
            "sure": self.sure,
            "unsure": self.unsure or None,
            "extended": self.extended,
            "stopped": self.stopped,
            "done": self.rule.done,
            "lapses": self.rule.lapses or None,
            "lapses_by": list(self.rule.lapses_by),
            "ends_something": self.rule.ends_something,
            "alarms": [{"id": a.id, "at": local(a.at).isoformat(), "to": a.to, "text": a.text} for a in self.alarms],
        }
