"""The pages of an agreement: address, what the menu calls it, and what it is computed from."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .agreement import Agreement
from .concepts import terms
from .groups import groups
from .structures import Structures
from .text import Text
from .treatments import Treatments
from .ways import Ways


@dataclass(frozen=True)
class Page:
    """One page; its name is that of its address and its template."""

    name: str
    path: str
    label: str


PAGES = (
    Page("text", "", "Text"),
    Page("ways", "vagar/", "Vägar"),
    Page("groups", "malgrupper/", "Målgrupper"),
    Page("treatments", "behandlingar/", "Behandlingar"),
    Page("concepts", "begrepp/", "Begrepp"),
    Page("structures", "strukturer/", "Samverkan"),
    Page("parties", "parter/", "Parter"),
    Page("quality", "kvalitet/", "Kvalitet"),
)

# The pages that are computed from the agreement alone; the others have views of their own.
BUILD: dict[str, Callable[[Agreement], Any]] = {
    "text": Text,
    "ways": Ways,
    "groups": groups,
    "treatments": Treatments,
    "concepts": terms,
    "structures": Structures,
}


@lru_cache(maxsize=256)
def built(name: str, agreement: Agreement) -> Any:
    """What a page shows. An agreement never changes, so it is computed once."""
    return BUILD[name](agreement)
