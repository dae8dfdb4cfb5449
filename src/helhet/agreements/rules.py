"""When a pack may be published, in sentences. Nothing here reads the database or the clock."""

from collections.abc import Iterable, Mapping
from typing import Any

# A draft may still be written over; what has been in force never is.
CHANGEABLE = "draft"


def undeclared_errors(findings: Iterable[Mapping[str, Any]]) -> list[str]:
    """The texts of the errors that no question to the county answers for."""
    return [f["text"] for f in findings if f["severity"] == "error" and not f["declared"]]


def why_unsound(title: str, findings: Iterable[Mapping[str, Any]]) -> str:
    """Why what the check found stops a publication; empty when it does not."""
    errors = undeclared_errors(findings)
    if not errors:
        return ""
    listed = "\n".join(f"– {text}" for text in errors)
    return f"{title} kan inte publiceras. Rätta felen, eller ställ dem som frågor i questions.yaml:\n{listed}"


def why_undated(title: str, periods: int) -> str:
    """Why a pack that does not say when it holds cannot be published; empty when it says so."""
    return "" if periods else f"{title} kan inte publiceras: periods i pack.yaml säger inte när avtalet gäller."


def why_frozen(title: str, hash_in_force: str, new_hash: str) -> str:
    """Why other content may not take the place of what has been in force; empty when it is the same."""
    if hash_in_force == new_hash:
        return ""
    return (
        f"{title} är redan publicerat med annat innehåll, och ett avtal i kraft ändras inte. "
        "Gör en ny version: ett paket med eget id som ersätter det gamla (replaces)."
    )
