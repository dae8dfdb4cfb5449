"""Time that has run out: what the document leans on, what came before it, and the day to look it over again."""

from collections.abc import Iterator
from datetime import date

from ..schema.base import earliest, latest
from ..schema.source import Reference
from .say import day_text, quoted
from .subject import FAULT, Draft, Subject

_PREDECESSOR = "predecessor"


def leaned_on(subject: Subject) -> Iterator[Draft]:
    """Plans and strategies that the document points at and that have ended."""
    for reference in subject.pack.references:
        if reference.ends and reference.about != _PREDECESSOR and latest(reference.ends) < subject.day:
            yield _ended(subject, reference, reference.ends)


def _ended(subject: Subject, reference: Reference, ends: str) -> Draft:
    what = f"Dokumentet bygger på {quoted(reference.outside or reference.text)}, som tog slut {day_text(ends)}"
    if latest(ends) < subject.decided:
        text = f"{what}, innan dokumentet beslutades ({day_text(subject.decided)}). Vad menas?"
        return Draft((reference.id,), text, reference.anchors, *FAULT)
    text = f"{what}. Vad gäller i stället, och ändrar det något som ni kommit överens om?"
    return Draft((reference.id,), text, reference.anchors, "silence", "info")


def gap_before(subject: Subject) -> Iterator[Draft]:
    """What held before and ended some time before this began to hold."""
    periods = subject.pack.about.periods
    start = min((p.start for p in periods), key=earliest, default=None)
    for reference in subject.pack.references:
        if start and reference.ends and reference.about == _PREDECESSOR:
            days = (earliest(start) - latest(reference.ends)).days
            if days > 1:
                text = (
                    f"Det som gällde förut ({quoted(reference.outside or reference.text)}) tog slut "
                    f"{day_text(reference.ends)}, men det här dokumentet gäller från {day_text(start)}. "
                    "Vad gällde däremellan?"
                )
                where = (*reference.anchors, *(a for p in periods for a in p.anchors))
                yield Draft((reference.id,), text, where, "silence", "info")


def review_due(subject: Subject) -> Iterator[Draft]:
    """A document that is to be looked over every so often, with no later version that we know."""
    replaced = any(other.about.replaces == subject.pack.about.id for other in subject.others)
    if replaced or subject.pack.about.status != "in_force":
        return
    for decision in subject.pack.about.decisions:
        months = decision.every_months
        if months and _months_later(subject.decided, months) < subject.day:
            text = (
                f"Dokumentet säger att det ska ses över {_every(months)}. Det beslutades {day_text(subject.decided)}, "
                "och vi känner inte till någon senare version. Har översynen gjorts, och vad kom den fram till?"
            )
            yield Draft((decision.id,), text, decision.anchors, "silence", "info")


def _months_later(day: date, months: int) -> date:
    """The first day of the month after so many months: a review may fall anywhere in its month."""
    years, month = divmod(day.month + months, 12)
    return date(day.year + years, month + 1, 1)


def _every(months: int) -> str:
    return {1: "varje månad", 12: "varje år", 24: "vartannat år"}.get(months, f"var {months}:e månad")
