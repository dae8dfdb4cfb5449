"""Reading one identity number of a person, whichever kind it is."""

import re
from datetime import date

from helhet.kernel.errors import BadInput
from helhet.kernel.identity import dated, luhn, reserve
from helhet.kernel.identity.result import Checked, IdentityNumber, Kind
from helhet.kernel.identity.writing import tidy

HOW = "Skriv ÅÅÅÅMMDD-NNNN, till exempel 19900101-2385."
VALID: dict[Kind, str] = {
    "personnummer": "Personnumret stämmer.",
    "samordningsnummer": "Samordningsnumret stämmer.",
    "reserve_national": "Det nationella reservnumret stämmer.",
}
NO_BIRTH_DATE = "Födelsedatumet framgår inte av numret. Skriv in det för sig om ni vet det."

# Why what was written is no identity number at all: the first that fits is said.
REFUSALS = (
    (re.compile(r""), f"Inget nummer är ifyllt. {HOW}"),
    (re.compile(r"[\d+-]+\s[\d\s+-]*"), f"Det är mellanslag i numret. Ta bort dem, eller använd bindestreck. {HOW}"),
    (
        re.compile(r"(?:\d\d)?\d{6}[-+]?[A-Z]\d{3}"),
        "Det här är ett tillfälligt nummer, som bara gäller hos den som gav det. "
        "Skriv in det som reservnummer och välj vem som gav det.",
    ),
    (
        re.compile(r"(?:\d\d)?\d{6}-?[A-Z\d]{4}"),
        "Det här kan vara ett reservnummer från en region. Skriv in det som reservnummer och välj vem som gav det.",
    ),
    (re.compile(r"[\d\s+-]*"), f"Ett personnummer har tio eller tolv siffror. {HOW}"),
    (re.compile(r".*", re.DOTALL), f"Det här är inget personnummer, samordningsnummer eller reservnummer. {HOW}"),
)
ORGANISATION = "Det här är ett organisationsnummer. Skriv personens eget nummer."


def read(text: str, today: date) -> IdentityNumber:
    """What `text` is the number of; the value is always 12 characters. BadInput says in Swedish what to mend.

    Space around it is forgiven, space in it is not: it is most often two numbers in one field.
    """
    written = tidy(text)
    if _is_organisation(written):
        raise BadInput(ORGANISATION)
    if match := dated.SHAPE.fullmatch(written):
        return dated.read_dated(match, today)
    if match := reserve.SHAPE.fullmatch(written):
        return reserve.read_national(match, today)
    raise BadInput(next(why for shape, why in REFUSALS if shape.fullmatch(written)))


def check(text: str, today: date) -> Checked:
    """Whether `text` is a valid number of a person, and what it says. Never raises for what somebody wrote."""
    try:
        number = read(text, today)
    except BadInput as refusal:
        return Checked(False, "unknown", None, None, refusal.text)
    reason = VALID[number.kind] + ("" if number.birth_date else f" {NO_BIRTH_DATE}")
    return Checked(True, number.kind, number.birth_date, number.sex, reason, number)


def _is_organisation(written: str) -> bool:
    found = re.fullmatch(r"(?:16)?(\d{2}[2-9]\d{3})-?(\d{4})", written)
    return bool(found and luhn.fits(found[1] + found[2]))
