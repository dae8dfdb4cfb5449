"""What is chosen: which records to purge, and what a record holds."""

from typing import Any

from django import forms

from helhet.knowledge.schema.retention import Matter
from helhet.ui.forms import ActionForm

from .queries import Preview


class PurgeForm(ActionForm):
    """Records that are due, ticked one by one. `seen` is the preview that was shown."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    persons = forms.TypedMultipleChoiceField(
        label="Akter att gallra", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Välj minst en akt."}
    )
    sure = forms.BooleanField(
        label="Jag har granskat listan. Jag vet att gallrade uppgifter inte går att få tillbaka.",
        error_messages={"required": "Kryssa i att du har granskat listan."},
    )

    def __init__(self, shown: Preview, *args: Any, **options: Any) -> None:
        super().__init__(*args, initial={"seen": shown.hash}, **options)
        due = shown.having("purge")
        self.fields["persons"].choices = [(str(line.person_id), _named(line.name, line.number)) for line in due]
        self.fields["persons"].coerce = _uuid_in({str(line.person_id): line.person_id for line in due})


class MattersForm(ActionForm):
    """What a record holds. Nothing ticked must be said too."""

    held = forms.MultipleChoiceField(
        label="Akten innehåller", required=False, widget=forms.CheckboxSelectMultiple
    )  # fmt: skip
    looked = forms.BooleanField(
        label="Jag har gått igenom akten. Det som inte är kryssat finns inte där.",
        error_messages={"required": "Gå igenom akten först och kryssa i att du har gjort det."},
    )

    def __init__(self, matters: list[Matter], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["held"].choices = [(matter.id, matter.label) for matter in matters]


def _named(name: str, number: str) -> str:
    return f"{name}, {number}" if number else name


def _uuid_in(known: dict[str, Any]) -> Any:
    return lambda value: known[value]
