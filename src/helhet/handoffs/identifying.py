"""Whom something that came is about, and that it was said."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from helhet.audit import actions as audit
from helhet.organisations.actor import Actor
from helhet.people import whom

from . import answers, correcting
from .models import Received


def told(received: Received) -> Mapping[str, str]:
    """Who it is about, in the sender's words."""
    found = received.copy.content.get("identity")
    return found if isinstance(found, dict) else {}


def form(by: Actor, at: datetime, received: Received, data: Any) -> whom.WhomForm:
    """The form, with those who fit what came, or what was searched for instead."""
    corrects = received.person_id is not None
    if corrects:
        correcting.may_correct(by, received).demand()
    return whom.form(by, at, told(received), data, corrects=corrects)


def searched(*, by: Actor, at: datetime, received: Received) -> None:
    """The search stands in the log, without its words."""
    audit.record(by=by, at=at, act="person.searched", kind="received", subject=received.id)


@transaction.atomic
def save(*, by: Actor, at: datetime, received: Received, chosen: whom.WhomForm) -> Received:
    """Say that it is about this person, who is added first when they are new to the holding."""
    person = whom.chosen(by=by, at=at, about=told(received), filled=chosen)
    if received.person_id is not None:
        return correcting.correct_person(by=by, at=at, received=received, person=person, why=chosen.cleaned_data["why"])
    return answers.identify(by=by, at=at, received=received, person=person)
