"""Days in words. A page has many days, and the same ones come again: how each is written is kept."""

from datetime import date
from functools import lru_cache

from django.utils.formats import date_format

# The letters of a form that name a part of a day alone, as `date` in templates knows them.
OF_A_DAY = frozenset("dDjlNwzFmMnbtYy")


@lru_cache(maxsize=4096)
def in_words(day: date, form: str) -> str:
    """A day as a form says, in the language of the installation: "j F Y" gives "29 april 2025"."""
    return date_format(day, form)


@lru_cache(maxsize=256)
def of_a_day(form: str) -> bool:
    """Whether a form tells of a day alone, and of no time of it."""
    return all(letter in OF_A_DAY for letter in form if letter.isalpha())
