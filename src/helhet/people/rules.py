"""What details about a person must hold, and what a protected identity hides. Pure."""

from dataclasses import dataclass
from datetime import date

from helhet.kernel.identity import IdentityNumber

HIDDEN = "Skyddad"


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
    found = []
    if not (details.given_name or details.family_name or details.case_number):
        found.append("Skriv ett namn, eller ett ärendenummer om namnet inte är känt.")
    if details.birth_date and details.birth_date > today:
        found.append("Födelsedagen har inte varit ännu. Ett väntat barn skrivs som närstående.")
    if number and number.birth_date and details.birth_date and number.birth_date != details.birth_date:
        found.append("Födelsedagen stämmer inte med numret. Rätta det som är fel.")
    return found


def completed(details: Details, number: IdentityNumber | None) -> Details:
    """Details with what the number says where nothing else was written; a number without a date gives none."""
    if number is None:
        return details
    birth = details.birth_date or number.birth_date
    sex = number.sex if details.sex == "unknown" and number.sex else details.sex
    return Details(**{**details.__dict__, "birth_date": birth, "sex": sex})


def in_lists(name: str, protected: str) -> str:
    """A person's name where many may see it: a protected identity leaves no trace there."""
    return name if protected == "none" else "Person med skyddade uppgifter"
