"""What a check answers: each ground with its conditions, and what may be sent."""

from dataclasses import dataclass
from typing import Any, Literal

from .conditions import State

FIND_OUT = "(vet inte: ta reda på)"


@dataclass(frozen=True)
class ConditionVerdict:
    """One condition; `unknown` are the facts to find out before it can be said, `ask` their questions."""

    text: str
    state: State
    unknown: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()

    @property
    def met(self) -> bool:
        """Whether it is known to hold."""
        return self.state is State.YES

    @property
    def said(self) -> str:
        """The sentence, and that it must be found out when that is what is missing."""
        return f"{self.text} {FIND_OUT}" if self.unknown else self.text

    def as_json(self) -> dict[str, Any]:
        """For scripts."""
        return {"text": self.said, "met": self.met, "unknown": list(self.unknown), "ask": list(self.ask)}


@dataclass(frozen=True)
class GroundVerdict:
    """One ground on one day. sections: what to cite for this sender. content: what it lets through, in Swedish."""

    id: str
    text: str
    sections: tuple[str, ...]
    conditions: tuple[ConditionVerdict, ...]
    content: tuple[str, ...]
    kinds: tuple[str, ...]
    discretion: Literal["may", "shall"]
    limits: str
    in_force: bool = True

    @property
    def section(self) -> str:
        """The sections as one text."""
        return "; ".join(self.sections)

    @property
    def all_met(self) -> bool:
        """Whether this ground opens."""
        return self.in_force and all(condition.met for condition in self.conditions)

    @property
    def distance(self) -> tuple[bool, int, int]:
        """How far it is from opening: what is known to fail weighs more than what nobody has said."""
        failed = sum(condition.state is State.NO for condition in self.conditions)
        return not self.all_met, failed, sum(not condition.met for condition in self.conditions)

    def as_json(self) -> dict[str, Any]:
        """For scripts."""
        return {
            "id": self.id,
            "text": self.text,
            "section": self.section,
            "sections": list(self.sections),
            "all_met": self.all_met,
            "discretion": self.discretion,
            "conditions": [condition.as_json() for condition in self.conditions],
            "content": list(self.content),
            "kinds": list(self.kinds),
            "limits": self.limits,
        }


@dataclass(frozen=True)
class Verdict:
    """Every ground in force that day, those that open first and then the nearest."""

    grounds: tuple[GroundVerdict, ...]

    @property
    def allowed(self) -> bool:
        """Whether at least one ground opens."""
        return any(ground.all_met for ground in self.grounds)

    @property
    def first(self) -> GroundVerdict | None:
        """The first ground that opens."""
        return next((ground for ground in self.grounds if ground.all_met), None)

    @property
    def reason(self) -> str:
        """Why nothing may be sent; empty when something may."""
        if self.allowed:
            return ""
        near = self.grounds[0] if self.grounds else None
        if near is None:
            return "Ingen grund gäller den dagen."
        lacking = next(c for c in near.conditions if not c.met)
        return (
            f"Ingen grund öppnar. Närmast är {near.section} ({near.text}), men det här är inte uppfyllt: {lacking.said}"
        )

    def as_json(self) -> dict[str, Any]:
        """For scripts; `content` is what may be sent under the first ground that opens, else empty with `reason`."""
        first = self.first
        return {
            "allowed": self.allowed,
            "grounds": [ground.as_json() for ground in self.grounds],
            "content": list(first.content) if first else [],
            "kinds": list(first.kinds) if first else [],
            "reason": self.reason,
        }
