"""Runs a pack's expected cases: situations written from the source against what the pack answers."""

from dataclasses import dataclass
from datetime import date

from .advise import Guide
from .answer import Advised, Answer
from .holders import holders_in
from .library import Library
from .pack import Pack
from .schema.base import earliest, latest
from .schema.case import Case, ExpectedStep
from .situation import Reader


@dataclass(frozen=True)
class Failure:
    """A case that the pack does not answer as its source says."""

    case: str
    text: str


class Casebook:
    """All cases of one pack, answered on the day and in the municipality each names."""

    def __init__(self, library: Library, pack: Pack, today: date) -> None:
        self.library, self.pack, self.today = library, pack, today
        self.reader = Reader(library.vocabulary)
        self._guides: dict[tuple[date, str | None], Guide] = {}

    def failures(self) -> list[Failure]:
        """Every case that fails, with what was expected and what came."""
        return [failure for case in self.pack.cases for failure in self.run(case)]

    def run(self, case: Case) -> list[Failure]:
        """What is wrong in one case; empty when the pack says what the source says."""
        if case.need and case.holders is not None:
            return self._holders(case)
        answer = self.answer(case)
        texts = [self._missing(step, answer, case) for step in case.steps]
        texts += [f"{act} står i svaret, fast källan inte säger det" for act in self._wrongly(case, answer)]
        known = {o.id for o in answer.open}
        texts += [f"den öppna frågan {o} saknas i svaret" for o in case.open if o not in known]
        dangers = {a.danger for a in answer.act_now if a.holds == "yes"}
        texts += [f"gör nu saknas för {d}" for d in case.act_now if d not in dangers]
        if case.asks_at_most is not None and len(answer.ask) > case.asks_at_most:
            texts.append(f"guiden vill fråga {len(answer.ask)} saker till, högst {case.asks_at_most} väntades")
        return [_failure(case, text) for text in texts if text]

    def answer(self, case: Case) -> Answer:
        """The answer to a case's situation."""
        key = (latest(case.day) if case.day else self._day(), case.municipality)
        if key not in self._guides:
            lib = self.library
            self._guides[key] = Guide([self.pack], lib.law, lib.vocabulary, lib.directory, key[0], key[1], named=True)
        return self._guides[key].answer(case.facts)

    def _day(self) -> date:
        """Today, or the day the agreement begins when it does not hold today."""
        if self.pack.valid_on(self.today.isoformat()) or not self.pack.about.periods:
            return self.today
        return max(earliest(period.start) for period in self.pack.about.periods)

    def _missing(self, expected: ExpectedStep, answer: Answer, case: Case) -> str:
        alike = [s for s in answer.steps if s.act_id == expected.act]
        if any(self._fits(expected, step, case) for step in alike):
            return ""
        wanted = ", ".join(f"{k}: {v}" for k, v in expected.model_dump(exclude_none=True).items())
        came = "; ".join(
            f"{s.act_id} {s.actor_id}→{s.receiver_id} via {s.channel_id} ({s.strength_id}) "
            f"{[b.anchor for b in s.basis]}"
            for s in alike
        )
        return f"steget saknas: {wanted}. Svaret har: {came or ', '.join(s.act_id for s in answer.steps) or 'inget'}"

    def _fits(self, expected: ExpectedStep, step: Advised, case: Case) -> bool:
        # A step for the unit that asks is told to "you".
        actor = case.facts.get("unit") if step.actor_id == "self" and expected.actor != "self" else step.actor_id
        pairs = (
            (expected.actor, actor),
            (expected.receiver, step.receiver_id),
            (expected.channel, step.channel_id),
            (expected.strength, step.strength_id),
            (expected.deadline, step.deadline),
        )
        anchors = {b.anchor for b in step.basis}
        return all(want is None or want == got for want, got in pairs) and (
            expected.anchor is None or expected.anchor in anchors
        )

    def _wrongly(self, case: Case, answer: Answer) -> list[str]:
        """Acts that must not come from the pack; the law may still ask for them."""
        from_pack = {s.act_id for s in answer.steps if any(b.kind == "agreement" for b in s.basis)}
        return [act for act in case.never if act in from_pack]

    def _holders(self, case: Case) -> list[Failure]:
        holders = sorted(holders_in(self.reader.read(case.facts), str(case.need), self.pack, self.reader.book))
        if holders == sorted(case.holders or ()):
            return []
        wanted, got = (", ".join(who) or "ingen" for who in (case.holders or (), holders))
        text = f"{case.need}: väntat {wanted}, paketet har {got}"
        return [_failure(case, text)]


def _failure(case: Case, text: str) -> Failure:
    """A fault, told so that the case is found in cases.yaml."""
    return Failure(case.id, f"Situationen {case.id} (”{case.text.rstrip('.')}”): {text}")


def failing(library: Library, pack: Pack, day: date) -> set[str]:
    """The ids of the cases that a pack fails."""
    return {failure.case for failure in Casebook(library, pack, day).failures()}
