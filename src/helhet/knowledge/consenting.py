"""Who may consent, by age, act and guardians, from content/law/consenting.yaml. What is unclear is never guessed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from helhet.kernel.errors import BadContent

from .disclosing.conditions import State, faults_in, state_when
from .disclosing.loading import load
from .disclosing.questions import Questions
from .law import holds_on
from .library import Library
from .schema.consenting import Consenter, ConsentRule, GuardianRule
from .schema.disclosing import DisclosureFact
from .yamlfile import read


@dataclass(frozen=True)
class Consenters:
    """Everyone in `who` must consent. `ask` says what must be settled first; until then nobody's consent is enough.

    basis: the provisions it rests on. text: why, in Swedish. inferred: our reading, not what a statute says outright.
    """

    who: tuple[Consenter, ...]
    ask: str | None
    basis: tuple[str, ...]
    text: str = ""
    inferred: bool = False


class Consenting:
    """The rules, ready to be asked."""

    def __init__(
        self, questions: Questions, rules: list[ConsentRule], guardians: list[GuardianRule], otherwise: str
    ) -> None:
        self.questions = questions
        self.rules, self._guardians, self._otherwise = rules, guardians, otherwise
        if faults := list(self._faults()):
            raise BadContent("content/law/consenting.yaml går inte att använda:\n" + "\n".join(faults))

    def who(self, facts: Mapping[str, Any], day: date) -> Consenters:
        """Who must consent, given the facts (act, age, guardians …). Raises BadInput naming every fault in them."""
        answers = self.questions.read(facts)
        rules = (r for r in self.rules if holds_on(r, day) and state_when(r.when, answers) is State.YES)
        rule = next(rules, None)
        if rule is None:
            return Consenters((), self._otherwise, ())
        chosen: tuple[Consenter, ...] = tuple("person" for one in rule.who if one == "person")
        ask = rule.ask
        if "guardians" in rule.who:
            guardians = next(g for g in self._guardians if state_when(g.when, answers) is State.YES)
            chosen, ask = chosen + guardians.who, ask or guardians.ask
        return Consenters(chosen, ask or None, rule.provisions, rule.text, rule.sure == "open")

    def _faults(self) -> Iterator[str]:
        rules: list[ConsentRule | GuardianRule] = [*self.rules, *self._guardians]
        for rule in rules:
            yield from (f"{rule.id}: {fault}" for fault in faults_in(rule.when, self.questions))
        if not self._guardians or self._guardians[-1].when:
            yield "guardians: den sista regeln ska gälla alltid (when: {})"
        if not self._otherwise:
            yield "otherwise saknas: vad man gör när ingen regel passar"


@cache
def consenting_of(library: Library) -> Consenting:
    """The rules of a library, read once. Raises BadContent naming every fault in the content."""
    path = library.root / "law" / "consenting.yaml"
    questions = Questions(load(path, "facts", DisclosureFact), library.vocabulary)
    otherwise = (read(path).data or {}).get("otherwise", "")
    return Consenting(questions, load(path, "rules", ConsentRule), load(path, "guardians", GuardianRule), otherwise)
