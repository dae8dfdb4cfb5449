"""Numbers of organisations and of what is in them: organisationsnummer and HSA-id."""

import re

from helhet.kernel.errors import BadInput
from helhet.kernel.identity import luhn, oids
from helhet.kernel.identity.result import IdentityNumber
from helhet.kernel.identity.writing import tidy

# Some registers write 16 first, where a personnummer has its century.
SHAPE = re.compile(r"(?:16)?(?P<first>\d{6})-?(?P<last>\d{4})")
HSA_SHAPE = re.compile(r"SE(?:16)?(?P<organisation>\d{10})-[A-Z\d]+")
HSA_LENGTH = 31

WRITE = "Ett organisationsnummer har tio siffror, till exempel 212000-0142."
WRONG_THIRD = "Tredje siffran i ett organisationsnummer är minst 2. Det här ser ut som ett nummer för en person."
WRONG_CHECK = "Kontrollsiffran i organisationsnumret stämmer inte: någon siffra är fel."
WRITE_HSA = (
    "Ett HSA-id är SE, organisationsnumrets tio siffror, ett bindestreck och sedan bokstäver (inte å, ä, ö) "
    "och siffror, högst 31 tecken i allt."
)
WRONG_HSA = "Organisationsnumret i HSA-id stämmer inte. Kontrollera siffrorna efter SE."


def organisation_number(text: str) -> IdentityNumber:
    """An organisation number as ten digits. BadInput says what to mend."""
    match = SHAPE.fullmatch(tidy(text))
    if not match:
        raise BadInput(WRITE)
    value = match["first"] + match["last"]
    if value[2] < "2":
        raise BadInput(WRONG_THIRD)
    if not luhn.fits(value):
        raise BadInput(WRONG_CHECK)
    return IdentityNumber(oids.ORGANISATION, value, "organisation")


def hsa_id(text: str) -> IdentityNumber:
    """An HSA-id: a unit or a person at work, in capitals. BadInput says what to mend."""
    value = tidy(text)
    match = HSA_SHAPE.fullmatch(value)
    if not match or len(value) > HSA_LENGTH:
        raise BadInput(WRITE_HSA)
    if match["organisation"][2] < "2" or not luhn.fits(match["organisation"]):
        raise BadInput(WRONG_HSA)
    return IdentityNumber(oids.HSA, value, "hsa")
