"""Days that cannot be right: past when decided, in force before decided, periods that overlap or leave gaps."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from ..findings import Kind, Severity
from ..schema.about import Period
from ..schema.base import earliest, latest
from .say import day_text, places, quoted, slug
from .subject import Draft, Subject


def past_when_decided(subject: Subject) -> Iterator[Draft]:
    """Days that the document sets for something and that had passed when it was decided."""
    days = [(d.id, d.day, d.what, d.anchors) for d in subject.pack.dates]
    days += [(a.id, a.day, a.text, a.anchors) for a in subject.pack.activities if a.day]
    for ident, day, what, anchors in days:
        if latest(day) < subject.decided:
            text = (
                f"Dokumentet anger {day_text(day)} för {quoted(what)}, men det beslutades {day_text(subject.decided)}. "
                "Dagen hade alltså redan gått. Vilken dag menas?"
            )
            yield Draft((ident,), text, anchors)


def periods(subject: Subject) -> Iterator[Draft]:
    """Periods that end before they start, overlap, or leave a gap."""
    ordered = sorted(subject.pack.about.periods, key=lambda p: earliest(p.start))
    for period in ordered:
        if period.end and latest(period.end) < earliest(period.start):
            ends, starts = day_text(period.end), day_text(period.start)
            yield _period(
                f"Giltighetstiden slutar ({ends}) innan den börjar ({starts}). Vad gäller?", period, severity="error"
            )
    for before, after in pairwise(ordered):
        if before.end is None or latest(before.end) >= earliest(after.start):
            text = (
                f"Dokumentet anger två giltighetstider som går in i varandra: {_span(before)} och {_span(after)}. "
                "Från vilken dag gäller det?"
            )
            yield _period(text, before, after, kind="conflict")
        elif latest(before.end) + timedelta(days=1) < earliest(after.start):
            text = (
                f"Mellan två giltighetstider finns ett glapp: den ena slutar {day_text(before.end)} och nästa börjar "
                f"{day_text(after.start)}. Vad gäller däremellan?"
            )
            yield _period(text, before, after, kind="silence")


def _span(period: Period) -> str:
    return f"från {day_text(period.start)} {f'till {day_text(period.end)}' if period.end else 'tills vidare'}"


def _period(text: str, *of: Period, kind: Kind = "fault", severity: Severity = "warning") -> Draft:
    where = tuple(a for p in of for a in p.anchors)
    return Draft(tuple(slug(p.start) for p in of), text, where, kind, severity)


def decided_late(subject: Subject) -> Iterator[Draft]:
    """Decisions taken after the day the document says that it holds from."""
    starts = [p.start for p in subject.pack.about.periods]
    first = min(starts, key=earliest, default=None)
    for decision in subject.pack.about.decisions:
        if first and decision.kind == "decided" and decision.day and earliest(decision.day) > latest(first):
            where = (*decision.anchors, *(a for p in subject.pack.about.periods for a in p.anchors))
            text = (
                f"Dokumentet säger sig gälla från {day_text(first)}, men {decision.by} beslutade det först "
                f"{day_text(decision.day)} ({places(subject.pack, decision.anchors)}). Vad gällde däremellan?"
            )
            yield Draft((decision.id,), text, where, "conflict")
