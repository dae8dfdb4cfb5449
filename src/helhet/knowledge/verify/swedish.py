"""Regions and examples in plain Swedish, and as data."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from ..phrases import ages
from ..schema.routes import Row
from ..vocabulary import Fact, Vocabulary
from .groups import Group, as_key, substances, units
from .question import Region
from .variables import ABSENT, YES, Value

# A key longer than this is cut to a hash: it must still be possible to write it in questions.yaml.
LONGEST = 80
# How much of a text is quoted to find it by.
SHORT = 70
# These facts get words of their own; the rest are told as "question: answer".
TOLD = ("age", "level", "highest_level", "substance", "unit", "mixed_use")


def listing(items: Iterable[str], word: str = "eller") -> str:
    """ "a, b eller c"."""
    every = list(items)
    return f" {word} ".join([", ".join(every[:-1]), every[-1]]) if len(every) > 1 else "".join(every)


def lowered(label: str) -> str:
    """Lower case first letter, save for abbreviations such as LARO."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def key(*parts: str) -> str:
    """A key of its parts, without the empty ones."""
    return ".".join(part for part in parts if part)


def _values(name: str, values: Iterable[Value]) -> list[str]:
    """Values as text; ages as spans."""
    given = list(values)
    if not given or not isinstance(given[0], int):
        return [str(value) for value in given]
    years, spans = sorted(int(v) for v in given), list[tuple[int, int]]()
    for year in years:
        if spans and spans[-1][1] == year - 1:
            spans[-1] = (spans[-1][0], year)
        else:
            spans.append((year, year))
    return [f"{low}-{high}" for low, high in spans]


def _open_ended(fact: Fact, value: str) -> str:
    """A span of ages as packs write it: "18-" when it goes on to the end of the scale."""
    low, _, high = value.partition("-")
    if fact.type != "integer":
        return value
    return f"{'' if low == str(fact.min) else low}-{'' if high == str(fact.max) else high}"


def _told(groups: Iterable[Group], wholes: Mapping[str, str], labels: Mapping[str, str]) -> str:
    """Groups as a phrase: "narkotika (utom cannabis), läkemedel eller alkohol"."""
    parts = []
    for group in groups:
        but = listing((lowered(labels[member]) for member in group.without), "och")
        name = lowered(labels[group.only] if group.only else wholes[group.whole])
        parts.append(name + (f" (utom {but})" if but else ""))
    return listing(parts)


class Swedish:
    """Words for what a checker finds."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words

    def slug(self, box: Mapping[str, tuple[Value, ...]]) -> str:
        """A region as the end of a key: the same as long as the region is, empty when nothing constrains it."""
        text = ".".join(f"{name.replace('=', '-')}-{self._as_key(name, values)}" for name, values in box.items())
        if len(text) <= LONGEST:
            return text
        return f"{next(iter(box)).replace('=', '-')}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"

    def _as_key(self, name: str, values: tuple[Value, ...]) -> str:
        given = _values(name, values)
        if name == "unit":
            return as_key(units(given, self.words))
        return as_key(substances(given, self.words)) if name == "substance" else "-".join(given)

    def who(self, principals: Iterable[str], word: str = "och") -> str:
        """Principals or units as a phrase: "regionen och kommunen"."""
        return listing((lowered(self.words.label(p)) for p in principals), word)

    def need(self, need: str) -> str:
        """A need by its label, in quotation marks."""
        return f"”{self.words.needs[need].label}”"

    def words_of(self, text: str) -> str:
        """The first words of a text, in quotation marks: enough to find it by."""
        short = text if len(text) <= SHORT else text[:SHORT].rsplit(" ", 1)[0].rstrip(",.:;") + " …"
        return f"”{short.rstrip('.')}”"

    def row(self, row: Row) -> str:
        """A row by its own words."""
        return self.words_of(row.text)

    def facts(self, region: Region) -> dict[str, list[str]]:
        """The region as fact → values."""
        found: dict[str, list[str]] = {}
        for name, values in region.box.items():
            fact, many, answer = name.partition("=")
            if many:
                found.setdefault(fact, []).append(answer if values == (YES,) else f"not {answer}")
            else:
                found[fact] = [_open_ended(self.words.facts[fact], span) for span in _values(name, values)]
        return found

    def region(self, region: Region) -> str:
        """Where it holds, to put after a clause: " för den som är 13–17 år vid riskbruk av cannabis"."""
        box = region.box
        parts = [f"för den som är {ages(int(v) for v in box['age'])}"] if "age" in box else []
        parts += self._use(box)
        if "unit" in box:
            parts.append(f"i kontakt med {self.units(box['unit'])}")
        rest = "; ".join(self._rest(box))
        text = " ".join(parts) + (f" ({rest})" if rest else "")
        return f" {text.strip()}" if text else ""

    def _use(self, box: Mapping[str, tuple[Value, ...]]) -> Iterator[str]:
        levels, substances = box.get("level"), box.get("substance")
        if levels or substances:
            word = listing(lowered(self.words.levels[str(v)].label) for v in levels or ()) or "bruk"
            yield f"vid {word}" + (f" av {self._substances(substances)}" if substances else "")
        if "highest_level" in box and box.get("highest_level") != levels:
            yield f"vid som mest {listing(lowered(self.words.levels[str(v)].label) for v in box['highest_level'])}"
        if "mixed_use" in box:
            yield "med flera substanser" if YES in box["mixed_use"] else "med en enda substans"

    def _substances(self, values: Iterable[Value]) -> str:
        """Substances by name, or by class where most of the class is there."""
        labels = {s.id: s.label for s in self.words.substances.values()}
        classes = {c.id: c.label for c in self.words.classes.values()}
        return _told(substances(map(str, values), self.words), classes, labels)

    def units(self, values: Iterable[Value]) -> str:
        """Units by name, or by principal where most of its units are there."""
        labels = {u.id: u.label for u in self.words.units.values()}
        principals = {p.id: p.label for p in self.words.principals.values()}
        return _told(units(map(str, values), self.words), principals, labels)

    def _rest(self, box: Mapping[str, tuple[Value, ...]]) -> Iterator[str]:
        """Every other fact as "question: answers"."""
        told: dict[str, list[str]] = {}
        for name, values in box.items():
            fact, many, answer = name.partition("=")
            labels = {v.id: lowered(v.label) for v in self.words.facts[fact].values}
            if many:
                told.setdefault(fact, []).append(("" if values == (YES,) else "inte ") + labels[answer])
            elif fact not in TOLD:
                told[fact] = [listing(labels.get(str(v), "frågan gäller inte") for v in values)]
        for fact, answers in told.items():
            yield f"{self.words.facts[fact].label}: {', '.join(answers)}"

    def example(self, region: Region) -> str:
        """One person in the region: "En 15-åring med riskbruk av cannabis i kontakt med skola."."""
        point = region.point
        who = f"En {point['age']}-åring" if "age" in point else "En person"
        highest = () if "level" in point else ("highest_level",)
        use = self._use({k: (v,) for k, v in point.items() if k in ("level", "substance", *highest)})
        parts = [who, *(part.replace("vid", "med", 1) for part in use)]
        if "unit" in point:
            parts.append(f"i kontakt med {lowered(self.words.units[str(point['unit'])].label)}")
        told = {k: (v,) for k, v in point.items() if k in region.box and v != ABSENT}
        rest = "; ".join(self._rest(told))
        return " ".join(parts) + "." + (f" {rest}." if rest else "")
