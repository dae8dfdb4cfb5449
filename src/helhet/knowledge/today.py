"""The one place that reads the clock for commands; everything else is told the day."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from helhet.kernel.errors import BadInput


def day_of(given: str | None) -> date:
    """The day asked about; today in Swedish time when none is given. Raises BadInput for what is no date."""
    if not given:
        return datetime.now(ZoneInfo("Europe/Stockholm")).date()
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise BadInput(f"Datumet {given} går inte att läsa. Skriv ÅÅÅÅ-MM-DD, till exempel 2026-11-22.") from None
