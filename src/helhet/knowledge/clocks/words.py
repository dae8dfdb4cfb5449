"""Days, lengths and how sure we are, in plain Swedish."""

from datetime import date, datetime

from helhet.kernel.calendar import local, name_of

_DAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
_UNITS = {
    "hours": ("timme", "timmar"),
    "days": ("dag", "dagar"),
    "weeks": ("vecka", "veckor"),
    "months": ("månad", "månader"),
    "years": ("år", "år"),
    "age": ("år", "år"),
}
_NEUTER = ("years", "age")
_NUMBERS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
SURE = {
    "read": "",
    "secondary": "Regeln är läst i andra hand, inte i själva texten.",
    "memory": "Lydelsen är ur minnet och måste kontrolleras.",
    "open": "Det är inte klarlagt hur regeln ska läsas.",
    "unverified": "Lydelsen som gällde då är inte kontrollerad: vi räknar så som paragrafen lyder nu.",
}


def said(when: date | datetime) -> str:
    """A day or moment as people say it: "onsdag 3 juni 2026 klockan 10.00"."""
    if isinstance(when, datetime):
        return f"{said(local(when).date())} klockan {local(when):%H.%M}"
    return f"{_day(when)} {when.year}"


def called(day: date) -> str:
    """A day with the name of its holiday, at the beginning of a sentence: "Fredag 19 juni (midsommarafton)"."""
    name = name_of(day)
    return f"{_day(day).capitalize()}{f' ({name.lower()})' if name else ''}"


def long(unit: str, number: int) -> str:
    """A length in words: "fyra veckor"."""
    counted = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    if number == 1 and unit in _NEUTER:
        counted = "ett"
    return f"{counted} {_UNITS[unit][number != 1]}"


def _day(day: date) -> str:
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"
