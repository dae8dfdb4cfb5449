"""An act on a plan, on either side: its name in the address, what is said before it is done, its form and the act."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from helhet.kernel.errors import NotFound
from helhet.organisations.actor import Actor

from .. import queries
from ..models import Joined, Plan

type Data = dict[str, Any]


@dataclass(frozen=True)
class At:
    """Who does it, when, and to what. `draft` is read when it is needed, once."""

    by: Actor
    at: datetime
    one: Any

    @property
    def plan(self) -> Plan:
        """The plan, in the holding that owns it."""
        found: Plan = self.one
        return found

    @property
    def joined(self) -> Joined:
        """The plan as somebody who was called has it."""
        found: Joined = self.one
        return found

    @cached_property
    def draft(self) -> queries.Draft:
        """Everything about the plan."""
        return queries.draft(self.plan)

    @property
    def whole(self) -> dict[str, Any]:
        """As every act of the owner takes it."""
        return {"by": self.by, "at": self.at, "plan": self.one}

    @property
    def theirs(self) -> dict[str, Any]:
        """As every act of whoever was called takes it."""
        return {"by": self.by, "at": self.at, "joined": self.one}


@dataclass(frozen=True)
class Act:
    """One act. `ends`: after it the person may no longer be open to the unit. `shows`: for a `part` of the page."""

    name: str
    title: str
    says: str
    button: str
    form: Callable[[At, Any], Any]
    do: Callable[[At, Any, Data], Any]
    ends: bool = False
    shows: Callable[[At], Mapping[str, Any]] = lambda at: {}
    part: str = ""


def named(acts: Iterable[Act], name: str) -> Act:
    """One that can be done now. Raises NotFound."""
    found = {one.name: one for one in acts}
    if name not in found:
        raise NotFound("Det går inte att göra nu. Läs vad som har hänt sedan du öppnade sidan.")
    return found[name]
