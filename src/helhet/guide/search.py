"""Finding a need by everyday words: prefixes, parts of compounds and small misspellings will do."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher, get_close_matches

EXACT, PREFIX, PART, NEAR = 4, 3, 2, 1
SHORTEST_PART = 4  # letters before a word may be found inside another
ALIKE = 0.78  # how much of two words must agree for one to be a misspelling of the other
# Words that say nothing about what is needed.
FILLERS = """
    och i på med av en ett den det till för att som vem hur kan får vill ha hjälp behöver ger gör svarar om jag hen han
    hon de vi du sig sin är inte någon vad var person personen
"""
NO_MEANING = frozenset(FILLERS.split())


def plain(text: str) -> str:
    """Lower case without accents: "Överdos" and "overdos" are the same."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """The words of a text that mean something."""
    found = re.findall(r"[^\W_]+", text.casefold())
    return [plain(word) for word in found if word not in NO_MEANING and len(word) > 1]


def score(asked: str, word: str) -> int:
    """How well a word answers one that was asked for."""
    if asked == word:
        return EXACT
    if len(asked) > 2 and word.startswith(asked):
        return PREFIX
    if min(len(asked), len(word)) >= SHORTEST_PART:
        if asked in word or word in asked:
            return PART
        if SequenceMatcher(None, asked, word).ratio() >= ALIKE:
            return NEAR
    return 0


def find[Key](query: str, texts: Mapping[Key, Sequence[str]]) -> list[Key]:
    """The keys whose words answer the query, best first; all of them when nothing is asked."""
    asked = words_of(query)
    if not asked:
        return list(texts)
    totals = {key: total(asked, [w for text in given for w in words_of(text)]) for key, given in texts.items()}
    found = [key for key, (hits, _) in totals.items() if hits]
    return sorted(found, key=lambda key: totals[key], reverse=True)


def total(asked: Iterable[str], words: Sequence[str]) -> tuple[int, int]:
    """How many of the words asked for are answered, and how well."""
    scores = [max((score(one, word) for word in words), default=0) for one in asked]
    return sum(1 for one in scores if one), sum(scores)


def meant(query: str, texts: Iterable[str]) -> list[str]:
    """Words that may have been meant when nothing was found."""
    by_plain = {plain(text): text for text in texts}
    asked = words_of(query)
    near = [found for one in asked for found in get_close_matches(one, by_plain, n=3, cutoff=0.6)]
    return [by_plain[one] for one in dict.fromkeys(near)]
