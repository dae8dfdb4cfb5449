"""The instruments there are: those that are shipped, and what this installation has loaded into a folder of its own."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from helhet.kernel.errors import BadContent, NotFound

from ..schema.base import Part
from ..schema.instruments import Instrument, ItemWording, Wording
from ..schema.law_says import LawThreshold
from ..yamlfile import Problem
from .reading import hash_of, read_instrument

WORDINGS = "wordings"


@dataclass(frozen=True)
class Kept:
    """An instrument, whether it was loaded here, and its official wording when there is one."""

    instrument: Instrument
    loaded: bool
    wording: Wording | None

    @cached_property
    def hash(self) -> str:
        """Which content a result came from."""
        return hash_of(self.instrument)


def shipped(folder: Path, national: Iterable[LawThreshold]) -> dict[str, Instrument]:
    """The instruments of content/instruments/. Raises BadContent with every fault."""
    known = list(national)
    found: dict[str, Instrument] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml"), key=lambda path: path.stem):
        instrument, said = read_instrument(path, known)
        problems += said
        if instrument and instrument.id != path.stem:
            problems.append(Problem(path.name, 1, f"id är {instrument.id}, men ska vara som filens namn"))
        if instrument:
            found[instrument.id] = instrument
    if problems:
        raise BadContent("Instrumenten går inte att läsa:\n" + "\n".join(map(str, problems)))
    return found


class Shelf:
    """Shipped and loaded instruments by id. What is loaded and cannot be read any more is in `broken`, with why."""

    def __init__(self, shipped: dict[str, Instrument], folder: Path) -> None:
        self.folder = folder
        self.shipped = shipped
        self.broken: dict[str, str] = {}
        self.loaded = dict(self._read(folder, Instrument))
        self.wordings = dict(self._read(folder / WORDINGS, Wording))

    @cached_property
    def kept(self) -> dict[str, Kept]:
        """Every instrument, the shipped first; what is loaded never hides one that is shipped."""
        every = {**self.loaded, **self.shipped}
        order = [*self.shipped, *(ident for ident in self.loaded if ident not in self.shipped)]
        return {ident: Kept(every[ident], ident not in self.shipped, self._wording(every[ident])) for ident in order}

    @property
    def without_words(self) -> dict[str, Instrument]:
        """The instruments whose labels are our own: a form with the same items is their wording."""
        return {**self.shipped, **{ident: one for ident, one in self.loaded.items() if not one.worded}}

    def get(self, ident: str) -> Kept:
        """The instrument with that id. Raises NotFound with those that there are."""
        found = self.kept.get(ident)
        if found is None:
            raise NotFound(f"Instrumentet {ident!r:.80} finns inte. Det finns: {', '.join(self.kept)}.")
        return found

    def _wording(self, instrument: Instrument) -> Wording | None:
        """Its own, else that of an instrument which has all of its items, else its labels when they are official."""
        items = [item.id for item in instrument.items]
        own = self.wordings.get(instrument.id)
        for wording in [own] if own else self.wordings.values():
            texts = {one.id: one for one in wording.items}
            if all(ident in texts for ident in items):
                return wording.model_copy(update={"items": tuple(texts[ident] for ident in items)})
        return _own_words(instrument) if instrument.worded else None

    def _read[P: Part](self, folder: Path, model: type[P]) -> Iterator[tuple[str, P]]:
        for path in sorted(folder.glob("*.json")):
            try:
                yield path.stem, model.model_validate(json.loads(path.read_text("utf-8")))
            except (OSError, ValueError, RecursionError, ValidationError):
                self.broken[path.stem] = f"{path.name} går inte att läsa. Läs in instrumentet igen."


def _own_words(instrument: Instrument) -> Wording:
    items = tuple(
        ItemWording(id=item.id, text=item.label, options=tuple(one.label or str(one.value) for one in item.options))
        for item in instrument.items
    )
    return Wording(wording_for=instrument.id, version=instrument.version, source=instrument.source, items=items)


def state_of(folder: Path) -> tuple[Any, ...]:
    """Something that changes when what is loaded changes."""
    files = [*folder.glob("*.json"), *(folder / WORDINGS).glob("*.json")]
    return tuple(sorted((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files))
