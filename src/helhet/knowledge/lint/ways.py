"""Where unsolved problems go: no way at all, round in a ring, or to an end where nobody decides."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from .say import listed, plain, quoted
from .subject import Draft, Subject


def loops(subject: Subject) -> Iterator[Draft]:
    """Groups or rungs that pass the unsolved round in a ring."""
    yield from _rings(subject.pack.structures, lambda s: s.unsolved_to, lambda s: s.name)
    yield from _rings(subject.pack.ladder, lambda r: r.next, lambda r: r.who)


def _rings(entries: Iterable[Any], onward: Callable[[Any], str | None], name: Callable[[Any], str]) -> Iterator[Draft]:
    known, seen = {e.id: e for e in entries}, set[str]()
    for entry in known.values():
        way: list[str] = []
        at: str | None = entry.id
        while at and at in known and at not in way:
            way.append(at)
            at = onward(known[at])
        ring = way[way.index(at) :] if at and at in way else []
        if ring and not seen & set(ring):
            seen |= set(ring)
            round_ = listed((name(known[i]) for i in ring), "till")
            text = f"Det som inte går att lösa skickas runt: {round_} och tillbaka. Vem avgör?"
            where = tuple(a for i in ring for a in known[i].anchors)
            yield Draft(tuple(sorted(ring)), text, where, "loop", "error")


# A mandate to follow, to prepare or to propose is none to settle what others do not agree on.
_DECIDES = re.compile(r"\b(?:beslut|avgör|bestäm|fastställ)", re.IGNORECASE)


def no_end(subject: Subject) -> Iterator[Draft]:
    """A ladder whose last step is a group that the document does not let decide."""
    structures = {s.id: s for s in subject.pack.structures}
    deciders = {plain(d.by) for d in subject.pack.about.decisions if d.kind == "decided"}
    deciders |= {plain(p.name) for p in subject.pack.about.parties if {"decided", "authority"} & set(p.roles)}
    for rung in subject.pack.ladder:
        at = structures.get(rung.structure or "")
        names = {plain(rung.who), *([plain(at.name)] if at else [])}
        decides = _same_body(names, deciders) or (at and (_DECIDES.search(at.mandate) or at.level == "political"))
        if rung.next is None and not decides:
            text = (
                f"Trappan för samverkansproblem slutar hos {quoted(rung.who)}, men dokumentet säger inte att de får "
                "avgöra frågan. Vem avgör när parterna inte blir överens?"
            )
            yield Draft((rung.id,), text, rung.anchors, "silence")


def _same_body(names: Iterable[str], deciders: Iterable[str]) -> bool:
    """Whether one is named among the others; a body is often named shorter in one place than in another."""
    return any(a in b or b in a for a in names for b in deciders)


def no_ladder(subject: Subject) -> Iterator[Draft]:
    """Groups that meet, and no word on where a problem goes that they cannot solve."""
    groups = subject.pack.structures
    if groups and not subject.pack.ladder and not any(s.unsolved_to for s in groups):
        text = (
            f"Dokumentet har grupper som möts ({listed(s.name for s in groups)}) men säger inte vart ett "
            "samverkansproblem går när en grupp inte kan lösa det, eller vem som avgör. Hur ska det gå till?"
        )
        yield Draft((), text, tuple(a for s in groups for a in s.anchors), "silence")
