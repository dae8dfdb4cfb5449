"""Treatments by substance: a matrix of who may give what, and the details of each."""

from collections.abc import Iterable
from dataclasses import dataclass

from helhet.knowledge.lint.say import listed
from helhet.knowledge.schema.treatments import Beside, Treatment

from . import labels
from .agreement import Agreement, Place
from .wording import capital, inside

OFFERS = {frozenset(): "", frozenset({"region"}): "Region", frozenset({"municipality"}): "Kommun"}


@dataclass(frozen=True)
class Shown:
    """A treatment: its row in the matrix and its details."""

    id: str
    name: str
    kind: str
    text: str
    cells: list[str]
    substances: str
    given_by: str
    strength: str
    requires: tuple[str, ...]
    beside: list[str]
    medicines: str
    needs: str
    source: str
    standing: str
    note: str
    places: list[Place]


class Treatments:
    """The page of treatments. Columns are the substances that any treatment is for."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        given = agreement.pack.treatments
        used = {substance for treatment in given for substance in treatment.substances}
        self.substances = [s for s in agreement.words.vocabulary.substances.values() if s.id in used]
        self.any = any(not treatment.substances for treatment in given)
        self.columns = [
            *(["Sägs inte vilken"] if self.any else []),
            *(s.label.partition(" (")[0] for s in self.substances),
        ]
        self.shown = [self._shown(treatment) for treatment in given]

    def _cells(self, t: Treatment) -> list[str]:
        """Who may give it, under each substance; a treatment for no substance in particular has a column of its own."""
        offers = _offers(t.offered_by)
        first = ["" if t.substances else offers] if self.any else []
        return [*first, *(offers if s.id in t.substances else "" for s in self.substances)]

    def _shown(self, t: Treatment) -> Shown:
        words = self.agreement.words
        return Shown(
            id=t.id,
            name=t.name,
            kind=labels.TREATMENT[t.kind],
            text=t.text,
            cells=self._cells(t),
            substances=capital(listed(inside(words.label("substances", s)) for s in t.substances)),
            given_by=_given_by(self.agreement, t),
            strength=words.label("strengths", t.strength),
            requires=t.requires,
            beside=[_beside(self.agreement, b) for b in t.beside],
            medicines=listed(t.medicines),
            needs=words.needs(t.needs),
            source=t.source,
            standing=labels.STANDING.get(t.standing, ""),
            note=t.note,
            places=self.agreement.places(t.anchors),
        )


def _offers(principals: Iterable[str]) -> str:
    found = frozenset(principals)
    return "Båda" if {"region", "municipality"} <= found else OFFERS.get(found, "Annan")


def _given_by(agreement: Agreement, treatment: Treatment) -> str:
    principals = agreement.words.names(treatment.offered_by)
    units = f" ({inside(agreement.words.names(treatment.units))})" if treatment.units else ""
    return principals + units


def _beside(agreement: Agreement, beside: Beside) -> str:
    words = agreement.words
    when = words.condition(beside.applies)
    need = words.label("needs", beside.need)
    return f"{need} ({words.label('strengths', beside.strength)})" + (f", vid {when}" if when else "")
