"""The forms of a case: an act with its facts, a correction, whose it is."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from django import forms

from helhet.kernel.calendar import local, shown_at
from helhet.kernel.errors import BadInput
from helhet.knowledge.processes.facts import Answer
from helhet.knowledge.processes.loading import Ready
from helhet.knowledge.schema.processes import Act, ProcessFact
from helhet.organisations.models import Staff
from helhet.people.forms import Day
from helhet.ui.forms import ActionForm

from . import asking
from .given import Done, Whose
from .models import Case, CaseEvent
from .words import sentence

LONGEST = 5000
FACT = "fact_"
UNKNOWN = "unknown"
YES_NO = [("yes", "Ja"), ("no", "Nej"), (UNKNOWN, "Framgår inte än")]
TRUE = {"yes": True, "no": False}


def _clock(label: str) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


def _radio(label: str, choices: Sequence[tuple[str, str]], **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **options)


class YesNo(forms.ChoiceField):
    """Yes, no, or not told yet: what nobody chose is not told yet."""

    def clean(self, value: Any) -> str:
        return super().clean(value or UNKNOWN)


class WhoseForm(ActionForm):
    """Who has a case, and who stands in."""

    def __init__(self, *args: Any, staff: Sequence[Staff], **options: Any) -> None:
        self.staff = {str(one.id): one for one in staff}
        super().__init__(*args, **options)
        people = [("", "Välj"), *((ident, one.name) for ident, one in self.staff.items())]
        self.fields["owner"] = forms.ChoiceField(label="Ansvarig", choices=people)
        self.fields["deputy"] = forms.ChoiceField(
            label="Ersättare", choices=people, help_text="Får larmet när den ansvariga är borta."
        )
        for name in ("owner", "deputy"):
            self.fields[name].widget.attrs["class"] = "ds-input"

    @property
    def whose(self) -> Whose:
        """Who has it, and who stands in."""
        return Whose(self.staff[self.cleaned_data["owner"]], self.staff[self.cleaned_data["deputy"]])


class When(ActionForm):
    """When something happened, by the Swedish clock."""

    day = Day(label="Vilken dag hände det?")
    clock = _clock("Vilket klockslag?")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("day") and data.get("clock"):
            try:
                data["happened"] = shown_at(datetime.combine(data["day"], data["clock"]))
            except (BadInput, OverflowError, ValueError) as error:
                self.add_error("clock", getattr(error, "text", "Den tiden går inte att räkna med."))
        return data


class ActForm(When, WhoseForm):
    """An act: who did it and when, the facts it rests on, and how it is known when somebody else did it.

    With `staff` it also opens a case, and asks whose it is.
    """

    def __init__(
        self, *args: Any, ready: Ready, act: Act, roles: Sequence[str], mine: Collection[str],
        kept: dict[str, Answer] | None = None, staff: Sequence[Staff] = (), **options: Any,
    ) -> None:  # fmt: skip
        self.ready, self.act, self.mine = ready, act, mine
        self.asked = asking.facts(ready, act)
        super().__init__(*args, staff=staff, **options)
        if not staff:
            del self.fields["owner"], self.fields["deputy"]
        self.fields["role"] = _radio("Vem gjorde det?", _roles(ready, roles, mine))
        for fact in self.asked:
            self.fields[FACT + fact.id] = field(ready, fact, (kept or {}).get(fact.id), fact.id in act.carries)
        self._papers()
        self._told(roles, mine)
        self.order_fields(["role", "day", "clock", "known_by", *(FACT + fact.id for fact in self.asked)])

    def _papers(self) -> None:
        kinds = [(d.id, sentence(d.label)) for d in self.ready.process.documents if d.id in self.act.documents]
        if kinds:
            self.fields["documents"] = forms.MultipleChoiceField(
                label="Vilka handlingar finns med?", choices=kinds, required=False, widget=forms.CheckboxSelectMultiple
            )

    def _told(self, roles: Sequence[str], mine: Collection[str]) -> None:
        if set(roles) - set(mine):
            self.fields["known_by"] = forms.CharField(
                label="Hur vet ni det?", required=False, max_length=300,
                help_text="Behövs när någon annan har gjort det: protokoll, kvitto, diarienummer eller vem som ringde.",
            )  # fmt: skip
        self.fields["text"] = forms.CharField(
            label="Anteckning", required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
        )
        for name in set(self.fields) & {"known_by", "text"}:
            self.fields[name].widget.attrs["class"] = "ds-input"

    @property
    def told(self) -> Done:
        """What was done, as the action takes it."""
        data = self.cleaned_data
        return Done(
            self.act.id, data["happened"], data["role"], facts_of(self, self.asked), tuple(data.get("documents", ())),
            data.get("known_by", ""), data.get("text", ""),
        )  # fmt: skip


def _roles(ready: Ready, roles: Sequence[str], mine: Collection[str]) -> list[tuple[str, str]]:
    own = sorted(roles, key=lambda role: role not in mine)
    return [(role, sentence(ready.roles.by_id[role].label) + (" (du)" if role in mine else "")) for role in own]


def field(ready: Ready, fact: ProcessFact, kept: Answer | None, needed: bool = False) -> forms.Field:
    """How a fact is asked for. Nothing is worked out: what a role judges, it judges. `needed`: the act rests on it,
    and yet it may be written in afterwards, as a clock must not wait for words."""
    judged = ready.roles.by_id[fact.judged_by].label if fact.judged_by else ""
    later = "Behövs. Hinner du inte nu går det att rätta in efteråt." if needed and fact.type != "flag" else ""
    given: dict[str, Any] = {
        "label": sentence(fact.label),
        "required": False,
        "help_text": f"{f'Bedöms av {judged}. Systemet räknar inte ut det.' if judged else ''} {later}".strip(),
    }
    made = _MAKE[fact.type](fact, kept, given)
    made.widget.attrs.setdefault("class", "ds-input")
    return made


def _flag(fact: ProcessFact, kept: Answer | None, given: dict[str, Any]) -> forms.Field:
    initial = {True: "yes", False: "no"}[kept] if isinstance(kept, bool) else UNKNOWN
    return YesNo(choices=YES_NO, widget=forms.RadioSelect, initial=initial, **given | {"required": True})


def _answers(fact: ProcessFact) -> list[tuple[str, str]]:
    """Each closed answer; one that founds nothing says so, and why."""
    return [
        (one.id, sentence(one.label) + (f". Räknas inte: {one.not_ground}" if one.not_ground else ""))
        for one in fact.values
    ]


def _one(fact: ProcessFact, kept: Answer | None, given: dict[str, Any]) -> forms.Field:
    return forms.ChoiceField(choices=_answers(fact), widget=forms.RadioSelect, initial=kept, **given)


def _many(fact: ProcessFact, kept: Answer | None, given: dict[str, Any]) -> forms.Field:
    initial = sorted(kept) if isinstance(kept, frozenset) else []
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(choices=_answers(fact), widget=widget, initial=initial, **given)


def _number(fact: ProcessFact, kept: Answer | None, given: dict[str, Any]) -> forms.Field:
    return forms.IntegerField(min_value=0, max_value=9999, initial=kept, **given)


def _texts(fact: ProcessFact, kept: Answer | None, given: dict[str, Any]) -> forms.Field:
    given["help_text"] = f"{given['help_text']} En sak på varje rad.".strip()
    return forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}), **given)


def _date(fact: ProcessFact, kept: Answer | None, given: dict[str, Any]) -> forms.Field:
    return Day(initial=kept if isinstance(kept, date) else None, **given)


_MAKE = {"flag": _flag, "one": _one, "many": _many, "number": _number, "texts": _texts, "date": _date}


def facts_of(form: forms.Form, asked: Sequence[ProcessFact]) -> dict[str, Any]:
    """What was answered, as an event keeps it: what nobody answered is not there."""
    told = {fact.id: _read(fact, form.cleaned_data.get(FACT + fact.id)) for fact in asked}
    return {name: value for name, value in told.items() if value not in (None, "", [])}


def _read(fact: ProcessFact, value: Any) -> Any:
    if fact.type == "flag":
        return TRUE.get(value)
    if fact.type == "texts":
        return [line.strip() for line in (value or "").splitlines() if line.strip()]
    return value.isoformat() if isinstance(value, date) else value


class CorrectForm(When):
    """What was wrong with an event: its time or its facts, or that it never happened. What stood is kept."""

    why = forms.CharField(label="Vad var fel?", max_length=300)
    gone = forms.BooleanField(label="Det hände aldrig: räkna inte med händelsen", required=False)

    def __init__(self, *args: Any, event: CaseEvent, ready: Ready, **options: Any) -> None:
        act = ready.acts.by_id.get(event.act)
        self.asked = asking.facts(ready, act) if act else []
        stood = {FACT + fact.id: _stood(fact, event.facts.get(fact.id)) for fact in self.asked}
        shown = local(event.happened)
        super().__init__(*args, initial={"day": shown.date(), "clock": shown.time(), **stood}, **options)
        self.fields["day"].label, self.fields["clock"].label = "Rätt dag", "Rätt klockslag"
        for fact in self.asked:
            self.fields[FACT + fact.id] = field(ready, fact, None)
        self.order_fields(["why", "gone"])

    @property
    def changes(self) -> dict[str, Any] | None:
        """What is right instead; None that it never happened."""
        if self.cleaned_data["gone"]:
            return None
        return {"at": self.cleaned_data["happened"].isoformat(), **facts_of(self, self.asked)}


def _stood(fact: ProcessFact, value: Any) -> Any:
    """What was told of a fact, as its field shows it."""
    if fact.type == "flag":
        return {True: "yes", False: "no"}.get(value, UNKNOWN)
    return "\n".join(value) if fact.type == "texts" and isinstance(value, list) else value


def whose_form(case: Case, staff: Sequence[Staff], data: Any) -> WhoseForm:
    """The form with who has it now."""
    return WhoseForm(data, staff=staff, initial={"owner": str(case.owner_id), "deputy": str(case.deputy_id)})


class PaperForm(ActionForm):
    """The text of a paper, part by part, to change before it is made."""

    def __init__(self, *args: Any, parts: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self._titles = [title for title, _ in parts]
        for number, (title, text) in enumerate(parts):
            rows = min(max(text.count("\n") + 2, 3), 14)
            self.fields[f"part_{number}"] = forms.CharField(
                label=title, initial=text, required=False, max_length=20_000,
                widget=forms.Textarea(attrs={"rows": rows, "class": "ds-input"}),
            )  # fmt: skip

    @property
    def parts(self) -> list[tuple[str, str]]:
        """(title, text) of each part as it was written."""
        return [(title, self.cleaned_data[f"part_{n}"]) for n, title in enumerate(self._titles)]
