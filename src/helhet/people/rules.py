"""What details about a person must hold, which numbers take whose place, and what a protected identity hides. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from helhet.kernel.identity import IdentityNumber
from helhet.kernel.permission import Decision

HIDDEN = "Person med skyddade uppgifter"
# Ways to reach somebody that say where they are.
PLACES = frozenset({"letter", "visit"})
# A number that the state gives follows a person everywhere; a reserve number stands in for one.
NATIONAL = frozenset({"personnummer", "samordningsnummer"})
# How long each detail may be, as the database holds them.
LONGEST = {"given_name": 100, "family_name": 100, "language": 40, "case_number": 40}
LABELS = {"given_name": "Förnamnet", "family_name": "Efternamnet", "language": "Språket", "case_number": "Ärendenumret"}


@dataclass(frozen=True)
class Details:
    """What staff write about a person. Everything but a name (or a case number) may be unknown."""

    given_name: str = ""
    family_name: str = ""
    birth_date: date | None = None
    sex: str = "unknown"
    protected: str = "none"
    language: str = ""
    interpreter: bool = False
    municipality: str = ""
    case_number: str = ""


def faults(details: Details, number: IdentityNumber | None, today: date) -> list[str]:
    """What is wrong with details, in sentences that say what to do."""
    found = [f"{LABELS[name]} är för långt. Korta det." for name, most in LONGEST.items() if _long(details, name, most)]
    if not (details.given_name or details.family_name or details.case_number):
        found.append("Skriv ett namn, eller ett ärendenummer om namnet inte är känt.")
    if details.birth_date and details.birth_date > today:
        found.append("Födelsedagen har inte varit ännu. Ett väntat barn skrivs som närstående.")
    if number and number.birth_date and details.birth_date and not _same_birth(number.birth_date, details.birth_date):
        found.append("Födelsedagen stämmer inte med numret. Rätta det som är fel.")
    return found


def _long(details: Details, name: str, most: int) -> bool:
    return len(getattr(details, name)) > most


def _same_birth(numbered: date, told: date) -> bool:
    """A number may carry a day near the true one (folkbokföringslagen 18 §), so only month and year must agree."""
    return (numbered.year, numbered.month) == (told.year, told.month)


def completed(details: Details, number: IdentityNumber | None) -> Details:
    """Details with what the number says where nothing else was written; a number without a date gives none."""
    if number is None:
        return details
    sex = number.sex if details.sex == "unknown" and number.sex else details.sex
    return replace(details, birth_date=details.birth_date or number.birth_date, sex=sex)


def takes_place_of(new: IdentityNumber, system: str) -> bool:
    """Whether a new number takes the place of one from a system: a national number of any, another of its own."""
    return new.kind in NATIONAL or new.system == system


def may_be_known(alike: Sequence[tuple[str, date | None]]) -> str:
    """What to say when those of these names and days of birth may be the one who is about to be added; else nothing."""
    if not alike:
        return ""
    named = "; ".join(f"{name}, född {born.year}" if born else name for name, born in alike)
    return f"Hos er finns redan: {named}. Sök fram personen om det är samma. Annars: säg att ni har jämfört."


def called(given_name: str, family_name: str, case_number: str) -> str:
    """What a person is called: the name, or the case number when no name is known."""
    return f"{given_name} {family_name}".strip() or case_number


def in_lists(name: str, protected: str) -> str:
    """A person's name where many may see it: a protected identity leaves no trace there."""
    return name if protected == "none" else HIDDEN


def may_reach(protected: str, kind: str) -> Decision:
    """Whether a way to reach a person may be written down: an address is what a protected person hides."""
    if protected != "none" and kind in PLACES:
        return Decision.no(
            "Personen har skyddade uppgifter: skriv ingen adress. Post går genom Skatteverkets förmedling."
        )
    return Decision.yes("Skriv hur personen vill bli nådd, och vad ni inte ska göra.")


def relation_faults(relation: Mapping[str, Any], today: date) -> list[str]:
    """What is wrong with somebody near a person. An unborn child needs no name; everyone else is named somehow."""
    kind, born, due = relation.get("kind"), relation.get("birth_date"), relation.get("expected")
    found = []
    if kind != "expected_child" and not (relation.get("name") or born or relation.get("other")):
        found.append("Skriv vem det är. Vet ni inte namnet: skriv till exempel ”dotter, ungefär 8 år”.")
    if born and born > today:
        found.append("Födelsedagen har inte varit ännu. Välj ”Väntat barn” och skriv när barnet väntas.")
    if due and kind != "expected_child":
        found.append("Bara ett väntat barn har en dag då det väntas.")
    return found


def may_merge(keep: UUID, other: UUID, *, merged: bool, leads_here: bool) -> Decision:
    """Whether two rows may become one. `merged`: one of them is already; `leads_here`: others lead to the other."""
    if keep == other:
        return Decision.no("Det är samma person två gånger. Välj två olika.")
    if merged:
        return Decision.no("En av dem är redan ihopslagen med någon. Ta isär dem först, eller välj den som är kvar.")
    if leads_here:
        return Decision.no("Till den du vill slå ihop leder redan andra. Byt plats på dem: behåll den i stället.")
    return Decision.yes("De två blir en. Inget flyttas, så det går att ta isär dem igen.")
