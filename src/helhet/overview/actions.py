"""Writes that span capabilities: a new person with a course at once, a colleague's courses at absence, and reads."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from helhet.audit import actions as audit
from helhet.audit.rules import content_hash
from helhet.courses import actions as courses
from helhet.courses.actions import Next
from helhet.courses.models import Course
from helhet.kernel.identity import IdentityNumber
from helhet.organisations.actor import Actor
from helhet.organisations.models import Staff
from helhet.people import actions as people
from helhet.people.models import Person
from helhet.people.rules import Details
from helhet.secrecy.rules import may_find, may_manage


@dataclass(frozen=True)
class Begin:
    """How a person's way begins here: what it is about, and the first step."""

    about: str
    first: Next


@transaction.atomic
def add_person(*, by: Actor, at: datetime, details: Details, number: IdentityNumber | None, begin: Begin) -> Person:
    """A new person, never without an owner: the course opens in the same moment. Raises BadInput and NotAllowed."""
    may_find(by, by.holding_id).demand()
    person = people.add(by=by, at=at, details=details, number=number)
    courses.open_course(by=by, at=at, person=person, about=begin.about, first=begin.first)
    return person


def searched(*, by: Actor, at: datetime, words: str) -> None:
    """Somebody searched: that they did, and the fingerprint of what for. The words themselves are never kept."""
    may_find(by, by.holding_id).demand()
    audit.record(by=by, at=at, act="people.searched", kind="unit", subject=by.unit_id, content=words)


def listed(*, by: Actor, at: datetime, people: Collection[UUID], before: str = "") -> str:
    """Somebody saw a list of people: one row, with the fingerprint of who stood there. Gives its mark.

    A list is looked at all day. It is told of again when others stand there than when it was last told (`before`).
    """
    who = [str(by.assignment_id), *sorted(str(one) for one in people)]
    mark = content_hash(who)
    if people and mark != before:
        audit.record(by=by, at=at, act="people.listed", kind="unit", subject=by.unit_id, content=who)
    return mark


@transaction.atomic
def hand_over_all(
    *, by: Actor, at: datetime, held: Sequence[Course], owner: Staff, deputy: Staff, versions: dict[UUID, int]
) -> int:
    """The manager gives a colleague's courses to another. `versions` are those that were seen, course by course.

    All or none: raises BadInput when one has changed in between. Gives how many were handed over.
    """
    may_manage(by).demand()
    chosen = [course for course in held if course.id in versions]
    for course in chosen:
        courses.hand_to(by=by, at=at, course=course, owner=owner, deputy=deputy, version=versions[course.id])
    return len(chosen)
