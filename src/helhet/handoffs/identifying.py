"""Whom something that came is about: found by what came with it, or added from it. Nothing is typed twice."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from helhet.audit import actions as audit
from helhet.kernel.errors import BadInput
from helhet.kernel.identity import check
from helhet.organisations.actor import Actor
from helhet.people import actions as people
from helhet.people.models import Person
from helhet.people.queries import MOST, alike, found_by, identifiers
from helhet.people.rules import Details, in_lists, may_be_known
from helhet.people.telling import PROTECTED

from . import answers, correcting
from .forms import NEW, IdentifyForm
from .models import Received


def told(received: Received) -> Mapping[str, str]:
    """Who it is about, in the sender's words."""
    found = received.copy.content.get("identity")
    return found if isinstance(found, dict) else {}


def form(by: Actor, at: datetime, received: Received, data: Any) -> IdentifyForm:
    """The form, with those who fit what came, or what was searched for instead."""
    about = told(received)
    given, _, family = about.get("Namn", "").partition(" ")
    number = about.get("Nummer", "").split(", ")[0]
    words = (data.get("words", "") if data else "") or number or about.get("Namn", "")
    found = list(found_by(by, words, localdate(at))[:MOST]) if words else []
    names = {str(one.id): _line(one) for one in found}
    initial = {"words": words, "given_name": given, "family_name": family, "number": number}
    # A new search keeps what was written below it.
    initial |= {name: data[name] for name in ("given_name", "family_name", "number", "pick") if data and name in data}
    posted = data if data and data.get("go") == "save" else None
    corrects = received.person_id is not None
    if corrects:
        correcting.may_correct(by, received).demand()
    doubts = partial(_doubts, by, at, about, {str(one.id): one for one in found})
    return IdentifyForm(posted, found=found, names=names, initial=initial, corrects=corrects, doubts=doubts)


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


def searched(*, by: Actor, at: datetime, received: Received) -> None:
    """The search stands in the log, without its words."""
    audit.record(by=by, at=at, act="person.searched", kind="received", subject=received.id)


@transaction.atomic
def save(*, by: Actor, at: datetime, received: Received, chosen: IdentifyForm) -> Received:
    """Say that it is about this person, who is added first when they are new to the holding."""
    data = chosen.cleaned_data
    person = _added(by, at, received, data) if data["pick"] == NEW else chosen.people[data["pick"]]
    if received.person_id is not None:
        return correcting.correct_person(by=by, at=at, received=received, person=person, why=data["why"])
    return answers.identify(by=by, at=at, received=received, person=person)


def _added(by: Actor, at: datetime, received: Received, data: dict[str, Any]) -> Person:
    about = told(received)
    number = check(data["number"], localdate(at)).number if data["number"].strip() else None
    if data["number"].strip() and number is None:
        raise BadInput("Numret går inte att läsa. Rätta det, eller lämna tomt om det inte är känt.")
    protected = next((code for code, text in PROTECTED.items() if about.get("Skydd") == text), "none")
    details = Details(
        given_name=data["given_name"], family_name=data["family_name"], birth_date=_born(about), protected=protected
    )
    return people.add(by=by, at=at, details=details, number=number)


def _born(about: Mapping[str, str]) -> date | None:
    try:
        return date.fromisoformat(about["Född"])
    except (KeyError, ValueError):
        return None
