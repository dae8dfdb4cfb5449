"""May this be done? One answer and one Swedish sentence, which drives button, tooltip, page and API alike."""

from dataclasses import dataclass
from typing import Self

from helhet.kernel.errors import NotAllowed


@dataclass(frozen=True, slots=True)
class Decision:
    """Allowed or not, and why: a whole Swedish sentence in both cases. True in a condition when allowed."""

    allowed: bool
    why: str

    @classmethod
    def yes(cls, why: str) -> Self:
        return cls(True, why)

    @classmethod
    def no(cls, why: str) -> Self:
        return cls(False, why)

    def __bool__(self) -> bool:
        return self.allowed

    def both(self, other: "Decision") -> "Decision":
        """Allowed when both are. Says both sentences when allowed, else the first that refuses."""
        if self and other:
            return Decision.yes(self.why if self.why == other.why else f"{self.why} {other.why}")
        return other if self else self

    def demand(self) -> None:
        """Raise NotAllowed, with the sentence, unless allowed."""
        if not self.allowed:
            raise NotAllowed(self.why)


def first_no(first: Decision, *others: Decision) -> Decision:
    """The first that refuses. When none does: the first one, so the weightiest reason goes first."""
    return next((decision for decision in (first, *others) if not decision), first)
