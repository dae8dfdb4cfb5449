"""Several addenda to one base, side by side: which of them speaks on each matter.

An addendum is read as its base with its own entries laid over it. Where two apply on the same day, each matter
(a table, a duty, an open question) is answered by the one that changed it last: the later day in force, then the
later decision. Two that changed the same matter on the same day both stand, and that is said as an open point.
"""

from collections.abc import Iterable
from datetime import date

from .answer import Open
from .pack import Pack
from .schema.base import Part, earliest

# The lists of a pack that give answers; everything else (sources, channels, statements) is only pointed at.
ANSWERING = ("tables", "duties", "questions", "sharings", "treatments")
Matter = tuple[str, str]


def in_order(packs: Iterable[Pack], day: date) -> tuple[list[Pack], list[Open]]:
    """The packs that speak, newest first, each without what another says in its place; and what is not settled."""
    ordered = sorted(packs, key=lambda pack: _age(pack, day), reverse=True)
    found, unsettled = [], []
    for pack in ordered:
        sisters = [other for other in ordered if other.laid_on and other.laid_on == pack.laid_on]
        if len(sisters) < 2:
            found.append(pack)
            continue
        found.append(_without(pack, sisters, day))
        unsettled += _unsettled(pack, sisters, day)
    return found, unsettled


def _age(pack: Pack, day: date) -> tuple[date, date]:
    """When the pack took force, latest period begun, and when it was decided; the later of both wins."""
    begun = [earliest(p.start) for p in pack.about.periods if earliest(p.start) <= day]
    decided = [earliest(d.day) for d in pack.about.decisions if d.kind == "decided" and d.day]
    return max(begun, default=date.min), max(decided, default=date.min)


def _speaks(pack: Pack, matter: Matter, sisters: list[Pack], day: date) -> bool:
    """Whether this pack speaks on a matter: it changed it last, or nobody did and it is the newest."""
    changed = [other for other in sisters if matter in other.laid]
    if not changed:
        return pack is sisters[0]
    return pack in changed and _age(pack, day) == _age(changed[0], day)


def _without(pack: Pack, sisters: list[Pack], day: date) -> Pack:
    kept = {
        name: tuple(e for e in getattr(pack, name) if _speaks(pack, matter(name, e), sisters, day))
        for name in ANSWERING
    }
    return pack.model_copy(update=kept)


def matter(name: str, entry: Part) -> Matter:
    """What an entry is about: its list and its id."""
    return name, str(getattr(entry, "id", ""))


def _unsettled(pack: Pack, sisters: list[Pack], day: date) -> list[Open]:
    """The matters that this pack and a later-listed sister changed on the same day, in different ways."""
    rivals = [o for o in sisters[sisters.index(pack) + 1 :] if _age(o, day) == _age(pack, day)]
    return [
        Open(
            f"addenda.{name}.{ident}",
            f"{pack.about.short} och {other.about.short} ändrar samma sak från samma dag ({ident}). Båda visas. "
            "Fråga den som svarar för avtalet vilket som gäller.",
            _anchors(pack, (name, ident)),
            pack.id,
        )
        for other in rivals
        for name, ident in sorted(pack.laid & other.laid)
        if _entry(pack, (name, ident)) != _entry(other, (name, ident))
    ]


def _entry(pack: Pack, wanted: Matter) -> Part | None:
    return next((e for e in getattr(pack, wanted[0]) if matter(wanted[0], e) == wanted), None)


def _anchors(pack: Pack, wanted: Matter) -> list[str]:
    entry = _entry(pack, wanted)
    own = list(getattr(entry, "anchors", ()))
    return own or [a for row in getattr(entry, "rows", ()) for a in row.anchors][:1]
