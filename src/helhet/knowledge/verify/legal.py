"""Layer 5, the legal floor: no duty in law is missing, weaker or laid on someone else where its facts hold."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..findings import Finding, Severity
from ..pack import Pack
from ..schema.about import NotCovered
from ..schema.base import Strength, When
from ..schema.commitments import Commitment
from ..schema.law import LawRow
from ..schema.routes import Channel, Row, Step
from ..schema.treatments import Treatment
from ..schema.work import Duty
from ..vocabulary import Vocabulary
from .contradictions import needs_of
from .question import AnyOf, Question
from .receivers import fits
from .swedish import lowered
from .work import Scope, Work

ORDER: tuple[Strength, ...] = ("may", "should", "shall")
# Actors that may be anyone, so that nothing can be said against them.
ANY = ("self", "anyone", "person")
# Acts of a doctor are done in the region's name; see content/law/needs.yaml on who reports.
DOCTORS = ("doctor", "prescriber")


@dataclass(frozen=True)
class Legal:
    """A legal duty: one step of a row of the law."""

    row: LawRow
    step: Step


@dataclass(frozen=True)
class Agreed:
    """What the pack says of an act: one step of a row of a table."""

    row: Row
    step: Step


@dataclass(frozen=True)
class Said:
    """What a pack speaks of: needs and acts in any way, and the needs it binds someone to with "shall"."""

    needs: frozenset[str]
    acts: frozenset[str]
    bound: frozenset[str]

    @classmethod
    def of(cls, pack: Pack, words: Vocabulary) -> "Said":
        """Everything in duties, ways, channels, commitments and treatments, also what is declared as left out."""
        lists: tuple[Iterable[Duty | Channel | Commitment | Treatment | NotCovered], ...] = (
            pack.duties,
            pack.channels,
            pack.commitments,
            pack.treatments,
            pack.about.not_covered,
        )
        steps = [step for table in pack.tables for row in table.rows for step in row.steps]
        needs = [need for entries in lists for entry in entries for need in entry.needs]
        bound = [need for duty in pack.duties if duty.strength == "shall" for need in duty.needs]
        bound += [need for step in steps if step.strength == "shall" for need in needs_of(step, words)]
        needs += [need for step in steps for need in needs_of(step, words)]
        return cls(frozenset(needs), frozenset(step.act for step in steps), frozenset(bound))


def check_silence(
    work: Work, scope: Scope, rows: tuple[LawRow, ...], needs: frozenset[str], acts: frozenset[str]
) -> list[Finding]:
    """Legal duties whose facts can hold inside the scope, and that the pack does not mention in any way."""
    session = work.open("substance", [*scope.proved, *(row.when for row in rows)])
    found = []
    for row in rows:
        about = {row.need} if row.need else {n for step in row.steps for n in needs_of(step, work.words)}
        mentioned = about & needs or {step.act for step in row.steps} & acts
        if about and not mentioned and session.possible(Question((scope.proved,), ((row.when,),))):
            severity: Severity = "warning" if any(step.strength == "shall" for step in row.steps) else "info"
            text = f"Lagen säger: {row.text.rstrip('.')} ({', '.join(row.provisions)}). Avtalet nämner det inte."
            found.append(work.finding("law", "silence", severity, row.id, text, row.provisions))
    return found


def check_row_against_law(
    work: Work, scope: Scope, rows: tuple[LawRow, ...], table: When, row: Row, bound: frozenset[str]
) -> list[Finding]:
    """The same act in law and pack, at the same time, with less force or other hands. `table` is its scope."""
    acts = {step.act for step in row.steps}
    legal = [Legal(other, step) for other in rows for step in other.steps if step.act in acts]
    against = Against(work, scope, table, row, legal, bound) if legal else None
    return [finding for step in row.steps for finding in (against.check(Agreed(row, step)) if against else ())]


class Against:
    """One row against the legal duties of the same acts."""

    def __init__(
        self, work: Work, scope: Scope, table: When, row: Row, legal: list[Legal], bound: frozenset[str]
    ) -> None:
        self.work, self.scope, self.legal, self.bound = work, scope, legal, bound
        self.here: tuple[AnyOf, ...] = (scope.spoken, (table,))
        needs = {need for step in row.steps for need in needs_of(step, work.words)}
        whens = [*scope.spoken, *scope.parties, table, row.when, *(other.row.when for other in legal)]
        whens += [work.words.needs[need].applies for need in needs]
        whens += [exempt for step in row.steps for exempt in _exempt(step, work.words)]
        self.session = work.open("substance", whens)

    def check(self, entry: Agreed) -> Iterator[Finding]:
        """Whoever acts or receives, how it binds, and whom it binds."""
        same = [other for other in self.legal if other.step.act == entry.step.act]
        met = [other for other in same if self._meet(entry, other)]
        if met:
            yield from self._other_hands(entry, met)
            yield from self._weaker(entry, met)
        report = self.work.words.acts[entry.step.act].course == "report"
        if same and report and entry.step.strength == "shall":
            yield from self._wider(entry, same)

    def _meet(self, entry: Agreed, other: Legal) -> bool:
        return self.session.possible(Question(self.here, ((entry.row.when,), (other.row.when,))))

    def _other_hands(self, entry: Agreed, met: list[Legal]) -> Iterator[Finding]:
        """Someone else acts, or someone else receives, than by any of the duties in law about the same need.

        To cooperate is done with one and with another: only a hand-over or a report has one receiver.
        """
        say = self.work.say
        alike = [other for other in met if self._same_need(entry, other)]
        moves = self.work.words.acts[entry.step.act].course in ("hand_over", "report")
        for what, said in (("actor", "gör det"), *((("receiver", "tar emot"),) if moves else ())):
            own = getattr(entry.step, what)
            others = [getattr(other.step, what) for other in alike]
            if own and others and all(other and not may_be(own, other, self.work.words) for other in others):
                law = say.who(dict.fromkeys(others), "eller")
                text = f"I raden {say.row(entry.row)} är det {say.who([own])} som {said} ({self._act(entry)}). "
                yield self._conflict(entry, what, f"{text}Enligt lag är det {law}.", alike)

    def _same_need(self, entry: Agreed, other: Legal) -> bool:
        own, lawful = (set(needs_of(step, self.work.words)) for step in (entry.step, other.step))
        return not own or not lawful or bool(own & lawful)

    def _weaker(self, entry: Agreed, met: list[Legal]) -> Iterator[Finding]:
        """Wherever the row holds the law binds harder, by no one's judgement, and nothing else in the pack does."""
        strengths = self.work.words.strengths
        for other in met:
            harder = ORDER.index(other.step.strength) > ORDER.index(entry.step.strength)
            if harder and not other.row.judgement and self._alone(entry, other):
                text = (
                    f"Avtalet säger {strengths[entry.step.strength].label} i raden {self.work.say.row(entry.row)} "
                    f"({self._act(entry)}), men lagen säger {strengths[other.step.strength].label}."
                )
                yield self._conflict(entry, "strength", text, [other])
                return

    def _alone(self, entry: Agreed, other: Legal) -> bool:
        """Whether this is all the pack says of a need that the law speaks of in all the row's situations."""
        same = set(needs_of(entry.step, self.work.words)) & set(needs_of(other.step, self.work.words))
        beyond = Question(self.here, ((entry.row.when,),), ((other.row.when,),))
        return bool(same) and not same & self.bound and not self.session.possible(beyond)

    def _wider(self, entry: Agreed, legal: list[Legal]) -> Iterator[Finding]:
        """A duty to report breaks secrecy: an agreement cannot lay it on more people than the law does."""
        within = [*self.here, self.scope.parties, (entry.row.when,)]
        within += [(self.work.words.needs[n].applies,) for n in needs_of(entry.step, self.work.words)]
        exempt = (*(other.row.when for other in legal), *_exempt(entry.step, self.work.words))
        for region in self.session.regions(Question(tuple(within), (), (exempt,)))[:1]:
            row = self.work.say.row(entry.row)
            # What can be read in several ways lays nothing on anyone: then it is we who read it so.
            says = (
                f"Raden {row} ålägger" if entry.row.standing == "stated" else f"Vi läser raden {row} så att den ålägger"
            )
            text = (
                f"{says} fler att anmäla än lagen gör ({self._act(entry)}). "
                f"Lagen har ingen sådan skyldighet{self.work.say.region(region)}."
            )
            where = (*entry.row.anchors, *(p for other in legal for p in other.row.provisions))
            about = f"wider.{entry.row.id}.{entry.step.act}"
            yield self.work.finding("law", "conflict", "warning", about, text, where, region, rests=[entry.row])

    def _act(self, entry: Agreed) -> str:
        return lowered(self.work.words.acts[entry.step.act].label)

    def _conflict(self, entry: Agreed, what: str, text: str, met: list[Legal]) -> Finding:
        where = (*entry.row.anchors, *(p for other in met for p in other.row.provisions))
        about = f"{what}.{entry.row.id}.{entry.step.act}"
        return self.work.finding("law", "conflict", "warning", about, text, where, rests=[entry.row])


def _exempt(step: Step, words: Vocabulary) -> AnyOf:
    """Nobody reports to their own unit."""
    return ({"unit": step.receiver},) if step.receiver and step.receiver in words.units else ()


def may_be(one: str, other: str, words: Vocabulary) -> bool:
    """Whether two actors or receivers can be the same."""
    both = {one, other}
    if one == other or both & set(ANY):
        return True
    if "both" in both:
        return bool({words.principal_of(party) for party in both} & {"region", "municipality"})
    if both & set(DOCTORS):
        return both <= set(DOCTORS) or "region" in {words.principal_of(party) for party in both}
    return fits(one, [other], words)
