"""Who does what: for each need on the fixed list, who answers for it by the agreement and by law."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from .conditions import NO, FactBook, compile_condition, state_of
from .law import Law, holds_on
from .pack import Pack
from .phrases import phrase
from .schema.base import When
from .schema.law import LawNeed
from .schema.work import Duty, Sharing
from .situation import Situation
from .vocabulary import Need, Vocabulary

Status = Literal["region", "municipality", "both", "other", "none"]


@dataclass(frozen=True)
class Holds:
    """One duty behind the answer: who, on what condition, and where it stands."""

    principal: str
    units: tuple[str, ...]
    text: str
    condition: str
    anchors: tuple[str, ...]
    standing: str
    pack: str
    duty: str


@dataclass
class NeedRow:
    """A need with everyone who answers for it; status is computed, never written in a pack."""

    need: Need
    status: Status
    holds: list[Holds] = field(default_factory=list)
    sharings: list[Sharing] = field(default_factory=list)
    law: list[LawNeed] = field(default_factory=list)
    law_status: Status = "none"


def holders(packs: Iterable[Pack], vocabulary: Vocabulary, law: Law, day: date) -> list[NeedRow]:
    """A row for every need on the list, also those that nobody answers for."""
    chosen = list(packs)
    return [_row(need, chosen, vocabulary, law, day) for need in vocabulary.needs.values()]


def _row(need: Need, packs: list[Pack], vocabulary: Vocabulary, law: Law, day: date) -> NeedRow:
    held = [_holds(duty, pack.id, vocabulary) for pack in packs for duty in pack.duties if need.id in duty.needs]
    legal = [entry for entry in law.needs if entry.need == need.id and holds_on(entry, day)]
    return NeedRow(
        need,
        status_of(h.principal for h in held),
        held,
        [s for pack in packs for s in pack.sharings if need.id in s.needs],
        legal,
        status_of(p for entry in legal for p in entry.principals),
    )


def _holds(duty: Duty, pack: str, vocabulary: Vocabulary) -> Holds:
    condition = phrase(duty.applies, vocabulary)
    return Holds(duty.principal, duty.units, duty.text, condition, duty.anchors, duty.standing, pack, duty.id)


def holders_in(situation: Situation, need: str, pack: Pack, book: FactBook) -> set[str]:
    """The principals that a pack makes answer for a need in a situation; who may do so where facts are not known."""

    def may_hold(when: When) -> bool:
        return any(state_of(compile_condition(when, book), *state) != NO for state in situation.states)

    claims = pack.about.claims
    if claims and not any(may_hold(claim.covers) for claim in claims):
        return set()
    return {duty.principal for duty in pack.duties if need in duty.needs and may_hold(duty.applies)}


def status_of(principals: Iterable[str]) -> Status:
    """Sole or both, computed from who is listed."""
    found = set(principals)
    if {"region", "municipality"} <= found:
        return "both"
    if "region" in found:
        return "region"
    if "municipality" in found:
        return "municipality"
    return "other" if found else "none"
