"""Who stands behind the agreement, what was decided, when it holds and whom it says it covers."""

from itertools import pairwise
from typing import Any

from helhet.knowledge.lint.say import day_text, listed
from helhet.knowledge.schema.base import earliest, latest

from . import labels
from .agreement import Agreement
from .wording import capital


class Parties:
    """The page of parties and versions."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        about = agreement.about
        self.parties = [self._shown(p, roles=capital(listed(labels.ROLE[r] for r in p.roles))) for p in about.parties]
        self.decisions = [
            self._shown(d, kind=labels.DECISION[d.kind], day=day_text(d.day) if d.day else "sägs inte")
            for d in about.decisions
        ]
        self.periods = [self._period(period) for period in about.periods]
        self.gaps = gaps(about.periods)
        self.claims = [self._shown(c, covers=self._covers(c)) for c in about.claims]
        self.not_covered = [self._shown(n, needs=agreement.words.needs(n.needs)) for n in about.not_covered]
        self.dates = [{"item": d, "day": day_text(d.day), "places": self._places(d)} for d in agreement.pack.dates]

    def _places(self, item: Any) -> Any:
        return self.agreement.places(item.anchors)

    def _shown(self, item: Any, **more: str) -> dict[str, Any]:
        standing = labels.STANDING.get(item.standing, "")
        return {"item": item, "standing": standing, "places": self._places(item), **more}

    def _period(self, period: Any) -> dict[str, Any]:
        start, end = day_text(period.start), day_text(period.end) if period.end else "tills vidare"
        return self._shown(period, start=start, end=end)

    def _covers(self, claim: Any) -> str:
        groups = listed(filter(None, map(self.agreement.group_name, claim.groups)))
        return capital(self.agreement.words.condition(claim.covers)) or groups or "sägs inte närmare"


def gaps(periods: Any) -> list[tuple[str, str]]:
    """Stretches between two periods when no version held."""
    ordered = sorted(periods, key=lambda period: earliest(period.start))
    return [
        (day_text(before.end), day_text(after.start))
        for before, after in pairwise(ordered)
        if before.end and (earliest(after.start) - latest(before.end)).days > 1
    ]
