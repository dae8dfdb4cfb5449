"""Whether an act may be taken: by this one, here, now, and on what it rests. Nothing is changed."""

from collections.abc import Iterator, Mapping
from datetime import date

from ..schema.processes import Act, By, Limit, ProcessRole
from .conditions import asked, holds
from .event import Event
from .facts import Answer, Carried
from .matter import Matter
from .outcome import Refusal, Told
from .ready import Ready


class Attempt:
    """One act that somebody wants to take, with what they told."""

    def __init__(
        self, ready: Ready, act: Act, event: Event, matter: Matter, answers: Mapping[str, Answer], day: date
    ) -> None:
        self._ready, self._act, self._event, self._matter = ready, act, event, matter
        self._answers, self._day = answers, day

    def refusal(self, told: Carried) -> Refusal | None:
        """The first thing that stops it: who, where, what it rests on, and what the law asks for."""
        return self._by() or self._where() or self._resting(told) or self._limited()

    def missing(self) -> Iterator[Told]:
        """What the act should carry and nobody has told, and documents that are not there."""
        for name in dict.fromkeys(self._untold()):
            fact = self._ready.facts.by_id[name]
            yield Told(f"{self._act.label}: det framgår inte: {fact.label}.", self._section(self._act.provisions))
        yield from self._papers()

    def _untold(self) -> Iterator[str]:
        mine = [by for by in self._act.by if self._is(by)]
        carried = (*self._act.carries, *(name for by in mine for name in by.carries))
        yield from (name for name in carried if name not in self._answers)
        for limit in self._act.limits:
            if limit.carried and holds(limit.when, self._matter, self._answers):
                yield from asked(limit.unless or limit.refuse or limit.when, self._answers)
        for by in mine:
            yield from asked(by.when, self._answers)

    def _papers(self) -> Iterator[Told]:
        given = {found.id for name in self._event.documents if (found := self._ready.documents.find(name))}
        for ident in self._act.documents:
            if ident not in given | self._matter.documents | set(self._matter.marks):
                document = next(d for d in self._ready.process.documents if d.id == ident)
                section = self._section(document.provisions or self._act.provisions)
                yield Told(f"{self._act.label}: handlingen saknas: {document.label}.", section)

    def remarks(self, told: Carried) -> Iterator[Told]:
        """What is to be said when the act is taken."""
        if self._event.assumed:
            yield Told(self._event.assumed)
        for answer in told.not_grounds:
            yield Told(f"{answer.label} räknas inte. {answer.not_ground}", self._section(answer.provisions))
        for remark in self._act.remarks:
            if holds(remark.when, self._matter, self._answers):
                yield Told(remark.text, self._section(remark.provisions), remark.to or "")

    def _role(self) -> ProcessRole | None:
        return self._ready.roles.find(self._event.by)

    def _is(self, by: By) -> bool:
        role = self._role()
        return role is not None and role.id in by.roles

    def _by(self) -> Refusal | None:
        act = self._act
        may = tuple(dict.fromkeys(role for by in act.by for role in by.roles))
        section = self._section(act.else_provisions or act.provisions)
        labels = ", ".join(self._ready.roles.by_id[ident].label for ident in may)
        if self._event.by is None and "anyone" in may:
            return None
        role = self._role()
        if role is None:
            told = f"{self._event.by[:40]} är ingen roll vi känner" if self._event.by else "Det framgår inte av vem"
            return Refusal(f"{act.label}: {told}. Det får göras av: {labels}.", section, may)
        mine = [by for by in act.by if role.id in by.roles]
        if not mine:
            return Refusal(
                f"{act.label} får inte göras av {role.label}. {act.or_else or f'Det får göras av: {labels}.'}",
                section,
                may,
            )
        if all(holds(by.when, self._matter, self._answers) is False for by in mine):
            why = act.or_else or "Förutsättningarna för det finns inte."
            return Refusal(
                f"{act.label} får inte göras av {role.label} nu. {why}", self._section(mine[0].provisions), may
            )
        return None

    def _where(self) -> Refusal | None:
        act, state = self._act, self._ready.state[self._matter.state]
        if act.from_states == ("*",) or state.id in act.from_states:
            return None
        fallen = self._matter.fallen[-1:]
        ceased = "".join(f" {one.lapse.what} har upphört." for one in fallen)
        here = [one.id for one in self._ready.acts if one.from_states == ("*",) or state.id in one.from_states]
        cited = (*act.provisions, *(provision for one in fallen for provision in one.lapse.provisions))
        reason = f"{act.label} går inte att göra när läget är: {state.label}.{ceased}"
        return Refusal(reason, self._section(tuple(dict.fromkeys(cited))), tuple(here))

    def _resting(self, told: Carried) -> Refusal | None:
        section = self._section(self._act.provisions)
        if told.refused:
            return Refusal(" ".join(told.refused), section)
        if not told.groundless:
            return None
        why = " ".join(dict.fromkeys(f"{answer.label}: {answer.not_ground}" for answer in told.not_grounds))
        cited = tuple(dict.fromkeys(p for answer in told.not_grounds for p in answer.provisions))
        return Refusal(
            f"{self._act.label} kan inte vila på det här. {why}", self._section(cited or self._act.provisions)
        )

    def _limited(self) -> Refusal | None:
        for limit in self._act.limits:
            if self._stops(limit):
                return Refusal(limit.text, self._section(limit.provisions))
        return None

    def _stops(self, limit: Limit) -> bool:
        if not holds(limit.when, self._matter, self._answers):
            return False
        if limit.refuse is not None:
            return holds(limit.refuse, self._matter, self._answers) is True
        met = holds(limit.unless, self._matter, self._answers) if limit.unless else True
        return met is False or (met is None and not limit.carried)

    def _section(self, provisions: tuple[str, ...]) -> str:
        return self._ready.section(provisions, self._day)
