"""The guide: facts about a situation → steps, who answers, by when, and why."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from .answer import ActNowAnswer, Advised, Answer, Applies, Basis, IfSo, NotFired, Open
from .applying import applying
from .asking import still_asked
from .conditions import NO, PERHAPS, YES, Test, state_of
from .law import Law, holds_on
from .limits import Limits, corrected
from .merging import gathered, merged, own
from .needs_answer import steps_for_needs
from .organisations import Directory
from .pack import Pack
from .phrases import ages
from .rulebook import CompiledPack, CompiledRow, CompiledTable, Compiler
from .situation import Reader, Situation, State, holds_somewhere
from .turns import in_turn, waiting
from .vocabulary import Vocabulary

PARTS = ("first", "way", "others", "also")
MOVES = ("hand_over", "report")
Fired = tuple[CompiledTable, CompiledRow, str | None]
# A row that would hold if one additive fact were so: the test that is not settled, the row, the substance.
Perhaps = tuple[Test, CompiledRow, str | None]
# A course table without any row for the situation: the pack, the table, the substance.
Wayless = tuple[str, CompiledTable, str | None]
# A table and the agreement it stands in; none for the law.
Source = tuple[CompiledPack | None, CompiledTable]


class Guide:
    """Everything that may answer on one day in one municipality, compiled once and asked many times."""

    def __init__(
        self,
        packs: Iterable[Pack],
        law: Law,
        vocabulary: Vocabulary,
        directory: Directory,
        day: date,
        municipality: str | None,
        named: bool = False,
    ) -> None:
        self.words, self.law = vocabulary, law
        self.day, self.municipality = day, municipality
        self.reader = Reader(vocabulary)
        self.compiler = Compiler(vocabulary, law, directory, day, municipality)
        self.seen, chosen, self.unsettled = applying(packs, day, municipality, directory, named)
        self.packs = [self.compiler.pack(pack) for pack in chosen]
        law_tables: list[Source] = [(None, table) for table in self.compiler.law_tables()]
        self.floor = [one for one in law_tables if not one[1].alone]
        self.alone = [one for one in law_tables if one[1].alone]
        self.unsettled += [Open(c.id, c.text, [], "") for c in law.cautions if holds_on(c, day)]
        self.limits = Limits(self.compiler)
        self.house_acts = {rule.act for rule in vocabulary.house.values()}

    def answer(self, facts: Mapping[str, Any]) -> Answer:
        """The whole answer to one situation. Raises BadInput when a fact cannot be read."""
        situation = self.reader.read(facts)
        covering = [p for p in self.packs if self.covers(p, situation)]
        fired, perhaps, wayless = self._test(situation, self.tables(covering, alone=not covering))
        if covering and wayless:
            # The agreement is silent here: then the law shows who answers, as where there is no agreement.
            fired = [*self._test(situation, self.alone)[0], *fired]
        mine = self._actors(situation)
        steps = merged(
            (
                self._mine(situation, own(step, name))
                for _, row, name in fired
                for step in (in_turn(row.steps, row.turns, situation) if row.turns else row.steps)
                if step.course != "report" or not self._rests_on_assumed(row, situation)
            ),
            mine,
        )
        steps, outside = self.limits.inside(situation, steps)
        corrected(steps, (row.corrects for _, row, _ in fired if row.corrects), self.words.label)
        needs, closed = self.limits.needed(situation)
        steps += steps_for_needs(self.compiler, needs, situation, covering)
        steps += self._find_out(situation)
        steps += self._house()
        for step in steps:
            self._place(situation, step, mine)
        if not any(step.part in ("first", "way") for step in steps):
            # Nobody shows a way here: then holding on to the person is the way.
            for step in steps:
                step.part = "way" if step.act_id in self.house_acts else step.part
        steps = gathered(steps)
        # Within an urgency, what moves the person along comes before what is good to think of.
        steps.sort(key=lambda step: (step.urgency, PARTS.index(step.part)))
        return Answer(
            packs=self._applies(covering),
            act_now=self._act_now(situation),
            steps=steps,
            if_so=self._if_so(perhaps),
            open=[*self._open(situation, covering), *self._no_way(wayless), *outside, *closed, *self.unsettled],
            ask=self._ask(situation, covering),
            assumed=situation.assumed,
            law_only=not covering,
            fired=[f"{table.source}/{table.id}/{row.id}" for table, row, _ in fired],
        )

    def _rests_on_assumed(self, row: CompiledRow, situation: Situation) -> bool:
        """Nobody is reported on an answer that we assumed: finding out comes first."""
        asked = self.reader.book.asked
        return any(asked(test.fact) in situation.assumed for test in row.condition)

    def _mine(self, situation: Situation, step: Advised) -> Advised:
        """A step for the unit that asks is a step for "you", however the text names it."""
        if step.actor_id in ("anyone", situation.known.get("unit")):
            step.actor, step.actor_id = self.words.label("self"), "self"
        instead = self.compiler.instead.get(step.receiver_id or "")
        if instead and step.basis[0].kind == "law" and holds_somewhere(instead[0], situation):
            # The law says which principal; within it, those who work with children answer for a child.
            self.compiler.send_to(step, instead[1])
        moves = step.receiver_id and step.course in MOVES and step.actor_id == "self"
        if moves and step.receiver_id in self.compiler.doors.get(str(situation.known.get("unit")), ()):
            # Nobody hands over to themselves: what one would be sent is one's own to begin with.
            self.compiler.keep(step)
        return step

    def _actors(self, situation: Situation) -> set[str]:
        """Who the one who asks may be, as steps name their actor."""
        known = situation.known
        doctor = {"doctor"} if known.get("profession") == "doctor" else set()
        return {"self"} | doctor | ({"prescriber"} if known.get("prescriber") == "here" else set())

    def _place(self, situation: Situation, step: Advised, mine: set[str]) -> None:
        """Say whether the step is for the one who asks, which unit that is, and which part of the answer it is in."""
        unit = self.words.units.get(str(situation.known.get("unit")))
        if step.actor_id not in mine:
            step.part = "others"
            return
        if unit:
            step.actor = f"{unit.label} (du och din enhet)"
        step.part = "first" if step.urgency <= 1 else "way" if step.course and step.urgency < 4 else "also"

    def covers(self, compiled: CompiledPack, situation: Situation) -> bool:
        """Whether any of the pack's claims may cover the situation; no claims cover everything."""
        if not compiled.claims:
            return True
        return any(state_of(claim, *state) != NO for claim in compiled.claims for state in situation.states)

    def _covers_one(self, compiled: CompiledPack, state: State) -> bool:
        return not compiled.claims or any(state_of(claim, *state) != NO for claim in compiled.claims)

    def tables(self, covering: list[CompiledPack], alone: bool) -> Iterator[Source]:
        """Every table that may answer, the law's first; where there is no agreement the law shows a way itself."""
        yield from self.floor
        yield from self.alone if alone else ()
        yield from ((compiled, table) for compiled in covering for table in compiled.tables)

    def states(
        self, compiled: CompiledPack | None, table: CompiledTable, situation: Situation
    ) -> Iterator[tuple[str | None, State]]:
        """What a table is asked with: the person once, or each substance that the pack covers."""
        if not table.per_substance:
            yield None, (situation.may, situation.must)
            return
        for name, state in situation.substances:
            if compiled is None or self._covers_one(compiled, state):
                yield name, state

    def _test(self, situation: Situation, tables: Iterable[Source]) -> tuple[list[Fired], list[Perhaps], list[Wayless]]:
        fired: list[Fired] = []
        perhaps: list[Perhaps] = []
        wayless: list[Wayless] = []
        for compiled, table in tables:
            for name, state in self.states(compiled, table, situation):
                found = list(results(table, state))
                if compiled and table.course and not found and state_of(table.scope, *state) == YES:
                    wayless.append((compiled.pack.id, table, name))
                for row, result in found:
                    if result == YES:
                        fired.append((table, row, name))
                        for test, step in waiting(row.steps, row.turns, situation) if row.turns else ():
                            perhaps.append((test, replace(row, steps=(step,)), name))
                    elif row.additive and state_of(row.additive, *state) == PERHAPS:
                        unsettled = next(t for t in row.additive if t.state(*state) == PERHAPS)
                        perhaps.append((unsettled, row, name))
                    elif unknown := self._waits_for(row, situation, state):
                        perhaps.append((unknown, row, name))
        return fired, perhaps, wayless

    def _ask(self, situation: Situation, covering: list[CompiledPack]) -> list[str]:
        if all(name in situation.known for name in self.reader.deciding):
            return []
        asked = [
            (table, compiled.claims if compiled else [], state)
            for compiled, table in self.tables(covering, alone=not covering)
            for _, state in self.states(compiled, table, situation)
        ]
        return still_asked(self.words.facts, self.reader.book, asked, situation.known)

    def _waits_for(self, row: CompiledRow, situation: Situation, state: State) -> Test | None:
        """The test a row waits for when only answers of "don't know" stand in its way."""
        open_tests = [test for test in row.condition if test.state(*state) == PERHAPS]
        asked = self.reader.book.asked
        unknown = open_tests and all(asked(test.fact) in situation.dont_know for test in open_tests)
        whole = all(test.fact in ("age", *self.reader.additive) for test in open_tests)
        return open_tests[0] if unknown and whole else None

    def _if_so(self, perhaps: list[Perhaps]) -> list[IfSo]:
        found: dict[tuple[str, str], list[Advised]] = {}
        for test, row, name in perhaps:
            fact = self.words.facts[test.fact]
            bits = self.reader.book.bits[fact.id].bit
            if fact.type == "integer":
                key = (fact.id, ages(int(year) for year, bit in bits.items() if bit & test.mask))
            else:
                key = (fact.id, "/".join(v.id for v in fact.values if bits[v.id] & test.mask))
            found.setdefault(key, []).extend(own(step, name) for step in row.steps)
        return [
            IfSo(fact, value, self._if_so_text(fact, value), merged(steps)) for (fact, value), steps in found.items()
        ]

    def _if_so_text(self, fact: str, value: str) -> str:
        if self.words.facts[fact].type == "integer":
            return f"{self.words.facts[fact].label}: {value}"
        labels = {v.id: v.label for v in self.words.facts[fact].values}
        chosen = " eller ".join(labels[v][0].lower() + labels[v][1:] for v in value.split("/"))
        return f"{self.words.facts[fact].label}: {chosen}"

    def _act_now(self, situation: Situation) -> list[ActNowAnswer]:
        bits = self.reader.book.bits["danger"]
        found = []
        for entry in self.law.act_now:
            bit = bits.bit[entry.danger]
            if not situation.may[bits.index] & bit:
                continue
            phone = self.law.phone[entry.phone]
            holds = "yes" if situation.must[bits.index] & bit else "unknown"
            found.append(
                ActNowAnswer(entry.danger, entry.text, list(entry.do), phone.phone, phone.name, entry.say, holds)  # type: ignore[arg-type]
            )
        return found

    def _find_out(self, situation: Situation) -> list[Advised]:
        found = []
        for name in situation.dont_know:
            fact = self.words.facts[name]
            if fact.unknown and fact.unknown.find_out:
                basis = [Basis("reading", fact.id, "Du svarade vet inte.", "should")]
                found.append(self.compiler.plain("find_out", fact.unknown.find_out, "should", basis))
        return found

    def _house(self) -> list[Advised]:
        rules = self.words.house.values()
        return [
            self.compiler.plain(rule.act, rule.text, "shall", [Basis("reading", rule.id, rule.why, "shall")], rule.say)
            for rule in rules
        ]

    def _applies(self, covering: list[CompiledPack]) -> list[Applies]:
        inside = {compiled.pack.id for compiled in covering}
        return [
            replace(seen, applies=False, why="Avtalet säger inte att det gäller den här åldern eller det här bruket.")
            if seen.applies and seen.id not in inside
            else seen
            for seen in self.seen
        ]

    def why_not(self, facts: Mapping[str, Any]) -> list[NotFired]:
        """Every row that did not hold, with the first fact that stopped it."""
        situation = self.reader.read(facts)
        covering = [p for p in self.packs if self.covers(p, situation)]
        found = []
        for compiled, table in self.tables(covering, alone=not covering):
            for name, state in self.states(compiled, table, situation):
                for row in table.rows:
                    test = next((t for t in row.condition if t.state(*state) != YES), None)
                    if test:
                        because = "inte besvarat" if test.state(*state) == PERHAPS else "svaret är ett annat"
                        label = self.words.facts[test.fact].label
                        found.append(NotFired(f"{table.source}/{table.id}/{row.id}", name, f"{label}: {because}"))
        return found

    def _open(self, situation: Situation, covering: list[CompiledPack]) -> list[Open]:
        found = []
        for compiled in covering:
            for q, condition in compiled.questions:
                if holds_somewhere(condition, situation):
                    found.append(Open(q.id, q.text, list(q.anchors), compiled.pack.id, q.owner, q.by))
        return found

    def _no_way(self, wayless: list[Wayless]) -> list[Open]:
        """Course tables that ought to show the way here and do not."""
        found = []
        for pack, table, name in wayless:
            about = (
                f", {self.words.substances[name].label[0].lower()}{self.words.substances[name].label[1:]}"
                if name
                else ""
            )
            text = f"Avtalet visar ingen väg här ({table.title.lower()}{about}). Fråga den som svarar för avtalet."
            found.append(Open(f"no_way.{table.id}", text, list(table.anchors[:3]), pack))
        return found


def results(table: CompiledTable, state: State) -> Iterator[tuple[CompiledRow, int]]:
    """Each row that holds or may hold, by the table's policy: first stops at the first sure row."""
    if table.scope and state_of(table.scope, *state) == NO:
        return
    certain = True
    for row in table.rows:
        result = state_of(row.condition, *state)
        if result == NO:
            continue
        if table.policy == "first":
            yield row, (result if certain else PERHAPS)
            if result == YES:
                return
            certain = False
        else:
            yield row, result


@lru_cache(maxsize=256)
def _guide(
    packs: tuple[Pack, ...],
    law: Law,
    vocabulary: Vocabulary,
    directory: Directory,
    day: date,
    municipality: str | None,
    named: bool,
) -> Guide:
    return Guide(packs, law, vocabulary, directory, day, municipality, named)


def advise(
    packs: Iterable[Pack],
    law: Law,
    vocabulary: Vocabulary,
    directory: Directory,
    facts: Mapping[str, Any],
    day: date,
    municipality: str | None = None,
    named: bool = False,
    explain: bool = False,
) -> Answer:
    """Steps ordered by urgency for a situation.

    `packs` are all that may apply; those that do are found from municipality, day, age and substance
    (`named`: the caller chose them, so a missing municipality is no obstacle). `explain` also tells why the
    other rows did not hold. Raises BadInput for facts that cannot be read.
    """
    guide = _guide(tuple(packs), law, vocabulary, directory, day, municipality, named)
    answer = guide.answer(facts)
    if explain:
        answer.not_fired = guide.why_not(facts)
    return answer
