"""Plays histories: many at once, in the order of time, each act done by its actor at its own moment.

A history is a generator. It does something, and yields how many days it waits; what has not happened by now has not
happened, so that histories which began lately are left open, as in life.
"""

import heapq
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.timezone import localdate

from helhet.courses.actions import Next
from helhet.courses.models import Course
from helhet.kernel.calendar import first_working_day
from helhet.organisations.actor import Actor
from helhet.organisations.queries import system_actor
from helhet.people import actions as people
from helhet.people.models import Person
from helhet.secrecy.wall import acting

from .cast import Someone
from .county import County
from .script import Script

type History = Iterator[float]

STOCKHOLM = ZoneInfo("Europe/Stockholm")
OPENS, CLOSES = 8, 16


@dataclass
class Play:
    """The stage: the county, the words, chance with a seed, and what time it is. `told`: how often each story was."""

    county: County
    script: Script
    now: datetime
    chance: random.Random
    at: datetime = field(init=False)
    acts: int = 0
    told: Counter[str] = field(default_factory=Counter)
    _waiting: list[tuple[datetime, int, History]] = field(default_factory=list)
    _begun: int = 0

    def __post_init__(self) -> None:
        self.at = self.now

    def run(self, histories: Iterable[tuple[datetime, History]]) -> None:
        """Play every history from its first moment until now."""
        for start, history in histories:
            self._wait(start, history)
        while self._waiting:
            self.at, _, history = heapq.heappop(self._waiting)
            wait = next(history, None)
            if wait is not None:
                self._wait(self.at + timedelta(days=wait), history)

    def also(self, history: History) -> None:
        """A history that goes on beside the one that begins it, from tomorrow."""
        self._wait(self.at + timedelta(days=1), history)

    def _wait(self, until: datetime, history: History) -> None:
        when = self.working(until)
        self._begun += 1
        if when <= self.now:
            heapq.heappush(self._waiting, (when, self._begun, history))
        else:
            history.close()

    def working(self, when: datetime) -> datetime:
        """A later moment in working hours, the same day or the next working day."""
        day = first_working_day(when.astimezone(STOCKHOLM).date())
        hour = OPENS + self.chance.random() * (CLOSES - OPENS)
        moment = datetime.combine(day, time(), STOCKHOLM) + timedelta(hours=hour)
        return max(moment, when + timedelta(minutes=5))

    def do[Result](self, who: Actor, action: Callable[..., Result], **given: Any) -> Result:
        """One act by somebody, now."""
        self.acts += 1
        with acting(who, self.at):
            return action(by=who, at=self.at, **given)

    def read[Result](self, who: Actor, query: Callable[..., Result], *given: Any) -> Result:
        """What somebody sees, now."""
        with acting(who, self.at):
            return query(*given)

    def word(self, *path: str) -> Any:
        """One of the texts at a place in content/demo/words.yaml."""
        found: Any = self.script.words
        for name in path:
            found = found[name]
        return self.chance.choice(found) if isinstance(found, list) else found

    def next(self, who: Actor, kind: str, days: float) -> Next:
        """A next step of somebody's, so many days from now, with a colleague as deputy."""
        due = localdate(self.at) + timedelta(days=round(days))
        owner, deputy = self.county.staff(who), self.county.staff(self.county.colleague(who))
        return Next(self.word("steps", kind), due, owner, deputy)

    def person(self, who: Actor, someone: Someone) -> Person:
        """The person in the actor's holding: found there, or added the first time they are met."""
        if who.holding_id not in someone.known:
            row = self.do(who, people.add, details=someone.details, number=someone.number)
            someone.known[who.holding_id] = row
        return someone.known[who.holding_id]

    def fresh(self, who: Actor, course: Course) -> Course:
        """A course as it stands now; read as the holding itself, for once it is closed it may be shut to `who`."""
        rows = Course.objects.select_related("person", "unit", "next", "holding__principal")
        return self.read(system_actor(course.holding, who.purpose), lambda: rows.get(id=course.id))
