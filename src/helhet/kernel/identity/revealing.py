"""What in a free text shows who a person is: numbers that look like one, and names that are known."""

import re
from collections.abc import Iterable

from helhet.kernel.identity.spotting import number_like

WORD = re.compile(r"[^\W\d_]+")
# "Per" and "Bo" are words too: a name this short counts only as it is written.
SHORT = 3


def reveals(text: str, names: Iterable[str]) -> list[str]:
    """Every part of `text` that may show who it is about, as it was written: first numbers, then names.

    `names` are the known names, each of one or more words. A name in the genitive ("Adas") counts as the name.
    """
    known = {word for name in names for word in WORD.findall(name) if len(word) > 1}
    found = (word for word in WORD.findall(text) if _names(word, known))
    return list(dict.fromkeys([*number_like(text), *found]))


def _names(word: str, known: Iterable[str]) -> bool:
    for name in known:
        if word in (name, f"{name}s"):
            return True
        if len(name) > SHORT and word.casefold() in (name.casefold(), f"{name}s".casefold()):
            return True
    return False
