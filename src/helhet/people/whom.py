"""Whom something that came is about: found by what came with it, or added from it. Nothing is typed twice."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from django import forms
from django.utils.timezone import localdate

from helhet.kernel.errors import BadInput
from helhet.kernel.identity import check
from helhet.organisations.actor import Actor

from . import actions
from .forms import ComparedForm
from .models import Person
from .queries import MOST, alike, found_by, identifiers
from .rules import Details, in_lists, may_be_known
from .telling import PROTECTED

NEW = "new"


class WhomForm(ComparedForm):
    """Whom it is about: someone we have, or someone new. `corrects`: it was said before, and was wrong."""

    words = forms.CharField(label="Sök på namn, nummer eller ärendenummer", max_length=100, required=False)
    given_name = forms.CharField(label="Förnamn", max_length=100, required=False)
    family_name = forms.CharField(label="Efternamn", max_length=100, required=False)
    number = forms.CharField(label="Personnummer eller annat nummer", max_length=40, required=False)

    def __init__(
        self, *args: Any, found: Sequence[Person], names: Mapping[str, str], corrects: bool = False, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.people = {str(one.id): one for one in found}
        choices = [*((ident, names[ident]) for ident in self.people), (NEW, "Någon som är ny hos oss")]
        pick = forms.ChoiceField(label="Vem gäller det?", choices=choices, widget=forms.RadioSelect)
        pick.widget.attrs["class"] = "ds-input"
        self.fields["pick"] = pick
        if corrects:
            self.fields["why"] = forms.CharField(
                label="Hur såg ni att det var fel person?", max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
            )
            self.fields["why"].widget.attrs["class"] = "ds-input"
        self.order_fields(["words", "pick", "given_name", "family_name", "number", "why", "compared"])


def form(by: Actor, at: datetime, about: Mapping[str, str], data: Any, *, corrects: bool = False) -> WhomForm:
    """The form, with those who fit what came (`about`, in the sender's words), or what was searched for instead."""
    given, _, family = about.get("Namn", "").partition(" ")
    number = about.get("Nummer", "").split(", ")[0]
    words = (data.get("words", "") if data else "") or number or about.get("Namn", "")
    found = list(found_by(by, words, localdate(at))[:MOST]) if words else []
    names = {str(one.id): _line(one) for one in found}
    initial = {"words": words, "given_name": given, "family_name": family, "number": number}
    # A new search keeps what was written below it.
    initial |= {name: data[name] for name in ("given_name", "family_name", "number", "pick") if data and name in data}
    posted = data if data and data.get("go") == "save" else None
    doubts = partial(_doubts, by, at, about, {str(one.id): one for one in found})
    return WhomForm(posted, found=found, names=names, initial=initial, corrects=corrects, doubts=doubts)


def chosen(*, by: Actor, at: datetime, about: Mapping[str, str], filled: WhomForm) -> Person:
    """Whoever was chosen, who is added first when they are new to the holding. Raises BadInput."""
    data = filled.cleaned_data
    return _added(by, at, about, data) if data["pick"] == NEW else filled.people[data["pick"]]


def _doubts(
    by: Actor, at: datetime, about: Mapping[str, str], found: Mapping[str, Person], data: Mapping[str, Any]
) -> str:
    """What speaks against the choice: another number than the one that came, or somebody here who may be the same."""
    picked = found.get(data.get("pick", ""))
    if picked is not None:
        return _other_number(about, picked, localdate(at))
    given = (data.get("given_name", ""), data.get("family_name", ""))
    rows = alike(by, *given, _born(about)) if data.get("pick") == NEW else []
    return may_be_known([(str(one), one.birth_date) for one in rows])


def _other_number(about: Mapping[str, str], person: Person, today: date) -> str:
    """Two people may have the same name: then the numbers tell them apart."""
    read = [check(text, today).number for text in about.get("Nummer", "").split(", ")]
    came, ours = {one.value for one in read if one}, {one.value for one in identifiers(person)}
    if not came or not ours or came & ours:
        return ""
    return "Numret som kom är inte det som den valda personen har hos er. Jämför innan ni går vidare."


def _line(person: Person) -> str:
    name = in_lists(str(person), person.protected)
    return f"{name}, född {person.birth_date:%Y-%m-%d}" if person.birth_date and person.protected == "none" else name


def _added(by: Actor, at: datetime, about: Mapping[str, str], data: dict[str, Any]) -> Person:
    number = check(data["number"], localdate(at)).number if data["number"].strip() else None
    if data["number"].strip() and number is None:
        raise BadInput("Numret går inte att läsa. Rätta det, eller lämna tomt om det inte är känt.")
    protected = next((code for code, text in PROTECTED.items() if about.get("Skydd") == text), "none")
    details = Details(
        given_name=data["given_name"], family_name=data["family_name"], birth_date=_born(about), protected=protected
    )
    return actions.add(by=by, at=at, details=details, number=number)


def _born(about: Mapping[str, str]) -> date | None:
    try:
        return date.fromisoformat(about["Född"])
    except (KeyError, ValueError):
        return None
