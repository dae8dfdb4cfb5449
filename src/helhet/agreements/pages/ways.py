"""Decision tables, channels and courses of states, readable for whoever answers for the agreement."""

from collections.abc import Iterator
from typing import Any

from helhet.knowledge.lint.say import listed

from . import labels
from .agreement import Agreement
from .wording import capital, ended, inside, says_the_same

SAYS_NOTHING = "Avtalet säger inget"
THE_ONE_WHO_ASKS = "den verksamhet som möter personen"
LONG_FORM = 6  # letters; shorter names of forms are abbreviations


def _starts(table: Any) -> str:
    """Where the first row of a table stands."""
    return table.rows[0].anchors[0] if table.rows else ""


class Ways:
    """The page of ways."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        self.words = agreement.words
        self.channel_names = {c.id: self.words.label("channels", c.kind) for c in agreement.pack.channels}
        self.tables = [self._table(table) for table in agreement.by_place(agreement.pack.tables, _starts)]
        self.channels = [self._channel(channel) for channel in agreement.pack.channels]
        self.courses = [self._course(course) for course in agreement.pack.courses]

    def _table(self, table: Any) -> dict[str, Any]:
        return {
            "item": table,
            "policy": labels.POLICY[table.policy],
            "per": labels.PER[table.per],
            "scope": inside(self.words.spelt_out(table.scope)),
            "chooser": labels.CHOOSES.get(table.chooser, table.chooser),
            "rows": [self._row(row) for row in table.rows],
            "timed": any(step.deadline for row in table.rows for step in row.steps),
            "places": self.agreement.places(table.anchors),
        }

    def _row(self, row: Any) -> dict[str, Any]:
        return {
            "item": row,
            "when": self.words.spelt_out(row.when) or "Alltid",
            "steps": [self._step(step) for step in row.steps],
            "standing": labels.STANDING.get(row.standing, ""),
            "places": self.agreement.places(row.anchors),
        }

    def _step(self, step: Any) -> dict[str, Any]:
        act = self.words.label("acts", step.act)
        return {
            "act": "" if says_the_same(act, step.text) else f"{act}. ",
            "text": ended(step.text),
            "facts": list(self._facts(step)),
        }

    def _facts(self, step: Any) -> Iterator[tuple[str, str]]:
        """Who, to whom, how and by when, as far as it is said."""
        yield "Vem", THE_ONE_WHO_ASKS if step.actor == "self" else self.words.name(step.actor)
        yield "Hur bindande", self.words.label("strengths", step.strength)
        if step.receiver:
            yield "Till", self.words.name(step.receiver)
        if step.channel:
            yield "Kanal", inside(self.channel_names.get(step.channel, step.channel))
        if step.deadline:
            yield "När", step.deadline
        if step.form:
            yield "Formulär", step.form.upper() if len(step.form) < LONG_FORM else step.form
        if step.after:
            yield "I andra hand", ended(step.after.trigger, labels.CHOOSES[step.after.chooses])

    def _channel(self, channel: Any) -> dict[str, Any]:
        return {
            "item": channel,
            "kind": self.channel_names[channel.id],
            "sender": self.words.names(channel.sender, "eller"),
            "receiver": self.words.names(channel.receiver, "eller"),
            "forms": capital(listed((labels.FORM[f] for f in channel.forms), "eller")),
            "helped_by": self.words.names(channel.helped_by),
            "needs": self.words.needs(channel.needs),
            "standing": labels.STANDING.get(channel.standing, ""),
            "places": self.agreement.places(channel.anchors),
        }

    def _course(self, course: Any) -> dict[str, Any]:
        texts = {state.id: state.text for state in course.states}
        return {
            "item": course,
            "states": [self._state(state, texts) for state in course.states],
            "places": self.agreement.places(course.anchors),
        }

    def _state(self, state: Any, texts: dict[str, str]) -> dict[str, Any]:
        return {
            "item": state,
            "owner": self.words.name(state.owner) if state.owner else SAYS_NOTHING,
            "next": [(ident, texts.get(ident, ident)) for ident in state.next],
            "time": state.time or SAYS_NOTHING,
            "standing": labels.STANDING.get(state.standing, ""),
            "places": self.agreement.places(state.anchors),
        }
