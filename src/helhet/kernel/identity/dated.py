"""Personnummer (lag 1991:481, 18 §) and samordningsnummer (lag 2022:1697: the day plus 60)."""

import re
from datetime import date

from helhet.kernel.errors import BadInput
from helhet.kernel.identity import luhn, oids
from helhet.kernel.identity.result import IdentityNumber, Kind, Sex

SHAPE = re.compile(r"(?P<century>\d\d)?(?P<short>\d\d)(?P<month>\d\d)(?P<day>\d\d)(?P<sign>[-+]?)(?P<last>\d{4})")
COORDINATION_DAY = 60
# The numbers came in 1947; nobody then alive was born before this year.
FIRST_YEAR = 1840

REGION_SERIES = (
    "Numret börjar varken med 18, 19 eller 20. Är det ett reservnummer från en region: "
    "skriv in det som reservnummer och välj vem som gav det."
)
NO_MONTH = "Månaden i numret finns inte. Skriv år, månad och dag i den ordningen, sedan de fyra sista siffrorna."
NO_DAY = "Dagen i numret finns inte. Kontrollera de två siffrorna efter månaden."
NO_DATE = "Det datumet finns inte i almanackan. Kontrollera år, månad och dag."
NO_SERIAL = "De tre siffrorna efter datumet kan inte vara 000. Kontrollera de fyra sista siffrorna."
WRONG_CHECK = "Kontrollsiffran stämmer inte: någon siffra är fel. Jämför med legitimationen, siffra för siffra."
TOO_OLD = "Födelseåret kan inte stämma. Kontrollera året. Plustecknet står bara för den som fyller minst 100 år i år."
FUTURE = (
    "Födelsedatumet ligger framåt i tiden. Kontrollera året. "
    "Är personen född hundra år tidigare: skriv alla tolv siffror."
)
WRONG_PLUS = (
    "Plustecknet står bara för den som fyller minst 100 år i år, men enligt året är personen yngre. "
    "Kontrollera året, eller skriv ett bindestreck."
)


def read_dated(match: re.Match[str], today: date) -> IdentityNumber:
    """The number that SHAPE found. BadInput says what to mend; `today` settles the century of a two-digit year."""
    year = _year(match, today)
    month, day = int(match["month"]), int(match["day"])
    kind = _kind(month, day)
    birth_date = _birth_date(year, month, day % COORDINATION_DAY)
    if kind == "personnummer" and birth_date is None:
        raise BadInput(NO_DATE)
    _check_digits(match)
    # A samordningsnummer may lack day, or month and day: then the first day that it can mean is what counts.
    if (birth_date or date(year, month or 1, 1)) > today:
        raise BadInput(FUTURE)
    value = f"{year}{match['month']}{match['day']}{match['last']}"
    system = oids.PERSONNUMMER if kind == "personnummer" else oids.SAMORDNINGSNUMMER
    return IdentityNumber(system, value, kind, birth_date, _sex(value))


def _year(match: re.Match[str], today: date) -> int:
    short, plus = int(match["short"]), match["sign"] == "+"
    if match["century"] is None:
        # Latest year so far with these two digits; "+" means the century before that.
        year = today.year - (today.year - short) % 100 - (100 if plus else 0)
    else:
        year = _full_year(int(match["century"]), short)
    if year < FIRST_YEAR:
        raise BadInput(TOO_OLD)
    if plus and today.year - year < 100:
        raise BadInput(WRONG_PLUS)
    return year


def _full_year(century: int, short: int) -> int:
    if century not in {18, 19, 20}:
        raise BadInput(REGION_SERIES)
    return century * 100 + short


def _kind(month: int, day: int) -> Kind:
    coordination = COORDINATION_DAY <= day <= COORDINATION_DAY + 31
    if month > 12 or (month == 0 and not coordination):
        raise BadInput(NO_MONTH)
    if not (coordination or 1 <= day <= 31):
        raise BadInput(NO_DAY)
    return "samordningsnummer" if coordination else "personnummer"


def _birth_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _check_digits(match: re.Match[str]) -> None:
    if match["last"].startswith("000"):
        raise BadInput(NO_SERIAL)
    if not luhn.fits(match["short"] + match["month"] + match["day"] + match["last"]):
        raise BadInput(WRONG_CHECK)


def _sex(value: str) -> Sex:
    return "male" if int(value[-2]) % 2 else "female"
