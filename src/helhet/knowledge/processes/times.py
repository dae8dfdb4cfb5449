"""The clocks of a matter: their days come from knowledge/clocks, what falls with them from the process."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from helhet.kernel.calendar import local_day
from helhet.kernel.errors import HelhetError

from ..clocks.deadline import Deadline
from ..clocks.rules import Clocks
from ..clocks.status import Status, status
from ..law import Law
from ..schema.processes import Lapse
from .conditions import holds
from .matter import Fallen, Matter, Running


class Times:
    """Counts for one history. law_date: the law is read as it was that day, whatever the events say."""

    def __init__(self, clocks: Clocks, law: Law, law_date: date | None) -> None:
        self._clocks, self._law, self._law_date = clocks, law, law_date

    def deadline(self, matter: Matter, clock: Running) -> tuple[Deadline | None, str]:
        """The deadline of a clock, or why nothing can be counted."""
        facts: dict[str, Any] = {
            name: matter.kept[ours] for name, ours in clock.use.facts.items() if ours in matter.kept
        }
        try:
            counted = self._clocks.deadline(
                clock.use.rule,
                clock.start,
                on=self._law_date,
                extended=clock.extended,
                pauses=matter.away(clock) if clock.use.pauses else (),
                facts={**facts, **clock.facts},
            )
        except HelhetError as error:
            return None, error.text
        return counted, ""

    def status(self, clock: Running, deadline: Deadline, now: datetime) -> Status:
        """Where a clock stands. What should fall and has not (the law is unread, or something holds it) is overdue."""
        if clock.lapsed:
            return "lapsed"
        found = status(deadline, now, clock.met)
        return "overdue" if found == "lapsed" and clock.use.lapse else found

    def pass_time(self, matter: Matter, until: datetime) -> None:
        """Let what is missed fall, in the order it does, up to and with a moment."""
        while due := min(self._falling(matter, until), key=lambda one: one[0], default=None):
            at, clock, lapse = due
            clock.lapsed = at
            fall(matter, lapse, at, clock.use.rule)

    def _falling(self, matter: Matter, until: datetime) -> Iterator[tuple[datetime, Running, Lapse]]:
        for clock in matter.clocks:
            lapse = clock.use.lapse
            if lapse is None or not clock.open or holds(lapse.when, matter, matter.kept) is not True:
                continue
            if not self.falls(clock):
                continue
            deadline, _ = self.deadline(matter, clock)
            if deadline is not None and _over(deadline, until):
                yield deadline.last_at, clock, lapse

    def falls(self, clock: Running) -> bool:
        """Whether what is missed falls, as the law stood when the clock started: every paragraph that says so held."""
        day, lapse = self._law_date or local_day(clock.start), clock.use.lapse
        return lapse is not None and all(self._law.provision_on(cited, day)[1] for cited in lapse.provisions)

    def over(self, matter: Matter, clock: Running, at: datetime) -> bool:
        """Whether the time of a clock is over already."""
        deadline, _ = self.deadline(matter, clock)
        return deadline is not None and not deadline.in_time(at, deadline.ends_at)

    def prove(self, matter: Matter, clock: Running, at: datetime) -> None:
        """What a clock waited for was truly done at this moment: when that is too late, what it guards has fallen."""
        clock.met, clock.met_by = at, clock.use.proof or ""
        deadline, _ = self.deadline(matter, clock)
        if clock.use.lapse and self.falls(clock) and deadline is not None and _over(deadline, at):
            clock.met, clock.lapsed = None, deadline.last_at
            fall(matter, clock.use.lapse, deadline.last_at, clock.use.rule)


def _over(deadline: Deadline, at: datetime) -> bool:
    """Whether the last time that can be defended has passed."""
    return not deadline.stopped and not deadline.in_time(at, deadline.last_at)


def fall(matter: Matter, lapse: Lapse, at: datetime, cause: str) -> None:
    """Something ceases: what rested on it is no longer so, and the matter stands where that leads."""
    matter.fallen.append(Fallen(lapse, at, cause))
    matter.clear(lapse.clears, at)
    matter.mark(lapse.marks, at)
    for goes in lapse.to:
        if holds(goes.when, matter, matter.kept):
            matter.state = goes.state
            return
