"""The rows of the draft: goals, what region and municipality do, what others do."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from helhet.knowledge.planning.content import Planning
from helhet.knowledge.schema.treatments import Treatment
from helhet.ui.forms import ActionForm

from ..models import Part
from .fields import NONE, Day, chosen, long, placed, short
from .parts import plain, principals

type Choices = list[tuple[str, str]]
NO_GOAL = ("", "Inget särskilt mål")


class RowForm(ActionForm):
    """A row with the version that is shown; 0 for a new one."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)

    @property
    def told(self) -> dict[str, Any]:
        """The row as the plan keeps it."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return {name: plain(value) for name, value in data.items() if value not in ("", None, [])}


class GoalForm(RowForm):
    """What the person wants to reach."""

    text = long("Vad vill du uppnå?", "Skriv med personens egna ord.", most=1000)


class MeasureForm(RowForm):
    """What region or municipality does: what, who, from when, and whether it is decided."""

    def __init__(
        self, *args: Any, content: Planning, goals: Choices, treatments: Sequence[Treatment] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        words = content.library.vocabulary
        whose = [(one, words.principals[one].label) for one in principals(content)]
        needs = [(ident, one.label) for ident, one in words.needs.items()]
        placed(
            self,
            text=long("Vad ska göras?", "Med ord som personen känner igen.", most=1000),
            principal=chosen("Vem svarar för det?", whose),
            unit=short("Vilken enhet eller person?", required=False),
            start=Day(label="Från vilken dag?", required=False),
            decision=chosen("Behövs ett beslut?", [(i, one.label) for i, one in content.decisions.items()]),
            decided_on=Day(label="Vilken dag kom beslutet?", required=False),
            appeal=long("Om det blev nej: så överklagar man", required=False, most=1000),
            goal=forms.ChoiceField(label="Vilket mål hör det till?", choices=[NO_GOAL, *goals], required=False),
            need=forms.ChoiceField(label="Vilket behov gäller det?", choices=[NONE, *needs], required=False),
            settled=forms.ChoiceField(
                label="Hur bestämde ni vem som gör det?", required=False,
                choices=[NONE, *((i, one.label) for i, one in content.settled.items())],
            ),
        )  # fmt: skip
        if treatments:
            offered = [NONE, *((one.id, one.name) for one in treatments)]
            placed(self, treatment=forms.ChoiceField(label="Behandling i avtalet", choices=offered, required=False))

    def clean_principal(self) -> list[str]:
        """As the plan keeps it: a list of one."""
        return [self.cleaned_data["principal"]]


class OtherForm(RowForm):
    """What somebody else does."""

    who = short("Vem?", "Till exempel en närstående, en förening eller en arbetsgivare.")
    text = long("Vad gör de?", most=1000)
    start = Day(label="Från vilken dag?", required=False)

    def __init__(self, *args: Any, goals: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        goal = forms.ChoiceField(label="Vilket mål hör det till?", choices=[NO_GOAL, *goals], required=False)
        placed(self, goal=goal)


def shown(part: Part | None) -> Mapping[str, Any]:
    """A row as its form shows it."""
    if part is None:
        return {"version": 0}
    first = next(iter(part.data.get("principal", [])), "")
    return {**part.data, "principal": first, "version": part.version}
