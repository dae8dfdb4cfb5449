"""Days and moments as people write them here, and years that can be meant."""

from datetime import date
from typing import Any

from django import forms

# Nobody alive was born before, and nothing is planned after. Further off a day cannot be counted from, or told in UTC.
FIRST_YEAR, LAST_YEAR = 1840, 2199


def meant(found: date) -> None:
    """Raise ValidationError for a year that is a slip of the hand."""
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise forms.ValidationError(f"Kontrollera året: det ska vara mellan {FIRST_YEAR} och {LAST_YEAR}.")


class Day(forms.DateField):
    """A day."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": "Skriv dagen som 2026-05-17."}
    default_validators = [meant]

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d", "%Y%m%d"], **options)


class Moment(forms.DateTimeField):
    """A day and a time of day in Sweden."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    default_error_messages = {"invalid": "Skriv dag och klockslag som 2026-05-17 09:30."}
    default_validators = [meant]

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"], **options)
