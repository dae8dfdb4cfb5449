"""Reads a time as people and scripts write it. Without an offset it is Swedish time."""

import re
from datetime import UTC, date, datetime, time

from helhet.kernel.calendar import STOCKHOLM
from helhet.kernel.errors import BadInput

FORM = "Skriv ÅÅÅÅ-MM-DDTTT:MM, till exempel 2026-03-02T14:30."
NOON = "Klockslaget saknas. Vi räknar med klockan 12."
TWICE = "Klockan ställdes om, så klockslaget fanns två gånger. Vi räknar med det första; ange +01:00 för det andra."
YEARS = range(1900, 2200)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def moment_of(raw: object, where: str) -> tuple[datetime, str]:
    """The moment in UTC, and a sentence on what was assumed ("" for nothing). Raises BadInput."""
    if not isinstance(raw, str):
        raise BadInput(f"{where} ska vara en tid som text. {FORM}", "bad_history")
    told = raw.strip()
    if _DAY.fullmatch(told):
        return datetime.combine(day_of(told, where), time(12), STOCKHOLM).astimezone(UTC), NOON
    try:
        at = datetime.fromisoformat(told)
    except ValueError:
        raise BadInput(f"{where}: {raw[:40]!r} är ingen tid. {FORM}", "bad_history") from None
    if at.year not in YEARS:
        raise BadInput(f"{where}: året {at.year} går inte att räkna med.", "bad_history")
    return (at.astimezone(UTC), "") if at.utcoffset() is not None else _swedish(at, where)


def day_of(raw: object, where: str) -> date:
    """The day. Raises BadInput."""
    try:
        day = date.fromisoformat(raw.strip()[:10]) if isinstance(raw, str) else None
    except ValueError:
        day = None
    if day is None or day.year not in YEARS:
        raise BadInput(f"{where}: {str(raw)[:40]!r} är ingen dag. Skriv ÅÅÅÅ-MM-DD.", "bad_history")
    return day


def _swedish(at: datetime, where: str) -> tuple[datetime, str]:
    first, second = at.replace(tzinfo=STOCKHOLM, fold=0), at.replace(tzinfo=STOCKHOLM, fold=1)
    if first.astimezone(UTC).astimezone(STOCKHOLM).replace(tzinfo=None) != at:
        raise BadInput(
            f"{where}: {at:%Y-%m-%d %H:%M} fanns inte. Klockan ställdes fram förbi den tiden.", "bad_history"
        )
    return first.astimezone(UTC), TWICE if first.utcoffset() != second.utcoffset() else ""
