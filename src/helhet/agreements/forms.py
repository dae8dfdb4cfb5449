"""The filter on the page of quality. It is sent with GET, and a choice that does not exist lets everything through."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from .pages import labels

KNOWN = [("", "Alla"), ("nej", "Ingen har frågat länet än"), ("ja", "Finns som öppen fråga till länet")]


class FindingFilter(forms.Form):
    """Kind, layer and whether the county has the question already."""

    kind = forms.ChoiceField(label="Slag", required=False)
    layer = forms.ChoiceField(label="Var det syns", required=False)
    known = forms.ChoiceField(label="Känt eller nytt", required=False, choices=KNOWN)

    def __init__(self, data: Mapping[str, Any], findings: Iterable[Mapping[str, Any]]) -> None:
        super().__init__(data, label_suffix="")
        found = list(findings)
        for name, names in (("kind", labels.FINDING), ("layer", labels.LAYER)):
            there = {finding[name] for finding in found}
            self.fields[name].choices = [("", "Alla"), *((k, v) for k, v in names.items() if k in there)]
        for field in self.fields.values():
            field.widget.attrs["class"] = "ds-input"

    def wanted(self) -> dict[str, str]:
        """The choices that exist."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}
