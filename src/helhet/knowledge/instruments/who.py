"""Whom a limit or a text is for, and what may be true of somebody of whom not everything is known."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from helhet.kernel.errors import BadInput

from ..schema.instruments import Label, Who

Sex = Literal["female", "male"]
SEXES: tuple[Sex, ...] = get_args(Sex)
# What may be said of sex; only the first two decide anything. The rest is as if it were not said.
SAID = (*SEXES, "other", "unknown")
OLDEST = 125
_PLURAL = {"female": "kvinnor", "male": "män"}


@dataclass(frozen=True)
class Profile:
    """What is known, or assumed for a moment, of a person."""

    sex: Sex | None = None
    age: int | None = None


def profile(sex: str | None, age: str | int | None) -> Profile:
    """What is known, from what was written. Raises BadInput with what is allowed."""
    if sex and sex not in SAID:
        raise BadInput(f"Kön kan inte vara {sex!r:.40}. Skriv {', '.join(SAID[:-1])} eller {SAID[-1]}.")
    known: Sex | None = next((one for one in SEXES if one == sex), None)
    return Profile(known, _years(age))


def _years(age: str | int | None) -> int | None:
    if age is None or age == "":
        return None
    text = str(age).strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 3 and int(text) <= OLDEST):
        raise BadInput(f"Åldern ska vara ett helt tal mellan 0 och {OLDEST}, inte {text!r:.40}.")
    return int(text)


def fits(who: Who, person: Profile) -> bool | None:
    """Whether it is for the person; None when what decides is not known."""
    answers = [_sex_fits(who, person), _age_fits(who, person)]
    return False if False in answers else None if None in answers else True


def _sex_fits(who: Who, person: Profile) -> bool | None:
    if who.sex is None:
        return True
    return None if person.sex is None else who.sex == person.sex


def _age_fits(who: Who, person: Profile) -> bool | None:
    if who.age is None:
        return True
    first, last = span(who.age)
    return None if person.age is None else first <= person.age <= last


def span(age: str) -> tuple[int, int]:
    """The first and the last year of "16-25", "18-" or "-17"."""
    first, _, last = age.partition("-")
    return int(first or 0), int(last or OLDEST)


def may_be(person: Profile, deciding: Iterable[Who]) -> Iterator[Profile]:
    """Everybody the person may be, as far as it decides anything: one for each sex, one for each stretch of years."""
    conditions = list(deciding)
    sexes: tuple[Sex | None, ...] = (person.sex,)
    if person.sex is None and any(who.sex for who in conditions):
        sexes = SEXES
    ages: tuple[int | None, ...] = (person.age,)
    if person.age is None:
        ages = tuple(_stretches(conditions)) or ages
    return (Profile(sex, age) for sex in sexes for age in ages)


def _stretches(conditions: list[Who]) -> list[int]:
    """The first year of each stretch in which the same conditions hold."""
    spans = [span(who.age) for who in conditions if who.age]
    return sorted(
        {0, *(first for first, _ in spans), *(last + 1 for _, last in spans if last < OLDEST)} if spans else ()
    )


def text_for(label: Label, person: Profile) -> str:
    """The text that fits; without knowing which, the one for everybody, else all of them beside each other."""
    if isinstance(label, str):
        return label
    fitting = [one.text for one in label if fits(one.when, person)]
    return fitting[0] if fitting else " / ".join(one.text for one in label if fits(one.when, person) is None)


def in_words(who: Who) -> str:
    """Whom it is for, as in "kvinnor 16–25 år"; empty for everybody."""
    first, _, last = (who.age or "-").removeprefix("0-").rpartition("-")
    if not (first or last):
        return _PLURAL.get(who.sex or "", "")
    years = f"{first}–{last} år" if first and last else f"från {first} år" if first else f"till och med {last} år"
    return " ".join(filter(None, [_PLURAL.get(who.sex or "", ""), years if who.age else ""]))
