"""What is done with something that was sent, or has come: one small form for each act."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.timezone import get_current_timezone

from helhet.courses.actions import Next
from helhet.courses.models import Course
from helhet.organisations.models import Staff
from helhet.organisations.queries import records
from helhet.ui.fields import Day
from helhet.ui.forms import ActionForm

from .clauses import Clause
from .grounds import Offer

LONG = forms.Textarea(attrs={"rows": 5})
LONGEST = 5000
NEW = "new"
NO_GROUND = "none"
ONLY_THAT = "Ingen grund: avsändaren får bara veta att ni har svarat, och får fråga personen"


def _radio(label: str, choices: Sequence[tuple[str, str]], **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **options)


class TextForm(ActionForm):
    """Something in words."""

    text = forms.CharField(label="Skriv här", max_length=LONGEST, widget=LONG)

    def __init__(self, *args: Any, label: str, help_text: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].label = label
        self.fields["text"].help_text = help_text


class AnswerForm(ActionForm):
    """An act that the sender is told about, on a ground or without."""

    def __init__(self, *args: Any, offers: Sequence[Offer] = (), asks_ground: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offers = {one.id: one.stated for one in offers}
        if asks_ground:
            choices = [*((one.id, one.label) for one in offers), (NO_GROUND, ONLY_THAT)]
            self.fields["ground"] = _radio("På vilken grund får avsändaren veta vad ni svarar?", choices)
            self.fields["ground"].widget.attrs["class"] = "ds-input"

    def stated(self) -> Any:
        """The ground as it is stated; None when there is none."""
        return self.offers.get(self.cleaned_data.get("ground", ""))


class CompleteForm(AnswerForm):
    """What was asked back for."""

    text = forms.CharField(label="Det som de frågade efter", max_length=LONGEST, widget=LONG)


class LearnForm(ActionForm):
    """An answer that came another way."""

    accepted = _radio("Vad blev svaret?", [("yes", "De har tagit emot"), ("no", "De har sagt nej")])
    told_by = forms.CharField(label="Vem berättade det?", max_length=200)
    text = forms.CharField(label="Vad sa de?", max_length=LONGEST, required=False, widget=LONG)

    def __init__(self, *args: Any, filing: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if filing:
            del self.fields["accepted"]


class ReceiptForm(ActionForm):
    """Who took the paper, and when."""

    received_by = forms.CharField(label="Vem tog emot?", max_length=200)
    day = Day(label="Vilken dag?")
    clock = forms.TimeField(label="Hur dags?", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))

    @property
    def when(self) -> datetime:
        """The moment it was taken."""
        clock: time = self.cleaned_data["clock"]
        return datetime.combine(self.cleaned_data["day"], clock, get_current_timezone())


class NextForm(AnswerForm):
    """What is next, by when, and who has it; in a new contact or one that the unit already has."""

    next_text = forms.CharField(label="Nästa steg", max_length=300)
    due = Day(label="Senast vilken dag?")

    def __init__(self, *args: Any, staff: Sequence[Staff], courses: Sequence[Course] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.staff = {str(one.id): one for one in staff}
        self.courses = {str(one.id): one for one in courses}
        people = [("", "Välj"), *((ident, one.name) for ident, one in self.staff.items())]
        self.fields["owner"] = forms.ChoiceField(label="Ansvarig", choices=people)
        self.fields["deputy"] = forms.ChoiceField(
            label="Ersättare", choices=people, help_text="Får larmet när den ansvariga är borta."
        )
        if self.courses:
            mine = [(ident, f"Lägg till i kontakten: {one.about}") for ident, one in self.courses.items()]
            self.fields["course"] = _radio("I vilken kontakt?", [(NEW, "Öppna en ny kontakt"), *mine], initial=NEW)
        for name in ("owner", "deputy"):
            self.fields[name].widget.attrs["class"] = "ds-input"
        self.order_fields(["course", "next_text", "due", "owner", "deputy", "text", "ground"])

    @property
    def step(self) -> Next:
        """The step as a course takes it."""
        data = self.cleaned_data
        return Next(data["next_text"], data["due"], self.staff[data["owner"]], self.staff[data["deputy"]])

    @property
    def course(self) -> Course | None:
        """The course it goes on in; None for a new one."""
        return self.courses.get(self.cleaned_data.get("course", NEW))


class AcceptForm(NextForm):
    """To take over, with a word to the sender."""

    text = forms.CharField(label="Hälsning till avsändaren", max_length=LONGEST, required=False, widget=LONG)


class AskBackForm(ActionForm):
    """What is missing; free text only where it may be told."""

    missing = forms.MultipleChoiceField(label="Vad saknas?", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, free_text: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["missing"].choices = [(one.id, one.label) for one in records().missing.values()]
        if free_text:
            self.fields["text"] = forms.CharField(label="Mer", max_length=LONGEST, required=False, widget=LONG)


class ReasonForm(forms.Form):
    """Why the answer is no."""

    reason = forms.ChoiceField(label="Varför säger ni nej?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].choices = [(one.id, one.label) for one in records().refusals.values()]


class RejectForm(AnswerForm):
    """A no: what it rests on, where the person can turn instead, and for a challenged reason the manager's own word."""

    clause = forms.ChoiceField(label="Vad vilar det på?", help_text="Stycket i avtalet eller lagen.")
    route = forms.CharField(
        label="Vart kan personen vända sig i stället?", max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    text = forms.CharField(label="Mer om varför", max_length=LONGEST, required=False, widget=LONG)

    def __init__(self, *args: Any, clauses: Sequence[Clause], challenged: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(one.id, f"{one.source}, {one.id}: {one.text}"[:160]) for one in clauses]
        self.fields["clause"].choices = [("", "Välj"), *named]
        if challenged:
            self.fields["insists"] = forms.BooleanField(
                label="Jag har läst invändningen och säger ändå nej", required=False
            )


class ConcludeForm(AnswerForm):
    """What became of a filing."""

    outcome = forms.ChoiceField(label="Vad blev det?", widget=forms.RadioSelect)
    text = forms.CharField(label="Besked till den det gäller", max_length=LONGEST, widget=LONG)
    appeal = forms.CharField(
        label="Hur överklagar man?", help_text="Behövs när beslutet kan överklagas.", max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, outcomes: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["outcome"].choices = outcomes
