"""The invented people of the demo: who they are, before any holding knows them."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self
from uuid import UUID

from helhet.kernel.identity import IdentityNumber, read, reserve_number
from helhet.people.models import Person
from helhet.people.rules import Details

from .script import Script

ADULT, YOUNG = 18, 13


@dataclass
class Someone:
    """An invented person. `known` are the rows that holdings have of them, each its own."""

    details: Details
    number: IdentityNumber
    traits: frozenset[str]
    child: tuple[str, date] | None = None
    known: dict[UUID, Person] = field(default_factory=dict)

    @property
    def municipality(self) -> str:
        """Where they live (SCB's code)."""
        return self.details.municipality

    def age(self, day: date) -> int:
        """Whole years on a day; 40 for whoever has no known birth date."""
        born = self.details.birth_date
        return 40 if born is None else day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def people(script: Script, count: int, municipalities: Sequence[str], today: date) -> Iterator[Someone]:
    """So many people, every municipality in turn, the same for the same seed."""
    chance = random.Random(script.county["seed"])  # noqa: S311 (a demo, not a secret)
    pool = Pool.of([read(text, today) for text in script.numbers], chance, today)
    for place in range(count):
        traits = _traits(script, chance)
        number = pool.take(traits) or reserve_number(script.county["reserve_system"], f"DEMO{place:06}")
        home = municipalities[place % len(municipalities)]
        child = _child(script, chance, pool.children) if "children" in traits else None
        yield Someone(_details(script, chance, number, home, traits), number, traits, child)


@dataclass
class Pool:
    """The numbers that may be used, each for one person. When they are out, people have none that the state gave."""

    grown: Iterator[IdentityNumber]
    young: Iterator[IdentityNumber]
    children: Sequence[IdentityNumber]

    @classmethod
    def of(cls, numbers: Sequence[IdentityNumber], chance: random.Random, today: date) -> Self:
        """The numbers by age, adults in an order of chance."""
        grown = [one for one in numbers if _age(one, today) >= ADULT]
        chance.shuffle(grown)
        young = [one for one in numbers if YOUNG <= _age(one, today) < ADULT]
        return cls(iter(grown), iter(young), [one for one in numbers if _age(one, today) < YOUNG])

    def take(self, traits: frozenset[str]) -> IdentityNumber | None:
        """A number for somebody with such traits; None for one who has none."""
        if "no_number" in traits:
            return None
        return (next(self.young, None) if "young" in traits else None) or next(self.grown, None)


def _age(number: IdentityNumber, today: date) -> int:
    return (today - (number.birth_date or today)).days // 365


def _traits(script: Script, chance: random.Random) -> frozenset[str]:
    return frozenset(name for name, share in script.county["share"].items() if chance.random() < share)


def _details(
    script: Script, chance: random.Random, number: IdentityNumber, municipality: str, traits: frozenset[str]
) -> Details:
    sex = "female" if "expecting" in traits and number.sex is None else number.sex or chance.choice(["female", "male"])
    more: dict[str, Any] = {"protected": "marked"} if "protected" in traits else {}
    if "interpreter" in traits:
        more |= {"interpreter": True, "language": chance.choice(script.words["languages"])}
    return Details(
        given_name=chance.choice(script.names[sex]),
        family_name=chance.choice(script.names["surname"]),
        birth_date=number.birth_date,
        sex=sex,
        municipality=municipality,
        **more,
    )


def a_child(script: Script, chance: random.Random, today: date) -> tuple[str, date]:
    """A child for somebody whose history needs one: its name and birth date."""
    return _child(script, chance, Pool.of([read(text, today) for text in script.numbers], chance, today).children)


def _child(script: Script, chance: random.Random, children: Sequence[IdentityNumber]) -> tuple[str, date]:
    number = chance.choice(children)
    assert number.birth_date is not None  # noqa: S101 (a test number has one)
    return chance.choice(script.names[number.sex or "female"]), number.birth_date
