"""A county as it goes on in a random history: what was done, what was refused, and all rows of all holdings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from helhet.kernel.errors import HelhetError
from helhet.organisations.queries import system_actor
from helhet.secrecy.wall import acting
from tests.records.world import AT, World


@dataclass
class Played:
    """`did` is what was done, for whoever reads a failure."""

    world: World
    at: datetime = AT
    did: list[str] = field(default_factory=list)

    def acts(self) -> Mapping[str, Callable[..., None]]:
        """What may be done, by name."""
        raise NotImplementedError

    def do(self, act: str, a: int, b: int, c: int) -> bool:
        """Whether it was done; what is refused is rolled back, as the door of every page does."""
        try:
            with transaction.atomic():
                self.acts()[act](self, a, b, c)
        except HelhetError as error:
            self.did.append(f"{act}({a}, {b}, {c}) refused: {error.text[:60]}")
            return False
        self.did.append(f"{act}({a}, {b}, {c})")
        return True

    def all(self, model: Any, *along: str, **where: Any) -> list[Any]:
        """Rows of every holding, each read as its own holding's where the database has a wall."""
        rows = model.objects.filter(**where).order_by("id")
        rows = rows.select_related(*along) if along else rows
        if connection.vendor != "postgresql":
            return list(rows)
        found: list[Any] = []
        for holding in self.world.holdings.values():
            with acting(system_actor(holding, "Prov"), self.at):
                found += list(rows.filter(holding=holding))
        return found
