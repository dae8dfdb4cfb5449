"""What is written while a plan goes on: answers, responsibility, violence, how it went, what nobody has."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from helhet.ui.forms import ActionForm

from ..given import Outcome
from ..holding import planning
from .fields import NONE, YES_NO, Day, chosen, labels, long, placed

type Choices = Sequence[tuple[str, str]]


class HeardForm(ActionForm):
    """What somebody outside the system said when they were called."""

    text = long("Sa de något mer?", required=False)

    def __init__(self, *args: Any, people: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        placed(
            self,
            participant=chosen("Vem har svarat?", people),
            came=chosen("Vad sa de?", [(i, one.label) for i, one in planning().came.items()]),
        )
        self.order_fields(["participant", "came", "text"])


class OverallForm(ActionForm):
    """Which principal has the overall responsibility, and which participant that is."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=20)

    def __init__(self, *args: Any, whom: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        placed(self, whom=chosen("Vem ser till att planen blir av?", whom, "Välj en, och bara en."))


class WhomForm(ActionForm):
    """One of those who take part."""

    def __init__(self, *args: Any, people: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        placed(self, participant=chosen("Vem?", people))


class ViolenceForm(ActionForm):
    """That violence was asked about; what was said is kept beside the plan."""

    asked = chosen("Har du frågat?", YES_NO)
    text = long(
        "Vad sa personen?", "Står bara här hos er. Aldrig i planen, på papper eller i kalendern.", required=False
    )


class FollowUpForm(ActionForm):
    """How it went: the person's own rating first."""

    def __init__(self, *args: Any, goals: Choices, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        content = planning()
        self.goals = [key for key, _ in goals]
        placed(
            self,
            rating=chosen("Personens eget svar: hur har du det nu, mot när planen gjordes?", labels(content.ratings)),
            words=long("Personens egna ord", required=False),
        )
        how = [(ident, one.label) for ident, one in content.outcomes.items()]
        placed(self, **{f"goal-{key}": chosen(f"Målet: {text}", how, required=False) for key, text in goals})
        placed(
            self,
            on=Day(label="Vilken dag följde ni upp?", initial=today),
            next_on=Day(
                label="Vilken dag följer ni upp nästa gång?", required=False,
                help_text="Lämna tomt om planen ska avslutas nu.",
            ),
        )  # fmt: skip

    @property
    def outcome(self) -> Outcome:
        """As it is kept."""
        data = self.cleaned_data
        goals = {key: data[f"goal-{key}"] for key in self.goals if data[f"goal-{key}"]}
        return Outcome(data["on"], data["rating"], data["words"], goals, data["next_on"])


class CloseForm(ActionForm):
    """Why the plan ends."""

    text = long("Vill du skriva något mer?", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        placed(
            self, reason=chosen("Varför avslutas planen?", [(i, one.label) for i, one in planning().closing.items()])
        )
        self.order_fields(["reason", "text"])


class MissingForm(ActionForm):
    """What nobody has."""

    text = long("Vad saknas?", "Skriv inget som visar vem det gäller.", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        needs = planning().library.vocabulary.needs
        choices = [NONE, *((ident, one.label) for ident, one in needs.items())]
        placed(self, need=forms.ChoiceField(label="Vilket behov är det?", choices=choices))
        self.order_fields(["need", "text"])


class LeaveForm(ActionForm):
    """Why something that came is left out."""

    why = long("Varför kommer det inte med?", "Ni kan behöva tala om det på mötet.", most=500)
