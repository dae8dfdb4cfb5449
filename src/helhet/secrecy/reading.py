"""One person's rows, once it is judged that they may be opened.

`queries.visible` asks the policy again in every select, for any number of persons. A page about one person judges once,
by the same `rules`, and then each select only names the person and leaves out what is behind a block.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from helhet.organisations.actor import Actor
from helhet.selects.kept import Kept

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


class About:
    """A select of what one person's page shows: called with a Reading it gives the rows that may be read, as a list.

    `rows` gives them all, in order; `person` and `unit` are as in `Reading.rows`; no more than `most` are read.
    """

    def __init__(
        self, rows: Callable[[], QuerySet[Any]], *, person: str = "person_id", unit: str = "", most: int | None = None
    ) -> None:
        self.rows, self.person, self.unit, self.most = rows, person, unit, most
        self._kept = Kept(lambda holding, person: self.plain(Reading(holding, person, frozenset())))

    def plain(self, one: Reading) -> QuerySet[Any]:
        """The same as a queryset."""
        return one.rows(self.rows(), person=self.person, unit=self.unit)[: self.most]

    def __call__(self, one: Reading) -> list[Any]:
        # How many units are hidden changes the text of the select, so then it is written anew. It is seldom so.
        hidden = one.hidden and self.unit
        return list(self.plain(one)) if hidden else self._kept(one.holding_id, one.person_id)


class Together:
    """Several selects of one shape about one person, asked as one: their rows under each other, in no order.

    Where one part has nothing in a column, it must not stand first: the database takes the kinds of columns from there.
    """

    def __init__(self, *parts: About) -> None:
        self.parts = parts
        self._kept = Kept(lambda holding, person: self.plain(Reading(holding, person, frozenset())))

    def plain(self, one: Reading) -> QuerySet[Any]:
        """The same as a queryset."""
        first, *rest = (part.plain(one) for part in self.parts)
        return first.union(*rest, all=True)

    def __call__(self, one: Reading) -> list[Any]:
        return list(self.plain(one)) if one.hidden else self._kept(one.holding_id, one.person_id)


def reading(
    actor: Actor, person_id: UUID, ways: Collection[rules.Way], blocked: Iterable[UUID], at: datetime
) -> Reading:
    """Judge once. Raises NotAllowed when the person may not be opened. `blocked` are the units with a block now."""
    rules.may_open(actor, actor.holding_id, ways, at).demand()
    units = set(blocked)
    hidden = {one for one in units if not rules.may_read(actor, actor.holding_id, ways, one, units, at)}
    return Reading(actor.holding_id, person_id, frozenset(hidden))
