"""The small words that findings are written with: places, days, lists, quotations."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from ..pack import Pack

_MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)


def day_text(value: date | str) -> str:
    """A day as people say it; a partial date keeps what it has: "2021", "januari 2021"."""
    parts = (value.isoformat() if isinstance(value, date) else value).split("-")
    if len(parts) == 1:
        return parts[0]
    month = f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return month if len(parts) == 2 else f"den {int(parts[2])} {month}"


def listed(words: Iterable[str], last: str = "och") -> str:
    """Words in a row: "a, b och c"."""
    given = list(dict.fromkeys(words))
    return f" {last} ".join(filter(None, (", ".join(given[:-1]), *given[-1:])))


def quoted(text: str) -> str:
    """Our own words for what stands there, marked off from the sentence around them."""
    return f"”{text.strip().rstrip('.')}”"


def place(pack: Pack, anchor: str) -> str:
    """A place as a person finds it: the title of the section and the bullet, or the sentence (s1) of running text."""
    base, _, bullet = anchor.partition("#")
    title = next((s.title for s in pack.sections if s.anchor == base), base)
    return f"{title}, {_within([bullet])}" if bullet else title


_SENTENCE = re.compile(r"s(\d+)")


def _within(bullets: Iterable[str]) -> str:
    """Bullets and sentences of one section: "punkt 1 och 3", "mening 2"."""
    found: dict[str, list[str]] = {}
    for bullet in bullets:
        sentence = _SENTENCE.fullmatch(bullet)
        found.setdefault("mening" if sentence else "punkt", []).append(sentence[1] if sentence else bullet)
    return listed(f"{word} {listed(names)}" for word, names in found.items())


def places(pack: Pack, anchors: Iterable[str]) -> str:
    """Several places in a row, bullets of one section together: "Anmälan, punkt 1 och 3 samt LVM"."""
    sections: dict[str, list[str]] = {}
    for base, _, bullet in (anchor.partition("#") for anchor in anchors):
        sections.setdefault(base, []).extend([bullet] if bullet else [])
    named = [f"{place(pack, base)}{f', {_within(bullets)}' if bullets else ''}" for base, bullets in sections.items()]
    return listed(named, "samt" if any(sections.values()) else "och")


def plain(text: str) -> str:
    """Text as compared: no case, no end stop, single spaces."""
    return re.sub(r"\s+", " ", text).strip().rstrip(".").casefold()


# The endings of a Swedish noun: "polisen" names the police, "psykiatrisk" does not name psychiatry.
_ENDING = r"(?:a?n|e[nt]|[aeo]r(?:na)?|na)?s?"


def mentions(text: str, word: str) -> bool:
    """Whether plain text holds a word, in any of its forms."""
    return bool(word.strip()) and re.search(rf"\b{re.escape(plain(word))}{_ENDING}\b", text) is not None


def slug(text: str) -> str:
    """Text as part of a key: "SoL 2001:453 5 kap. 9 a §" → sol-2001-453-5-kap-9-a."""
    ascii_only = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun: "1 ställe", "3 ställen"."""
    return f"{number} {one if number == 1 else many}"
