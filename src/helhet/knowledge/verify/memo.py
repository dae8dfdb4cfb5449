"""Remembers what has been checked, so that a changed pack is only checked again where it was changed."""

from collections.abc import Callable
from typing import Any


class Memo:
    """Results by function and by *which* objects it was given; packs are frozen, so the same object is the same."""

    def __init__(self) -> None:
        self._known: dict[tuple[Any, ...], tuple[Any, Any]] = {}

    def __call__[R](self, check: Callable[..., R], *given: Any) -> R:
        """The result of a check, from memory when it has been given the very same objects before."""
        name = (check, *map(_identity, given))
        if name not in self._known:
            # The given objects are kept too: their identity must not pass to others.
            self._known[name] = (given, check(*given))
        result: R = self._known[name][1]
        return result


def _identity(one: Any) -> Any:
    """A tuple is the same when its parts are; a set of names when they are the same names."""
    if isinstance(one, tuple):
        return tuple(map(id, one))
    return one if isinstance(one, frozenset) else id(one)
