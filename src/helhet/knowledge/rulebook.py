"""Packs and law compiled for one day and one municipality: rows ready to be tested, steps ready to be shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from .answer import Advised, Basis, Reach
from .conditions import Condition, FactBook, both, compile_condition
from .law import Law, holds_on
from .notes import law_notes
from .organisations import Directory
from .pack import Pack
from .schema.law import Corrects, LawRow
from .schema.routes import Row, Step, Table
from .schema.said import Question
from .schema.work import Duty
from .turns import Turn, turns_of
from .vocabulary import Unit, Vocabulary


@dataclass(frozen=True)
class CompiledRow:
    """A row of a table: its condition (the scope of the table in it), apart for deciding and additive facts; steps.

    turns: what is known of a step in the row may say that it is done, or that its turn has come.
    """

    id: str
    condition: Condition
    deciding: Condition
    additive: Condition
    steps: tuple[Advised, ...]
    course: bool
    text: str
    anchors: tuple[str, ...]
    corrects: Corrects | None = None
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True)
class CompiledTable:
    """A table with its policy; source is the pack's id, or "lag". alone: only where no agreement shows a way."""

    id: str
    title: str
    source: str
    policy: str
    per_substance: bool
    course: bool
    scope: Condition
    rows: tuple[CompiledRow, ...]
    anchors: tuple[str, ...] = ()
    alone: bool = False


@dataclass
class CompiledPack:
    """A pack's tables, duties and open questions, with the claims that say whom it covers."""

    pack: Pack
    tables: list[CompiledTable]
    claims: list[Condition]
    duties: list[tuple[Duty, Condition]]
    questions: list[tuple[Question, Condition]] = field(default_factory=list)


class Compiler:
    """Makes rows and steps of the content for one day and one municipality."""

    def __init__(
        self, vocabulary: Vocabulary, law: Law, directory: Directory, day: date, municipality: str | None
    ) -> None:
        self.words = vocabulary
        self.law = law
        self.directory = directory
        self.day = day
        self.municipality = municipality
        self.book = FactBook(vocabulary)
        units = ((unit.id, unit.instead) for unit in vocabulary.units.values())
        self.instead = {ident: (self.condition(dict(i.when)), i.unit) for ident, i in units if i}
        self.here = {kind.label: kind.here for kind in vocabulary.channels.values()}
        self.doors = {unit.id: self._doors(unit) for unit in vocabulary.units.values()}

    def condition(self, when: dict[str, object]) -> Condition:
        """A condition as tests."""
        return compile_condition(when, self.book)

    def pack(self, pack: Pack) -> CompiledPack:
        """A pack ready to answer."""
        notes = law_notes(pack, self.law, self.day)
        channels = {c.id: (c.kind, c.text) for c in pack.channels}
        tables = [self._table(pack, table, channels, notes) for table in pack.tables]
        duties = [(duty, self.condition(dict(duty.applies))) for duty in pack.duties]
        claims = [self.condition(dict(claim.covers)) for claim in pack.about.claims]
        questions = [(q, self.condition(dict(q.when))) for q in pack.questions if q.when]
        return CompiledPack(pack, tables, claims, duties, questions)

    def _table(
        self, pack: Pack, table: Table, channels: dict[str, tuple[str, str]], notes: dict[str, list[str]]
    ) -> CompiledTable:
        rows = tuple(self._pack_row(pack, table, row, channels, notes) for row in table.rows)
        return CompiledTable(
            table.id,
            table.title,
            pack.id,
            table.policy,
            table.per == "substance",
            table.course,
            self.condition(dict(table.scope)),
            rows,
            table.anchors or tuple(a for row in table.rows for a in row.anchors),
        )

    def _pack_row(
        self, pack: Pack, table: Table, row: Row, channels: dict[str, tuple[str, str]], notes: dict[str, list[str]]
    ) -> CompiledRow:
        said = sorted({note for anchor in row.anchors for note in notes.get(anchor, [])})
        text = pack.anchors
        steps = []
        for step in row.steps:
            basis = [
                Basis("agreement", a, text.get(a, row.text), step.strength, pack.id, row.id, row.standing)
                for a in step.anchors or row.anchors
            ]
            kind = channels.get(step.channel or "", (None, ""))[0]
            steps.append(self._step(step, kind, basis, said))
        scope, own = table.asks(row)
        made = self._row(row.id, dict(own), steps, row.text, row.anchors, self.condition(dict(scope)))
        return replace(made, turns=tuple(turns_of(row.steps, self.condition)))

    def law_tables(self) -> list[CompiledTable]:
        """The legal duties that hold on the day."""
        compiled = []
        for table in self.law.tables:
            rows = tuple(self._law_row(row) for row in table.rows if holds_on(row, self.day))
            per_substance = table.per == "substance"
            made = CompiledTable(table.id, table.title, "lag", "collect", per_substance, False, (), rows)
            compiled.append(replace(made, alone=table.alone))
        return compiled

    def _law_row(self, row: LawRow) -> CompiledRow:
        steps = []
        for step in row.steps:
            basis = [
                Basis("law", cited, self._provision_text(cited, row), step.strength, None, row.id, sure=row.sure)
                for cited in row.provisions
            ]
            made = self._step(step, step.channel, basis, [])
            if row.judgement:
                made.judgement = row.judgement.question
                made.judge = self.words.label(row.judgement.by)
            made.municipality = row.municipality
            steps.append(made)
        return replace(self._row(row.id, dict(row.when), steps, row.text, row.provisions), corrects=row.corrects)

    def _provision_text(self, cited: str, row: LawRow) -> str:
        found = self.law.provision.get(cited)
        return found.text if found else row.text

    def _row(
        self,
        ident: str,
        when: dict[str, object],
        steps: list[Advised],
        text: str,
        anchors: Iterable[str],
        scope: Condition = (),
    ) -> CompiledRow:
        # The row's own tests first: they tell rows apart, while the scope is the same for the whole table.
        condition = both(self.condition(when), scope)
        for earlier, later in pairwise(steps):
            # The document's own order holds within a row, whatever the acts' urgency says.
            later.urgency = max(later.urgency, earlier.urgency)
        return CompiledRow(
            ident,
            condition,
            tuple(t for t in condition if t.deciding),
            tuple(t for t in condition if not t.deciding),
            tuple(steps),
            any(step.course for step in steps),
            text,
            tuple(anchors),
        )

    def _step(self, step: Step, channel_kind: str | None, basis: list[Basis], notes: list[str]) -> Advised:
        act = self.words.acts[step.act]
        kind = self.words.channels.get(channel_kind or "")
        return Advised(
            act=act.label,
            act_id=step.act,
            text=step.text,
            actor=self.words.label(step.actor),
            actor_id=step.actor,
            receiver=self.words.label(step.receiver) or None,
            receiver_id=step.receiver,
            contact=self.reach(step.receiver),
            channel=kind.label if kind else None,
            channel_id=step.channel,
            deadline=self._deadline(step),
            strength=self.words.strengths[step.strength].label,
            strength_id=step.strength,
            urgency=act.urgency,
            basis=basis,
            form=step.form,
            say=step.say,
            after=step.after.trigger if step.after else "",
            chooses=step.after.chooses if step.after else "",
            needs=list(step.needs or ((act.need,) if act.need else ())),
            notes=notes,
            course=act.course,
            after_hours=self._after_hours(step.receiver) if act.urgency <= 1 else None,
        )

    def send_to(self, step: Advised, receiver: str) -> None:
        """Give a step another receiver, with how that one is reached."""
        step.receiver, step.receiver_id = self.words.label(receiver), receiver
        step.contact = self.reach(receiver)
        step.after_hours = self._after_hours(receiver) if step.urgency <= 1 else None

    def _doors(self, unit: Unit) -> frozenset[str]:
        """The receivers that are the unit itself: by name, or as its principal's only door."""
        only = self.words.principals[unit.principal].first_door == (unit.id,)
        return frozenset({unit.id, unit.principal} if only else {unit.id})

    def keep(self, step: Advised) -> None:
        """Make a step that would be sent to the one who asks that one's own work."""
        act = self.words.acts["receive_here"]
        step.text = self.here.get(step.channel or "") or f"{act.label}."
        step.act, step.act_id, step.course = act.label, act.id, act.course
        step.receiver = step.receiver_id = step.contact = step.after_hours = None
        step.channel = step.channel_id = None
        step.after = step.chooses = step.say = ""

    def _after_hours(self, receiver: str | None) -> Reach | None:
        unit = self.words.units.get(receiver or "")
        return self.reach(unit.after_hours) if unit else None

    def plain(self, act: str, text: str, strength: str, basis: list[Basis], say: str = "") -> Advised:
        """A step without receiver or channel, for the one who asks."""
        known, binding = self.words.acts[act], self.words.strengths[strength]
        return Advised(
            act=known.label,
            act_id=act,
            text=text,
            actor=self.words.label("self"),
            actor_id="self",
            receiver=None,
            receiver_id=None,
            contact=None,
            channel=None,
            channel_id=None,
            deadline=None,
            strength=binding.label,
            strength_id=strength,
            urgency=known.urgency,
            basis=basis,
            say=say,
            course=known.course,
        )

    def _deadline(self, step: Step) -> str | None:
        if step.deadline:
            return step.deadline
        return next((d.limit for d in self.law.deadlines if d.id == step.rule), None)

    def reach(self, receiver: str | None) -> Reach | None:
        """How the receiver is reached in this municipality; None when we do not know."""
        found = None
        for unit in self._units_of(receiver):
            found = found or self.directory.contact(unit, self.municipality)
        if found is None:
            return None
        return Reach(found.name, found.phone, found.hours, found.address, found.web, found.demo)

    def _units_of(self, receiver: str | None) -> Iterator[str]:
        """Where a principal is met when no unit is named: the unit that takes the first contact."""
        if receiver in self.words.principals:
            yield from self.words.principals[receiver].first_door
        elif receiver:
            yield receiver
