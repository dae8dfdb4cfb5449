"""What is sent, to whom, and on which ground: one for each receiver, or the person's yes written down at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from helhet.secrecy.offers import Offer
from helhet.secrecy.parcels import Stated
from helhet.ui.forms import ActionForm

from ..models import Participant
from .fields import YES_NO, Day, chosen, long, many, placed, short

NEW = "new"
BY_HAND = "Personen lämnar den själv, eller ni skriver ut den"
INNER = "Stannar hos er egen myndighet. Ingen grund behövs"
HOW = [("oral", "Muntligt"), ("written", "Skriftligt"), ("digital", "Digitalt")]
MISSING = "Fyll i det här om personen säger ja nu."


@dataclass(frozen=True)
class To:
    """A receiver: the grounds that open, or why none is needed."""

    id: str
    name: str
    offers: Sequence[Offer] = ()
    needs_ground: bool = True
    says: str = ""


class SharingForm(ActionForm):
    """A ground for each receiver. `NEW` is the person's yes, written down when it is sent."""

    template_name = "plans/parts/sharing.html"
    YES = ("yes_how", "yes_can", "yes_words", "yes_until")
    to: Mapping[str, To] = {}

    @property
    def asks_yes(self) -> bool:
        """Whether the person's yes may be written down here."""
        return self.YES[0] in self.fields

    @property
    def opened(self) -> bool:
        """Whether nothing else opens for somebody, or what was written of a yes needs to be put right."""
        alone = any(one.needs_ground and not one.offers for one in self.to.values())
        return alone or any(name in self.errors for name in self.YES)

    def receivers(self, found: Sequence[To], longest: date) -> None:
        """Put the question of ground for each, and what a new yes needs."""
        self.to = {one.id: one for one in found}
        for one in found:
            if one.needs_ground:
                choices = [*((offer.id, offer.label) for offer in one.offers), (NEW, "Personen säger ja nu")]
                question = chosen(f"På vilken grund får {one.name} det?", choices, required=False)
                question.initial = choices[0][0]
                placed(self, **{f"ground-{one.id}": question})
        if any(one.needs_ground for one in found):
            self._new_yes(longest)

    def _new_yes(self, longest: date) -> None:
        placed(
            self,
            yes_how=chosen("Om personen säger ja nu: hur?", HOW, required=False),
            yes_can=chosen("Kan personen själv avgöra det?", YES_NO, "Det här bedömer du.", required=False),
            yes_words=short("Vad säger personen ja till?", required=False, most=1000),
            yes_until=Day(label="Till och med vilken dag?", required=False, initial=longest),
        )

    def wanted(self, data: Mapping[str, Any]) -> list[To]:
        """Those who are to have it."""
        return [one for one in self.to.values() if "who" not in self.fields or one.id in data.get("who", ())]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for one in self.wanted(data):
            if one.needs_ground and not data.get(f"ground-{one.id}"):
                self.add_error(f"ground-{one.id}", "Välj en grund.")
        if self.asks_new(data):
            for name in self.YES:
                if not data.get(name) and not self.has_error(name):
                    self.add_error(name, MISSING)
        return data

    def asks_new(self, data: Mapping[str, Any]) -> list[To]:
        """Those to whom the person says yes now."""
        return [one for one in self.wanted(data) if data.get(f"ground-{one.id}") == NEW]

    def stated(self, data: Mapping[str, Any], new: Mapping[str, Stated]) -> dict[UUID, Stated | None]:
        """Receiver → the ground. `new`: those that rest on the yes that was written down now."""
        found: dict[UUID, Stated | None] = {}
        for one in self.wanted(data):
            chosen_id = data.get(f"ground-{one.id}", "")
            of_law = next((offer.stated for offer in one.offers if offer.id == chosen_id), None)
            found[UUID(one.id)] = new.get(one.id, of_law)
        return found


class CallForm(SharingForm):
    """The meeting, and who is called to it."""

    on = Day(label="Vilken dag?")
    time = short("Klockan?", "Till exempel 10.00", required=False, most=40)
    place = short("Var?")
    words = long(
        "Vill personen säga något i förväg?", "Det står i kallelsen, och alla som kallas läser det.", required=False
    )

    def __init__(self, *args: Any, found: Sequence[To], longest: date, **options: Any) -> None:
        super().__init__(*args, **options)
        everyone = [(one.id, f"{one.name}. {one.says}" if one.says else one.name) for one in found]
        placed(self, who=many("Vilka kallar ni?", everyone, required=True))
        self.fields["who"].initial = [one.id for one in found]
        self.receivers(found, longest)


class PublishForm(SharingForm):
    """The version: when it was made, and who gets it."""

    def __init__(
        self, *args: Any, found: Sequence[To], longest: date, made_on: date | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        if made_on:
            placed(self, made_on=Day(label="Vilken dag gjordes planen?", initial=made_on))
        everyone = [(one.id, f"{one.name}. {one.says}" if one.says else one.name) for one in found]
        placed(self, who=many("Vilka får planen?", everyone, required=not made_on))
        self.fields["who"].initial = [one.id for one in found]
        self.receivers(found, longest)


class GuestForm(ActionForm):
    """Somebody that the person wants with them."""

    def __init__(
        self, *args: Any, kinds: Sequence[tuple[str, str]], units: Sequence[tuple[str, str]],
        principals: Sequence[tuple[str, str]], **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        placed(
            self,
            kind=chosen("Vem är det?", kinds),
            unit=forms.ChoiceField(
                label="Enhet här i länet", choices=[("", "Ingen i listan"), *units], required=False,
                help_text="Då kommer kallelsen fram direkt.",
            ),
            name=short("Annars: namn", "Till exempel: min syster, frivården i Kalmar.", required=False),
            principal=forms.ChoiceField(
                label="Hör de till regionen eller kommunen?", required=False,
                choices=[("", "Ingen av dem, eller enheten är vald ovan"), *principals],
            ),
            agreed=forms.BooleanField(label="Personen vill ha med dem", required=False),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("unit") and not (data.get("name") or "").strip() and not self.has_error("name"):
            self.add_error("name", "Välj en enhet eller skriv ett namn.")
        return data


def called(row: Participant) -> bool:
    """Whether somebody has had a call, by us or by the person."""
    return row.state != "named"
