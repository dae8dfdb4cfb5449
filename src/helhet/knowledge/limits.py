"""What the law leaves of an agreement's steps: needs that cannot exist here, or are met already, and what it says.

A step is never dropped in silence when it comes from an agreement: it becomes an open point that says why.
"""

from collections.abc import Callable, Iterable

from .answer import Advised, Open
from .conditions import PERHAPS
from .phrases import phrase
from .rulebook import Compiler
from .schema.law import Corrects
from .situation import UNKNOWN, Situation, holds_somewhere


class Limits:
    """The needs of the vocabulary as conditions, ready to be held against the steps of an answer."""

    def __init__(self, compiler: Compiler) -> None:
        self.words = compiler.words
        needs = self.words.needs.values()
        self.exists = {n.id: compiler.condition(dict(n.applies)) for n in needs if n.applies}
        self.perhaps = {n.id: compiler.condition(dict(n.perhaps)) for n in needs if n.perhaps}
        self.met = {n.id: compiler.condition(dict(n.met_when)) for n in needs if n.met_when}

    def inside(self, situation: Situation, steps: list[Advised]) -> tuple[list[Advised], list[Open]]:
        """The steps that stand, and open points for those of an agreement that do not."""
        kept, outside = [], []
        met = {need for need, when in self.met.items() if holds_somewhere(when, situation)}
        for step in steps:
            agreement = step.basis[0].kind == "agreement"
            why = self._met(step, met) or (self._cannot(step, situation) if agreement else "")
            if not why:
                kept.append(step)
            elif agreement:
                first = step.basis[0]
                text = f"Avtalet säger: {step.text} {why}"
                outside.append(Open(f"outside.{step.act_id}", text, [first.anchor], first.pack or ""))
        return kept, outside

    def _met(self, step: Advised, met: set[str]) -> str:
        named = {self.words.acts[step.act_id].need, *step.needs} & met if met else set()
        return next((self.words.needs[need].met_text for need in sorted(filter(None, named))), "")

    def _cannot(self, step: Advised, situation: Situation) -> str:
        """Why the need of an agreement's step cannot exist here; empty when it can, or when someone must judge that."""
        return self._why_not(self.words.acts[step.act_id].need or "", situation)

    def needed(self, situation: Situation) -> tuple[list[str], list[Open]]:
        """The needs named that can exist here, and open points for those that cannot."""
        given = situation.known.get("needs") or ()
        named = [need for need in ([given] if isinstance(given, str) else given) if need != UNKNOWN]
        why = {need: self._why_not(need, situation) for need in named}
        closed = [
            Open(f"outside.{n}", f"{self.words.needs[n].label}. {text}", [], "") for n, text in why.items() if text
        ]
        return [need for need, text in why.items() if not text], closed

    def _why_not(self, need: str, situation: Situation) -> str:
        exists, perhaps = self.exists.get(need), self.perhaps.get(need)
        if exists is None or holds_somewhere(exists, situation, PERHAPS):
            return ""
        if perhaps is not None and holds_somewhere(perhaps, situation, PERHAPS):
            return ""
        return f"Här går det inte, för det finns bara vid: {phrase(self.words.needs[need].applies, self.words)}."


def corrected(steps: list[Advised], said: Iterable[Corrects], label: Callable[[str], str]) -> None:
    """Say beside an agreement's step what the law says to this person, and whose judgement it hangs on."""
    for one in said:
        for step in steps:
            if step.act_id != one.act or all(basis.kind != "agreement" for basis in step.basis):
                continue
            step.notes = [one.note, *(note for note in step.notes if note != one.note)]
            if one.judgement and not step.judgement:
                step.judgement, step.judge = one.judgement.question, label(one.judgement.by)
