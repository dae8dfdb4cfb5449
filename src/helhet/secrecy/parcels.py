"""What is to leave a holding, to whom, and on which ground: as it is stated, before anything is checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from helhet.organisations.models import Unit

from .models import Consent


@dataclass(frozen=True)
class Parcel:
    """What is to leave: its kind, content (each part named), what it answers, and what the person said of an answer."""

    kind: str
    content: Mapping[str, Any]
    answers: UUID | None = None
    answer_consent: Consent | None = None


@dataclass(frozen=True)
class Receiver:
    """Who it goes to: a unit here, or a name outside the system."""

    name: str
    unit: Unit | None = None


@dataclass(frozen=True)
class Stated:
    """The ground that is stated, the facts it is judged on, and the consent when it is one."""

    ground: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    consent: Consent | None = None
