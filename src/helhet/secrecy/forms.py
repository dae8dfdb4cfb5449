"""What staff write about access, consents, blocks, what went wrong and what they have reviewed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from helhet.knowledge.disclosing.questions import Question
from helhet.ui.fields import Day, Moment
from helhet.ui.forms import ActionForm

Choices = list[tuple[str, str]]
YES_NO = [("yes", "Ja"), ("no", "Nej")]


def long(label: str, help_text: str = "", *, required: bool = True, most: int = 2000) -> forms.CharField:
    """A field for some sentences."""
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=most, widget=area)


def chosen(label: str, choices: Iterable[tuple[str, str]] = (), help_text: str = "", *, required: bool = True) -> Any:
    """One of some answers, all of them seen."""
    options = {"label": label, "choices": list(choices), "help_text": help_text, "required": required}
    return forms.ChoiceField(widget=forms.RadioSelect, **options)


class OpenForm(ActionForm):
    """Why somebody needs to open a person."""

    why = long("Varför behöver du öppna?", "Skriv vad du ska göra. Skriv inget om personens hälsa här.", most=300)


class ConsentForm(ActionForm):
    """What the person said yes to. Who may say yes is worked out from what is judged here and the person's age."""

    kind = chosen("Vad gäller det?", [("sharing", "Att dela uppgifter"), ("plan", "Att göra en gemensam plan (SIP)")])
    receivers = forms.MultipleChoiceField(
        label="Med vem?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Bara dem som personen sa ja till.",
    )
    other_receiver = forms.CharField(label="Någon annan", required=False, max_length=200)
    content = forms.MultipleChoiceField(
        label="Vilka slags uppgifter?", required=False, widget=forms.CheckboxSelectMultiple
    )
    answer_back = forms.BooleanField(label="De får också svara oss", required=False)
    until = Day(label="Till och med vilken dag?")
    how = chosen("Hur sa personen ja?", [("oral", "Muntligt"), ("written", "Skriftligt"), ("digital", "Digitalt")])
    given_by = chosen("Vem sa ja?")
    words = long("Personens egna ord", "Det är bra att ha kvar om frågan kommer upp.", required=False)

    def __init__(
        self,
        *args: Any,
        receivers: Choices,
        content: Choices,
        given_by: Choices,
        judged: list[Question],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["receivers"].choices = receivers
        self.fields["content"].choices = content
        self.fields["given_by"].choices = given_by
        self._names, self._judged = dict(receivers), [question.fact.id for question in judged]
        for question in judged:
            answers = [("", "Vet inte än"), *((choice.id, choice.label) for choice in question.choices)]
            self.fields[question.fact.id] = forms.ChoiceField(
                label=question.fact.question,
                choices=answers,
                required=False,
                widget=forms.RadioSelect(attrs={"class": "ds-input"}),
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        sharing = data.get("kind") == "sharing"
        if sharing and not (data.get("receivers") or data.get("other_receiver")):
            self.add_error("receivers", "Välj eller skriv vem uppgifterna får delas med.")
        if sharing and not data.get("content"):
            self.add_error("content", "Välj vilka slags uppgifter det gäller.")
        return data

    def given(self, data: dict[str, Any]) -> dict[str, Any]:
        """What was written, as the action takes it."""
        receivers = [{"id": ident, "name": self._names[ident]} for ident in data["receivers"]]
        if data["other_receiver"]:
            receivers.append({"id": "", "name": data["other_receiver"]})
        judged = {name: data[name] for name in self._judged if data.get(name)}
        plain = {name: data[name] for name in ("kind", "content", "answer_back", "until", "how", "given_by", "words")}
        return {**plain, "receivers": receivers, "judged": judged}


class BlockForm(ActionForm):
    """Which unit's notes are shut for the others, and who asks for it."""

    unit = forms.ChoiceField(label="Vems uppgifter ska spärras för andra enheter?")
    asked_by = chosen("Vem vill det?", [("person", "Personen själv"), ("guardian", "En vårdnadshavare")])

    def __init__(self, *args: Any, units: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].choices = units


class LiftForm(ActionForm):
    """How the person said yes to somebody reading behind a block."""

    why = long("Hur sa personen ja?", "Till exempel: sa ja i telefon i dag.", most=300)


class ConcealForm(ActionForm):
    """A decision that a disclosure is not shown to the person, or is shown again."""

    conceals = chosen("Beslut", [("yes", "Visas inte för personen"), ("no", "Visas för personen")])
    ground = chosen("Vilken bestämmelse?")
    why = long("Varför?", "Skriv vad som talar för och emot. Texten visas inte för personen.")
    review_on = Day(label="Vilken dag prövar ni det igen?")

    def __init__(self, *args: Any, grounds: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["ground"].choices = grounds

    def clean_conceals(self) -> bool:
        return self.cleaned_data["conceals"] == "yes"


class IncidentForm(ActionForm):
    """What happened, and when it was known: from there the hours are counted."""

    what = long("Vad har hänt?", "Skriv inga namn eller nummer.")
    known_at = Moment(label="När fick ni veta det?", help_text="Därifrån räknas de 72 timmarna.")


class ConfirmForm(ActionForm):
    """What the receiver of a copy that should not have come says of it."""

    was_read = chosen("Har någon hos er läst kopian?", YES_NO)

    def clean_was_read(self) -> bool:
        return self.cleaned_data["was_read"] == "yes"


class StepForm(ActionForm):
    """What was done about an incident."""

    kind = chosen("Vad har ni gjort?")
    text = long("Berätta kort", "Vad, av vem, och varför.")

    def __init__(self, *args: Any, steps: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = steps


class ReviewForm(ActionForm):
    """Whether something was in order."""

    in_order = chosen("Är det i sin ordning?", YES_NO)
    text = long("Hur bedömer du det?", "Behövs alltid när något inte är i sin ordning.", required=False)

    def clean_in_order(self) -> bool:
        return self.cleaned_data["in_order"] == "yes"


class LogForm(ActionForm):
    """What is asked of the log."""

    first = Day(label="Från och med")
    last = Day(label="Till och med")
    staff = forms.ChoiceField(label="Vem", required=False)
    number = forms.CharField(label="Personens nummer eller ärendenummer", required=False, max_length=40)

    def __init__(self, *args: Any, staff: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["staff"].choices = [("", "Alla"), *staff]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("first"), data.get("last")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("last", "Sista dagen kan inte ligga före den första.")
        return data
