"""Long lists of units or substances, told as "the region's, save these" and not one by one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..vocabulary import Vocabulary


@dataclass(frozen=True)
class Group:
    """A principal's units or a class's substances: the whole by name, or one by itself when whole is empty."""

    whole: str
    only: str = ""
    without: tuple[str, ...] = ()


def grouped(values: Iterable[str], of: dict[str, str], wholes: Iterable[str]) -> Iterator[Group]:
    """Values by the whole that each is `of`: told as the whole when most of it is there."""
    chosen = set(values)
    for whole in wholes:
        members = [member for member, other in of.items() if other == whole]
        inside = [member for member in members if member in chosen]
        outside = tuple(member for member in members if member not in chosen)
        if len(members) > 1 and len(outside) < len(inside):
            yield Group(whole, "", outside)
        else:
            yield from (Group("", member) for member in inside)


def units(values: Iterable[str], words: Vocabulary) -> list[Group]:
    """Units by the principal they belong to."""
    return list(grouped(values, {u.id: u.principal for u in words.units.values()}, words.principals))


def substances(values: Iterable[str], words: Vocabulary) -> list[Group]:
    """Substances by their class."""
    return list(grouped(values, {s.id: s.class_ for s in words.substances.values()}, words.classes))


def as_key(groups: Iterable[Group]) -> str:
    """The groups as part of a key; a new unit in the vocabulary leaves most keys as they are."""
    parts = [group.only or "-not-".join([group.whole, *filter(None, ["-".join(group.without)])]) for group in groups]
    return "-".join(parts)
