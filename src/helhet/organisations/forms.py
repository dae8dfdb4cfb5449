"""Forms of the way in: name and password, one-time code, assignment."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password

from helhet.ui.forms import ActionForm

from .models import Assignment, Staff
from .queries import records

PASSWORD_LENGTH = 200


def password(label: str, autocomplete: str, help_text: str = "") -> forms.CharField:
    """A password is never cut or trimmed, and never written back to the page."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, max_length=PASSWORD_LENGTH, strip=False, widget=widget, help_text=help_text)


class CodeField(forms.CharField):
    """Six digits, however they were spaced."""

    def __init__(self, **options: Any) -> None:
        attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}
        super().__init__(max_length=12, widget=forms.TextInput(attrs=attrs), **options)

    def to_python(self, value: object) -> str:
        return "".join(super().to_python(value).split())

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not (value.isascii() and value.isdigit()):
            raise forms.ValidationError("Koden är sex siffror.")


class SignIn(ActionForm):
    """Name and password."""

    username = forms.CharField(
        label="Användarnamn",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = password("Lösenord", "current-password")


class Code(ActionForm):
    """The one-time code after the password."""

    code = CodeField(label="Engångskod", help_text="Sex siffror från appen i din telefon.")


class Enrol(ActionForm):
    """A new app for codes is shown to work; whoever has one already shows that too."""

    current = CodeField(label="Kod från appen du har nu", required=False)
    code = CodeField(label="Kod från den nya appen", help_text="Sex siffror. De byts var trettionde sekund.")

    def __init__(self, *args: Any, has_app: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not has_app:
            del self.fields["current"]
        else:
            self.fields["current"].required = True


class ChoosePassword(ActionForm):
    """A password of one's own."""

    old = password("Lösenordet du har nu", "current-password")
    new = password("Nytt lösenord", "new-password")
    again = password("Nytt lösenord en gång till", "new-password")

    def __init__(self, *args: Any, staff: Staff, **options: Any) -> None:
        super().__init__(*args, **options)
        self.staff = staff
        self.fields["new"].help_text = " ".join(password_validators_help_texts())

    def clean_new(self) -> str:
        validate_password(self.cleaned_data["new"], self.staff)
        return self.cleaned_data["new"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("new") and given.get("again") and given["new"] != given["again"]:
            self.add_error("again", "De två nya lösenorden är inte lika.")
        given.pop("again", None)
        return given


class ChooseAssignment(ActionForm):
    """One of one's own assignments today."""

    assignment = forms.TypedChoiceField(label="Uppdrag", widget=forms.RadioSelect, coerce=UUID)

    def __init__(self, *args: Any, assignments: list[Assignment], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["assignment"].choices = [(str(one.id), said(one)) for one in assignments]


def said(assignment: Assignment) -> str:
    """An assignment in words: what, where, and for what purpose."""
    role = records().roles.get(assignment.role)
    label = role.label if role else assignment.role
    return f"{label}, {assignment.unit.name} ({assignment.unit.holding.name}) – {assignment.purpose}"
