"""Fields that the forms of plans share."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from helhet.secrecy.forms import chosen, long
from helhet.ui.fields import Day

__all__ = ["NONE", "YES_NO", "Day", "chosen", "labels", "long", "many", "placed", "short"]

NONE = ("", "Välj")
YES_NO = [("yes", "Ja"), ("no", "Nej")]


def short(label: str, help_text: str = "", *, required: bool = True, most: int = 200) -> forms.CharField:
    """A field for a line."""
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=most)


def many(label: str, choices: Iterable[tuple[str, str]], help_text: str = "", *, required: bool = False) -> Any:
    """Any number of some answers, all of them seen."""
    options = {"label": label, "choices": list(choices), "help_text": help_text, "required": required}
    return forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, **options)


def placed(form: forms.Form, **fields: forms.Field) -> None:
    """Put fields in a form that has been made, looking as the others do."""
    for name, field in fields.items():
        field.widget.attrs.setdefault("class", "ds-input")
        form.fields[name] = field


def labels(entries: Mapping[str, Any]) -> list[tuple[str, str]]:
    """A closed list as choices: its labels, and what each means where that is not plain."""
    return [(ident, f"{one.label}. {one.text}" if one.text else one.label) for ident, one in entries.items()]
