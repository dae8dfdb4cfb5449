"""Two who write at once: what each changed is kept. Pure.

`base` is what the second one saw, `theirs` what stands now, `mine` what the second one wrote.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

type Data = Mapping[str, Any]
# Where both wrote on the same lines both texts stand, with this between them.
ALSO = "— Också skrivet: —"


@dataclass(frozen=True)
class Clash:
    """Two wrote the same field. In a text both stand; of anything else `mine` is kept beside, to be chosen or left."""

    field: str
    theirs: Any
    mine: Any


@dataclass(frozen=True)
class Merged:
    """What stands after both, and what they said differently."""

    data: dict[str, Any]
    clashes: tuple[Clash, ...] = ()


def merge(base: Data, theirs: Data, mine: Data) -> Merged:
    """Every field as the one who changed it left it; where both changed one, nothing of either is lost."""
    fields = list(dict.fromkeys([*theirs, *mine, *base]))
    data, clashes = {}, []
    for name in fields:
        value, clash = _field(name, base.get(name), theirs.get(name), mine.get(name))
        if value is not None:
            data[name] = value
        if clash:
            clashes.append(clash)
    return Merged(data, tuple(clashes))


def _field(name: str, base: Any, theirs: Any, mine: Any) -> tuple[Any, Clash | None]:
    if mine in (base, theirs):
        return theirs, None
    if theirs == base:
        return mine, None
    if isinstance(theirs, str) and isinstance(mine, str):
        joined = merge_text(base if isinstance(base, str) else "", theirs, mine)
        if joined is not None:
            return joined, None
        if " " in f"{theirs}{mine}":
            return f"{theirs}\n{ALSO}\n{mine}", Clash(name, theirs, mine)
    return theirs, Clash(name, theirs, mine)


def merge_text(base: str, theirs: str, mine: str) -> str | None:
    """Both changes in one text, a line at a time; None where they changed the same lines, or lines side by side."""
    lines = base.splitlines()
    both = sorted({*_changes(lines, theirs.splitlines()), *_changes(lines, mine.splitlines())})
    if any(after[0] <= before[1] for before, after in pairwise(both)):
        return None
    merged, at = [], 0
    for start, end, new in both:
        merged += [*lines[at:start], *new]
        at = end
    return "\n".join([*merged, *lines[at:]])


type Change = tuple[int, int, tuple[str, ...]]


def _changes(before: list[str], after: list[str]) -> Iterator[Change]:
    for tag, i1, i2, j1, j2 in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield i1, i2, tuple(after[j1:j2])
