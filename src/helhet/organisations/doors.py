"""The one-click doors of a demonstration: the staff that content/organisations/<county>/authorities.yaml names."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import UUIDField
from django.utils.timezone import localdate

from . import queries
from .models import Assignment


def demo_doors(at: datetime) -> list[Assignment]:
    """The assignments of the named staff today, by county, authority and unit."""
    found = queries.assignments_named(queries.library().holdings.doors, localdate(at))
    return sorted(found, key=lambda one: (one.unit.holding.principal.county, one.unit.holding.name, one.unit.name))


def demo_door(ident: str, at: datetime) -> Assignment | None:
    """One of the doors, by its assignment; None for every other."""
    try:
        wanted: UUID = UUIDField().to_python(ident)
    except ValidationError:
        return None
    return next((door for door in demo_doors(at) if door.id == wanted), None)
