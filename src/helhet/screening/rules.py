"""What a screening must hold, when it may be corrected, and what it tells the guide. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from helhet.kernel.permission import Decision
from helhet.knowledge.instruments.answering import plain
from helhet.knowledge.instruments.classing import start
from helhet.knowledge.instruments.result import Result
from helhet.knowledge.instruments.shelf import Kept
from helhet.knowledge.instruments.who import fits

LONGEST_WHY = 300


@dataclass(frozen=True)
class Counted:
    """A screening that counts: when, what it was about, and how serious."""

    day: date
    substance: str
    level: str


def day_fault(day: date, today: date, born: date | None) -> str:
    """What is wrong with the day that something was filled in; empty when nothing is."""
    if day > today:
        return "Dagen har inte varit ännu. Skriv dagen då frågorna besvarades."
    if day < date(1900, 1, 1) or (born is not None and day < born):
        return "Dagen är före personens födelse. Kontrollera året."
    return ""


def may_correct(corrected: bool) -> Decision:
    """Whether a screening may be corrected: only what is not already, so that there is one that counts."""
    if corrected:
        return Decision.no("Den här är redan rättad. Gå till den nya och rätta den i stället.")
    return Decision.yes("Den nya gäller i stället. Den gamla finns kvar och märks som rättad.")


def can_be_asked(kept: Kept) -> Decision:
    """Whether the person may answer on a screen: only in the instrument's own words."""
    wording = kept.wording
    worded = wording is not None and all(
        item.range or len(one.options) == len(item.options)
        for item, one in zip(kept.instrument.items, wording.items, strict=True)
    )
    if worded:
        return Decision.yes("Personen läser och svarar själv på skärmen, en fråga i taget.")
    return Decision.no(
        "Frågornas officiella ordalydelse är inte inläst här, så personen kan inte svara på skärmen. Använd pappret."
    )


def marks(result: Result) -> list[dict[str, Any]]:
    """Where the classes of the chosen set begin for this person, for the picture."""
    chosen = result.chosen
    theirs = [one for one in chosen.limits if fits(one.when, result.person)] if chosen else []
    return [{"at": plain(start(one)), "label": one.label} for one in theirs if start(one).is_finite()]


def facts(counted: Iterable[Counted]) -> dict[str, dict[str, str]]:
    """What the guide may be told: for each substance the level that the latest screening points to."""
    latest: dict[str, Counted] = {}
    for one in counted:
        if one.substance and one.level and (one.substance not in latest or one.day > latest[one.substance].day):
            latest[one.substance] = one
    return {"substances": {name: one.level for name, one in sorted(latest.items())}} if latest else {}
