"""Finding people, and adding one who is new."""

from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.timezone import localdate

from helhet.organisations import queries as organisations
from helhet.organisations.actor import Actor
from helhet.people.forms import SearchForm
from helhet.people.queries import MOST, alike
from helhet.people.rules import in_lists, may_be_known
from helhet.secrecy.rules import may_find
from helhet.ui.addresses import address_of

from .. import actions, acts, forms, queries


def search(actor: Actor, at: datetime, data: QueryDict | None) -> dict[str, Any]:
    """The page of a search. One that was made is one row in the log, without its words."""
    may_find(actor, actor.holding_id).demand()
    form = SearchForm(data)
    if not form.is_valid():
        return {"search": form, "hits": None}
    words = form.cleaned_data["words"]
    actions.searched(by=actor, at=at, words=words)
    found = queries.hits(actor, words, at)
    rows = [(hit, in_lists(str(hit.person), hit.person.protected), _address(hit)) for hit in found[:MOST]]
    return {"search": form, "hits": rows, "more": len(found) > MOST}


def _address(hit: queries.Hit) -> str:
    name = "overview:person" if hit.may_open else "secrecy:open-reason"
    return address_of(name, hit.person.id)


def new_person_form(actor: Actor, at: datetime, data: QueryDict | None) -> forms.NewPersonForm:
    """The form of a new person, with oneself as owner to begin with."""
    today = localdate(at)
    staff = list(organisations.colleagues(actor.unit_id, today))
    given = {"today": today, "staff": staff, "initial": acts.next_filled(actor, at)}
    return forms.NewPersonForm(data, doubts=lambda said: _known(actor, at, said), **given)


def _known(actor: Actor, at: datetime, said: dict[str, Any]) -> str:
    """Who here may be the same as the one who is being added; that somebody was told so is a search in the log."""
    names = (said.get("given_name", ""), said.get("family_name", ""))
    found = alike(actor, *names, said.get("birth_date"))
    if found:
        actions.searched(by=actor, at=at, words=" ".join(names))
    return may_be_known([(str(one), one.birth_date) for one in found])


def add(actor: Actor, at: datetime, data: dict[str, Any]) -> Any:
    """The new person, from what was written."""
    details = forms.NewPersonForm.details(data)
    begin = actions.Begin(data["about"], forms.NextForm.step(data))
    return actions.add_person(by=actor, at=at, details=details, number=data["identity"], begin=begin)
