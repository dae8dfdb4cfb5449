"""Numbers to test with: official ones, the shared vectors, and invented ones with a right check digit."""

import json
from datetime import date
from pathlib import Path

from hypothesis import strategies as st

from helhet.kernel.identity.luhn import check_digit

TODAY = date(2026, 11, 25)
DATA = Path(__file__).parent / "data"
OFFICIAL = [line for line in (DATA / "testpersonnummer.txt").read_text("utf-8").splitlines() if line[0] != "#"]
VECTORS = json.loads((DATA / "personnummer-meta.json").read_text("utf-8"))

# Letters that a national reserve number may have.
LETTERS = "ABCDEFGHJKLMNPRSTUXYZ"

births = st.dates(date(1890, 1, 1), TODAY)
serials = st.integers(1, 999)


def numbered(day: str, serial: int) -> str:
    """Twelve digits: the eight of `day`, a serial and its check digit."""
    body = f"{day}{serial:03}"
    return f"{body}{check_digit(body[2:])}"


def personnummer(birth: date, serial: int) -> str:
    return numbered(f"{birth:%Y%m%d}", serial)


def samordningsnummer(birth: date, serial: int) -> str:
    return numbered(f"{birth:%Y%m}{birth.day + 60}", serial)


def reserve(first_eight: str, letters: str) -> str:
    return f"{first_eight}{letters}{check_digit(first_eight + letters)}"


valid_numbers = st.one_of(
    st.sampled_from(OFFICIAL),
    st.builds(personnummer, births, serials),
    st.builds(samordningsnummer, births, serials),
)
