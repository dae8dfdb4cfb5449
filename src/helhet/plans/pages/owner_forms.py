"""The forms of the owner's acts, each with its choices and what is known beforehand."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate

from helhet.knowledge.disclosing.checking import disclosing_of
from helhet.knowledge.home import open_library
from helhet.organisations import queries as organisations
from helhet.organisations.actor import Actor
from helhet.people.models import Person
from helhet.secrecy import consents
from helhet.ui.forms import ActionForm

from ..forms import beginning, going
from ..forms.fields import labels
from ..forms.parts import principals
from ..forms.sharing import CallForm, GuestForm, PublishForm
from ..holding import planning
from . import sharing
from .act import At

# What is judged of a child; of an adult only whether the person can decide.
OF_A_CHILD = ("child_decides", "child_says", "suitable", "guardians")


def colleagues(by: Actor, at: datetime) -> list[Any]:
    """Those who may have the plan."""
    return list(organisations.colleagues(by.unit_id, localdate(at)))


def yes(at: At, data: Any) -> ActionForm:
    """The person's yes, with what must be judged for somebody of their age."""
    others = organisations.holdings().exclude(id=at.by.holding_id).filter(principal__county=at.by.county)
    by = disclosing_of(open_library()).questions.all["consent_by"].fact.values
    judged = _judged(at.one.person, at)
    # Of an adult only whether they can decide is judged, and nobody else may say yes.
    whose = ("person",) if len(judged) == 1 else ("person", "guardians", "person_and_guardians")
    return beginning.YesForm(
        data,
        given_by=[(one.id, one.label) for one in by if one.id in whose],
        judged=judged,
        receivers=[(str(one.id), one.name) for one in others],
        longest=sharing.longest(at.at),
        initial={"given_by": "person", "how": "oral"},
    )


def _judged(person: Person, at: At) -> list[Any]:
    known = consents.who(person, "plan", {"can_consent": "yes"}, localdate(at.at))
    asked = consents.questions()
    names = ["can_consent"] if known.who == ("person",) and not known.ask else ["can_consent", *OF_A_CHILD]
    return [asked[name] for name in names if name in asked]


def renewed(at: At, data: Any) -> ActionForm:
    """A new yes to the plan alone."""
    form = yes(at, data)
    form.fields.pop("share", None)
    return form


def words(label: str, help_text: str = "") -> Callable[[At, Any], ActionForm]:
    """Somebody's own words."""
    return lambda at, data: beginning.WordsForm(data, label=label, help_text=help_text)


def empty(at: At, data: Any) -> ActionForm:
    """Nothing to write."""
    return beginning.EmptyForm(data)


def hand(at: At, data: Any) -> ActionForm:
    """Colleagues, with who has it now."""
    now = {"deputy": str(at.plan.step.deputy_id)} if at.plan.step else {}
    return beginning.HandForm(data, staff=colleagues(at.by, at.at), initial=now)


def guest(at: At, data: Any) -> ActionForm:
    """Units of the county that are not in the plan yet."""
    taken = [one.unit_id for one in at.draft.participants if one.unit_id]
    rows = organisations.receivers(open_library().vocabulary.units, at.by.county)
    units = rows.exclude(Q(id__in=taken) | Q(id=at.plan.unit_id))
    named = open_library().vocabulary.principals
    return GuestForm(
        data,
        kinds=labels(planning().participant_kinds),
        units=[(str(one.id), f"{one.name}, {one.holding.name}") for one in units],
        principals=[(one, named[one].label) for one in principals(planning())],
        initial={"kind": "authority"},
    )


def call(at: At, data: Any) -> ActionForm:
    """Everybody whom the person wants with them, with a ground for each."""
    found = sharing.receivers(at, at.draft.participants, "call")
    return CallForm(data, found=found, longest=sharing.longest(at.at))


def publish(at: At, data: Any) -> ActionForm:
    """The version, for those who have been called and those who get it by hand."""
    rows = [one for one in at.draft.participants if one.unit_id is None or one.call_id]
    met = at.draft.places.get("met")
    made_on = (met.data.get("on") if met else "") or localdate(at.at)
    found = sharing.receivers(at, rows, "version")
    return PublishForm(data, found=found, longest=sharing.longest(at.at), made_on=made_on)


def send(at: At, data: Any) -> ActionForm:
    """The version in force, for those who have not had it."""
    rows = [
        one for one in at.draft.participants if one.answered < at.plan.number and (one.unit_id is None or one.call_id)
    ]
    return PublishForm(data, found=sharing.receivers(at, rows, "version"), longest=sharing.longest(at.at))


def heard(at: At, data: Any) -> ActionForm:
    """Those outside the system who have been called."""
    rows = [one for one in at.draft.participants if one.unit_id is None and one.state != "named"]
    return going.HeardForm(data, people=[(str(one.id), one.name) for one in rows])


def overall(at: At, data: Any) -> ActionForm:
    """The own principal, or the participant of the other."""
    own = organisations.records().authorities[at.plan.holding.kind].principal
    allowed = planning().contents["overall_responsible"].principals
    named = open_library().vocabulary.principals
    whom = [(own, f"{named[own].label}: {at.by.unit_name}, vi själva")] if own in allowed else []
    rows = [one for one in at.draft.participants if one.principal in allowed]
    whom += [(f"{one.principal}:{one.id}", f"{named[one.principal].label}: {one.name}") for one in rows]
    now = f"{at.plan.overall}:{at.plan.overall_by_id}" if at.plan.overall_by_id else at.plan.overall
    return going.OverallForm(data, whom=whom, initial={"seen": at.plan.overall, "whom": now})


def to_offer(at: At, data: Any) -> ActionForm:
    """Those who have the plan and may be overall responsible."""
    allowed = planning().contents["overall_responsible"].principals
    rows = [one for one in at.draft.participants if one.unit_id and one.principal in allowed and one.answered]
    return going.WhomForm(data, people=[(str(one.id), one.name) for one in rows])


def violence(at: At, data: Any) -> ActionForm:
    """Whether it was asked."""
    return going.ViolenceForm(data)


def follow_up(at: At, data: Any) -> ActionForm:
    """The plan's goals, each to be rated."""
    goals = [(one.key, one.data.get("text", "")) for one in at.draft.rows("goal")]
    return going.FollowUpForm(data, goals=goals, today=localdate(at.at))


def close(at: At, data: Any) -> ActionForm:
    """Every reason."""
    return going.CloseForm(data)


def missing(at: At, data: Any) -> ActionForm:
    """A need that nobody can meet."""
    return going.MissingForm(data)


def next_step(at: At, data: Any) -> ActionForm:
    """What stands now, to be changed."""
    step = at.plan.step
    now = {"text": step.text, "due": max(step.due, localdate(at.at))} if step else {}
    return beginning.NextForm(data, initial=now)
