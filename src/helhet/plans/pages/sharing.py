"""To whom a plan goes on which ground, and the person's yes when it is written down as it is sent."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from helhet.organisations.actor import Actor
from helhet.organisations.queries import records
from helhet.people.models import Person
from helhet.secrecy import actions as secrecy
from helhet.secrecy.checking import CONSENT
from helhet.secrecy.parcels import Receiver, Stated

from .. import queries
from ..forms.sharing import BY_HAND, INNER, SharingForm, To
from ..holding import planning
from ..models import Participant
from .act import At


def longest(at: datetime) -> date:
    """The last day that a yes is proposed to hold."""
    return localdate(at) + timedelta(days=records().clocks["consent.until"].days)


def content_of(by: Actor) -> list[str]:
    """The kinds of content that a plan may hold, sent from here."""
    shares = planning().shares.values()
    return list(dict.fromkeys(kind for one in shares for kind in one.kinds[by.domain]))  # type: ignore[index]


def receivers(at: At, rows: Iterable[Participant], share: str) -> list[To]:
    """Each participant with the grounds that open for this."""
    return [_to(at, one, share) for one in rows]


def _to(at: At, one: Participant, share: str) -> To:
    if one.unit is None:
        return To(str(one.id), one.name, needs_ground=False, says=BY_HAND)
    if one.unit.holding_id == at.by.holding_id:
        return To(str(one.id), one.name, needs_ground=False, says=INNER)
    offers = queries.grounds(at.by, at.plan, Receiver(one.name, one.unit), share, at.at)
    return To(str(one.id), one.name, offers, says=one.unit.holding.name)


def back(at: At) -> list[To]:
    """Whoever called, as the one that a part is sent to."""
    call = at.joined.call
    if call.sender_id == at.by.holding_id:
        return [To(str(call.id), call.sender_name, needs_ground=False, says=INNER)]
    offers = queries.grounds(at.by, at.joined, Receiver(call.sender_name, call.sender_unit), "part", at.at)
    return [To(str(call.id), call.sender_name, offers)]


def new_yes(
    at: At, form: SharingForm, data: Mapping[str, Any], named: Mapping[str, Mapping[str, Any]], share: str
) -> dict[str, Stated]:
    """Write down the person's yes to those whom they say it of now. `named`: receiver → as a consent names it."""
    asked = form.asks_new(data)
    person: Person = at.one.person
    if not asked:
        return {}
    given = {
        "kind": "sharing", "receivers": [named[one.id] for one in asked], "content": content_of(at.by),
        "answer_back": True, "given_by": "person", "judged": {"can_consent": data["yes_can"]}, "how": data["yes_how"],
        "words": data["yes_words"], "until": data["yes_until"],
    }  # fmt: skip
    consent = secrecy.consent(by=at.by, at=at.at, person=person, **given)
    kinds = planning().shares[share].kinds[at.by.domain]  # type: ignore[index]
    facts = {"content": list(kinds), "purpose": "care"}
    return {one.id: Stated(CONSENT, facts, consent) for one in asked}


def as_named(rows: Sequence[Participant]) -> dict[str, dict[str, Any]]:
    """Participants as a consent names them."""
    holders = {str(one.id): one.unit.holding for one in rows if one.unit}
    return {ident: {"id": str(one.id), "name": one.name} for ident, one in holders.items()}


def stated(at: At, form: SharingForm, data: Mapping[str, Any], share: str) -> dict[Any, Stated | None]:
    """Participant → ground, with a new yes written down where the person says it now."""
    return form.stated(data, new_yes(at, form, data, as_named(at.draft.participants), share))


def stated_back(at: At, form: SharingForm, data: Mapping[str, Any]) -> Stated | None:
    """The ground for what goes back to whoever called."""
    call = at.joined.call
    named = {str(call.id): {"id": str(call.sender_id or ""), "name": call.sender_name}}
    found = form.stated(data, new_yes(at, form, data, named, "part"))
    return next(iter(found.values()), None)
