"""The only selects of the chain."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from .actions import fields_of
from .models import Event, Head
from .rules import BEGINNING, Fault, Link, faults


def holdings() -> list[UUID]:
    """Every holding that has a chain, or events though its end is gone."""
    named = Head.objects.values_list("holding", flat=True)
    return sorted({*named, *Event.objects.order_by().values_list("holding", flat=True).distinct()})


def head(holding: UUID) -> tuple[int, str]:
    """The number and hash that a holding's chain ends with: keep it elsewhere, and a cut chain shows."""
    found = Head.objects.filter(holding=holding).values_list("sequence", "hash").first()
    return found or (0, BEGINNING)


def chain(holding: UUID) -> Iterator[Link]:
    """A holding's events in order, as `rules.faults` wants them."""
    for event in Event.objects.filter(holding=holding).order_by("sequence").iterator(2000):
        yield event.sequence, fields_of(event), event.previous, event.hash


def hash_at(holding: UUID, sequence: int) -> str:
    """The hash of one event of a chain; empty when there is none. Number 0 is the beginning."""
    if sequence == 0:
        return BEGINNING
    return Event.objects.filter(holding=holding, sequence=sequence).values_list("hash", flat=True).first() or ""


def broken(holding: UUID, seen: Callable[[], None] = lambda: None) -> list[Fault]:
    """Every place where a holding's chain does not hold. `seen` is called for each event."""
    return faults(_seen(chain(holding), seen), head(holding), lambda: head(holding))


def _seen(links: Iterator[Link], seen: Callable[[], None]) -> Iterator[Link]:
    for link in links:
        seen()
        yield link


def events(holding: UUID, *, since: datetime, until: datetime, **only: Any) -> QuerySet[Event]:
    """Events of a holding in a time, newest first; `only` narrows to a person, staff or act."""
    return Event.objects.filter(holding=holding, at__gte=since, at__lt=until, **only).order_by("-sequence")


def of_person(holding: UUID, person: UUID) -> QuerySet[Event]:
    """Everything that was done with a person's data in a holding, newest first: the person's own extract."""
    return Event.objects.filter(holding=holding, person=person).order_by("-sequence")
