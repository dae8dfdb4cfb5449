"""What must be said beside a step: the text it rests on cites repealed law, an old limit, or conflicts with law."""

from collections import defaultdict
from datetime import date

from .law import Law, holds_on
from .pack import Pack
from .schema.base import latest
from .schema.law_says import LawStatement

# The value of a statement where the document is silent on a topic: no conflict, but a silence.
NOT_SAID = "sägs inte"


def law_notes(pack: Pack, law: Law, day: date) -> dict[str, list[str]]:
    """Anchor → plain Swedish notes that hold on the day."""
    notes: dict[str, list[str]] = defaultdict(list)
    for anchor, text in [*_repealed(pack, law, day), *_conflicts(pack, law, day), *_limits(pack, law, day)]:
        if text not in notes[anchor]:
            notes[anchor].append(text)
    return dict(notes)


def _repealed(pack: Pack, law: Law, day: date) -> list[tuple[str, str]]:
    found = []
    for reference in pack.references:
        provision = law.provision.get(reference.provision or "")
        if provision is None or holds_on(provision, day) or provision.valid_to is None:
            continue
        if latest(provision.valid_to) >= day:
            continue
        now = law.successor(provision.id, day)
        instead = f" Nu gäller {now}." if now else ""
        text = f"Avtalet hänvisar till {provision.id}, som inte gäller längre.{instead}"
        found += [(anchor, text) for anchor in reference.anchors]
    return found


def _conflicts(pack: Pack, law: Law, day: date) -> list[tuple[str, str]]:
    found = []
    says: dict[str, list[LawStatement]] = {}
    for law_says in law.statements:
        if holds_on(law_says, day):
            says.setdefault(law_says.topic, []).append(law_says)
    for statement in pack.statements:
        values = {s.value.casefold() for s in says.get(statement.topic, ())}
        if values and statement.value.casefold() not in values | {NOT_SAID}:
            legal = says[statement.topic][0]
            cited = ", ".join(legal.provisions)
            both = f"Avtalet: {statement.value}. Lagen: {legal.value} ({cited})."
            text = f"Avtalet och lagen säger olika. {both} Lagen går före."
            found += [(anchor, text) for anchor in statement.anchors]
    return found


def _limits(pack: Pack, law: Law, day: date) -> list[tuple[str, str]]:
    found = []
    for criteria in pack.criteria:
        for old in law.thresholds:
            if old.concept != criteria.concept or holds_on(old, day) or not old.succeeded_by:
                continue
            new = next((t for t in law.thresholds if t.id == old.succeeded_by), None)
            if new and holds_on(new, day):
                text = f"Gränsen i avtalet är ersatt. {new.text}"
                found += [(anchor, text) for anchor in criteria.anchors]
    return found
