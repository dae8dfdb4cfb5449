"""Answers given once are not worked out again: most changes to a pack leave most questions as they are."""

from collections.abc import Sequence

from .question import AnyOf, Question, Region, Session


class Remembering:
    """A session that remembers its answers."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._possible: dict[str, bool] = {}
        self._regions: dict[str, list[Region]] = {}
        self._together: dict[str, list[tuple[int, int]]] = {}

    def possible(self, question: Question) -> bool:
        """Whether there is any such situation."""
        key = repr(question)
        if key not in self._possible:
            self._possible[key] = self.session.possible(question)
        return self._possible[key]

    def regions(self, question: Question) -> list[Region]:
        """The regions of such situations."""
        key = repr(question)
        if key not in self._regions:
            self._regions[key] = self.session.regions(question)
        return self._regions[key]

    def together(self, within: tuple[AnyOf, ...], groups: Sequence[AnyOf]) -> list[tuple[int, int]]:
        """Groups that can hold at once."""
        key = repr((within, groups))
        if key not in self._together:
            self._together[key] = self.session.together(within, groups)
        return self._together[key]
