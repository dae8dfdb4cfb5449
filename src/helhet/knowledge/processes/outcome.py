"""What came of an act: taken or refused, and what is said of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an act was not taken, and the section."""

    reason: str
    section: str
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """Something said when an act was taken; to: the role it is for."""

    text: str
    section: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an event: taken or refused, what is still asked for, what nobody could read."""

    act: str
    refused: Refusal | None = None
    missing: tuple[Told, ...] = ()
    remarks: tuple[Told, ...] = ()
    unread: tuple[str, ...] = ()
