"""What an act on a case is given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from helhet.organisations.models import Staff

from .models import CaseEvent


@dataclass(frozen=True)
class Done:
    """Something that somebody did: the act, when, by which role, what it rests on, and how it is known.

    With `corrects` it is said of an earlier event: `changes` (at, by, documents, facts by name) is right instead, or
    with `withdrawn` it never happened.
    """

    act: str
    happened: datetime
    role: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    documents: tuple[str, ...] = ()
    known_by: str = ""
    text: str = ""
    corrects: CaseEvent | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)
    withdrawn: bool = False


@dataclass(frozen=True)
class Whose:
    """Who has a case, and who stands in."""

    owner: Staff
    deputy: Staff
