"""One small form for each step. Names are shared by no two steps, so that every answer can travel along."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.timezone import localdate

from helhet.kernel.identity import reveals
from helhet.knowledge.disclosing.questions import Question
from helhet.knowledge.home import open_library
from helhet.organisations.queries import records
from helhet.people.telling import known_names
from helhet.secrecy import offers
from helhet.secrecy.checking import CONSENT
from helhet.ui.fields import Day
from helhet.ui.forms import ActionForm

from .. import rules
from ..queries import consents_to_share
from .draft import OUTSIDE, Draft

LONG = forms.Textarea(attrs={"rows": 6})
SHORT = forms.Textarea(attrs={"rows": 3})
LONGEST = 5000
YES_NO = [("yes", "Ja"), ("no", "Nej")]
NEW = "new"
GIVEN_BY = [
    ("person", "Personen själv"),
    ("guardians", "Alla som är vårdnadshavare"),
    ("person_and_guardians", "Personen själv och alla som är vårdnadshavare"),
    ("one_guardian", "En av två vårdnadshavare"),
    ("other", "Någon annan"),
]
# What is written down of a consent, and what is said when some of it is not.
NEW_CONSENT = ("given_by", "how", "words", "until", "judged")
MISSING = "Fyll i, så att samtycket går att förstå efteråt."
HOW = [("oral", "Muntligt"), ("written", "Skriftligt"), ("digital", "Med e-legitimation")]


class StepForm(ActionForm):
    """A step of the way. It knows what has been said in the steps before."""

    def __init__(self, *args: Any, draft: Draft, **options: Any) -> None:
        super().__init__(*args, **options)
        self.draft = draft
        self.build()
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", "ds-input")

    def build(self) -> None:
        """Fill in what depends on the steps before."""

    def radio(self, name: str, label: str, choices: list[tuple[str, str]], **options: Any) -> None:
        """A question with one of a few answers."""
        given = {"label": label, "choices": choices, "widget": forms.RadioSelect} | options
        self.fields[name] = forms.ChoiceField(**given)


class KindForm(StepForm):
    """What is to be sent."""

    def build(self) -> None:
        allowed = [one for one in _kinds() if rules.may_send(self.draft.by, one, None)]
        choices = [(one.id, one.label) for one in allowed if self.draft.course or not one.identity]
        self.radio("kind", "Vad vill du göra?", choices)

    @property
    def explained(self) -> list[tuple[Any, str]]:
        """Each kind to choose, with what it is."""
        return [(option, records().handoffs[option.data["value"]].what) for option in self["kind"]]


def _kinds() -> list[Any]:
    return list(records().handoffs.values())


class NeedsForm(StepForm):
    """What the person needs: it decides which receivers come first."""

    def build(self) -> None:
        words = open_library().vocabulary.needs.values()
        groups: dict[str, list[tuple[str, str]]] = {}
        for need in words:
            groups.setdefault(need.group, []).append((need.id, need.label))
        self.fields["needs"] = forms.MultipleChoiceField(
            label="Vad behöver personen?", choices=list(groups.items()), required=False,
            widget=forms.CheckboxSelectMultiple, help_text="Välj det som är aktuellt nu. Hoppa över om du inte vet.",
        )  # fmt: skip


class ToForm(StepForm):
    """Who is to have it: a unit in the county, or somebody outside by name."""

    outside_name = forms.CharField(label="Namn och verksamhet", max_length=200, required=False)

    def build(self) -> None:
        near, others = self.draft.ranked()
        first = [(ident, _unit(unit)) for ident, unit in near]
        rest = [(ident, _unit(unit)) for ident, unit in others]
        groups = [("Passar behoven och kommunen" if rest else "Mottagare i länet", first)] if first else []
        groups += [("Fler mottagare", rest)] if rest else []
        choices: list[Any] = [*groups, ("Någon annan", [(OUTSIDE, "En mottagare som inte finns i Helhet")])]
        self.radio("to", "Vem ska få det?", choices)
        parties = [("", "Välj"), *offers.receivers()]
        if self.draft.person is not None:
            self.fields["outside_party"] = forms.ChoiceField(
                label="Vad är mottagaren?", choices=parties, required=False
            )
        self.order_fields(["to", "outside_name", "outside_party"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("to") == OUTSIDE:
            for name in ("outside_name", "outside_party"):
                if name in self.fields and not data.get(name):
                    self.add_error(name, "Fyll i när mottagaren inte finns i Helhet.")
        elif data.get("to"):
            data |= {"outside_name": "", "outside_party": ""}
        return data


def _unit(unit: Any) -> str:
    return f"{unit.name}, {unit.holding.name}"


class QuestionForm(StepForm):
    """What is asked, and how it came."""

    question = forms.CharField(
        label="Vad frågar ni om, eller vad behöver personen?",
        min_length=rules.SAYS_SOMETHING,
        max_length=LONGEST,
        widget=LONG,
    )

    def build(self) -> None:
        kind = self.draft.kind
        if kind.by_person:
            self.fields["oral"] = forms.BooleanField(label="Personen lämnar den muntligt", required=False)
            self.fields["helped_by"] = forms.CharField(label="Vem hjälper till?", max_length=200, required=False)
        if kind.subject == "child":
            near = [(ident, str(one.name or one.get_kind_display())) for ident, one in self.draft.children.items()]
            self.radio("child", "Vilket barn gäller det?", [*near, ("self", "Personen är själv barnet")])
        if self.draft.person is None:
            self.fields["question"].help_text = "Skriv inget namn, nummer eller annat som visar vem det gäller."

    def clean_question(self) -> str:
        text = str(self.cleaned_data["question"])
        shown = reveals(text, known_names(self.draft.course.person) if self.draft.course else [])
        if self.draft.person is None and shown:
            raise forms.ValidationError(f"Texten ska inte visa vem det gäller. Ta bort: {', '.join(shown)}.")
        return text


class ContentForm(StepForm):
    """Exactly what is sent, kind by kind."""

    def build(self) -> None:
        kinds = {ident: label for ident, label in offers.content_kinds().items() if ident != "identity"}
        self.fields["kinds"] = forms.MultipleChoiceField(
            label="Vad innehåller det du skickar?", choices=list(kinds.items()), widget=forms.CheckboxSelectMultiple,
            help_text="Kryssa för allt som frågan berättar, och det du lägger till här under.",
        )  # fmt: skip
        for ident, label in kinds.items():
            self.fields[f"text_{ident}"] = forms.CharField(
                label=label, max_length=LONGEST, required=False, widget=SHORT
            )

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        """Each kind to tick, with the place for its text."""
        return [(option, self[f"text_{option.data['value']}"]) for option in self["kinds"]]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        # An error takes its field out of the data, so what is gone through is a copy.
        for name, text in list(data.items()):
            if name.startswith("text_") and text and name.removeprefix("text_") not in data.get("kinds", ()):
                self.add_error(name, "Du har skrivit något här. Kryssa för det ovanför, eller ta bort texten.")
        return data


class GroundForm(StepForm):
    """On which ground it may leave."""

    def build(self) -> None:
        self.ways = self.draft.ways()
        open_ones = [way for way in self.ways if way.how != "closed"]
        choices = [(way.verdict.id, f"{way.verdict.text} ({way.verdict.section})") for way in open_ones]
        self.radio("ground", "På vilken grund skickar du?", choices)


class FactsForm(StepForm):
    """What the chosen ground looks at, and nothing else."""

    def build(self) -> None:
        self.questions = self.draft.asked()
        for question in self.questions:
            self.fields[f"fact_{question.fact.id}"] = _fact_field(question)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        given = {q.fact.id: data.get(f"fact_{q.fact.id}") for q in self.questions}
        data["facts"] = {name: value for name, value in given.items() if value not in (None, "", [])}
        if not self.errors:
            self._tried(data["facts"])
        return data

    def _tried(self, facts: dict[str, Any]) -> None:
        lacking = self.draft.lacking(facts)
        if lacking:
            raise forms.ValidationError(["Med de svaren öppnar inte grunden. Det här är inte uppfyllt:", *lacking])


def _fact_field(question: Question) -> forms.Field:
    fact, choices = question.fact, [(choice.id, choice.label) for choice in question.choices]
    # What is not answered is not known, and then the ground says so: not every question touches everyone.
    given: dict[str, Any] = {"label": fact.question, "required": False}
    given["help_text"] = "Det här bedömer du, och du står för det." if fact.judged else ""
    if fact.type == "one":
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **given)
    if fact.type == "many":
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **given)
    if fact.type == "integer":
        return forms.IntegerField(min_value=fact.min, max_value=fact.max, **given)
    return Day(**given)


class ConsentForm(StepForm):
    """The person's yes: to what is sent, when that is the ground, and to an answer coming back."""

    def build(self) -> None:
        draft = self.draft
        self.standing = {str(one.id): one for one in consents_to_share(draft.by, draft.person, draft.at)}
        if draft.ground == CONSENT:
            choices = [
                (ident, f"{one.given_at:%Y-%m-%d}: {one.words or 'utan anteckning'}")
                for ident, one in self.standing.items()
            ]
            new = [(NEW, "Ett nytt, som jag skriver ner nu")]
            self.radio("consent", "Vilket samtycke?", [*choices, *new], initial="" if choices else NEW)
        if not draft.kind.duty:
            self.radio("answer_back", "Har personen sagt ja till att mottagaren berättar för er vad det blir?", YES_NO)
        self._new()

    def _new(self) -> None:
        """What is written down of a new consent. Where it can be no other, all of it must be filled in."""
        needed = self.draft.ground == CONSENT and not self.standing
        self._of_new()
        for name in NEW_CONSENT if needed else ():
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = MISSING

    def _of_new(self) -> None:
        self.radio("given_by", "Vem har sagt ja?", GIVEN_BY, required=False)
        self.radio("how", "Hur?", HOW, required=False)
        self.fields["words"] = forms.CharField(
            label="Vad sa personen ja till?", max_length=1000, required=False, widget=SHORT
        )
        today = localdate(self.draft.at)
        longest = today + timedelta(days=self.draft.longest_consent)
        self.fields["until"] = Day(label="Till och med vilken dag?", required=False, initial=longest)
        judged = self.draft.judged_for_consent()
        self.fields["judged"] = forms.ChoiceField(
            label=judged.fact.question, choices=[(c.id, c.label) for c in judged.choices], widget=forms.RadioSelect,
            required=False, help_text="Det här bedömer du, och du står för det.",
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        new = data.get("consent") == NEW or (data.get("answer_back") == "yes" and self.draft.ground != CONSENT)
        chosen = self.standing.get(data.get("consent", ""))
        if chosen and data.get("answer_back") == "yes" and not chosen.answer_back:
            self.add_error(
                "consent", "Det samtycket gäller inte svaret. Skriv ner ett nytt, eller svara nej om svaret."
            )
        for name in NEW_CONSENT if new else ():
            if not data.get(name) and not self.has_error(name):
                self.add_error(name, MISSING)
        return data | {"new_consent": new}


class PreviewForm(StepForm):
    """Nothing more to say: to send is the act."""
