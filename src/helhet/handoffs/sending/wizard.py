"""One step at a time. What was posted is read from the first step on, so that nothing is skipped or changed unseen."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms as django_forms
from django.http import QueryDict

from helhet.courses.models import Course
from helhet.organisations.actor import Actor
from helhet.secrecy.checking import CONSENT

from . import forms
from .draft import Draft

# What the page itself sends along; everything else in the form is an answer.
OWN = frozenset({"csrfmiddlewaretoken", "step", "go"})


@dataclass(frozen=True)
class Step:
    """A step: its form, its heading, what happens next, and when it is asked at all."""

    name: str
    title: str
    form: type[forms.StepForm]
    says: str = ""
    asked: Callable[[Draft], bool] = lambda draft: True


STEPS = (
    Step("kind", "Vad vill du göra?", forms.KindForm, "Nästa steg: vad personen behöver och vem som ska få det."),
    Step("needs", "Vad behövs?", forms.NeedsForm, "Behoven avgör vilka mottagare som visas först."),
    Step("to", "Vem ska få det?", forms.ToForm, "Mottagaren får inget förrän du har granskat och skickat."),
    Step("question", "Vad frågar ni?", forms.QuestionForm, "Skriv så att mottagaren kan svara utan att ringa."),
    Step(
        "content", "Vad skickas?", forms.ContentForm,
        "Bara det som står här lämnar er. Vem det gäller hämtas från det ni redan har.", lambda d: d.person is not None,
    ),
    Step(
        "ground", "På vilken grund?", forms.GroundForm,
        "Det som skickas till en annan myndighet behöver en grund i lag. Hjälp att välja: se vad som är uppfyllt.",
        lambda d: d.judged,
    ),
    Step(
        "facts", "Vad grunden frågar om", forms.FactsForm,
        "Svara på det grunden ser på. Svaren sparas med det du skickar.",
        lambda d: d.judged and d.ground != CONSENT and bool(d.asked()),
    ),
    Step(
        "consent", "Personens ja", forms.ConsentForm, "Samtycket sparas hos er och kan tas tillbaka när som helst.",
        lambda d: d.judged and (d.ground == CONSENT or not d.kind.duty),
    ),
    Step(
        "preview", "Granska och skicka", forms.PreviewForm,
        "När du skickar får du ett kvitto. Du har kvar ansvaret tills någon annan har tagit emot.",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Page:
    """The step that is shown: its form, what travels along unseen, and whether all is said and it is to be sent."""

    step: Step
    form: forms.StepForm
    draft: Draft
    hidden: list[tuple[str, str]]
    number: int
    sending: bool = False

    @property
    def first(self) -> bool:
        """Whether there is no step to go back to."""
        return self.step is STEPS[0]


def page(by: Actor, at: datetime, course: Course | None, posted: QueryDict | None) -> Page:
    """The step to show: the first one that is not rightly answered, or the one after (or before) the one just sent."""
    draft = Draft(by, at, course)
    if posted is None:
        return Page(STEPS[0], STEPS[0].form(draft=draft), draft, [], 1)
    sent, back, before, number = posted.get("step", ""), posted.get("go") == "back", STEPS[0], 0
    passed = False
    for step in STEPS:
        if not step.asked(draft):
            continue
        number += 1
        if passed:
            return _shown(step, draft, posted, number)
        if step.name == sent and back:
            return _shown(before, draft, posted, max(number - 1, 1))
        form = step.form(posted, draft=draft)
        passed = step.name == sent
        if not form.is_valid() or (passed and step is STEPS[-1]):
            return Page(step, form, draft, _hidden(form, posted), number, sending=form.is_valid())
        draft.said |= form.cleaned_data
        before = step
    return _shown(STEPS[-1], draft, posted, number)


def _shown(step: Step, draft: Draft, posted: QueryDict, number: int) -> Page:
    """A step as it was answered before, if it was."""
    blank = step.form(draft=draft)
    initial = {name: _value(field, posted, name) for name, field in blank.fields.items() if name in posted}
    form = step.form(draft=draft, initial=initial) if initial else blank
    return Page(step, form, draft, _hidden(form, posted), number)


def _value(field: django_forms.Field, posted: QueryDict, name: str) -> Any:
    return posted.getlist(name) if isinstance(field, django_forms.MultipleChoiceField) else posted.get(name)


def _hidden(form: forms.StepForm, posted: QueryDict) -> list[tuple[str, str]]:
    kept = [(name, values) for name, values in posted.lists() if name not in form.fields and name not in OWN]
    return [(name, value) for name, values in kept for value in values]
