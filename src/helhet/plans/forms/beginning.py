"""That a plan is needed, that the person is asked, and what they say."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from helhet.courses.actions import Next
from helhet.knowledge.disclosing.questions import Question
from helhet.organisations.models import Staff
from helhet.ui.forms import ActionForm

from ..given import Frame, Seen
from ..holding import planning
from .fields import NONE, Day, chosen, labels, long, many, placed, short

SEEN_BY = [("region", "Vi i regionen"), ("municipality", "Vi i kommunen"), ("person", "Personen bad om det")]


class ByStaff(ActionForm):
    """Who has something, and who stands in. Only those who work at the unit can be chosen."""

    def __init__(self, *args: Any, staff: Sequence[Staff], **options: Any) -> None:
        super().__init__(*args, **options)
        self.staff = {str(one.id): one for one in staff}
        people = [NONE, *((ident, one.name) for ident, one in self.staff.items())]
        placed(
            self,
            owner=forms.ChoiceField(label="Ansvarig", choices=people),
            deputy=forms.ChoiceField(
                label="Ersättare", choices=people, help_text="Får larmet när den ansvariga är borta."
            ),
        )

    def clean_owner(self) -> Staff:
        """The member of staff, not only the id."""
        return self.staff[self.cleaned_data["owner"]]

    def clean_deputy(self) -> Staff:
        """The member of staff, not only the id."""
        return self.staff[self.cleaned_data["deputy"]]


class BeginForm(ByStaff):
    """Somebody has seen that a plan is needed."""

    seen_by = chosen("Vem ser att en plan behövs?", SEEN_BY, "Det räcker att en av er ser det. Då ska båda vara med.")
    on = Day(label="Vilken dag?")
    why = long("Varför behövs den?", "Vad behöver personen från båda håll?", required=False)
    text = short("Vad är nästa steg?", most=300)
    due = Day(label="Senast")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        content = planning()
        settings = {ident: one for ident, one in content.settings.items() if not one.instead}
        placed(
            self,
            kind=chosen("Vilket slags plan?", labels(content.kinds)),
            settings=many("Gäller något av det här just nu?", labels(settings)),
        )
        self.order_fields(["seen_by", "on", "why", "kind", "settings", "text", "owner", "deputy", "due"])

    @property
    def seen(self) -> Seen:
        """Who saw the need."""
        data = self.cleaned_data
        return Seen(data["seen_by"], data["on"], data["why"])

    @property
    def frame(self) -> Frame:
        """What plan it is."""
        return Frame(self.cleaned_data["kind"], tuple(self.cleaned_data["settings"]))

    @property
    def first(self) -> Next:
        """What is done next."""
        data = self.cleaned_data
        return Next(data["text"], data["due"], data["owner"], data["deputy"])


class HandForm(ByStaff):
    """Another at the unit takes the plan."""


class NextForm(ActionForm):
    """What is done next with the plan."""

    text = short("Vad är nästa steg?", most=300)
    due = Day(label="Senast")


class WordsForm(ActionForm):
    """What somebody said, in their own words; may be left empty."""

    words = long("Skriv här", required=False)

    def __init__(self, *args: Any, label: str, help_text: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["words"].label, self.fields["words"].help_text = label, help_text


class EmptyForm(ActionForm):
    """Nothing to write: to press the button is the act."""


class YesForm(ActionForm):
    """The person's yes to the plan and, in the same talk, to whom it may be shared with: two yeses, two records."""

    def __init__(
        self, *args: Any, given_by: list[tuple[str, str]], judged: Sequence[Question],
        receivers: list[tuple[str, str]], longest: date, **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.names, self.judged = dict(receivers), [question.fact.id for question in judged]
        placed(self, given_by=chosen("Vem säger ja?", given_by))
        for question in judged:
            answers = [(choice.id, choice.label) for choice in question.choices]
            placed(self, **{question.fact.id: chosen(question.fact.question, answers, required=len(judged) == 1)})
        placed(
            self,
            how=chosen("Hur?", [("oral", "Muntligt"), ("written", "Skriftligt"), ("digital", "Digitalt")]),
            words=long("Personens egna ord", "Skriv vad personen säger ja till.", required=False),
            until=Day(label="Till och med vilken dag?", initial=longest),
        )
        if receivers:
            help_text = "Det är ett eget ja. Utan det kan planen ändå göras, men då skickar ni inget på samtycke."
            question = "Vilka får vi dela planen med?"
            placed(self, share=many(question, receivers, help_text))

    def plan_consent(self, data: dict[str, Any]) -> dict[str, Any]:
        """The yes to the plan, as it is written down."""
        judged = {name: data[name] for name in self.judged if data.get(name)}
        return {
            "kind": "plan",
            "judged": judged,
            **{name: data[name] for name in ("given_by", "how", "words", "until")},
        }

    def sharing_consent(self, data: dict[str, Any], content: Sequence[str]) -> dict[str, Any] | None:
        """The yes to share, when there is one. They may answer us as well: the plan is made together."""
        if not data.get("share"):
            return None
        receivers = [{"id": ident, "name": self.names[ident]} for ident in data["share"]]
        more = {"kind": "sharing", "receivers": receivers, "content": list(content), "answer_back": True}
        return self.plan_consent(data) | more
