"""Which agreements apply: found from municipality and day. Where none does, the law alone guides."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from .addenda import in_order
from .answer import Applies, Open
from .organisations import Directory
from .pack import Pack
from .schema.base import earliest


def applying(
    packs: Iterable[Pack], day: date, municipality: str | None, directory: Directory, named: bool
) -> tuple[list[Applies], list[Pack], list[Open]]:
    """Every pack worth a word with why it applies or not, those that do, and what they leave unsettled between them.

    An addendum stands for its base, and falls with it when another pack replaces the base. The newest comes first.
    """
    looked_at, chosen = [], []
    for pack in packs:
        why_not = _why_not(pack, day, municipality, named)
        if why_not == "":
            continue
        applies = why_not is None
        why = _why(pack, municipality, directory) if why_not is None else why_not
        looked_at.append(Applies(pack.id, pack.about.title, applies, why))
        if applies:
            chosen.append(pack)
    by = {p.about.replaces: p for p in chosen if p.about.replaces}
    fallen = {p.id: by[p.laid_on or ""].about.short for p in chosen if p.laid_on in by and by[p.laid_on or ""] is not p}
    looked_at = [
        replace(seen, applies=False, why=f"Grunden har ersatts av {fallen[seen.id]}.") if seen.id in fallen else seen
        for seen in looked_at
    ]
    under = {p.about.extends for p in chosen} | set(by) | set(fallen)
    speaking, unsettled = in_order((p for p in chosen if p.id not in under), day)
    return looked_at, speaking, unsettled


def _why(pack: Pack, municipality: str | None, directory: Directory) -> str:
    place = directory.municipalities.get(municipality or "")
    since = pack.about.periods[0].start
    where = f" i {place.short}" if place else ""
    return f"{pack.about.short} gäller{where} sedan {since}."


def _why_not(pack: Pack, day: date, municipality: str | None, named: bool) -> str | None:
    """None when the pack applies; "" when it is another county's and not worth a word."""
    if municipality is None and not named:
        return "Ange kommun, så vet vi om avtalet gäller där."
    if municipality is not None:
        county = municipality[:2] == pack.about.county
        inside = pack.about.municipalities == "all" or municipality in pack.about.municipalities
        if not (county and inside):
            other = "Avtalet gäller inte i den kommunen."
            return other if named or county else ""
    if pack.about.status == "draft" and not named:
        return "Avtalet är ett utkast och gäller inte än."
    if not pack.about.periods:
        return "Avtalet säger inte när det gäller."
    if not pack.valid_on(day.isoformat()):
        first = min(pack.about.periods, key=lambda p: earliest(p.start)).start
        if earliest(first) > day:
            return f"Avtalet började gälla {first}, efter den dag du frågar om."
        return "Avtalet gällde inte längre den dag du frågar om."
    return None
