"""What the guide looks up: places, agreements in force, and the answer to a situation."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from helhet.agreements.queries import library, packs
from helhet.knowledge.advise import advise
from helhet.knowledge.answer import Answer
from helhet.knowledge.applying import applying
from helhet.knowledge.organisations import Directory, Municipality
from helhet.knowledge.pack import Pack

from .forms import UNKNOWN, Told

# Å, Ä and Ö come last in Swedish, in this order; in Unicode they do not.
SWEDISH = str.maketrans("åäö", "{|}")


def swedish(text: str) -> str:
    """What to sort Swedish names by."""
    return text.lower().translate(SWEDISH)


@lru_cache(maxsize=2)
def by_county(directory: Directory) -> Sequence[tuple[str, Sequence[Municipality]]]:
    """Every county with its municipalities, both in alphabetical order."""
    found: dict[str, list[Municipality]] = {}
    for place in sorted(directory.municipalities.values(), key=lambda place: swedish(place.short)):
        found.setdefault(directory.counties[place.county], []).append(place)
    return sorted(found.items(), key=lambda entry: swedish(entry[0]))


def place_name(place: str) -> str:
    """The municipality's name; empty when it is not known."""
    found = library().directory.municipalities.get(place)
    return found.short if found else ""


def in_force(day: date) -> list[Pack]:
    """Agreements that hold on a day."""
    return [pack for pack in packs() if pack.about.status == "in_force" and pack.valid_on(day.isoformat())]


def in_force_in(place: str, day: date) -> list[Pack]:
    """Agreements that apply in a municipality on a day; none when we do not know which municipality."""
    known = place in library().directory.municipalities
    return applying(in_force(day), day, place, library().directory, False)[1] if known else []


def counties_with_agreement(day: date) -> list[str]:
    """The counties that have an agreement in force here."""
    names = library().directory.counties
    return sorted({names.get(pack.about.county, pack.about.county) for pack in in_force(day)}, key=swedish)


def answer(told: Told, day: date) -> Answer:
    """The way to go, by the agreements that apply and by law."""
    shelf = library()
    place = None if told.place in ("", UNKNOWN) else told.place
    return advise(packs(), shelf.law, shelf.vocabulary, shelf.directory, dict(told.facts), day, place)
