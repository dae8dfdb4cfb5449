"""Parties and units that are listed and then have nothing to do."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ..schema.about import Party
from ..schema.routes import Step
from .say import listed, mentions, plain, quoted, slug
from .subject import Draft, Subject

# The principals that are one body in a county; the others hold many bodies, so a party is known by its name.
_ONE_BODY = ("region", "municipality")


def idle(subject: Subject) -> Iterator[Draft]:
    """Parties that are listed and given nothing to do, and units of a party that nothing uses."""
    parties = [p for p in subject.pack.about.parties if {"party", "listed"} & set(p.roles)]
    without = {p.id: _idle_units(subject, p) for p in parties}
    empty = [p for p in parties if _is_idle(subject, p, without[p.id])]
    asked = {unit for p in empty for unit in p.units}
    for party in parties:
        units = [unit for unit in without[party.id] if unit not in asked]
        if party in empty:
            yield _nothing(subject, party)
        elif units:
            listing = {u: next((p for p in parties if p.units == (u,)), None) for u in units}
            named = listed(quoted(p.name if p else subject.vocabulary.label(u)) for u, p in listing.items())
            text = f"Till {party.name} hör {named}, men dokumentet säger inte vilka uppgifter som ligger där."
            key = (party.id, *(slug(u) for u in units))
            where = tuple(a for p in listing.values() for a in (p or party).anchors)
            yield Draft(key, f"{text} Vilka är det?", where, "silence", "info")


def _idle_units(subject: Subject, party: Party) -> list[str]:
    """Its units that nothing uses. One that only takes part is in place when named; a party must be given something."""
    used, taking_part = _used(subject), "party" not in party.roles
    names = _names(subject) if taking_part else ""
    return [u for u in party.units if u not in used and not (taking_part and _is_named(subject, u, names))]


def _is_idle(subject: Subject, party: Party, without: list[str]) -> bool:
    names = _names(subject) if "party" not in party.roles else ""
    if mentions(names, re.split(r"[,(]", party.name)[0]):
        return False
    if party.units:
        return len(without) == len(party.units)
    return not (_is_whole(subject, party) and party.principal in _used(subject))


def _is_whole(subject: Subject, party: Party) -> bool:
    """Whether a party is its principal as a whole, and not a body that is listed beside it."""
    whole = any("party" in p.roles and p.principal == party.principal for p in subject.pack.about.parties)
    return party.principal in _ONE_BODY and ("party" in party.roles or not whole)


def _is_named(subject: Subject, unit: str, names: str) -> bool:
    known = subject.vocabulary.units.get(unit)
    return known is not None and any(mentions(names, word) for word in (known.label, *known.words))


def _nothing(subject: Subject, party: Party) -> Draft:
    """A listed unit may do what its principal is to do in general; a party of its own has nothing."""
    general = any(d.principal == party.principal and not d.units for d in subject.pack.duties)
    if general and "party" not in party.roles:
        principal = subject.vocabulary.principals.get(party.principal or "")
        whose = principal.genitive if principal else "huvudmannens"
        known = f"{party.name} räknas upp, men dokumentet säger inte vilka av {whose} uppgifter som ligger där."
        return Draft((party.id,), f"{known} Vilka är det?", party.anchors, "silence", "info")
    text = (
        f"{party.name} räknas upp men får sedan ingen uppgift i dokumentet: inget ansvar, inget steg och inget "
        "åtagande. Vilken uppgift är tänkt?"
    )
    return Draft((party.id,), text, party.anchors, "silence")


def _used(subject: Subject) -> set[str]:
    """Every unit and principal that the pack gives something to do."""
    pack, used = subject.pack, set[str]()
    for entries, names in (
        (pack.duties, ("principal", "units", "payer", "doer")),
        (pack.channels, ("sender", "receiver", "helped_by")),
        (pack.treatments, ("offered_by", "units")),
        (pack.commitments, ("party",)),
        (pack.activities, ("doer",)),
        ([s for c in pack.courses for s in c.states], ("owner",)),
        (list(_steps(subject)), ("actor", "receiver")),
    ):
        for entry in entries:
            for name in names:
                used |= _as_set(getattr(entry, name))
    # A unit in the condition of a row is told what to do there; "self" is whoever asks.
    for row in (r for t in pack.tables for r in t.rows):
        used |= _as_set(row.when.get("unit"))
    return used | ({"region", "municipality"} if "both" in used else set())


def _steps(subject: Subject) -> Iterator[Step]:
    return (step for table in subject.pack.tables for row in table.rows for step in row.steps)


def _as_set(value: Any) -> set[str]:
    if value is None or isinstance(value, dict):
        return set()
    return {value} if isinstance(value, str) else set(value)


def _names(subject: Subject) -> str:
    """Everything in which one that is no party may be named as taking part."""
    return plain(" ".join(_texts(subject)))


def _texts(subject: Subject) -> Iterable[str]:
    pack = subject.pack
    for structure in pack.structures:
        yield from (*structure.members, *structure.tasks)
    for entry in (*pack.duties, *pack.commitments, *pack.channels, *pack.treatments, *pack.notes):
        yield entry.text
    yield from (step.text for step in _steps(subject))
    yield from (rung.who for rung in pack.ladder)
    yield from (f"{activity.owner} {activity.text}" for activity in pack.activities)
