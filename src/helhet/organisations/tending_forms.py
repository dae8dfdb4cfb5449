"""Forms for units, staff, assignments, absences and duty."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from helhet.ui.fields import Day, Moment
from helhet.ui.forms import ActionForm

from . import queries
from .models import Staff, Unit
from .staffing import Details, Given


class OneOf(forms.ModelChoiceField):
    """A choice among rows that the view gives."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(queryset=Unit.objects.none(), label=label, empty_label="Välj", **options)


class UnitForm(ActionForm):
    """How a unit is reached, and whom it serves."""

    kind = forms.ChoiceField(
        label="Slag av enhet", help_text="Går inte att ändra sedan: regler och vägar följer slaget."
    )
    name = forms.CharField(label="Namn", max_length=200)
    phone = forms.CharField(label="Telefon", max_length=40, required=False)
    hours = forms.CharField(label="Öppet", max_length=100, required=False, help_text="Till exempel: vardagar 8–16.")
    address = forms.CharField(label="Adress", max_length=200, required=False)
    mailbox = forms.EmailField(
        label="E-post till enheten",
        required=False,
        help_text="Enhetens egen brevlåda, aldrig någons personliga. Breven säger bara att något väntar i Helhet.",
    )
    hsa_id = forms.CharField(label="HSA-id", max_length=31, required=False)
    municipalities = forms.MultipleChoiceField(
        label="Kommuner som enheten är till för", widget=forms.CheckboxSelectMultiple
    )
    groups = forms.CharField(
        label="Grupper som enheten är till för",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="En på varje rad, till exempel: unga 13–20 år. Tomt betyder alla.",
    )

    def __init__(self, *args: Any, kinds: Mapping[str, str], county: str, **options: Any) -> None:
        super().__init__(*args, **options)
        places = queries.library().directory.municipalities.values()
        self.fields["municipalities"].choices = [(p.code, p.short) for p in places if p.county == county]
        self.fields["kind"].choices = [("", "Välj"), *kinds.items()]
        if not kinds:
            del self.fields["kind"]

    def clean_groups(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["groups"].splitlines() if line.strip()]


def shown(unit: Unit) -> dict[str, Any]:
    """A unit as the form shows it."""
    said = {name: getattr(unit, name) for name in UnitForm.base_fields if name != "kind"}
    return said | {"groups": "\n".join(unit.groups)}


class DetailsForm(ActionForm):
    """Who someone is."""

    name = forms.CharField(label="Namn", max_length=200)
    email = forms.EmailField(label="E-post i arbetet", required=False)
    hsa_id = forms.CharField(label="HSA-id", max_length=31, required=False)
    profession = forms.ChoiceField(
        label="Yrke", required=False, help_text="Avgör vad lagen låter personen lämna ut och anmäla."
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["profession"].choices = [("", "Vet inte"), *queries.professions().items()]

    def details(self, username: str) -> Details:
        """What was typed, as the actions take it."""
        return Details(username, **{name: self.cleaned_data[name] for name in DetailsForm.base_fields})


class AssignmentForm(ActionForm):
    """What somebody is to do, where, and from when to when."""

    unit = OneOf("Enhet")
    role = forms.ChoiceField(label="Roll")
    purpose = forms.CharField(
        label="Ändamål",
        max_length=200,
        help_text="Varför personen får läsa uppgifter, till exempel: vård och behandling.",
    )
    valid_from = Day(label="Från och med")
    valid_to = Day(label="Till och med", required=False)

    def __init__(self, *args: Any, units: QuerySet[Unit], domain: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units.filter(closed=False)
        roles = [role for role in queries.records().roles.values() if domain in role.domains]
        self.fields["role"].choices = [("", "Välj"), *((role.id, role.label) for role in roles)]

    def given(self) -> Given:
        """What was typed, as the actions take it."""
        return Given(**{name: self.cleaned_data[name] for name in AssignmentForm.base_fields})


class NewStaff(DetailsForm, AssignmentForm):
    """Someone new, with a first assignment."""

    username = forms.CharField(
        label="Användarnamn", max_length=150, help_text="Finns det redan får personen bara ett uppdrag till."
    )
    field_order = ("username",)


class EndForm(ActionForm):
    """The last day of an assignment."""

    last = Day(label="Sista dagen", help_text="Välj gårdagen om uppdraget ska sluta gälla genast.")


class AbsenceForm(ActionForm):
    """Days away."""

    first = Day(label="Första dagen")
    last = Day(label="Sista dagen")


class DutyForm(ActionForm):
    """Who is on duty, and when."""

    staff = OneOf("Vem")
    since = Moment(label="Från")
    until = Moment(label="Till")

    def __init__(self, *args: Any, colleagues: QuerySet[Staff], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["staff"].queryset = colleagues


class NoForm(ActionForm):
    """Nothing but a button."""
