"""What is entered from the paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from helhet.courses.models import Course
from helhet.kernel.ids import uuid7
from helhet.knowledge.instruments.answering import allowed, answers
from helhet.knowledge.instruments.asking import when_asked
from helhet.knowledge.instruments.shelf import Kept
from helhet.knowledge.instruments.who import Profile, text_for
from helhet.knowledge.schema.instruments import Item
from helhet.people.forms import Day
from helhet.ui.forms import ActionForm

from . import rules
from .actions import Filled

LONGEST = 100


@dataclass(frozen=True)
class Asked:
    """An item as the form shows it: its number on the paper, our words for it, and what may be answered."""

    number: int
    label: str
    hint: str
    field: BoundField
    options: Sequence[tuple[str, str, str, bool]]
    typed: bool
    wide: bool


class PaperForm(ActionForm):
    """The numbers of a form that was filled in on paper, with the day."""

    day = Day(label="Vilken dag fylldes det i?")
    course = forms.ChoiceField(label="Vilken kontakt gäller det?", required=False)
    incomplete = forms.BooleanField(label="Spara ändå, utan summa", required=False)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kept: Kept, person: Profile, courses: Sequence[Course], **options: Any) -> None:
        first = {"course": str(courses[0].id)} if courses else {}
        options["initial"] = {"key": uuid7(), **first, **(options.get("initial") or {})}
        super().__init__(*args, **options)
        self.kept, self.person, self.lacking = kept, person, False
        self.courses = {str(one.id): one for one in courses}
        self.fields["course"].choices = [*((i, one.about) for i, one in self.courses.items()), ("", "Ingen av dem")]
        if not courses:
            del self.fields["course"]
        for number in range(1, len(self.items) + 1):
            self.fields[name_of(number)] = forms.CharField(label=f"Fråga {number}", required=False, max_length=LONGEST)

    @property
    def items(self) -> Sequence[Item]:
        """The items of the instrument."""
        return self.kept.instrument.items

    def asked(self) -> Iterator[Asked]:
        """Each item with its field, as the page shows it."""
        for number, item in enumerate(self.items, start=1):
            field = self[name_of(number)]
            value = str(field.value() or "")
            options = [
                (f"{field.auto_id}_{place}", str(one.value), one.label, str(one.value) == value)
                for place, one in enumerate(item.options)
            ]
            label = text_for(item.label, self.person)
            hint = " ".join(filter(None, [when_asked(self.kept.instrument, item), allowed(item) if item.range else ""]))
            wide = any(label for _, _, label, _ in options)
            yield Asked(number, label, hint, field, options, bool(item.range), wide)

    @property
    def entries(self) -> list[str]:
        """What was entered, one for each item."""
        return [self.cleaned_data.get(name_of(number), "") for number in range(1, len(self.items) + 1)]

    def clean(self) -> dict[str, Any]:
        """What cannot be is said where it stands; what is missing is asked about once."""
        given = answers(self.kept.instrument, self.entries)
        for fault in given.faults:
            self.add_error(None, fault)
        self.lacking = bool(given.missing) and not given.faults
        if self.lacking and not self.cleaned_data.get("incomplete"):
            numbers = [str(n) for n, item in enumerate(self.items, start=1) if item.id in given.missing]
            for number in numbers:
                self.add_error(name_of(int(number)), "Svar saknas här.")
            which = f"frågorna {', '.join(numbers)}" if len(numbers) > 1 else f"fråga {numbers[0]}"
            self.add_error(
                None, f"Svar saknas på {which}. Utan alla svar blir det ingen summa. Det går att spara ändå."
            )
        return self.cleaned_data

    def filled(self, data: dict[str, Any]) -> Filled:
        """What an action takes."""
        course = self.courses.get(data.get("course") or "")
        ident = self.kept.instrument.id
        return Filled(ident, self.entries, data["day"], data["incomplete"], course=course, key=data["key"])


class CorrectionForm(PaperForm):
    """What should have stood, and what was wrong."""

    why = forms.CharField(label="Vad var fel?", max_length=rules.LONGEST_WHY, min_length=3)


def name_of(number: int) -> str:
    """The name of the field of an item, counted from one."""
    return f"svar-{number}"
