"""What staff write on a person's way: what is next, what happened, and how it ended."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.utils.timezone import get_current_timezone, localdate

from helhet.courses.actions import Next
from helhet.organisations.models import Staff
from helhet.people.forms import ComparedForm, DetailsForm, NumberForm
from helhet.ui.fields import Day
from helhet.ui.forms import ActionForm

LONG = forms.Textarea(attrs={"rows": 5})
HOW = [
    ("phone", "Ringde"),
    ("sms", "Skickade sms"),
    ("letter", "Skickade brev"),
    ("email", "Skickade e-post"),
    ("visit", "Åkte hem"),
    ("through", "Genom någon annan"),
    ("elsewhere", "Sökte upp personen någon annanstans"),
]
OUTCOME = [
    ("reached", "Vi fick tala med personen"),
    ("message", "Vi lämnade ett meddelande"),
    ("nothing", "Vi nådde ingen"),
    ("later", "Personen vill höras en annan dag"),
]


def moment(day: date, at: datetime) -> datetime:
    """When something happened on a day: now if it is today, else in the middle of that day."""
    return at if day == localdate(at) else datetime.combine(day, time(12), get_current_timezone())


class Versioned(ActionForm):
    """A form about a course as it was read. One that comes back carries the version that the page now shows, so that
    whoever has read what is new can save; what they typed stands there still."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def show_version(self, version: int) -> None:
        """Let the next save count from this version."""
        if self.is_bound:
            self.data = self.data.copy()
            self.data["version"] = str(version)
        self.initial["version"] = version


class ByStaff(ActionForm):
    """Who has something, and who stands in. Only those who work at the unit can be chosen."""

    owner = forms.ChoiceField(label="Ansvarig")
    deputy = forms.ChoiceField(label="Ersättare", help_text="Får larmet när den ansvariga är borta.")

    def __init__(self, *args: Any, staff: Sequence[Staff], **options: Any) -> None:
        super().__init__(*args, **options)
        self.staff = {str(one.id): one for one in staff}
        for name in ("owner", "deputy"):
            self.fields[name].choices = [("", "Välj"), *((ident, one.name) for ident, one in self.staff.items())]

    def clean_owner(self) -> Staff:
        """The member of staff, not only the id."""
        return self.staff[self.cleaned_data["owner"]]

    def clean_deputy(self) -> Staff:
        """The member of staff, not only the id."""
        return self.staff[self.cleaned_data["deputy"]]


class NextForm(ByStaff):
    """A next step: what, who and when."""

    text = forms.CharField(label="Vad är nästa steg?", max_length=300, widget=forms.TextInput())
    due = Day(label="Senast")
    field_order = ["text", "owner", "deputy", "due"]

    @staticmethod
    def step(data: dict[str, Any]) -> Next:
        """The step as courses want it."""
        return Next(data["text"], data["due"], data["owner"], data["deputy"])


class StepForm(Versioned, NextForm):
    """The step is done, and this is the next one."""

    how = forms.ChoiceField(
        label="Det förra steget",
        choices=[("done", "är gjort"), ("replaced", "byts ut, det gjordes inte")],
        widget=forms.RadioSelect,
        initial="done",
    )
    field_order = ["how", "text", "owner", "deputy", "due", "version"]


class HandForm(Versioned, ByStaff):
    """Another at the unit takes over."""

    field_order = ["owner", "deputy", "version"]


class Happened(ActionForm):
    """Something that happened on a day."""

    day = Day(label="Vilken dag hände det?")
    text = forms.CharField(label="Vad hände?", max_length=8000, widget=LONG)


class NoteForm(Happened):
    """A note on the way."""


class OutreachForm(Happened):
    """A try to reach the person."""

    how = forms.ChoiceField(label="Hur försökte ni?", choices=HOW)
    outcome = forms.ChoiceField(label="Hur gick det?", choices=OUTCOME, widget=forms.RadioSelect)
    field_order = ["day", "how", "outcome", "text"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].required = False
        self.fields["text"].label = "Något mer?"


class FollowUpForm(Happened):
    """How it went, together with the person."""

    together = forms.CharField(label="Vilka var med utom personen?", max_length=200, required=False)
    own_words = forms.CharField(
        label="Vad säger personen själv?", max_length=8000, widget=LONG, help_text="Skriv gärna med personens egna ord."
    )
    field_order = ["day", "own_words", "text", "together"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].label = "Vad kom ni fram till?"


class PhaseForm(Versioned):
    """Where on the way the person is."""

    phase = forms.TypedChoiceField(label="Var på vägen är personen?", coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, phases: Sequence[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["phase"].choices = [(n, f"{n}. {one.label}. {one.text}") for n, one in enumerate(phases, 1)]


class CloseForm(Versioned):
    """Why it ends."""

    reason = forms.ChoiceField(label="Varför avslutas kontakten?", widget=forms.RadioSelect)
    text = forms.CharField(label="Skriv kort hur det blev", max_length=8000, widget=LONG, required=False)

    def __init__(self, *args: Any, reasons: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].choices = reasons


class BeginForm(NextForm):
    """A new course: what it is about, and the first step."""

    about = forms.CharField(label="Vad gäller kontakten?", max_length=200)
    field_order = ["about", "text", "owner", "deputy", "due"]


class NewPersonForm(ComparedForm, NumberForm, DetailsForm, BeginForm):
    """A person who is new here, and the first step: nobody is without an owner for a moment."""

    field_order = ["number", "series", *DetailsForm.WHO, "about", "text", "owner", "deputy", "due"]
    SAID = ("number", "given_name", "family_name", "birth_date", "case_number", "municipality")
    MORE = ("sex", "language", "interpreter", "protected", "series")
    FIRST = ("about", "text", "owner", "deputy", "due")

    def group(self, names: Sequence[str]) -> list[forms.BoundField]:
        """Some of the fields, in order."""
        return [self[name] for name in names]

    @property
    def who(self) -> list[forms.BoundField]:
        """What says who it is."""
        return self.group([*self.SAID, "compared"] if "compared" in self.fields else self.SAID)

    @property
    def more(self) -> list[forms.BoundField]:
        """What is seldom needed at first."""
        return self.group(self.MORE)

    @property
    def first(self) -> list[forms.BoundField]:
        """What is to be done."""
        return self.group(self.FIRST)

    @property
    def more_opened(self) -> bool:
        """Whether the folded part must stand open: something in it is wrong, or filled in."""
        return any(field.errors or field.value() not in (None, "", False, "unknown", "none") for field in self.more)


class AbsenceForm(ByStaff):
    """A colleague's courses go to another. Each comes with the version that was seen."""

    def __init__(self, *args: Any, held: Sequence[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.held = [str(course.id) for course in held]

    def versions(self) -> dict[UUID, int]:
        """The chosen courses with their versions; what cannot be read is not chosen."""
        found = {ident: self.data.get(f"version-{ident}", "") for ident in self.data.getlist("course")}
        return {
            UUID(i): int(v) for i, v in found.items() if i in self.held and v.isascii() and v.isdigit() and len(v) < 9
        }


class GuidedForm(Versioned, ByStaff):
    """Which steps of the guide's answer somebody takes, for whom, and by when."""

    course = forms.ChoiceField(label="Vem gäller det?")
    steps = forms.MultipleChoiceField(
        label="Vilka steg tar ni?",
        widget=forms.CheckboxSelectMultiple,
        help_text="Det översta du väljer blir nästa steg. De andra läggs bredvid.",
        error_messages={"required": "Välj minst ett steg."},
    )
    due = Day(label="Senast")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ["course", "steps", "owner", "deputy", "due", "version"]

    def __init__(
        self, *args: Any, steps: Sequence[tuple[str, str]], courses: Sequence[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["steps"].choices = steps
        self.fields["course"].choices = courses
