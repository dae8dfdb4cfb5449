"""One person's rows, once it is judged that they may be opened.

`queries.visible` asks the policy again in every select, for any number of persons. A page about one person judges once,
by the same `rules`, and then each select only names the person and leaves out what is behind a block.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from helhet.organisations.actor import Actor

from . import rules


@dataclass(frozen=True)
class Reading:
    """What an actor may read about one person now. `hidden` are the units whose entries are behind a block for them."""

    holding_id: UUID
    person_id: UUID
    hidden: frozenset[UUID]

    def rows[Rows: QuerySet[Any]](self, rows: Rows, *, person: str = "person_id", unit: str = "") -> Rows:
        """Those rows that are about the person and may be read. `unit` names the field of the unit that wrote them."""
        rows = rows.filter(**{"holding_id": self.holding_id, person: self.person_id})
        return rows.exclude(**{f"{unit}__in": self.hidden}) if unit and self.hidden else rows


def reading(
    actor: Actor, person_id: UUID, ways: Collection[rules.Way], blocked: Iterable[UUID], at: datetime
) -> Reading:
    """Judge once. Raises NotAllowed when the person may not be opened. `blocked` are the units with a block now."""
    rules.may_open(actor, actor.holding_id, ways, at).demand()
    units = set(blocked)
    hidden = {one for one in units if not rules.may_read(actor, actor.holding_id, ways, one, units, at)}
    return Reading(actor.holding_id, person_id, frozenset(hidden))
