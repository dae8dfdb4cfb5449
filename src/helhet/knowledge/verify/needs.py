"""Layer 1, needs → principals: exactly one holder of each need in each situation, or a sharing that is settled.

Sole or both is computed from the duties as they are listed. The list of needs is the vocabulary's, never the
pack's.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, combinations
from typing import get_args

from ..findings import Finding, Severity
from ..schema.about import Claim, NotCovered
from ..schema.base import PrincipalId, When
from ..schema.law import LawNeed
from ..schema.work import Duty, Sharing
from ..vocabulary import Need
from .question import AnyOf, Question, Region, Session
from .report import NeedCoverage, Part, Status
from .resting import Reach
from .routes import claimed
from .work import Scope, Work


@dataclass(frozen=True)
class Subject:
    """One need, with all that is said of it."""

    need: Need
    scope: Scope
    duties: tuple[Duty, ...]
    sharings: tuple[Sharing, ...]
    declared: tuple[NotCovered, ...]
    law: tuple[LawNeed, ...]

    def holders(self) -> dict[str, AnyOf]:
        """Principal → when it has a duty for the need."""
        return _by((d.principal, d.applies) for d in self.duties)

    def lawful(self) -> dict[str, AnyOf]:
        """Principal → when the need is its own by law."""
        return _by((p, entry.applies) for entry in self.law for p in entry.principals)

    @property
    def within(self) -> tuple[AnyOf, ...]:
        """The situations in which the need can exist at all."""
        return (self.scope.proved, (self.need.applies,))

    def whens(self) -> Iterator[When]:
        """Every condition that is asked about."""
        yield from chain(*self.within)
        yield from (claim.covers for claim in self.scope.claims)
        for entry in chain(self.duties, self.sharings, self.declared, self.law):
            yield entry.applies  # type: ignore[attr-defined]


def _by(pairs: Iterable[tuple[str, When]]) -> dict[str, AnyOf]:
    """Principals in a fixed order, each with its conditions in the order they stand."""
    found: dict[str, AnyOf] = {}
    for principal, applies in pairs:
        found[principal] = (*found.get(principal, ()), applies)
    return {principal: found[principal] for principal in get_args(PrincipalId) if principal in found}


@dataclass(frozen=True)
class Outcome:
    """How a need stands in some situations: who holds it by the pack and by law, and which situations."""

    status: Status
    holders: tuple[str, ...]
    lawful: tuple[str, ...]
    question: Question
    by_law: bool = False


def check_need(work: Work, subject: Subject) -> tuple[NeedCoverage, list[Finding]]:
    """How one need stands, and what is wrong with it."""
    session = work.open("substance", subject.whens())
    parts, findings = list[Part](), list[Finding]()
    if session.possible(Question(subject.within)):
        for outcome in _outcomes(subject):
            for region in session.regions(outcome.question):
                parts.append(_part(work, subject, outcome, region))
                reach = Reach(session, outcome.question, region, work.variables["substance"])
                findings += _finding(work, subject, outcome, reach)
        for outcome in _against_law(subject):
            for region in session.regions(outcome.question):
                reach = Reach(session, outcome.question, region, work.variables["substance"])
                findings.append(_conflict(work, subject, outcome, reach))
        for sharing in subject.sharings:
            findings += _shared_by_one(work, session, subject, sharing)
    return NeedCoverage.of(subject.need, parts), findings


def _subsets(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    every = list(names)
    return chain.from_iterable(combinations(every, n) for n in range(len(every) + 1))


def _split(by: dict[str, AnyOf], chosen: tuple[str, ...]) -> tuple[tuple[AnyOf, ...], tuple[AnyOf, ...]]:
    """What must hold and what must not, for exactly these principals."""
    return tuple(by[p] for p in chosen), tuple(any_of for p, any_of in by.items() if p not in chosen)


def _outcomes(subject: Subject) -> Iterator[Outcome]:
    """Every way the need may stand; together they are all situations, and no two of them meet."""
    holders, lawful = subject.holders(), subject.lawful()
    declared, sharings = tuple(d.applies for d in subject.declared), tuple(s.applies for s in subject.sharings)
    for held in _subsets(holders):
        where, without = _split(holders, held)
        if len(held) == 1:
            yield Outcome("sole", held, (), Question(subject.within, where, without))
            continue
        settled = sharings if held else declared
        status: Status = "settled" if held else "not_covered"
        yield Outcome(status, held, (), Question(subject.within, (*where, settled), without))
        for legal in _subsets(lawful):
            also, not_also = _split(lawful, legal)
            rest = Question(subject.within, (*where, *also), (*without, settled, *not_also))
            yield _unsettled(held, legal, rest)


def _unsettled(held: tuple[str, ...], legal: tuple[str, ...], question: Question) -> Outcome:
    """Nobody, or several, and the pack settles nothing: does the law?"""
    if not held:
        return Outcome("law_only" if legal else "gap", held, legal, question)
    if len(legal) > 1 and set(held) <= set(legal):
        return Outcome("settled", held, legal, question, by_law=True)
    return Outcome("shared", held, legal, question)


def _against_law(subject: Subject) -> Iterator[Outcome]:
    """Situations where the pack has one holder and the law has another, or more."""
    holders, lawful = subject.holders(), subject.lawful()
    for holder in holders:
        where, without = _split(holders, (holder,))
        for legal in _subsets(lawful):
            if legal and legal != (holder,):
                also, not_also = _split(lawful, legal)
                question = Question(subject.within, (*where, *also), (*without, *not_also))
                yield Outcome("sole", (holder,), legal, question)


def _part(work: Work, subject: Subject, outcome: Outcome, region: Region) -> Part:
    said: list[Duty | Sharing | NotCovered] = [d for d in subject.duties if d.principal in outcome.holders]
    if outcome.status == "settled" and not outcome.by_law:
        said += subject.sharings
    if outcome.status == "not_covered":
        said += subject.declared
    return Part(
        status=outcome.status,
        holders=outcome.holders or outcome.lawful,
        by_law=outcome.by_law or outcome.status == "law_only",
        region=work.say.facts(region),
        text=work.say.region(region).strip(),
        anchors=tuple(dict.fromkeys(a for entry in said for a in entry.anchors)),
        provisions=_provisions(subject, outcome.lawful),
    )


def _provisions(subject: Subject, principals: tuple[str, ...]) -> tuple[str, ...]:
    cited = [p for entry in subject.law if set(entry.principals) & set(principals) for p in entry.provisions]
    return tuple(dict.fromkeys(cited))


def _finding(work: Work, subject: Subject, outcome: Outcome, reach: Reach) -> Iterator[Finding]:
    """A finding when nobody holds the need, or several do and nothing settles it."""
    name, place = work.say.need(subject.need.id), work.say.region(reach.region)
    law = _by_law(work, subject, outcome.lawful)
    severity: Severity = "warning" if outcome.lawful else "error"
    if outcome.status in ("gap", "law_only"):
        text = f"Avtalet säger inte vem som svarar för {name}{place}. {law}".strip()
        yield _told(work, subject, outcome, reach)("gap", severity, subject.need.id, text, subject.scope.anchors)
    if outcome.status == "shared":
        both = work.say.who(outcome.holders)
        text = f"Både {both} svarar för {name}{place}, och avtalet säger inte hur de delar på det. {law}".strip()
        where = _anchors(subject, outcome.holders, reach)
        yield _told(work, subject, outcome, reach)("overlap", severity, subject.need.id, text, where)


def _told(work: Work, subject: Subject, outcome: Outcome, reach: Reach) -> Callable[..., Finding]:
    """A finding in a region, with what makes them the holders, and the situations the agreement's, by our reading."""
    rests: list[Claim | Duty] = [*claimed(subject.scope, reach)]
    for holder in outcome.holders:
        rests += reach.ours((d, d.applies) for d in subject.duties if d.principal == holder)
    return partial(work.finding, "needs", region=reach.region, named=True, rests=rests)


def _anchors(subject: Subject, holders: tuple[str, ...], reach: Reach) -> list[str]:
    """Where the duties stand that can hold somewhere in the region."""
    return [a for d in subject.duties if d.principal in holders and reach.has(d.applies) for a in d.anchors]


def _by_law(work: Work, subject: Subject, lawful: tuple[str, ...]) -> str:
    if not lawful:
        return ""
    return f"Enligt lag svarar {work.say.who(lawful)} ({', '.join(_provisions(subject, lawful))})."


def _conflict(work: Work, subject: Subject, outcome: Outcome, reach: Reach) -> Finding:
    """The law puts the need elsewhere, or also elsewhere."""
    name, place = work.say.need(subject.need.id), work.say.region(reach.region)
    holder, law = work.say.who(outcome.holders), _by_law(work, subject, outcome.lawful)
    where = (*_anchors(subject, outcome.holders, reach), *_provisions(subject, outcome.lawful))
    told = _told(work, subject, outcome, reach)
    if outcome.holders[0] in outcome.lawful:
        text = f"Avtalet nämner bara {holder} för {name}{place}. {law}"
        return told("silence", "info", subject.need.id, text, where)
    text = f"Avtalet lägger {name} på {holder}{place}. {law}"
    return told("conflict", "error", subject.need.id, text, where)


def _shared_by_one(work: Work, session: Session, subject: Subject, sharing: Sharing) -> Iterator[Finding]:
    """The document says that a need is shared, and gives only one of them a duty."""
    holders = subject.holders()
    for holder in holders:
        where, without = _split(holders, (holder,))
        question = Question(subject.within, ((sharing.applies,), *where), without)
        for region in session.regions(question)[:1]:
            reach = Reach(session, question, region, work.variables["substance"])
            text = (
                f"Avtalet säger att {work.say.need(subject.need.id)} delas, men bara {work.say.who([holder])} "
                f"har det som ansvar{work.say.region(region)}."
            )
            anchors = (*sharing.anchors, *_anchors(subject, (holder,), reach))
            about = f"{subject.need.id}.{sharing.id}.{holder}"
            yield work.finding("needs", "conflict", "warning", about, text, anchors, region, rests=[sharing])


def check_sharing(work: Work, sharing: Sharing) -> list[Finding]:
    """A sharing must say what holds when it does not work out."""
    names = ", ".join(work.say.need(n) for n in sharing.needs)
    if sharing.how == "in_sip" and not sharing.if_declined:
        text = f"{names} delas i en SIP, men avtalet säger inte vad som gäller när personen tackar nej till SIP."
        return [work.finding("needs", "silence", "warning", f"declined.{sharing.id}", text, sharing.anchors)]
    if sharing.how == "lead" and not sharing.lead:
        text = f"Avtalet säger att en part leder arbetet med {names}, men inte vilken."
        return [work.finding("needs", "silence", "warning", f"lead.{sharing.id}", text, sharing.anchors)]
    return []
