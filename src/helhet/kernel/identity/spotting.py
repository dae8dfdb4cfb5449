"""Finding what looks like a person's number in free text, so that a question meant to name nobody is stopped in time.

It would rather stop once too often. Two rules keep it from stopping ordinary text: the digits must be grouped as people
group a number (a date, then four), and a loose grouping must also have the right check digit. Telephone numbers, sums
and dates are grouped otherwise.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from helhet.kernel.identity import luhn, reserve
from helhet.kernel.identity.writing import plain

DIGITS = re.compile(r"\d+")
# What may stand between two groups of one number: at most one sign, with space around it.
BETWEEN = re.compile(r" {0,2}[-+./:_]? {0,2}")
# The last four digits are the year of a date that follows, as in 2024-05-12–2024-06-13.
YEAR_OF_DATE = re.compile(r"(?:18|19|20)\d\d(?P<sign>[-/.])\d\d?(?P=sign)\d\d?(?!\d)")
# A Swedish telephone number: area code from 0, a sign (or space after a longer code), then groups of two or three.
TELEPHONE = re.compile(r"0(?:\d{1,3} ?[-/] ?|\d{2,3} )\d{2,3}(?: \d{2,3})+")
SAME_PAIRS = re.compile(r"(?:\d{6}|\d{8}|\d\d|\d{4})(?P<sign>[- .])(?:\d\d(?P=sign))*\d\d")
STRONG = re.compile(r"(?:\d{6}|\d{8}) ?[-+] ?\d{4}|\d{12}")
# Numbers with letters: national and regional reserve numbers, and temporary ones such as 850709-T123.
LETTERED = re.compile(
    r"(?<!\d)(?P<date>\d{8}|\d{6})(?:[-+ ]|)(?P<last>(?=[A-Z\d]*[A-Z])(?=[A-Z]*\d)[A-Z\d]{4})(?![A-ZÅÄÖåäö\d])"
)
# The first eight of a national reserve number: birth not known, or known and in a series of its own.
NATIONAL = re.compile(r"00\d\d[2-9]\d[45]\d|(?:2[2-9]|[3-9]\d)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
# One region's series: 99 and the year it was given.
DIGITS_ONLY_RESERVE = re.compile(r"99(?:19[89]|2[0-2]\d)\d{7}")

type Span = tuple[int, int]


def number_like(text: str) -> list[str]:
    """Every part of `text` that looks like a personnummer, samordningsnummer or reserve number, as it was written."""
    flat = plain(text)
    spans = sorted([*_digit_numbers(flat), *_lettered_numbers(flat)])
    return [text[start:end] for start, end in spans]


def _lettered_numbers(flat: str) -> Iterator[Span]:
    for match in LETTERED.finditer(flat):
        dated = _is_birth(match["date"]) and flat[match.end("date")] != " "
        if dated or (NATIONAL.fullmatch(match["date"]) and reserve.LAST.fullmatch(match["last"])):
            yield match.span()


def _digit_numbers(flat: str) -> Iterator[Span]:
    """Runs of digit groups, tried from the left, the longer number first; a found one is not tried again."""
    groups = [match.span() for match in DIGITS.finditer(flat)]
    first = 0
    while first < len(groups):
        last = _number_from(flat, groups, first)
        if last is None:
            first += 1
        else:
            yield groups[first][0], groups[last][1]
            first = last + 1


def _number_from(flat: str, groups: Sequence[Span], first: int) -> int | None:
    """The last group of the number that begins at group `first`, if one does."""
    found, length = None, 0
    for last in range(first, len(groups)):
        start, end = groups[last]
        if last > first and not BETWEEN.fullmatch(flat[groups[last - 1][1] : start]):
            break
        length += end - start
        if length > 12:
            break
        if length in {10, 12} and _looks(flat, groups[first : last + 1]):
            found = last
    return found


def _looks(flat: str, groups: Sequence[Span]) -> bool:
    written = flat[groups[0][0] : groups[-1][1]]
    digits = "".join(flat[start:end] for start, end in groups)
    if TELEPHONE.fullmatch(written) or not _grouped_as_number(groups, written):
        return False
    if YEAR_OF_DATE.match(flat, groups[-1][1] - 4):
        return False
    if DIGITS_ONLY_RESERVE.fullmatch(digits):
        return True
    if not _may_be_number(digits[:-4]):
        return False
    return luhn.fits(digits[-10:]) or bool(STRONG.fullmatch(written) and _is_birth(digits[:-4]))


def _grouped_as_number(groups: Sequence[Span], written: str) -> bool:
    """Whether the groups are a date and then four digits; or one group; or the same pairs, or digits, all through."""
    sizes = [end - start for start, end in groups]
    if len(sizes) == 1 or set(sizes) == {1}:
        return True
    places = {sum(sizes[:count]) for count in range(1, len(sizes))}
    if any(place % 2 for place in places) or sum(sizes) - 4 not in places:
        return False
    return sizes[-1] == 4 or bool(SAME_PAIRS.fullmatch(written))


def _may_be_number(day: str) -> bool:
    """Whether the digits before the last four can be those of any number, odd samordningsnummer included."""
    if len(day) == 8 and day[:2] not in {"18", "19", "20"}:
        return False
    month, number = int(day[-4:-2]), int(day[-2:])
    # 32 to 59: reserve numbers that use days no month has.
    return (1 <= month <= 12 and 1 <= number <= 91) or (month == 0 and 60 <= number <= 91)


def _is_birth(day: str) -> bool:
    """Whether the digits are a date, or one plus 60 days. Without a century any year will do."""
    year = int(day[:-4]) if len(day) == 8 else 2000 + int(day[:2])
    try:
        date(year, int(day[-4:-2]), int(day[-2:]) % 60)
    except ValueError:
        return False
    return 1800 <= year < 2100 and int(day[-2:]) != 60
