"""All published agreements by county, with when they hold and whether they hold today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from helhet.knowledge.lint.say import day_text, listed
from helhet.knowledge.schema.about import Period
from helhet.knowledge.schema.base import earliest

from . import labels
from .agreement import Agreement


@dataclass(frozen=True)
class Listed:
    """An agreement in the list."""

    id: str
    title: str
    short: str
    kind: str
    summary: str
    validity: str
    status: str
    colour: str
    open: int


def validity(periods: Iterable[Period]) -> str:
    """When an agreement holds, as it says itself."""
    return listed(f"från {day_text(p.start)} {'till ' + day_text(p.end) if p.end else 'tills vidare'}" for p in periods)


def status(agreement: Agreement, day: date) -> tuple[str, str]:
    """Whether it holds on a day, with a colour for it."""
    about = agreement.about
    if about.status == "draft":
        return "Utkast, gäller inte", "neutral"
    if agreement.pack.valid_on(day.isoformat()) and about.status == "in_force":
        return "Gäller nu", "success"
    later = [earliest(p.start) > day for p in about.periods]
    if about.status == "in_force" and any(later):
        return "Gäller inte än" if all(later) else "Gäller inte just nu", "info"
    return "Gäller inte längre", "neutral"


def entry(agreement: Agreement, day: date) -> Listed:
    """An agreement as it stands in the list on a day."""
    about = agreement.about
    kind = labels.PACK_KIND[about.kind]
    said, colour = status(agreement, day)
    shown = (about.id, about.title, about.short, kind, about.summary)
    return Listed(*shown, validity(about.periods), said, colour, len(agreement.pack.questions))


def by_county(agreements: Iterable[Agreement], day: date) -> dict[str, list[Listed]]:
    """The list, county by county."""
    found: dict[str, list[Listed]] = {}
    for agreement in sorted(agreements, key=lambda agreement: (agreement.county, agreement.about.short)):
        found.setdefault(agreement.county, []).append(entry(agreement, day))
    return found
