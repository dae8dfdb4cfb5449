"""What an identity number is once it has been read."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

type Sex = Literal["female", "male"]
type Kind = Literal[
    "personnummer", "samordningsnummer", "reserve_national", "reserve_regional", "organisation", "hsa", "unknown"
]

# Shown of a number; the rest is hidden. As long as a birth date, so that the reader can tell two persons apart.
SHOWN = 8
HIDDEN = "****"


@dataclass(frozen=True, slots=True)
class IdentityNumber:
    """A number and the system (OID) that gave it. The value is left out of `repr`, so that no log repeats it."""

    system: str
    value: str = field(repr=False)
    kind: Kind
    # What the number says. A personnummer may carry a day near the true one; the person's own date is a field apart.
    birth_date: date | None = field(default=None, repr=False)
    # The sex that the number carries, which is neither gender nor always today's legal sex.
    sex: Sex | None = None

    @property
    def written(self) -> str:
        """As people write it: 19850709-9805, 212000-0142. A hyphen is never part of the stored value."""
        if self.kind in {"personnummer", "samordningsnummer", "reserve_national", "organisation"}:
            return f"{self.value[:-4]}-{self.value[-4:]}"
        return self.value


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of checking what somebody wrote. `reason` is a Swedish sentence, also when the number is valid."""

    valid: bool
    kind: Kind
    birth_date: date | None
    sex: Sex | None
    reason: str
    number: IdentityNumber | None = None


def masked(value: str) -> str:
    """The number with its last four characters hidden: 19850709-****.

    For screens only. A birth date still points at a person: never write it to a log.
    """
    text = value.strip()
    return f"{text[:SHOWN]}-{HIDDEN}" if len(text) == SHOWN + len(HIDDEN) else HIDDEN
