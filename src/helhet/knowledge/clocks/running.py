"""A legal time that has begun to run: where it ends, and what that rests on."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property

from helhet.kernel.calendar import day_end, day_start

from ..schema.clocks import OtherLength
from .rule import Rule


@dataclass(frozen=True)
class Running:
    """A time that runs. Days are Swedish dates; `ends_at` and `last_at` are moments in UTC.

    strict: the last day, or for a rule in hours the last moment. relief: the next working day when the strict one is
    none and lag (1930:173) 2 § may give it; relief_sure says how sure that is. latest: done at the latest then, for
    what is purged. extended_to: the day somebody named. agreed: days by agreement. stopped: the counting stands still.
    """

    rule: Rule
    start: date | datetime
    strict: date | datetime
    relief: date | None = None
    latest: date | None = None
    extended: bool = False
    stopped: bool = False
    uncounted_days: int = 0
    choice: OtherLength | None = None
    agreed: int | None = None

    @property
    def key(self) -> str:
        """The key of its rule."""
        return self.rule.key

    @property
    def section(self) -> str:
        """The paragraphs it rests on."""
        return self.rule.section

    @property
    def who(self) -> str:
        """Whose it is, in Swedish."""
        return self.rule.who

    @property
    def whose(self) -> str:
        """Whose it is, as an id."""
        return self.rule.whose

    @property
    def sure(self) -> str:
        """How well the wording is known."""
        return self.rule.sure

    @property
    def relief_sure(self) -> str | None:
        """How sure it is that the relief day holds for this rule."""
        return self.rule.clock.relief.sure if self.relief and self.rule.clock.relief else None

    @cached_property
    def ends_at(self) -> datetime:
        """When the strict time is over. What begins on a day (sort `begins`) does so as the day does."""
        if isinstance(self.strict, datetime):
            return self.strict.astimezone(UTC)
        return day_start(self.strict) if self.rule.sort == "begins" else day_end(self.strict)

    @cached_property
    def last_at(self) -> datetime:
        """When the last time that can be defended is over."""
        later = self.latest or self.relief
        return day_end(later) if later else self.ends_at

    def in_time(self, at: datetime, end: datetime) -> bool:
        """Whether something done at `at` is done before an end: with the last moment of hours, before a day is over."""
        return at <= end if isinstance(self.strict, datetime) else at < end
