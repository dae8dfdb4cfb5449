"""The only selects of deviations, and of what one may depart from."""

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.db.models import Max, QuerySet
from django.urls import Resolver404, resolve

from helhet.agreements import queries as agreements
from helhet.kernel.errors import NotFound
from helhet.knowledge.pack import Pack
from helhet.knowledge.schema.records import Elsewhere
from helhet.organisations.actor import Actor
from helhet.organisations.queries import records
from helhet.people import queries as people
from helhet.people.models import Person
from helhet.secrecy.queries import may_open

from .models import Deviation
from .rules import Clause

type Group = tuple[str, list[tuple[str, str]]]


def of_unit(actor: Actor) -> QuerySet[Deviation]:
    """What the actor's own unit has written, newest first."""
    mine = Deviation.objects.filter(holding_id=actor.holding_id, unit_id=actor.unit_id)
    return mine.select_related("by").order_by("-at")


def deviation(actor: Actor, deviation_id: UUID) -> Deviation:
    """One that the actor's unit has written. Raises NotFound."""
    found = of_unit(actor).filter(id=deviation_id).first()
    if found is None:
        raise NotFound("Avvikelsen finns inte hos er enhet.")
    return found


def next_number(holding_id: UUID, year: int) -> int:
    """The number that the next deviation of a holding gets in a year. Ask with the holding locked."""
    last = Deviation.objects.filter(holding_id=holding_id, year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def packs(county: str) -> list[Pack]:
    """The published agreements of a county."""
    return [pack for pack in agreements.packs() if pack.about.county == county]


def clauses(county: str) -> list[Group]:
    """What a deviation may depart from, in groups for a list: each agreement by section, and then the law."""
    return [_sections(pack) for pack in packs(county)] + [_provisions()]


@lru_cache(maxsize=64)
def _sections(pack: Pack) -> Group:
    lines = [(str(Clause(pack.id, s.anchor)), f"{s.title} ({s.anchor})") for s in pack.sections]
    return pack.about.short, lines


@lru_cache(maxsize=1)
def _provisions() -> Group:
    law = agreements.library().law
    return "Lagen", [(one.id, one.id) for one in law.provisions if one.valid_to is None]


def label(one: Deviation) -> str:
    """What a deviation departs from, in words; an anchor that no longer stands is shown as it is."""
    if not one.pack:
        return one.clause
    return next(_titles(one), f"{one.pack}, {one.clause}")


def _titles(one: Deviation) -> Iterator[str]:
    for pack in agreements.packs():
        if pack.id == one.pack:
            section = one.clause.partition("#")[0]
            yield from (f"{pack.about.short}: {s.title} ({one.clause})" for s in pack.sections if s.anchor == section)


def elsewhere(actor: Actor) -> list[Elsewhere]:
    """Where the same event may have to be told as well, on the actor's side of the county."""
    return [one for one in records().elsewhere if actor.domain in one.domains]


def names_of(actor: Actor, person_id: str, at: datetime) -> list[str]:
    """What the person whose page somebody came from is called, and those near; nothing of one they may not open.

    Only held against what is typed, and never shown.
    """
    try:
        found = Person.objects.filter(holding_id=actor.holding_id, id=UUID(person_id)).first()
    except ValueError:
        return []
    if found is None or not may_open(actor, found, at):
        return []
    return [found.given_name, found.family_name, *people.relations(found).values_list("name", flat=True)]


def page_name(path: str) -> str:
    """The name of one of our own pages; empty for any other address."""
    try:
        return resolve(path.partition("?")[0]).view_name
    except Resolver404:
        return ""
