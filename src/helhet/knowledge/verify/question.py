"""What a layer asks a checker, and what it gets back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Protocol

from ..schema.base import When
from .variables import Value, Variables

# Holds when any of the conditions holds; an empty one never does.
AnyOf = tuple[When, ...]


@dataclass(frozen=True)
class Question:
    """Which situations? Those `within`, where each of `where` holds and none of `without` does.

    What lies outside `within` is nobody's concern: a region may stretch over it, so that it names only the
    facts that make a difference inside.
    """

    within: tuple[AnyOf, ...] = ()
    where: tuple[AnyOf, ...] = ()
    without: tuple[AnyOf, ...] = ()

    def asked(self) -> Iterator[When]:
        """The conditions that decide, without the scope."""
        return chain.from_iterable((*self.where, *self.without))

    def scope(self) -> Iterator[When]:
        """The conditions of the scope."""
        return chain.from_iterable(self.within)


@dataclass(frozen=True)
class Region:
    """A largest box of situations (variable → the values it may have; others are free) and one situation in it."""

    box: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    point: Mapping[str, Value] = field(default_factory=dict)


class Session(Protocol):
    """A checker at work on one set of conditions."""

    def possible(self, question: Question) -> bool:
        """Whether there is any such situation."""

    def regions(self, question: Question) -> list[Region]:
        """All such situations as boxes, each as large as it can be, always the same ones in the same order."""

    def together(self, within: tuple[AnyOf, ...], groups: Sequence[AnyOf]) -> list[tuple[int, int]]:
        """The pairs of groups (by place in the list, the lesser first) that can hold in the same situation."""


class Opener(Protocol):
    """Opens a session on the conditions that will be asked about."""

    def __call__(self, variables: Variables, whens: Iterable[When]) -> Session:
        """A session; every condition in a later question must be among `whens`."""
