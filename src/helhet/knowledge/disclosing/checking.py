"""Facts and a day in, the grounds out. Nothing here knows a paragraph: all of it stands in content/law/."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from helhet.kernel.errors import BadContent, BadInput, NotFound

from ..law import Law, holds_on
from ..library import Library
from ..schema.disclosing import Condition, DisclosureFact
from ..schema.law_says import Ground
from .conditions import State, faults_in, state_of, state_when, unknown_in
from .loading import load
from .questions import Answers, Questions
from .verdict import ConditionVerdict, GroundVerdict, Verdict


class Disclosing:
    """The grounds of the law, ready to be held against the facts of a disclosure."""

    def __init__(self, law: Law, questions: Questions) -> None:
        self._law = law
        self.questions = questions
        self.grounds = {ground.id: ground for ground in law.grounds}
        faults = [fault for ground in law.grounds for fault in self._faults(ground)]
        if len(self.grounds) < len(law.grounds):
            faults.append("två grunder har samma id")
        if faults:
            raise BadContent("Grunderna i content/law går inte att använda:\n" + "\n".join(faults))

    def check(self, facts: Mapping[str, Any], day: date) -> Verdict:
        """Every ground in force that day. Raises BadInput naming every fault in the facts."""
        answers = self._answers(facts, day)
        judged = [self._judge(ground, answers, day) for ground in self.grounds.values() if holds_on(ground, day)]
        return Verdict(tuple(sorted(judged, key=lambda ground: ground.distance)))

    def verdict_for(self, ground_id: str, facts: Mapping[str, Any], day: date) -> GroundVerdict:
        """One ground, as each disclosure names exactly one. One not in force that day does not open."""
        return self._judge(self._ground(ground_id), self._answers(facts, day), day)

    def asked_by(self, ground_id: str) -> list[DisclosureFact]:
        """The facts that a ground looks at, in the order of its conditions."""
        ways = [when for condition in self._ground(ground_id).conditions for when in condition.alternatives]
        names = dict.fromkeys(self._asked_as(name) for when in ways for name in when)
        return [self.questions.all[name].fact for name in names]

    def _ground(self, ground_id: str) -> Ground:
        if ground_id not in self.grounds:
            raise NotFound(f"Grunden {ground_id} finns inte. Tillåtet: {', '.join(self.grounds)}")
        return self.grounds[ground_id]

    def _answers(self, facts: Mapping[str, Any], day: date) -> Answers:
        answers = self.questions.read(facts)
        if answers.setdefault("day", day) != day:
            raise BadInput(f"day är {answers['day']}, men frågan gäller {day}. Ange en av dem.", "bad_facts")
        return answers

    def _judge(self, ground: Ground, answers: Answers, day: date) -> GroundVerdict:
        return GroundVerdict(
            ground.id,
            ground.text,
            tuple(self._cited(ground, answers, day)),
            tuple(self._condition(condition, answers) for condition in ground.conditions),
            ground.content.text,
            ground.content.kinds,
            ground.discretion,
            ground.limits,
            holds_on(ground, day),
        )

    def _condition(self, condition: Condition, answers: Answers) -> ConditionVerdict:
        missing = tuple(dict.fromkeys(self._asked_as(name) for name in unknown_in(condition, answers)))
        ask = tuple(self.questions.all[name].fact.question for name in missing)
        return ConditionVerdict(condition.text, state_of(condition, answers), missing, ask)

    def _asked_as(self, name: str) -> str:
        return "substances" if self.questions.all[name].fact.derive else name

    def _cited(self, ground: Ground, answers: Answers, day: date) -> list[str]:
        """The provisions that hold that day and are not ruled out by what is known; all of them if none is left."""
        fit = [p for p in ground.provisions if state_when(ground.only_for.get(p, {}), answers) is not State.NO]
        return [p for p in fit if self._law.provision_on(p, day)[1]] or fit or list(ground.provisions)

    def _faults(self, ground: Ground) -> Iterator[str]:
        conditions = [when for condition in ground.conditions for when in condition.alternatives]
        for when in [*conditions, *ground.only_for.values()]:
            yield from (f"{ground.id}: {fault}" for fault in faults_in(when, self.questions))
        for cited in {*ground.provisions, *ground.only_for} - set(self._law.provision):
            yield f"{ground.id}: lagrummet {cited} finns inte i provisions"
        for kind in set(ground.content.kinds) - self.questions.all["content"].allowed:
            yield f"{ground.id}: slaget {kind} finns inte bland svaren på content"


@cache
def disclosing_of(library: Library) -> Disclosing:
    """The grounds of a library, read once. Raises BadContent naming every fault in the content."""
    facts = load(library.root / "law" / "disclosure-facts.yaml", "facts", DisclosureFact)
    return Disclosing(library.law, Questions(facts, library.vocabulary))
