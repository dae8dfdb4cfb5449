"""One form of what people write: plain digits, plain hyphens, capitals. Same length, so places can be told."""

import unicodedata

# Hyphens, dashes and the minus sign that word processors put in place of a hyphen.
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"
# What takes no room on paper but stands between two digits.
UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"


def _plain(character: str) -> str:
    if character in UNSEEN or character.isspace():
        return " "
    if character.isascii():
        return character.upper()
    if character in DASHES:
        return "-"
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    wide = unicodedata.normalize("NFKC", character)
    return wide.upper() if len(wide) == 1 and wide.isascii() else character


def plain(text: str) -> str:
    """`text` with every digit, hyphen and space in its plainest form; as many characters as before."""
    return "".join(map(_plain, text))


def tidy(text: str) -> str:
    """One number as written in a field: plain, without space around it."""
    return plain(text).strip()
