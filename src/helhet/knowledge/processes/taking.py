"""Takes one act: when nothing stops it, what is then so, which clocks it meets and starts, and where it leads."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from helhet.kernel.calendar import local_day

from ..schema.processes import Act, ProcessFact, Starts
from .attempt import Attempt
from .conditions import holds
from .event import Event
from .facts import Answer, Carried, carried
from .matter import Matter, Running
from .outcome import Outcome, Refusal, Told
from .ready import Ready
from .times import Times, fall


class Taking:
    """Takes the acts of one history. law_date: the law as it was that day, whatever the events say."""

    def __init__(self, ready: Ready, times: Times, law_date: date | None) -> None:
        self._ready, self._times, self._law_date = ready, times, law_date

    def take(self, matter: Matter, event: Event) -> Outcome:
        """Take an event; the matter is changed only when nothing refuses it."""
        act = self._ready.acts.find(event.act)
        if act is None:
            allowed = tuple(self._ready.acts.by_id)
            reason = f"Handlingen {event.act[:60]} finns inte. Tillåtet: {', '.join(allowed)}."
            return Outcome("", Refusal(reason, self._ready.process.law, allowed))
        told = carried(self._ready, event.facts)
        day = self._day(event)
        answers = self._answers(act, matter, told)
        for other in act.instead:
            if holds(other.when, matter, answers):
                act = self._ready.acts.by_id[other.act]
        one = Attempt(self._ready, act, event, matter, answers, day)
        refused = one.refusal(told)
        outcome = Outcome(act.id, refused, unread=told.unread)
        if refused:
            return outcome
        missing, remarks = tuple(one.missing()), tuple(one.remarks(told))
        remarks += tuple(self._done(act, matter, event, answers))
        return replace(outcome, missing=missing, remarks=remarks)

    def _day(self, event: Event) -> date:
        return self._law_date or local_day(event.at)

    def _answers(self, act: Act, matter: Matter, told: Carried) -> dict[str, Answer]:
        """What is known: kept from before, told now, and what follows from that."""
        answers = {**matter.kept, **told.answers}
        for fact in self._ready.facts:
            if fact.id not in told.answers and _implied(fact, told):
                answers[fact.id] = True
            basis, before = told.answers.get(fact.fresh or ""), matter.rested.get(act.id)
            if before is not None and isinstance(basis, frozenset):
                answers[fact.id] = bool(basis - before)
        return answers

    def _done(self, act: Act, matter: Matter, event: Event, answers: Mapping[str, Answer]) -> list[Told]:
        """What is then so, and what is to be said of it. What clocks wait for comes first, then what falls, and last
        what is new."""
        self._keep(act, matter, event, answers)
        begun = list(self._starting(act, matter, event, answers))
        # Where it leads, and what it starts, is judged as things stood before.
        target = next((goes.state for goes in act.to if holds(goes.when, matter, answers)), matter.state)
        before = len(matter.fallen)
        told = [one for clock in matter.clocks for one in self._extend(act, matter, clock, answers)]
        for clock in list(matter.clocks):
            self._meet(act, matter, clock, event, answers)
        # What only shows that something had fallen before leads nowhere.
        too_late = len(matter.fallen) > before
        for lapse in act.lapses:
            if holds(lapse.when, matter, answers):
                fall(matter, lapse, event.at, act.id)
        matter.clear(self._ready.cleared(act, matter.marks), event.at)
        if not too_late:
            matter.mark(act.marks, event.at)
            matter.state = target
        return told + [one for start, clock in begun for one in self._begin(matter, start, clock, event.at)]

    def _keep(self, act: Act, matter: Matter, event: Event, answers: Mapping[str, Answer]) -> None:
        for fact in self._ready.facts:
            if fact.kept and fact.id in answers:
                matter.kept[fact.id] = answers[fact.id]
            basis = answers.get(fact.fresh or "")
            if fact.fresh and fact.fresh in act.carries:
                rested = matter.rested.get(act.id, frozenset())
                matter.rested[act.id] = rested | (basis if isinstance(basis, frozenset) else frozenset())
        found = (self._ready.documents.find(name) for name in event.documents)
        matter.documents |= {document.id for document in found if document is not None}

    def _starting(
        self, act: Act, matter: Matter, event: Event, answers: Mapping[str, Answer]
    ) -> Iterator[tuple[Starts, Running]]:
        for use in self._ready.process.clocks:
            for start in use.starts:
                if start.act == act.id and holds(start.when, matter, answers):
                    since = matter.marks.get(start.since or "", event.at)
                    yield start, Running(use, since, event.index)

    def _begin(self, matter: Matter, start: Starts, clock: Running, at: datetime) -> Iterator[Told]:
        """Let a clock run, when what it guards is so; what starts again begins anew."""
        if clock.use.while_ not in matter.marks:
            return
        if start.since and self._times.over(matter, clock, at):
            yield Told(start.too_late, to="owner")
            return
        if start.again:
            matter.clocks = [c for c in matter.clocks if not (c.use is clock.use and c.open)]
        matter.clocks.append(clock)

    def _meet(self, act: Act, matter: Matter, clock: Running, event: Event, answers: Mapping[str, Answer]) -> None:
        use = clock.use
        if clock.open and act.id in use.meets and clock.start <= event.at:
            clock.met, clock.met_by = event.at, act.id
        if clock.met is not None and use.proof == act.id and clock.stopped is None:
            self._times.prove(matter, clock, event.at)

    def _extend(self, act: Act, matter: Matter, clock: Running, answers: Mapping[str, Answer]) -> Iterator[Told]:
        """Give a clock the longer time. One that cannot be counted is told of, and the time stays as it was."""
        longer = clock.use.extended_by
        if not clock.open or longer is None or longer.act != act.id or (longer.to and longer.to not in answers):
            return
        clock.extended = True
        clock.facts = {"extended_to": answers[longer.to]} if longer.to else {}
        counted, why = self._times.deadline(matter, clock)
        if counted is None:
            clock.extended, clock.facts = False, {}
            yield Told(why, self._ready.process.law, "owner")


def _implied(fact: ProcessFact, told: Carried) -> bool:
    """Whether an answer to another fact says this one."""
    answers = ((told.answers.get(name), wanted) for name, wanted in fact.implied_by.items())
    return any(isinstance(answer, frozenset) and wanted in answer for answer, wanted in answers)
