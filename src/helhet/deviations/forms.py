"""The one form: what happened, and what it departs from."""

from typing import Any

from django import forms

from helhet.ui.forms import ActionForm

from . import queries, rules


class Deviating(ActionForm):
    """What happened. The list of clauses is the county's agreements and the law; none need be chosen."""

    text = forms.CharField(
        label="Vad hände, och vad borde ha hänt?",
        help_text="Skriv om samarbetet, inte om personen. Inga namn, nummer eller annat som visar vem det gällde.",
        max_length=rules.LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    clause = forms.ChoiceField(
        label="Vad avviker det från?",
        help_text="Avsnittet i överenskommelsen eller lagrummet. Hoppa över om du inte vet.",
        required=False,
        widget=forms.Select,
    )

    def __init__(self, *args: Any, county: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["clause"].choices = [("", "Vet inte"), *queries.clauses(county)]
        self._packs = [pack.id for pack in queries.packs(county)]

    def clean_clause(self) -> rules.Clause:
        return rules.read(self.cleaned_data["clause"], self._packs)
