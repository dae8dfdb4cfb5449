"""What a no can rest on: what the agreement in force and the law say of the needs, and of the reason that is given."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from helhet.agreements import queries as agreements
from helhet.knowledge.applying import applying
from helhet.knowledge.law import holds_on
from helhet.knowledge.pack import Pack
from helhet.knowledge.schema.records import Refusal

from .models import Received


@dataclass(frozen=True)
class Clause:
    """A place in an agreement (its anchor) or a provision of law, with what it says in our own words."""

    id: str
    text: str
    source: str


def found(received: Received, day: date) -> list[Clause]:
    """The clauses that say who answers for what is asked: duties and rows for the needs, then law. No needs: all."""
    needs = set(received.needs)
    clauses = [*_from_agreements(_packs(received, day), needs), *_from_law(needs, day)]
    return list({clause.id: clause for clause in clauses}.values())


def against(received: Received, reason: Refusal, day: date) -> list[Clause]:
    """What speaks against a reason that does not hold: the agreement's steps with its acts, and its provisions."""
    acts = set(reason.acts)
    rows = [row for pack in _packs(received, day) for row in _with_acts(pack, acts)]
    return list({clause.id: clause for clause in [*rows, *_provisions(reason.provisions, day)]}.values())


def for_reason(received: Received, reason: Refusal, day: date) -> list[Clause]:
    """Every clause that a no for this reason may name. One that speaks against the reason is none of them."""
    rests_on = () if reason.challenged else _provisions(reason.provisions, day)
    stops = {clause.id for clause in against(received, reason, day)} if reason.challenged else set()
    every = [*rests_on, *found(received, day)]
    return list({clause.id: clause for clause in every if clause.id not in stops}.values())


def _packs(received: Received, day: date) -> list[Pack]:
    home = received.person.municipality if received.person else ""
    place = home or next(iter(received.unit.municipalities), None)
    _, speaking, _ = applying(agreements.packs(), day, place, agreements.library().directory, named=False)
    return speaking


def _from_agreements(packs: Iterable[Pack], needs: set[str]) -> Iterator[Clause]:
    for pack in packs:
        for duty in pack.duties:
            if not needs or needs & set(duty.needs):
                yield from (Clause(anchor, duty.text, pack.about.short) for anchor in duty.anchors)
        for table in pack.tables:
            for step in (step for row in table.rows for step in row.steps if needs & set(step.needs)):
                yield from (Clause(anchor, step.text, pack.about.short) for anchor in step.anchors)


def _with_acts(pack: Pack, acts: set[str]) -> Iterator[Clause]:
    for table in pack.tables:
        for step in (step for row in table.rows for step in row.steps if step.act in acts):
            yield from (Clause(anchor, step.text, pack.about.short) for anchor in step.anchors)


def _from_law(needs: set[str], day: date) -> Iterator[Clause]:
    for entry in agreements.library().law.needs:
        if holds_on(entry, day) and (not needs or entry.need in needs):
            yield from _provisions(entry.provisions, day)


def _provisions(cited: Iterable[str], day: date) -> Iterator[Clause]:
    law = agreements.library().law
    for one in cited:
        provision, holds = law.provision_on(one, day)
        if provision and holds:
            yield Clause(one, provision.text, "Lag")
