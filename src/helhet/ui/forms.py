"""Forms that act: what was typed stays, and what an action refuses is said in the form where it was typed."""

from collections.abc import Callable
from typing import Any

from django import forms

from helhet.kernel.errors import BadContent, HelhetError


class ActionForm(forms.Form):
    """A form whose valid data is given to an action. Errors of the domain come back as the form's own.

    A view reads: `if form.done(lambda data: actions.send(by=…, at=…, **data)): return redirect(…)`. What the action
    gave stands in `result`.
    """

    template_name = "ui/parts/form.html"
    use_required_attribute = False
    result: Any = None

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", "ds-input")

    def done(self, act: Callable[[dict[str, Any]], Any]) -> bool:
        """Whether the form was sent, was right, and the action went through."""
        if not self.is_valid():
            return False
        try:
            self.result = act(self.cleaned_data)
        except BadContent:
            # Nothing that whoever fills in the form can mend: it is told as a fault of ours.
            raise
        except HelhetError as error:
            self.add_error(None, error.text)
            return False
        return True

    @property
    def faults(self) -> list[tuple[str, str, str]]:
        """Every error as (id of the field, its label, text), for the list on top of a form that came back."""
        found = [("", "", text) for text in self.non_field_errors()]
        for name, texts in self.errors.items():
            if name in self.fields:
                bound = self[name]
                found += [(bound.id_for_label or bound.auto_id, str(bound.label), text) for text in texts]
        return found
