"""From content/organisations/ to the database. What somebody has edited there stays; the rest follows the content."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from helhet.audit import actions as audit
from helhet.knowledge.holdings import Holdings
from helhet.knowledge.schema.holdings import CountyHoldings, Holding, HoldingPrincipal, HoldingUnit

from . import queries
from .models import Authority, FromContent, Principal, Unit

PURPOSE = "Inläsning av organisationer"
# What a row is never changes: another kind of authority would be other records under other rules.
ONCE = frozenset({"kind", "county", "principal", "holding"})


@dataclass
class Loading:
    """One reading of the content: when, with the invented parts or not, and what it did ("created", "updated" …)."""

    at: datetime
    holdings: Holdings
    demo: bool
    done: Counter[str] = field(default_factory=Counter)


@transaction.atomic
def load(*, at: datetime, demo: bool, county: str = "") -> Counter[str]:
    """Lay every county's (or one's) holdings in the database. Doing it again changes nothing.

    A field that was edited in the database stays; one that nobody has touched follows the content. With `demo` the
    entries and telephone numbers that are invented come too.
    """
    loading = Loading(at, queries.library().holdings, demo)
    for code, entry in loading.holdings.counties.items():
        if county in ("", code):
            for principal in entry.principals:
                if demo or not principal.demo:
                    _principal(loading, entry, principal)
    return loading.done


def _principal(loading: Loading, county: CountyHoldings, entry: HoldingPrincipal) -> None:
    place = loading.holdings.directory.municipalities.get(entry.municipality or "")
    said = {
        "kind": entry.kind,
        "name": entry.name or (place.name if place else ""),
        "county": county.county,
        "municipality": entry.municipality or "",
        "org_number": entry.org_number,
    }
    ident = f"{county.county}/{entry.id}"
    row, _ = _laid(loading, Principal, ident, said, {"county": county.county, "name": said["name"]})
    for holding in entry.authorities:
        if loading.demo or not holding.demo:
            _authority(loading, county, f"{ident}/{holding.id}", row, holding)


def _authority(loading: Loading, county: CountyHoldings, ident: str, principal: Principal, entry: Holding) -> None:
    said = {"kind": entry.kind, "name": entry.name, "principal": principal}
    row, _ = _laid(loading, Authority, ident, said, {"principal": principal, "name": entry.name})
    for unit in entry.units:
        if loading.demo or not unit.demo:
            _unit(loading, county, f"{ident}/{unit.id}", row, unit)


def _unit(loading: Loading, county: CountyHoldings, ident: str, holding: Authority, entry: HoldingUnit) -> None:
    said = _unit_said(loading, county.county, entry) | {"holding": holding}
    row, what = _laid(loading, Unit, ident, said, {"holding": holding, "name": entry.name})
    if what != "unchanged":
        by = queries.system_actor(holding, PURPOSE)
        audit.record(by=by, at=loading.at, act=f"unit.{what}", kind="unit", subject=row.id, content=row.loaded)


def _unit_said(loading: Loading, county: str, entry: HoldingUnit) -> dict[str, Any]:
    contact = loading.holdings.contacts(county).get(entry.contact or "")
    reach = contact if contact and (loading.demo or not contact.demo) else None
    every = [code for code, place in loading.holdings.directory.municipalities.items() if place.county == county]
    return {
        "kind": entry.kind,
        "name": entry.name,
        "hsa_id": entry.hsa_id,
        "phone": (reach.phone if reach else "") or "",
        "hours": (reach.hours if reach else "") or "",
        "address": entry.address or (reach.address if reach else "") or "",
        "municipalities": every if entry.municipalities == "all" else list(entry.municipalities),
        "groups": list(entry.groups),
    }


def _laid[Row: FromContent](
    loading: Loading, model: type[Row], ident: str, said: Mapping[str, Any], same: Mapping[str, Any]
) -> tuple[Row, str]:
    """The row of an entry, and whether it was created, updated or left unchanged. One by the same name is adopted."""
    plain = {name: value for name, value in said.items() if not isinstance(value, FromContent)}
    rows = model._default_manager.select_for_update()
    row = rows.filter(content_id=ident).first() or rows.filter(content_id="", **same).first()
    if row is None:
        row, what = model._default_manager.create(content_id=ident, loaded=plain, **said), "created"
    else:
        what = _followed(row, ident, plain)
    loading.done[what] += 1
    return row, what


def _followed(row: FromContent, ident: str, said: dict[str, Any]) -> str:
    """Let the fields that nobody has edited follow the content."""
    untouched = [name for name in said if name not in ONCE and getattr(row, name) == row.loaded.get(name)]
    changed = [name for name in untouched if getattr(row, name) != said[name]]
    if row.content_id == ident and row.loaded == said:
        return "unchanged"
    for name in changed:
        setattr(row, name, said[name])
    row.content_id, row.loaded = ident, said
    row.save(update_fields=[*changed, "content_id", "loaded"])
    return "updated" if changed else "unchanged"
