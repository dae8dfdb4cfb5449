"""Reserve numbers: for a person whose personnummer is missing or not known yet.

The national form is Inera's "Nationellt reservid, specifikation 1.0". Regions have series of their own, each with an
OID; how they are built is not ours to judge, so they are kept as (system, value).
"""

import re
from datetime import date

from helhet.kernel.errors import BadInput
from helhet.kernel.identity import luhn, oids
from helhet.kernel.identity.result import IdentityNumber

# Letters that cannot be taken for a digit or for each other.
LETTER = "[A-HJ-NPR-UX-Z]"
SHAPE = re.compile(rf"(?P<series>\d\d)(?P<short>\d\d)(?P<month>\d\d)(?P<day>\d\d)-?(?P<last>{LETTER}{{2}}[A-Z\d]\d)")
# Two series letters and then the sex, as a digit, or as a letter when it is not known.
LAST = re.compile(rf"{LETTER}{{2}}(?:\d|{LETTER})\d")
OID = re.compile(r"[0-2](?:\.(?:0|[1-9]\d{0,15})){2,20}")
VALUE = re.compile(r"[0-9A-ZÅÄÖ]{4,20}")

# 18 to 21 are kept free, so that no one takes the number for a personnummer; 01 to 17 are for later.
UNKNOWN_BIRTH = 0
FIRST_SERIES = 22
# The century of birth plus 3, 6, 9 …: the remainder tells which.
CENTURY = {1: 19, 2: 20, 0: 21}

NO_SERIES = "Det nationella reservnumret ska börja med 00 eller med 22 till 99. Kontrollera de två första siffrorna."
NO_NUMBER = (
    "När födelsedatumet är okänt (numret börjar med 00) ska siffra 5–6 vara 20–99 och siffra 7–8 vara 40–59. "
    "Kontrollera siffrorna."
)
NO_DATE = "Datumet i reservnumret finns inte i almanackan. Kontrollera siffra 3 till 8."
FUTURE = "Födelsedatumet i reservnumret ligger framåt i tiden. Kontrollera de fyra första siffrorna."
NO_LETTERS = "Bokstäverna I, O, Q, V och W finns inte i ett nationellt reservnummer. Kontrollera de fyra sista tecknen."
WRONG_CHECK = "Kontrollsiffran i reservnumret stämmer inte: något tecken är fel. Jämför tecken för tecken."


def read_national(match: re.Match[str], today: date) -> IdentityNumber:
    """The national reserve number that SHAPE found. BadInput says what to mend."""
    if not LAST.fullmatch(match["last"]):
        raise BadInput(NO_LETTERS)
    birth_date = _birth_date(match)
    value = match["series"] + match["short"] + match["month"] + match["day"] + match["last"]
    if not luhn.fits(value):
        raise BadInput(WRONG_CHECK)
    if birth_date and birth_date > today:
        raise BadInput(FUTURE)
    return IdentityNumber(oids.RESERVE_NATIONAL, value, "reserve_national", birth_date)


def _birth_date(match: re.Match[str]) -> date | None:
    series, month, day = int(match["series"]), int(match["month"]), int(match["day"])
    if series == UNKNOWN_BIRTH:
        if month < 20 or not 40 <= day <= 59:
            raise BadInput(NO_NUMBER)
        return None
    if series < FIRST_SERIES:
        raise BadInput(NO_SERIES)
    try:
        return date(CENTURY[series % 3] * 100 + int(match["short"]), month, day)
    except ValueError:
        raise BadInput(NO_DATE) from None


def reserve_number(system: str, value: str) -> IdentityNumber:
    """A region's reserve number in the series `system` (an OID). Kept as it is: capitals, no spaces or hyphens.

    BadInput when `system` is no OID, or is one of the national ones that have a check of their own, or when the value
    is not 4 to 20 letters and digits.
    """
    series, text = system.strip(), re.sub(r"[\s-]", "", value).upper()
    if not OID.fullmatch(series):
        raise BadInput("Välj vem som gav reservnumret: serien ska vara ett OID, till exempel 1.2.752.74.9.2.")
    if series in {oids.PERSONNUMMER, oids.SAMORDNINGSNUMMER, oids.RESERVE_NATIONAL, oids.HSA, oids.ORGANISATION}:
        raise BadInput("Den serien är nationell och har en egen kontroll. Välj i stället den region som gav numret.")
    if not VALUE.fullmatch(text):
        raise BadInput("Ett reservnummer har 4 till 20 siffror och bokstäver. Kontrollera det du skrev.")
    return IdentityNumber(series, text, "reserve_regional")
