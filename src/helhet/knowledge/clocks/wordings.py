"""One legal time through the years: which wording held on a day."""

from datetime import date

from helhet.kernel.errors import NotFound

from ..law import holds_on
from ..schema.alarms import Alarms
from ..schema.base import earliest
from ..schema.clocks import Clock, EarlierDeadline
from ..schema.law_says import Deadline as Entry
from .rule import Rule, Verified


class Wordings:
    """Every wording of a rule that we have read or remember: `newest`, and `older` from the latest on."""

    def __init__(self, entry: Entry, clock: Clock, alarms: Alarms | None) -> None:
        self.entry, self.clock, self._alarms = entry, clock, alarms
        self.newest = self._worded(None, entry.sure)
        self.older = tuple(self._worded(old, old.sure) for old in entry.earlier)
        # As it reads now, on a day when it was there but read otherwise or in words we have not seen.
        self._unread = self._worded(None, "unverified")

    def on(self, day: date) -> Rule:
        """The wording of a day. Raises NotFound when there was none that we know of, with what held instead."""
        entry = self.entry
        if holds_on(entry, day):
            return self.newest
        for old, rule in zip(entry.earlier, self.older, strict=True):
            if holds_on(old, day):
                return rule
        if entry.unread_from and earliest(entry.unread_from) <= day < earliest(entry.valid_from):
            return self._unread
        first = min(earliest(one.valid_from) for one in (entry, *entry.earlier))
        after = entry.before or f"Vi har ingen lydelse från den dagen. Den äldsta vi har gäller från {first}."
        raise NotFound(f"{entry.id} gällde inte den {day}, så vitt vi vet. {after}", "not_in_force")

    def _worded(self, old: EarlierDeadline | None, sure: Verified) -> Rule:
        entry, clock = self.entry, self.clock
        return Rule(
            entry=entry,
            clock=clock,
            length=(old and old.length) or clock.length,
            at_once=(old and old.at_once) or clock.at_once,
            provisions=old.provisions if old else entry.provisions,
            limit=(old and old.limit) or entry.limit,
            who=(old and old.who) or entry.who,
            sure=sure,
            valid_from=(old or entry).valid_from,
            valid_to=(old or entry).valid_to,
            alarms=self._alarms,
        )
