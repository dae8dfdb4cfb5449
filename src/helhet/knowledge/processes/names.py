"""Words that mean the same: ids, labels and other names, whatever their case, spaces, hyphens and dots over letters."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Protocol


class Named(Protocol):
    """Something with an id, a label and other names."""

    @property
    def id(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...


_PLACE = re.compile(r"_(i|in)_[a-z_]+$")


def plain(word: str) -> str:
    """The word as compared: "Omedelbart omhändertagande" is "omedelbart_omhandertagande"."""
    bare = unicodedata.normalize("NFKD", word.casefold())
    letters = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", "_", letters).strip("_")


class Names[N: Named]:
    """Finds an entry by any of its names. `twice` are names that two entries share, which is a fault in the content."""

    def __init__(self, entries: Iterable[N]) -> None:
        self.entries = tuple(entries)
        self.by_id = {entry.id: entry for entry in self.entries}
        self._found: dict[str, N] = {}
        self.twice: list[str] = []
        for entry in self.entries:
            self._add(entry)

    def _add(self, entry: N) -> None:
        for name in dict.fromkeys(plain(word) for word in (entry.id, entry.label, *entry.aliases)):
            if self._found.setdefault(name, entry).id != entry.id:
                self.twice.append(name)

    def find(self, word: object) -> N | None:
        """The entry with that name, or None. A place may follow: "förvaltningsrätten i Malmö"."""
        if not isinstance(word, str):
            return None
        name = plain(word)
        return self._found.get(name) or self._found.get(_PLACE.sub("", name))

    def allowed(self) -> str:
        """Every id, for a sentence on what may be written."""
        return ", ".join(self.by_id)

    def __iter__(self) -> Iterator[N]:
        return iter(self.entries)
