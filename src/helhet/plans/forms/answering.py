"""What somebody who was called writes: whether they come, their own part, and their answer to a version."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from helhet.knowledge.planning.content import Planning
from helhet.ui.forms import ActionForm

from ..given import OwnPart
from ..holding import planning
from .fields import YES_NO, Day, chosen, labels, long, placed, short
from .parts import plain
from .sharing import SharingForm, To

ANSWERS = [
    ("accept", "Ja, vi gör våra delar"),
    ("change", "Vi vill ändra något i våra delar"),
    ("lacking", "Något saknas i planen"),
]


class ComesForm(ActionForm):
    """Whether they come to the meeting."""

    day = Day(label="Om ni inte kan då: vilken dag går?", required=False)
    why = long("Om ni inte vill vara med: varför?", "Står kvar hos er.", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        placed(self, came=chosen("Kommer ni?", labels(planning().came)))
        self.order_fields(["came", "day", "why"])


class PartForm(SharingForm):
    """Their own part: a goal, a measure, what is missing. It can be sent more than once."""

    def __init__(self, *args: Any, found: Sequence[To], longest: date, principal: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.principal = principal
        content = planning()
        self.before(content)
        placed(self, **_part(content))
        self.receivers(found, longest)

    def before(self, content: Planning) -> None:
        """What is asked first."""

    def part(self, data: dict[str, Any]) -> OwnPart:
        """As it is sent."""
        measure = {name: data[f"measure_{name}"] for name in MEASURE if data[f"measure_{name}"]}
        row = {name: plain(value) for name, value in measure.items()}
        goals = [{"text": data["goal"]}] if data["goal"] else []
        rows = [row | {"principal": [self.principal]}] if row.get("text") else []
        return OwnPart(goals, rows, (), data["lacking"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("measure_decision") and not data.get("measure_text") and not self.has_error("measure_text"):
            self.add_error("measure_text", "Skriv vad ni gör.")
        return data


MEASURE = ("text", "unit", "start", "decision", "decided_on", "appeal")


def _part(content: Planning) -> dict[str, forms.Field]:
    decisions = [(ident, one.label) for ident, one in content.decisions.items()]
    return {
        "goal": long("Ett mål, med personens ord", required=False, most=1000),
        "measure_text": long("Vad gör ni?", "En insats i taget. Ni kan skicka fler.", required=False, most=1000),
        "measure_unit": short("Vilken enhet eller person?", required=False),
        "measure_start": Day(label="Från vilken dag?", required=False),
        "measure_decision": chosen("Behövs ett beslut?", decisions, required=False),
        "measure_decided_on": Day(label="Vilken dag kom beslutet?", required=False),
        "measure_appeal": long("Om det blev nej: så överklagar man", required=False, most=1000),
        "lacking": long("Vad saknas i planen?", required=False, most=2000),
    }


class AnswerForm(PartForm):
    """What they say of a version."""

    def before(self, content: Planning) -> None:
        placed(self, how=chosen("Vad säger ni om era delar i planen?", ANSWERS))

    def wanted(self, data: Any) -> list[To]:
        """A yes says no more than that, so it needs no ground."""
        return [] if data.get("how") in (None, "accept") else super().wanted(data)


class TakesForm(ActionForm):
    """Whether they take the overall responsibility."""

    takes = chosen("Tar ni det övergripande ansvaret?", YES_NO)
