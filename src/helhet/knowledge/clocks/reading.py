"""Reads moments, days and spans that people and scripts write. Local Swedish time where no offset is given."""

from datetime import date, datetime

from helhet.kernel.calendar import aware, day_start, is_shown_twice, shown_at
from helhet.kernel.errors import BadInput

from .counting import Span

TWICE = "Den timmen kom två gånger, för klockan ställdes tillbaka. Vi räknar från den första."
FIRST_YEAR, LAST_YEAR = 1900, 2200


def moment_or_day(text: str) -> date | datetime:
    """A day as ÅÅÅÅ-MM-DD, or a moment. Raises BadInput, also for a time that the Swedish clock skips in spring."""
    found = _parsed(text.strip())
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise BadInput(f"Tiden {text} ligger för långt bort. Skriv ett år från {FIRST_YEAR} till {LAST_YEAR}.")
    if not isinstance(found, datetime):
        return found
    return shown_at(found) if found.tzinfo is None else aware(found)


def moment(text: str) -> datetime:
    """A moment; a day alone means its first one."""
    found = moment_or_day(text)
    return found if isinstance(found, datetime) else day_start(found)


def span(text: str) -> Span:
    """FROM/TO, where a day means its first moment; no TO means that it has not ended."""
    first, slash, last = text.partition("/")
    if not slash or not first.strip():
        raise BadInput(f"Uppehållet {text} går inte att läsa. Skriv från/till, till exempel 2026-03-10/2026-03-20.")
    return Span(moment(first), moment(last) if last.strip() else None)


def is_twice(text: str) -> bool:
    """Whether a time without offset names an hour that comes two times."""
    found = _parsed(text.strip())
    return isinstance(found, datetime) and found.tzinfo is None and is_shown_twice(found)


def _parsed(text: str) -> date | datetime:
    try:
        return date.fromisoformat(text) if len(text) == len("ÅÅÅÅ-MM-DD") else datetime.fromisoformat(text)
    except ValueError:
        example = "2026-06-03 eller 2026-06-03T10:00, med +02:00 efter om den inte är svensk"
        raise BadInput(f"Tiden {text} går inte att läsa. Skriv {example}.") from None
